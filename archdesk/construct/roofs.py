"""Roofs on request: flat with a parapet, gabled or hipped, over the outline of a storey or what the next one leaves of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from archdesk.construct.materials import COPING, MEMBRANE, RENDER, TILES
from archdesk.construct.parts import Register, mesh_of
from archdesk.construct.slabs import opened, prisms
from archdesk.geometry.footprints import polygons_of
from archdesk.geometry.skeleton import Edge, edges_of, faces_of, noded
from archdesk.geometry.solids import Solid, is_sound, join
from archdesk.geometry.surfaces import between
from archdesk.model.scene import Mesh, Node
from archdesk.model.shapes import Point
from archdesk.model.style import Roof, RoofShape

_THICK = 0.22  # metres across a pitched roof
_PLATE = 0.15  # the layers of a flat roof
_PARAPET = 0.45  # over a flat roof
_PARAPET_WIDTH = 0.25
_COPING = 0.04
_JOG = 0.3  # a roof does not follow what its walls step by less than twice this
_JOGS = (_JOG, 0.5, 0.8, 1.2)  # slopes over an outline too intricate for them follow larger steps only
_FEWEST = 2.0  # square metres; over less there is no roof of its own
_GABLE = 0.3  # the thickness of a gable's wall
_FLATTEST, _STEEPEST = 3.0, 75.0  # degrees
_SLIVER = 1e-3  # square metres of a gable, and its height over its ends
_LEVEL = 0.05  # of two sides that are parallel


def roof_nodes(ground: MultiPolygon, above: shapely.Geometry | None, base: float, roof: Roof, register: Register) -> list[Node]:
    """The roofs over what no storey covers, standing on ``base``; below a further storey they are flat."""
    bare = ground if above is None else ground.difference(above.buffer(_JOG, join_style="mitre"))
    outlines = [part for part in polygons_of(_calm(bare, _JOG)) if part.area > _FEWEST]
    nodes = []
    for number, outline in enumerate(outlines, 1):
        shape, meshes, height = _built(outline, roof if above is None else Roof(RoofShape.FLAT), base)
        if not meshes:
            continue
        measures = {"area": outline.area, "height": height, **({"pitch": roof.pitch} if shape is not RoofShape.FLAT else {})}
        points: list[Point] = [(x, y) for x, y in outline.exterior.coords]
        extras = register.extras(
            f"roof-{register.plan.level}-{number}", "roof", measures, meshes[0].material.name, points, shape=shape.value
        )
        nodes.append(Node(f"Roof {number}, {register.plan.name}", meshes, (), extras))
    return nodes


def _calm(ground: shapely.Geometry, jog: float) -> shapely.Geometry:
    """The outline without the steps and the nooks of its walls."""
    closed = ground.buffer(jog, join_style="mitre").buffer(-2 * jog, join_style="mitre").buffer(jog, join_style="mitre")
    return closed.simplify(jog / 2)


def _built(outline: Polygon, roof: Roof, base: float) -> tuple[RoofShape, tuple[Mesh, ...], float]:
    """The roof's meshes and its height; one too intricate for slopes is flat."""
    if roof.shape is not RoofShape.FLAT:
        for jog in _JOGS:
            pitched = _pitched(_calmer(outline, jog), roof, base)
            if pitched is not None:
                return roof.shape, *pitched
    return RoofShape.FLAT, _flat(outline, base), _PLATE + _PARAPET


def _calmer(outline: Polygon, jog: float) -> Polygon:
    """The outline without steps and nooks of a size, its largest part."""
    parts = [part for part in polygons_of(_calm(outline, jog)) if part.area > _FEWEST]
    return max(parts, key=lambda part: part.area, default=outline)


def _flat(outline: Polygon, base: float) -> tuple[Mesh, ...]:
    inner = outline.buffer(-_PARAPET_WIDTH, join_style="mitre")
    ring = opened(outline.difference(inner))
    top = base + _PLATE + _PARAPET
    coping = opened(outline.buffer(0.03, join_style="mitre").difference(inner.buffer(-0.03, join_style="mitre")))
    plates = opened(inner.buffer(-1e-3, join_style="mitre"))
    meshes = [mesh_of("Roof membrane", prisms(plates, base, base + _PLATE), MEMBRANE)] if plates else []
    meshes += [mesh_of("Parapet", prisms(ring, base, top), RENDER)] if ring else []
    meshes += [mesh_of("Coping", prisms(coping, top + 1e-3, top + _COPING), COPING)] if coping else []
    return tuple(meshes)


@dataclass(frozen=True, slots=True)
class _Slopes:
    """The cells of a pitched roof with their edges; ``moved`` tells where the ends of ridges over gables went."""

    edges: Sequence[Edge]
    cells: Sequence[tuple[int, Polygon]]
    heights: dict[Point, float]
    gables: Sequence[int]


def _pitched(outline: Polygon, roof: Roof, base: float) -> tuple[tuple[Mesh, ...], float] | None:
    eaves = outline.buffer(roof.overhang, join_style="mitre")
    if not isinstance(eaves, Polygon):
        return None
    edges = edges_of(eaves)
    faces = faces_of(eaves, edges)
    if not faces:
        return None
    slope = math.tan(math.radians(min(max(roof.pitch, _FLATTEST), _STEEPEST)))
    slopes = _sloped(edges, faces, slope, has_gables=roof.shape is RoofShape.GABLE)
    thick = _THICK * math.hypot(1, slope)
    foot = base - roof.overhang * slope
    cells = [cell for _, cell in slopes.cells]
    heights = slopes.heights
    shell = between(cells, lambda p: foot + heights[p], lambda p: foot + heights[p] + thick)
    if not is_sound(shell):
        return None
    meshes = [mesh_of("Roof", shell, TILES)]
    found = [_gable(slopes, number, roof, slope, base) for number in slopes.gables]
    walls = [wall for wall in found if wall is not None and is_sound(wall)]
    if walls:
        meshes.append(mesh_of("Gable", join(walls), RENDER))
    return tuple(meshes), float(shell.positions[:, 2].max()) - base


def _sloped(edges: Sequence[Edge], faces: Sequence[tuple[int, Polygon]], slope: float, *, has_gables: bool) -> _Slopes:
    owners: dict[Point, list[int]] = {}
    for number, cell in faces:
        for x, y in cell.exterior.coords[:-1]:
            owners.setdefault((x, y), []).append(number)
    depths = {point: float(np.mean([edges[n].depth(point) for n in held])) for point, held in owners.items()}
    moved, gables = _gabled(edges, faces) if has_gables else ({}, [])
    heights = {moved.get(point, point): max(0.0, depth) * slope for point, depth in depths.items()}
    kept = [(number, _with(cell, moved)) for number, cell in faces if number not in gables]
    return _Slopes(edges, kept, heights, gables)


def _gabled(edges: Sequence[Edge], faces: Sequence[tuple[int, Polygon]]) -> tuple[dict[Point, Point], list[int]]:
    """Where the ends of ridges go that meet an edge between two parallel ones, and those edges; no end goes two ways."""
    moved: dict[Point, Point] = {}
    gables = []
    for number, cell in faces:
        corners = list(cell.exterior.coords[:-1])
        edge = edges[number]
        sides = [other for other in edges if edge.start == other.end] + [other for other in edges if other.start == edge.end]
        tops = [point for point in corners if edge.depth(point) > 0.05]
        if len(corners) != 3 or len(tops) != 1 or len(sides) != 2 or (tops[0][0], tops[0][1]) in moved:
            continue
        one, two = sides[0].along, sides[1].along
        if abs(float(one[0] * two[1] - one[1] * two[0])) > _LEVEL or float(one @ two) > 0:
            continue
        reach = edge.depth(tops[0]) / max(float(one @ -edge.inward), 1e-6)
        x, y = np.add(tops[0], one * reach).tolist()
        moved[tops[0][0], tops[0][1]] = (x, y)
        gables.append(number)
    return moved, gables


def _with(cell: Polygon, moved: dict[Point, Point]) -> Polygon:
    return Polygon([moved.get((x, y), (x, y)) for x, y in cell.exterior.coords[:-1]])


def _gable(slopes: _Slopes, number: int, roof: Roof, slope: float, base: float) -> Solid | None:
    """The wall under the two slopes that end over an edge."""
    edge = slopes.edges[number]
    x, y = edge.inward
    foot = base - roof.overhang * slope
    band = Polygon(
        [
            (px + x * reach, py + y * reach)
            for (px, py), reach in (
                (edge.start, roof.overhang),
                (edge.end, roof.overhang),
                (edge.end, roof.overhang + _GABLE),
                (edge.start, roof.overhang + _GABLE),
            )
        ]
    )
    held = [(slopes.edges[n], part) for n, cell in slopes.cells for part in opened(cell.intersection(band))]
    held = [(side, _under(part, side, roof.overhang)) for side, part in held if side.depth(part.centroid.coords[0]) > 0]
    sides = [side for side, part in held if part.area > _SLIVER]
    cells = noded([part for _, part in held if part.area > _SLIVER])
    if not cells:
        return None

    def top(point: Point) -> float:
        return max(base + _SLIVER, foot + min(side.depth(point) for side in sides) * slope)

    return between(cells, lambda _: base, top)


def _under(part: Polygon, side: Edge, overhang: float) -> Polygon:
    """What of a part lies within the walls: beyond the overhang of its slope."""
    far = 1e3
    (x, y), (u, v) = side.start, side.along
    nx, ny = side.inward
    corners = [
        (x + u * a + nx * d, y + v * a + ny * d) for a, d in ((-far, overhang), (far, overhang), (far, far), (-far, far))
    ]
    found = opened(part.intersection(Polygon(corners)))
    return max(found, key=lambda one: one.area, default=Polygon())
