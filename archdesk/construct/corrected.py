"""A building from a file, after its plan was corrected: what was changed is built anew, all else stays as the file has it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archdesk.construct.building import build_scene
from archdesk.model.floorplan import Column, Fixture, FloorPlan, Opening, Room, Stair, Survey, Wall
from archdesk.model.scene import Json, Node, Scene

_Record = Wall | Opening | Room | Column | Stair | Fixture


def correct_ready(scene: Scene, before: Survey, after: Survey) -> Scene:
    """The finished building of ``before``, made to follow ``after``; both stand about the middle of the same ground floor."""
    if before.storeys == after.storeys:
        return scene
    touched = _touched(before, after)
    built = build_scene(after).root.children if any(_elements(after)) else ()
    fresh = [_Fresh.of(storey, touched) for storey in built]
    storeys = [child for child in scene.root.children if child.extras.get("kind") == "storey"]
    others = tuple(child for child in scene.root.children if child.extras.get("kind") != "storey")
    kept = [_followed(node, plan, touched, fresh) for node, plan in _matched(storeys, before, after)]
    known = {node.name for node in kept}
    added = [node for node in built if node.name not in known]
    return Scene(replace(scene.root, children=(*kept, *added, *others)))


@dataclass(frozen=True, slots=True)
class _Fresh:
    """What was built anew in a storey, by group."""

    storey: str
    groups: Mapping[str, tuple[Node, ...]]

    @classmethod
    def of(cls, storey: Node, touched: frozenset[str]) -> "_Fresh":
        held = {group.name: tuple(n for n in group.children if n.extras.get("id") in touched) for group in storey.children}
        return cls(storey.name, {name: nodes for name, nodes in held.items() if nodes})


def _elements(survey: Survey) -> Iterator[_Record]:
    for plan in survey.storeys:
        for elements in (plan.walls, plan.openings, plan.rooms, plan.columns, plan.stairs, plan.fixtures):
            yield from elements


def _touched(before: Survey, after: Survey) -> frozenset[str]:
    """What was added, removed or changed; a wall with each of its openings, and rooms only if they come or go."""
    old, new = ({one.id: one for one in _elements(survey)} for survey in (before, after))
    ids = {id_ for id_ in old.keys() | new.keys() if _differ(old.get(id_), new.get(id_))}
    openings = [one for one in (*old.values(), *new.values()) if isinstance(one, Opening)]
    walls = ids | {opening.wall for opening in openings if opening.id in ids}
    return frozenset(walls | {opening.id for opening in openings if opening.wall in walls})


def _differ(old: _Record | None, new: _Record | None) -> bool:
    return old != new and not (isinstance(old, Room) and isinstance(new, Room))


def _matched(storeys: Sequence[Node], before: Survey, after: Survey) -> Iterator[tuple[Node, FloorPlan]]:
    """The storeys' nodes with their plans; by their places, or by name where storeys came or went."""
    if len(storeys) == len(before.storeys) == len(after.storeys):
        yield from zip(storeys, after.storeys, strict=True)
        return
    plans = {plan.name: plan for plan in after.storeys}
    yield from ((node, plans[node.name]) for node in storeys if node.name in plans)


def _followed(node: Node, plan: FloorPlan, touched: frozenset[str], fresh: Iterable[_Fresh]) -> Node:
    new = next((one.groups for one in fresh if one.storey == plan.name), {})
    groups = [_without(group, touched, plan.name) for group in node.children]
    names = {group.name for group in groups}
    joined = [replace(group, children=(*group.children, *new.get(group.name, ()))) for group in groups]
    added = [Node(name, (), nodes, {"kind": "group"}) for name, nodes in new.items() if name not in names]
    known = node.extras.get("measures")
    measures: dict[str, Json] = {
        **(known if isinstance(known, dict) else {}),
        "height": plan.height,
        "elevation": plan.elevation,
    }
    extras = {**node.extras, "level": plan.level, "storey": plan.name, "measures": measures}
    children = tuple(group for group in (*joined, *added) if group.children)
    return replace(node, name=plan.name, children=children, extras=extras, place=(node.place[0], plan.elevation, node.place[2]))


def _without(node: Node, touched: frozenset[str], storey: str) -> Node:
    children = tuple(_without(child, touched, storey) for child in node.children if child.extras.get("id") not in touched)
    extras = {**node.extras, "storey": storey} if "id" in node.extras else node.extras
    return replace(node, children=children, extras=extras)
