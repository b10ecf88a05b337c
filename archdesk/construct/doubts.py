"""What of a style could not be built as it was asked, told from the building itself."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from archdesk.model.problems import Issue, Severity
from archdesk.model.scene import Json, Node, Scene
from archdesk.model.style import BuildStyle, RoofShape


def doubts_of(scene: Scene, style: BuildStyle) -> tuple[Issue, ...]:
    """The issues of a building that was made in a style."""
    storeys = [child for child in scene.root.children if child.extras.get("kind") == "storey"]
    return tuple(_roof_doubts(storeys, style))


def _roof_doubts(storeys: Sequence[Node], style: BuildStyle) -> Iterator[Issue]:
    """Sloped roofs that are flat or missing; only the uppermost storey can have them."""
    if style.roof is None or not storeys:
        return
    for storey, above in itertools.pairwise(storeys):
        if style.roof.shape is not RoofShape.FLAT and _roofs(storey):
            text = f"The roof over {storey.name} is flat: {above.name} stands beside it, a storey higher."
            yield Issue("roof-flat", text, Severity.INFO, _level(storey))
    top = storeys[-1]
    roofs = _roofs(top)
    if not roofs:
        text = f"{top.name} has no roof: no outline of its walls and rooms is closed over more than a few square metres."
        yield Issue("roof-missing", text, Severity.WARNING, _level(top))
    for roof in roofs:
        if roof.get("shape") != style.roof.shape.value:
            text = f"The roof over {top.name} is flat: its outline is too intricate for a {style.roof.shape.value} roof."
            yield Issue("roof-flat", text, Severity.WARNING, _level(top), str(roof.get("id", "")))


def _roofs(storey: Node) -> list[Mapping[str, Json]]:
    """The facts of its roofs; a merged storey keeps those of all its elements itself."""
    listed = storey.extras.get("elements")
    told = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else [n.extras for n in storey.walk()]
    return [extras for extras in told if extras.get("kind") == "roof" and "id" in extras]


def _level(storey: Node) -> int | None:
    level = storey.extras.get("level")
    return level if isinstance(level, int) else None
