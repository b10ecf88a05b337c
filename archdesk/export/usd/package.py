"""A scene as a USD stage: the same tree, names and shared meshes, with what is hidden at first hidden there too."""

from collections.abc import Mapping
from pathlib import Path

from archdesk.export.usd.stage import Prim, Stage
from archdesk.model.scene import HIDDEN_KINDS, Json, Material, Mesh, Node, Scene


def usdz_bytes(scene: Scene, folder: Path) -> bytes:
    """The file; ``folder`` is for what it is packed from."""
    filler = _Filler(Stage(folder / "building.usdc", scene.root.name or "Building"), folder)
    for child in scene.root.children:
        filler.add(filler.stage.root, child)
    filler.stage.tell(filler.stage.root, _facts(scene.root.extras))
    return filler.stage.pack(folder / "building.usdz")


class _Filler:
    """Knows what is on the stage already."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage, self._folder = stage, folder
        self._materials: dict[tuple[Material, bool], Prim] = {}
        self._meshes: dict[int, Prim] = {}

    def add(self, parent: Prim, node: Node) -> None:
        path = self.stage.group(parent, node.name)
        self.stage.place(path, node.place, node.turn)
        self.stage.tell(path, _facts(node.extras))
        if node.extras.get("kind") in HIDDEN_KINDS:
            self.stage.hide(path)
        for mesh in node.meshes:
            self._add_mesh(path, mesh)
        for child in node.children:
            self.add(path, child)

    def _add_mesh(self, parent: Prim, mesh: Mesh) -> None:
        material = self._material(mesh.material, has_colours=mesh.colours is not None)
        if id(mesh) in self._meshes:
            self.stage.again(parent, mesh.name, self._meshes[id(mesh)], material)
            return
        arrays = {"points": mesh.positions, "normals": mesh.normals, "triangles": mesh.triangles}
        more = {"uvs": mesh.uvs, "colours": mesh.colours}
        arrays |= {name: rows for name, rows in more.items() if rows is not None}
        is_thin = mesh.material.double_sided
        self._meshes[id(mesh)] = self.stage.mesh(parent, mesh.name, arrays, material, is_thin=is_thin)

    def _material(self, material: Material, *, has_colours: bool) -> Prim:
        key = material, has_colours
        if key not in self._materials:
            *colour, opacity = material.colour
            inputs = {"roughness": material.roughness, "metallic": material.metallic, "opacity": opacity}
            texture = None if has_colours else self._picture(material)  # the format cannot have both
            paint = () if has_colours else tuple(colour)
            self._materials[key] = self.stage.material(material.name, inputs, paint, texture)
        return self._materials[key]

    def _picture(self, material: Material) -> str | None:
        if material.texture is None:
            return None
        name = f"{'_'.join(material.texture.name.split())}.png"
        (self._folder / name).write_bytes(material.texture.data)
        return f"./{name}"


def _facts(extras: Mapping[str, Json]) -> dict[str, object]:
    """What of the extras a USD file can hold: texts, numbers, and yes or no."""
    told: dict[str, object] = {name: value for name, value in extras.items() if isinstance(value, str | bool | int | float)}
    measures = extras.get("measures")
    for name, value in measures.items() if isinstance(measures, dict) else ():
        if isinstance(value, int | float):
            told[name] = float(value)
    return told
