import numpy as np

from archdesk.interpret.offline.lines.scribble import is_scribble
from archdesk.interpret.offline.lines.table import Frame, Lines, tabulate
from archdesk.model.document import Page, Pen, Stroke


def drawn(*ends: tuple[tuple[float, float], tuple[float, float]]) -> Lines:
    return tabulate(Page(0, 10, 10, tuple(Stroke(pair, Pen()) for pair in ends), y_up=True), Frame(1.0, y_up=True))


def test_lines_that_cross_all_over_are_scribble() -> None:
    starts = np.random.default_rng(1).random((300, 2)) * 5
    turns = np.random.default_rng(2).random(300) * np.pi
    ends = starts + np.stack([np.cos(turns), np.sin(turns)], axis=1)

    assert is_scribble(drawn(*(((a, b), (c, d)) for a, b, c, d in np.hstack([starts, ends]).tolist())))


def test_walls_that_end_on_one_another_under_a_chain_of_dimensions_are_none() -> None:
    faces = [((0, y), (9, y)) for y in (0.0, 0.3, 4.0, 4.2, 8.0, 8.3)]
    partitions = [((x, 0.3), (x, 4.0)) for x in (2.0, 2.1, 5.0, 5.1, 7.0, 7.1)]
    chain = [((-1.0, -1.0), (10.0, -1.0)), *(((x, -1.2), (x, -0.8)) for x in (0.0, 2.0, 5.0, 7.0, 9.0))]

    assert not is_scribble(drawn(*faces, *partitions, *chain))


def test_no_lines_are_no_scribble() -> None:
    assert not is_scribble(drawn())
