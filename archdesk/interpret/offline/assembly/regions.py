"""Which cells between walls and parting lines make one room: the division that costs least.

The costs are told in metres of parting line, as in a Potts model: what a line costs that stays, what a room costs that holds
two names or two printed areas, and what an area costs that is not the printed one.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

OUTSIDE = -1

TWO_AREAS = 15.0  # two printed areas are two rooms, if any line can part them
TWO_NAMES = 4.0  # two names are two rooms where a line parts them that is not much longer than a passage
SHARED_AREA = 1.0  # but names that share one printed area are one room's: a living room to dine in, a hall with its cupboard
NAMELESS = 1.0
OFF = 10.0  # for an area off by its own size; a tenth off costs a metre
MOST_OFF = 0.6  # beyond it an area is misread
ROUNDING = 0.04  # rooms are measured between other faces than ours
MOST_ROUNDS = 4  # of moving cells between rooms; each costs less than the one before

Borders = Mapping[int, Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Ground:
    """A cell or several: square metres, how many room names are written there, and the areas that are.

    What ``is_inside`` cannot be the outside.
    """

    size: float
    names: int = 0
    areas: tuple[float, ...] = ()
    is_inside: bool = False

    @property
    def cost(self) -> float:
        """What it costs to call this ground one room."""
        if not self.areas:
            return TWO_NAMES * (self.names - 1) if self.names else NAMELESS
        named = SHARED_AREA * max(0, self.names - len(self.areas))
        off = max(0.0, abs(math.log(self.size / sum(self.areas))) - ROUNDING)
        return TWO_AREAS * (len(self.areas) - 1) + named + OFF * min(off, MOST_OFF)

    def plus(self, other: "Ground") -> "Ground":
        return Ground(self.size + other.size, self.names + other.names, self.areas + other.areas)


def part_cells(cells: Sequence[Ground], lines: Mapping[tuple[int, int], float], outside: AbstractSet[int]) -> list[int]:
    """The room of each cell by number, OUTSIDE for those that lie open.

    ``lines`` is what the lines between two cells cost, or between a cell and OUTSIDE.
    """
    division = _Division(cells, lines, outside)
    division.join_rooms()
    for _ in range(MOST_ROUNDS):
        if not division.move_cells():
            break
        division.join_rooms()
    return division.owner


class _Division:
    def __init__(self, cells: Sequence[Ground], lines: Mapping[tuple[int, int], float], outside: AbstractSet[int]) -> None:
        self._cells = cells
        self.owner = [OUTSIDE if i in outside else i for i in range(len(cells))]
        self._members: dict[int, set[int]] = {i: {i} for i in range(len(cells)) if i not in outside}
        near: dict[int, dict[int, float]] = defaultdict(dict)
        for (i, j), cost in lines.items():
            if i != j:
                near[i][j] = near[j][i] = cost
        self._near: Borders = near

    def join_rooms(self) -> None:
        """Join the two rooms whose parting costs most, as long as any does."""
        lines = self._lines()
        gains = {pair: cost + self._gain(*pair) for pair, cost in lines.items()}
        while gains:
            a, b = best = max(gains, key=lambda pair: (gains[pair], pair))
            if gains[best] <= 0:
                return
            self._members[a] |= self._members.pop(b)
            for i in self._members[a]:
                self.owner[i] = a
            for pair in [pair for pair in lines if a in pair or b in pair]:
                cost, _ = lines.pop(pair), gains.pop(pair)
                third = next((room for room in pair if room not in best), None)
                if third is not None:
                    lines[min(a, third), max(a, third)] += cost
            gains |= {pair: cost + self._gain(*pair) for pair, cost in lines.items() if a in pair}

    def move_cells(self) -> bool:
        """Hand single cells to a neighbouring room, or outside, where that costs less; whether any was."""
        moves = [self._move(i) for i in range(len(self._cells))]
        return any(moves)

    def _lines(self) -> defaultdict[tuple[int, int], float]:
        """What the lines between each two rooms cost."""
        shared: defaultdict[tuple[int, int], float] = defaultdict(float)
        for i, others in self._near.items():
            for j, cost in others.items():
                if 0 <= i < j and OUTSIDE not in (self.owner[i], self.owner[j]) and self.owner[i] != self.owner[j]:
                    pair = sorted((self.owner[i], self.owner[j]))
                    shared[pair[0], pair[1]] += cost
        return shared

    def _gain(self, a: int, b: int) -> float:
        """What two rooms cost less as one."""
        one, other = self._ground(self._members[a]), self._ground(self._members[b])
        return one.cost + other.cost - one.plus(other).cost

    def _move(self, cell: int) -> bool:
        here = self.owner[cell]
        lines: dict[int, float] = defaultdict(float)
        for other, cost in self._near.get(cell, {}).items():
            lines[OUTSIDE if other == OUTSIDE else self.owner[other]] += cost
        own = lines.pop(here, 0.0)
        gains = {there: cost - own + self._change(cell, here, there) for there, cost in lines.items()}
        best = max(gains, key=lambda there: (gains[there], there), default=None)
        if best is None or gains[best] <= 1e-9:
            return False
        if here != OUTSIDE:
            self._members[here].discard(cell)
            if not self._members[here]:
                del self._members[here]
        if best != OUTSIDE:
            self._members[best].add(cell)
        self.owner[cell] = best
        return True

    def _change(self, cell: int, here: int, there: int) -> float:
        """What both rooms cost less when the cell changes over; it may not tear its room apart."""
        alone = self._cells[cell]
        change = 0.0
        if here != OUTSIDE:
            left = self._members[here] - {cell}
            if not self._is_whole(left):
                return -math.inf
            change += self._ground(self._members[here]).cost - (self._ground(left).cost if left else 0.0)
        if there == OUTSIDE:
            return -math.inf if alone.is_inside else change
        room = self._ground(self._members[there])
        return change + room.cost - room.plus(alone).cost

    def _ground(self, members: Iterable[int]) -> Ground:
        cells = [self._cells[i] for i in sorted(members)]
        areas = tuple(area for cell in cells for area in cell.areas)
        return Ground(sum(cell.size for cell in cells), sum(cell.names for cell in cells), areas)

    def _is_whole(self, members: AbstractSet[int]) -> bool:
        """Whether one can go from each cell to each other without leaving the members."""
        todo, seen = list(members)[:1], set[int]()
        while todo:
            i = todo.pop()
            if i not in seen:
                seen.add(i)
                todo += [j for j in self._near.get(i, {}) if j in members]
        return seen == members
