"""What of a style makes sense for a building that the file itself holds: it keeps its own shapes and surfaces."""

from dataclasses import replace

from archdesk.construct.building import NothingToBuild, build_scene
from archdesk.construct.instancing import instanced
from archdesk.construct.merging import merged
from archdesk.model.floorplan import Survey
from archdesk.model.problems import Issue, Severity
from archdesk.model.scene import Node, Scene
from archdesk.model.style import BuildStyle

_ADDED = ("Room volumes", "Collision")


def style_ready(scene: Scene, survey: Survey, style: BuildStyle) -> Scene:
    """The finished building with room volumes and colliders, without ceilings, merged or with its copies gathered."""
    if style.room_volumes or style.collision:
        scene = _with_groups(scene, survey, style)
    if not style.ceilings:
        scene = _without_ceilings(scene)
    return merged(scene) if style.merge else instanced(scene) if style.instancing else scene


def unused_style(style: BuildStyle) -> tuple[Issue, ...]:
    """What was asked and is not applied."""
    asked = {
        "a roof": style.roof is not None,
        "open doors": style.open_doors > 0,
        "animations": style.animations,
        "textures": style.textures,
    }
    words = [word for word, is_asked in asked.items() if is_asked]
    if not words:
        return ()
    named = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    text = f"{named.capitalize()} {'is' if words == ['a roof'] else 'are'} not added to a building that the file itself holds."
    return (Issue("style-unused", text, Severity.INFO),)


def _with_groups(scene: Scene, survey: Survey, style: BuildStyle) -> Scene:
    """Each storey with the groups that are built of its plan; none where the plans hold nothing."""
    wanted = BuildStyle(ceilings=False, room_volumes=style.room_volumes, collision=style.collision)
    try:
        built = build_scene(survey, wanted).root.children
    except NothingToBuild:
        return scene
    added = {storey.name: tuple(group for group in storey.children if group.name in _ADDED) for storey in built}
    children = tuple(replace(one, children=(*one.children, *added.get(one.name, ()))) for one in scene.root.children)
    return Scene(replace(scene.root, children=children))


def _without_ceilings(scene: Scene) -> Scene:
    children = tuple(_open_above(child) if child.extras.get("kind") == "storey" else child for child in scene.root.children)
    return Scene(replace(scene.root, children=children))


def _open_above(storey: Node) -> Node:
    """A storey without the coverings that hang in its upper half."""
    measures = storey.extras.get("measures")
    height = measures.get("height") if isinstance(measures, dict) else None
    if not isinstance(height, int | float):
        return storey
    middle = height / 2
    groups = tuple(
        replace(group, children=tuple(one for one in group.children if not _hangs(one, middle))) for group in storey.children
    )
    return replace(storey, children=tuple(group for group in groups if group.children or group.meshes))


def _hangs(node: Node, middle: float) -> bool:
    if node.extras.get("kind") != "covering":
        return False
    parts = [(node.place[1], mesh) for mesh in node.meshes]
    parts += [(node.place[1] + child.place[1], mesh) for child in node.children for mesh in child.meshes]
    return bool(parts) and min(height + float(mesh.positions[:, 1].min()) for height, mesh in parts) > middle
