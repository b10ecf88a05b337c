"""Scenes into Wavefront OBJ with its MTL: named parts and plain materials, in metres, y up."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archdesk.export.placed import Placed, placed_meshes
from archdesk.export.whole import write_whole
from archdesk.model.scene import Material, Scene, on_screen

_SHINIEST = 1000.0  # the format's own scale of gloss


def write_obj(scene: Scene, target: Path) -> None:
    """Write the materials beside the target under its name, and then the target.

    Raises:
        ModelNotWritten: a file could not be written.
    """
    placed = tuple(placed_meshes(scene))
    names = _names_of(tuple(dict.fromkeys(one.mesh.material for one in placed)))
    materials = target.with_suffix(".mtl")
    lines = ["# ArchDesk, metres, y up", f"mtllib {materials.name}"]
    start = 1
    for one in placed:
        lines += _part(one, names[one.mesh.material], start)
        start += len(one.points)
    write_whole(materials, _text(line for material, name in names.items() for line in _surface(material, name)))
    write_whole(target, _text(lines))


def _names_of(materials: tuple[Material, ...]) -> dict[Material, str]:
    """A word for each material, no two the same."""
    names: dict[Material, str] = {}
    for material in materials:
        name = word = "_".join(material.name.split()) or "material"
        number = 1
        while name in names.values():
            number += 1
            name = f"{word}_{number}"
        names[material] = name
    return names


def _part(one: Placed, material: str, start: int) -> Iterator[str]:
    """A part with its own corners; ``start`` is the number of its first."""
    yield f"o {' '.join(one.name.split()) or 'Part'}"
    yield from (f"v {' '.join(f'{number:.6f}' for number in row)}" for row in _corners(one).tolist())
    yield from (f"vn {x:.5f} {y:.5f} {z:.5f}" for x, y, z in one.normals.tolist())
    yield f"usemtl {material}"
    yield from (f"f {a}//{a} {b}//{b} {c}//{c}" for a, b, c in (one.mesh.triangles.astype(int) + start).tolist())


def _corners(part: Placed) -> NDArray[np.float64]:
    """Places; with red, green and blue behind them where corners have colours of their own, as most programs read them."""
    if part.mesh.colours is None:
        return part.points
    return np.column_stack((part.points, on_screen(part.mesh.corner_colours[:, :3])))


def _surface(material: Material, name: str) -> Iterator[str]:
    colour = " ".join(f"{part:.4f}" for part in on_screen(np.array(material.colour[:3])).tolist())
    yield f"newmtl {name}"
    yield f"Kd {colour}"
    yield f"Ks {0.5 * material.metallic:.3f} {0.5 * material.metallic:.3f} {0.5 * material.metallic:.3f}"
    yield f"Ns {(1 - material.roughness) * _SHINIEST:.1f}"
    yield f"d {material.colour[3]:.3f}"
    yield "illum 2"


def _text(lines: Iterator[str] | list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
