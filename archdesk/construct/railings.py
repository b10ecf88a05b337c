"""Railings: posts, a rail and panes along edges where one may fall."""

import itertools
import math
from collections.abc import Iterable

import numpy as np
import shapely
from shapely import LineString

from archdesk.construct.materials import GLASS, HANDLE
from archdesk.construct.parts import Register, mesh_of
from archdesk.geometry.solids import Solid, block, join, turn_solid
from archdesk.model.scene import Node

_HEIGHT = 1.0  # metres; what the rules of most countries ask of dwellings, or a little more
_RAIL = (0.06, 0.04)  # its width and its height
_POST = 0.04
_APART = 1.2  # between posts at most
_PANE = 0.01
_PANE_CLEAR = 0.06  # below and beside a pane
_SHORTEST = 0.3  # a shorter edge needs no railing
_STRAIGHT = 0.02  # an edge that bends less is straight


def railing_nodes(edges: Iterable[shapely.Geometry], register: Register) -> list[Node]:
    """A railing along each edge, as nodes."""
    lines = [line.simplify(_STRAIGHT) for edge in edges for line in _lines(edge) if line.length > _SHORTEST]
    return [_railing(line, number, register) for number, line in enumerate(lines, 1)]


def _lines(edge: shapely.Geometry) -> list[LineString]:
    merged = shapely.line_merge(edge)
    return [part for part in shapely.get_parts(merged) if part.geom_type in ("LineString", "LinearRing") and part.length]


def _railing(line: LineString, number: int, register: Register) -> Node:
    pieces = [pair for pair in itertools.pairwise(line.coords) if math.dist(*pair) > 4 * _POST]
    steel, glass = zip(*(_piece(*pair) for pair in pieces), strict=True) if pieces else ((_post_at(line.coords[0]),), ())
    panes = [pane for held in glass for pane in held]
    meshes = [mesh_of("Railing", join([solid for held in steel for solid in held]), HANDLE)]
    if panes:
        meshes.append(mesh_of("Pane", join(panes), GLASS))
    extras = register.extras(
        f"railing-{register.plan.level}-{number}",
        "railing",
        {"length": line.length, "height": _HEIGHT},
        HANDLE.name,
        list(line.coords),
    )
    return Node(f"Railing {number}", tuple(meshes), (), extras)


def _post_at(point: tuple[float, ...]) -> list[Solid]:
    return [turn_solid(block((0, 0, 0), (_POST, _POST, _HEIGHT)), 0.0, (point[0], point[1]))]


def _piece(start: tuple[float, ...], end: tuple[float, ...]) -> tuple[list[Solid], list[Solid]]:
    """A straight piece of railing, its steel and its panes; at square corners its posts do not touch those of the next."""
    length, angle = math.dist(start, end), math.atan2(end[1] - start[1], end[0] - start[0])
    wide, high = _RAIL
    places = np.linspace(0.9 * _POST, length - _POST, max(2, math.ceil(length / _APART) + 1)).tolist()
    top = _HEIGHT - high
    steel = [block((x - _POST / 2, -_POST / 2, 0), (x + _POST / 2, _POST / 2, top)) for x in places]
    steel.append(block((_POST / 4, -wide / 2, top), (length - _POST / 4, wide / 2, _HEIGHT)))
    panes = [
        block((a + _PANE_CLEAR, -_PANE / 2, _PANE_CLEAR), (b - _PANE_CLEAR, _PANE / 2, top - _PANE_CLEAR))
        for a, b in itertools.pairwise(places)
        if b - a > 4 * _PANE_CLEAR
    ]
    moved = [[turn_solid(solid, angle, (start[0], start[1])) for solid in held] for held in (steel, panes)]
    return moved[0], moved[1]
