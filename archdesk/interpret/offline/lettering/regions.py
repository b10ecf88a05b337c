"""Where lettering may stand: the surroundings of small marks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.components import find_components
from archdesk.interpret.offline.lettering.boxes import Picture
from archdesk.interpret.offline.lettering.marks import (
    LINE_LIKE,
    Marks,
    draw_marks,
    find_marks,
    find_rows_and_stacks,
    without_those_in,
)

Place = tuple[int, int, int, int]
"""Left, top, right, bottom."""

TALLEST_WORD = 48  # pixels; marks reach no further for their neighbours if they are larger
REACH_SHARE, REACH = 0.6, 4  # of a letter's size, and pixels
CONTEXT = 24  # pixels around a region: the search tells letters from other marks by what surrounds them
WASTE = 1.5  # times the pixels that the regions in one cover
MOSTLY = 1.3  # times as much lettering stacked as in rows
MOST_REGIONS = 600  # a picture with more is a texture and is searched as a whole, as is one that its regions cover


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the search picture; its lines run upwards where it is turned."""

    left: int
    top: int
    right: int
    bottom: int
    turned: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Lettering:
    """The marks of a letter's size in a picture of ``shape``, with those that stand side by side and above one another."""

    marks: Marks
    rows: Marks
    stacks: Marks
    shape: tuple[int, ...]

    @property
    def is_stacked(self) -> bool:
        """Whether most of it runs upwards."""
        return bool(self.stacks[:, 3].sum() > MOSTLY * self.rows[:, 2].sum())


def find_lettering(picture: Picture) -> Lettering:
    """What may be letters in a search picture."""
    marks = find_marks(picture)
    return Lettering(marks, *find_rows_and_stacks(marks, picture.shape), picture.shape)


def find_regions(lettering: Lettering) -> list[Region]:
    """Regions around all marks of a letter's size, and once more around those that look stacked upwards.

    Where most lettering runs upwards, what is stacked is not looked at as if it ran across as well.
    """
    marks, stacks, shape = lettering.marks, lettering.stacks, lettering.shape
    if lettering.is_stacked:
        marks = without_those_in(stacks, marks, shape)
    return _across(marks, shape) + _upwards(stacks, shape)


def longest_regions(lettering: Lettering, most: int) -> list[Region]:
    """Regions around the longest rows and stacks, so many of them all in all."""
    rows, stacks, shape = lettering.rows, lettering.stacks, lettering.shape
    lengths = np.sort(np.concatenate((rows[:, 2], stacks[:, 3])))
    least = lengths[-most] if len(lengths) > most else 0
    across = _regions(rows[rows[:, 2] >= least], shape, turned=False)
    return across + _regions(stacks[stacks[:, 3] >= least], shape, turned=True)


def _across(marks: Marks, shape: tuple[int, ...]) -> list[Region]:
    """Regions of marks that stand in lines; a mark alone is no word unless it is as long as one."""
    reach = _reach(marks[:, 2:].max(axis=1, initial=0))
    joined = draw_marks(marks, shape, reach, reach)
    found = find_components(joined, 4)
    labels, stats = found.labels, found.stats
    x, y = (marks[:, :2] + marks[:, 2:] // 2).T
    groups = labels[y, x]
    words = np.bincount(groups, minlength=len(stats)) > 1
    words[groups[marks[:, 2] >= LINE_LIKE * marks[:, 3]]] = True
    words[0] = False
    return _regions(np.asarray(stats[words, :4], np.int32), shape, turned=False)


def _upwards(stacks: Marks, shape: tuple[int, ...]) -> list[Region]:
    reach = _reach(stacks[:, 2])
    stats = find_components(draw_marks(stacks, shape, reach, reach), 4).stats
    return _regions(np.asarray(stats[1:, :4], np.int32), shape, turned=True)


def _reach(sizes: NDArray[np.int32]) -> NDArray[np.int_]:
    """How far letters of such sizes reach for their neighbours; the search needs such room around a line, too."""
    return (np.minimum(sizes, TALLEST_WORD) * REACH_SHARE).astype(int) + REACH


def _regions(boxes: Marks, shape: tuple[int, ...], *, turned: bool) -> list[Region]:
    everything = (0, 0, shape[1], shape[0])
    if len(boxes) > MOST_REGIONS:
        return [Region(*everything, turned)]
    low = np.maximum(boxes[:, :2] - CONTEXT, 0)
    high = np.minimum(boxes[:, :2] + boxes[:, 2:] + CONTEXT, shape[::-1])
    whole = _merged([(x0, y0, x1, y1) for (x0, y0), (x1, y1) in zip(low.tolist(), high.tolist(), strict=True)])
    if sum(map(_area, whole)) >= _area(everything):
        whole = [everything]
    return [Region(*place, turned) for place in whole]


def _merged(places: list[Place]) -> list[Place]:
    """Places that overlap as one, unless that takes in much of what none of them covers."""
    waiting = [(place, _area(place)) for place in places]
    done: list[tuple[Place, int]] = []
    while waiting:
        place, covered = waiting.pop()
        for other, more in done:
            shared = _shared(place, other)
            whole = (min(place[0], other[0]), min(place[1], other[1]), max(place[2], other[2]), max(place[3], other[3]))
            if shared and _area(whole) <= WASTE * (covered + more - shared):
                done.remove((other, more))
                waiting.append((whole, covered + more - shared))
                break
        else:
            done.append((place, covered))
    return [place for place, _ in done]


def _shared(one: Place, other: Place) -> int:
    """The area that two places have in common."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    upwards = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0) * max(upwards, 0)


def _area(place: Place) -> int:
    return (place[2] - place[0]) * (place[3] - place[1])
