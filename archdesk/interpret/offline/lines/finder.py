"""Walls, openings, stairs and fixtures from a page's lines, arcs and fills."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from archdesk.interpret.offline.evidence import Evidence, OpeningFind, WallPiece
from archdesk.interpret.offline.lines.annexes import annexes
from archdesk.interpret.offline.lines.areas import wall_area
from archdesk.interpret.offline.lines.axes import wall_bands
from archdesk.interpret.offline.lines.bands import Bands, no_bands
from archdesk.interpret.offline.lines.columns import find_columns
from archdesk.interpret.offline.lines.curves import curved_walls
from archdesk.interpret.offline.lines.fixtures import find_fixtures
from archdesk.interpret.offline.lines.gaps import find_gaps
from archdesk.interpret.offline.lines.grids import axes
from archdesk.interpret.offline.lines.networks import buildings
from archdesk.interpret.offline.lines.openings import find_openings
from archdesk.interpret.offline.lines.pens import WALL_NAME
from archdesk.interpret.offline.lines.stairs import across_treads, find_stairs, trodden
from archdesk.interpret.offline.lines.swings import DrawnArc, drawn_arcs, find_swings
from archdesk.interpret.offline.lines.table import Frame, frame_of, tabulate
from archdesk.interpret.offline.lines.tags import tagged
from archdesk.interpret.offline.lines.tints import room_tints
from archdesk.interpret.offline.lines.units import guess_unit
from archdesk.model.document import Page
from archdesk.model.floorplan import OpeningKind
from archdesk.model.shapes import Ring

SURE = 0.9
LIKELY = 0.7  # walls by name or fill, no opening seen
DOUBTFUL = 0.3  # parallel lines alone
SMALLEST_ROOM = 2.0  # square metres


def find_evidence(page: Page, unit: float | None, arcs: Sequence[DrawnArc] | None = None) -> Evidence:
    """What the page's line work shows, in page units; ``unit`` is metres a page unit, ``arcs`` the page's own, where known."""
    arcs = drawn_arcs(page) if arcs is None else arcs
    frame = frame_of(page, unit or guess_unit(page, arcs))
    drawn = tabulate(page, frame)
    lines = drawn.pick(~axes(page, drawn, frame) & ~tagged(page, drawn, frame))
    swings = find_swings(arcs, frame)
    stairs = find_stairs(page, lines, frame)
    walls = wall_area(page, lines.pick(~across_treads(lines, stairs, frame)), swings, frame)
    walls = replace(walls, shape=shapely.difference(walls.shape, trodden(stairs, frame)))
    bands = wall_bands(walls.shape)
    openings = find_openings(find_gaps(bands, walls.shape), swings, lines, bands, walls)
    outer = annexes(walls.networks, openings)
    if not outer.is_empty:
        walls = replace(walls, shape=shapely.difference(walls.shape, outer))
        bands = wall_bands(walls.shape)
        openings = find_openings(find_gaps(bands, walls.shape), swings, lines, bands, walls)
    is_named = any(WALL_NAME.search(pen.layer) for pen in walls.pens)
    columns, openings = find_columns(page, walls.shape, openings, frame, is_named=is_named)
    if columns:
        middles = (bands.start + bands.end) / 2
        bands = bands.pick(~shapely.intersects_xy(shapely.union_all(columns), *middles.T))
    if walls.sifted and not walls.distinct and not openings and not _encloses(walls.shape):
        bands = no_bands()
    bands, openings = buildings(bands, openings, strict=not walls.sifted)
    return Evidence(
        walls=_pieces(bands, frame, _trust(openings, distinct=walls.distinct)) + curved_walls(page, walls.pens, frame),
        openings=tuple(_on_page(opening, frame) for opening in openings),
        columns=tuple(_ring(column, frame) for column in columns),
        stairs=stairs,
        fixtures=find_fixtures(page, drawn, frame),
        tints=room_tints(page, frame),
        is_line_work=True,
        names_walls=is_named,
    )


def _encloses(walls: shapely.Geometry) -> bool:
    """Whether walls go all the way around a room."""
    parts = shapely.get_parts(walls)
    outlines = shapely.polygons(shapely.get_exterior_ring(parts))
    return bool(np.any(shapely.area(outlines) - shapely.area(parts) > SMALLEST_ROOM))


def _trust(openings: list[OpeningFind], *, distinct: bool) -> float:
    """How sure the walls of a page are: a building has doors or windows, and a table or an elevation seldom both jambs."""
    seen = any(opening.kind is not OpeningKind.PASSAGE for opening in openings)
    return SURE if seen else LIKELY if distinct else DOUBTFUL


def _pieces(bands: Bands, frame: Frame, confidence: float) -> tuple[WallPiece, ...]:
    ends = np.hstack([bands.start, bands.end]).tolist()
    return tuple(
        WallPiece(frame.outwards((x0, y0)), frame.outwards((x1, y1)), float(thickness) / frame.unit, confidence=confidence)
        for (x0, y0, x1, y1), thickness in zip(ends, bands.thickness, strict=True)
    )


def _ring(shape: shapely.Geometry, frame: Frame) -> Ring:
    return tuple(frame.outwards((float(x), float(y))) for x, y in shapely.get_coordinates(shape.exterior)[:-1])


def _on_page(find: OpeningFind, frame: Frame) -> OpeningFind:
    return OpeningFind(
        find.kind,
        frame.outwards(find.start),
        frame.outwards(find.end),
        find.thickness / frame.unit,
        find.hinge,
        find.swing,
        find.leaves,
        find.confidence,
    )
