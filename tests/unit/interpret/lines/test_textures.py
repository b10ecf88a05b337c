"""Textures among the lines of a page."""

import numpy as np

from archdesk.interpret.offline.lines.table import Frame, Lines, tabulate
from archdesk.interpret.offline.lines.textures import textured
from archdesk.model.document import Page, Pen, Stroke

TILE, THICK = 0.1, Pen(2.0)


def _lines(*runs: tuple[tuple[float, float], tuple[float, float]], pen: Pen = Pen()) -> tuple[Stroke, ...]:  # noqa: B008
    return tuple(Stroke(run, pen) for run in runs)


def _tiles(x: float, y: float) -> tuple[Stroke, ...]:
    """A tiled floor, 3 by 2, with a thing on it that breaks the tiles' level lines, each at another place."""
    rows = [y + i * TILE for i in range(21)]
    level = [((x, v), (x + 1 + (i * 0.7) % 1.5, v)) for i, v in enumerate(rows)]
    level += [((b[0] + 0.3, b[1]), (x + 3, b[1])) for _, b in level]
    return _lines(*level)


def _mine(strokes: tuple[Stroke, ...]) -> tuple[Lines, np.ndarray]:
    lines = tabulate(Page(0, 20, 20, strokes=strokes), Frame(1.0, y_up=True))
    return lines, textured(lines)


def test_tiles_whose_lines_are_broken_by_what_stands_on_them_are_texture() -> None:
    _, found = _mine(_tiles(0, 0))

    assert found.all()


def test_small_curves_beside_tiles_do_not_hide_them() -> None:
    specks = _lines(*(((3.2, i * 0.004), (3.21, i * 0.004)) for i in range(500)))

    lines, found = _mine((*_tiles(0, 0), *specks))

    assert found[lines.length > 0.1].all()


def test_tiles_side_by_side_at_different_heights_are_texture() -> None:
    _, found = _mine((*_tiles(0, 0), *_tiles(4, 0.03), *_tiles(8, 0.055)))

    assert found.all()


def test_walls_are_no_texture() -> None:
    faces = _lines(*(((0.0, v), (8.0, v)) for v in (0.0, 0.3, 3.0, 3.1, 5.0, 5.3)), pen=THICK)

    _, found = _mine((*faces, *_tiles(0.5, 0.5)))

    assert not found[:6].any()
