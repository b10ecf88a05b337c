"""The tree of a model's building: storeys, groups of a kind, products and their parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from archdesk.model.scene import Json, Mesh, Node, Scene
from archdesk.readers.ifc.bodies import Body
from archdesk.readers.ifc.kinds import SITE
from archdesk.readers.ifc.levels import Level
from archdesk.readers.ifc.meshes import Foundry, Place, Placed, names_of

_ORDER = ("Walls", "Curtain walls", "Doors", "Windows", "Slabs", "Roofs", "Rooms", "Stairs", "Ramps", "Railings", "Columns")
_DEEPEST = 8  # parts of parts


@dataclass(frozen=True, slots=True)
class Flaws:
    """What is told of shapes: products whose solids are open, and triangles left out for having no area."""

    open: set[int] = field(default_factory=set)
    dropped: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """All products with their parts, and what makes their meshes."""

    bodies: Mapping[int, Body]
    parts: Mapping[int, Sequence[Body]]
    ids: Mapping[int, str]
    names: Mapping[int, str]
    foundry: Foundry
    flaws: Flaws


def tree_of(levels: Sequence[Level], bodies: Sequence[Body], ids: Mapping[int, str], foundry: Foundry) -> tuple[Scene, Flaws]:
    """The building; every product is a node, those without a shape are empty ones."""
    known = {body.product.id: body for body in bodies}
    parts: dict[int, list[Body]] = {}
    tops: dict[int, list[Body]] = {}
    places = {level.id for level in levels}
    for body in bodies:
        if _is_part(body, known):
            parts.setdefault(body.product.whole, []).append(body)
        else:
            tops.setdefault(body.product.storey if body.product.storey in places else 0, []).append(body)
    zero = next((level.bottom - level.elevation for level in levels), 0.0)
    forest = Forest(known, parts, ids, {level.id: level.name for level in levels}, foundry, Flaws())
    storeys = [_storey(level, tops.get(level.id, ()), forest) for level in levels]
    outside = _groups(tops.get(0, ()), zero, forest)
    extras: dict[str, Json] = {"kind": "building"}
    return Scene(Node("Building", (), (*storeys, *outside), extras)), forest.flaws


def _is_part(body: Body, known: Mapping[int, Body]) -> bool:
    """Whether a product hangs below another one; rings of parts do not."""
    seen = {body.product.id}
    whole = body.product.whole
    for _ in range(_DEEPEST):
        if whole == 0 or whole not in known:
            return len(seen) > 1
        if whole in seen:
            return False
        seen.add(whole)
        whole = known[whole].product.whole
    return False


def _storey(level: Level, bodies: Sequence[Body], forest: Forest) -> Node:
    measures: dict[str, Json] = {"height": round(level.height, 4), "elevation": round(level.elevation, 4)}
    extras: dict[str, Json] = {"kind": "storey", "level": level.number, "storey": level.name, "measures": measures}
    return Node(level.name, (), _groups(bodies, level.bottom, forest), extras, (0.0, level.elevation, 0.0))


def _groups(bodies: Sequence[Body], bottom: float, forest: Forest) -> tuple[Node, ...]:
    groups: dict[str, list[Body]] = {}
    for body in bodies:
        groups.setdefault(body.kind.group, []).append(body)
    ordered = sorted(groups, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))
    return tuple(
        Node(
            name,
            (),
            tuple(_element(body, number, (0.0, 0.0, bottom), forest) for number, body in enumerate(groups[name], 1)),
            _GROUP,
        )
        for name in ordered
    )


_GROUP: Mapping[str, Json] = {"kind": "group"}


def _element(body: Body, number: int, origin: Place, forest: Forest, depth: int = 0) -> Node:
    """A product at its place from ``origin``, its parts below it."""
    placed = [one for copy in body.copies if (one := forest.foundry.place(copy, body.kind.word)) is not None]
    _note(body, placed, forest.flaws)
    name, extras = _name(body, number), _extras(body, placed, forest)
    parts = forest.parts.get(body.product.id, ()) if depth < _DEEPEST else ()
    below = tuple(_element(part, place, origin, forest, depth + 1) for place, part in enumerate(parts, 1))
    if len(placed) == 1 and not below:
        return Node(name, placed[0].meshes, (), extras, _from(origin, placed[0].place), placed[0].turn)
    shapes = tuple(Node("Shape", one.meshes, (), {"kind": "shape"}, _from(origin, one.place), one.turn) for one in placed)
    return Node(name, (), (*shapes, *below), extras)


def _from(origin: Place, place: Place) -> Place:
    """A place from the origin of its storey, y up."""
    return place[0] - origin[0], place[2] - origin[2], -(place[1] - origin[1])


def _name(body: Body, number: int) -> str:
    told = body.product.long_name or body.product.name
    return told or f"{body.kind.word} {number}"


def _note(body: Body, placed: Sequence[Placed], flaws: Flaws) -> None:
    if any(one.volume is None for one in placed):
        flaws.open.add(body.product.id)
    dropped = sum(one.dropped for one in placed)
    if dropped:
        flaws.dropped[body.product.id] = dropped


def _extras(body: Body, placed: Sequence[Placed], forest: Forest) -> dict[str, Json]:
    product = body.product
    meshes: list[Mesh] = [mesh for one in placed for mesh in one.meshes]
    extras: dict[str, Json] = {
        "id": forest.ids[product.id],
        "kind": body.kind.name,
        "storey": forest.names.get(product.storey, ""),
        "measures": _measures(body, placed),
        "material": product.material or names_of(meshes),
        "confidence": 1.0,
        "GlobalId": product.guid,
        "class": product.classes[0],
    }
    if body.kind is not SITE and product.is_external:
        extras["exterior"] = True
    if product.name and product.long_name and product.name != product.long_name:
        extras["number"] = product.name
    if not body.has_shape:
        extras["geometry"] = False
    return extras


def _measures(body: Body, placed: Sequence[Placed]) -> dict[str, Json]:
    measures: dict[str, float | None] = {"width": body.product.width, "height": body.product.height, "area": body.product.area}
    if body.has_shape:
        measures["height"] = measures["height"] or float(body.high[2] - body.low[2])
        volumes = [one.volume for one in placed]
        measures["volume"] = sum(v for v in volumes if v is not None) if volumes and None not in volumes else None
    return {name: round(value, 4) for name, value in measures.items() if value}


def with_measures(scene: Scene, measures: Mapping[str, Mapping[str, float]]) -> Scene:
    """The scene with more measures of some elements, by their ids."""

    def told(node: Node) -> Node:
        more = measures.get(str(node.extras.get("id", "")))
        known = node.extras.get("measures")
        extras = dict(node.extras)
        if more and isinstance(known, dict):
            extras["measures"] = {**known, **{name: round(value, 4) for name, value in more.items()}}
        return replace(node, extras=extras, children=tuple(told(child) for child in node.children))

    return Scene(told(scene.root))
