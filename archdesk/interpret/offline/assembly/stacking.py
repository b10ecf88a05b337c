"""The plans of all pages into storeys: levels settled, elements numbered through, doubts found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from archdesk.interpret.offline.assembly.checks import find_doubts
from archdesk.interpret.offline.assembly.levels import name_of, settle
from archdesk.interpret.offline.storey_titles import bare_title
from archdesk.model.floorplan import Column, Fixture, FloorPlan, Opening, Room, Stair, Wall
from archdesk.model.problems import Issue
from archdesk.model.reading import PagePlan

Element = TypeVar("Element", Wall, Opening, Room, Column, Stair, Fixture)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """How many walls, openings, rooms and other finds have their number already."""

    walls: int = 0
    openings: int = 0
    rooms: int = 0
    others: int = 0

    def after(self, plan: FloorPlan) -> "_Numbers":
        others = len(plan.columns) + len(plan.stairs) + len(plan.fixtures)
        return _Numbers(
            self.walls + len(plan.walls),
            self.openings + len(plan.openings),
            self.rooms + len(plan.rooms),
            self.others + others,
        )


def stack_storeys(found: Sequence[PagePlan]) -> tuple[tuple[FloorPlan, ...], tuple[Issue, ...]]:
    """The plans as storeys from the lowest up, with their doubts."""
    levels, guessed = settle([plan.level for plan in found])
    issues: list[Issue] = []
    if guessed:
        issues.append(Issue("storey-order-assumed", "Which storey lies above which is not told everywhere; check the order."))
    numbers = _Numbers()
    storeys: list[FloorPlan] = []
    for level, one in sorted(zip(levels, found, strict=True), key=lambda pair: pair[0]):
        name = bare_title(one.title) if one.title else name_of(level)
        storey = replace(one.plan, name=name, level=level, elevation=level * one.plan.height)
        storeys.append(_numbered(storey, numbers))
        numbers = numbers.after(storey)
        issues += find_doubts(storeys[-1])
    return tuple(storeys), tuple(issues)


def _numbered(plan: FloorPlan, numbers: _Numbers) -> FloorPlan:
    """The plan with the numbers that follow."""
    return replace(
        plan,
        walls=_from(plan.walls, numbers.walls),
        openings=tuple(replace(o, wall=_later(o.wall, numbers.walls)) for o in _from(plan.openings, numbers.openings)),
        rooms=_from(plan.rooms, numbers.rooms),
        columns=_from(plan.columns, numbers.others),
        stairs=_from(plan.stairs, numbers.others),
        fixtures=_from(plan.fixtures, numbers.others),
    )


def _from(elements: tuple[Element, ...], before: int) -> tuple[Element, ...]:
    return tuple(replace(element, id=_later(element.id, before)) for element in elements)


def _later(name: str, before: int) -> str:
    return f"{name[0]}{int(name[1:]) + before}"
