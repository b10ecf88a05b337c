"""A small house drawn in several styles, at any angle and in any unit, with its truth."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import shapely
from shapely import affinity

from archdesk.interpret.offline.evidence import Evidence, OpeningFind
from archdesk.model.document import Arc, Fill, Page, Pen, Stroke
from archdesk.model.floorplan import OpeningKind

THIN = 0.13
HEAVY = 0.5
DOORS = (((2.0, 0.15), (3.0, 0.15)), ((5.06, 3.0), (5.06, 3.9)))
WINDOW = ((7.0, 0.15), (8.5, 0.15))
SWINGS = (((2.0, 0.3), 1.0), ((5.12, 3.0), 0.9))


def house_walls() -> shapely.Geometry:
    walls = shapely.box(0, 0, 10, 8) - shapely.box(0.3, 0.3, 9.7, 7.7) | shapely.box(5, 0.3, 5.12, 7.7)
    for hole in (shapely.box(2, -1, 3, 0.5), shapely.box(7, -1, 8.5, 0.5), shapely.box(4.9, 3, 5.3, 3.9)):
        walls = walls - hole
    return walls


@dataclass(frozen=True)
class House:
    """The drawn page, metres a page unit, and how to compare with its truth."""

    page: Page
    unit: float
    walls: shapely.Geometry
    spin: Callable[[shapely.Geometry], shapely.Geometry]

    def overlap(self, evidence: Evidence) -> float:
        found = shapely.union_all([_strip(w.start, w.end, w.thickness) for w in evidence.walls])
        found -= shapely.union_all([_strip(o.start, o.end, o.thickness) for o in evidence.openings])
        return float((found & self.walls).area / (found | self.walls).area)

    def at(self, evidence: Evidence, place: tuple[tuple[float, float], tuple[float, float]], kind: OpeningKind) -> OpeningFind:
        """The one opening of a kind whose jambs are where the truth has them."""
        truth = self.spin(shapely.LineString(place))
        found = [
            o
            for o in evidence.openings
            if o.kind is kind and shapely.LineString([o.start, o.end]).hausdorff_distance(truth) < 0.02 / self.unit
        ]
        assert len(found) == 1
        return found[0]


def _strip(start: tuple[float, float], end: tuple[float, float], thickness: float) -> shapely.Geometry:
    return shapely.LineString([start, end]).buffer(thickness / 2, cap_style="flat")


@pytest.fixture
def draw_house() -> Callable[..., House]:
    return _draw


def _draw(style: str = "filled", *, angle: float = 0.0, unit: float = 1.0, y_up: bool = True, flattened: bool = False) -> House:
    def spin(shape: shapely.Geometry) -> shapely.Geometry:
        turned = affinity.rotate(shape, angle, origin=(0, 0))
        moved = affinity.translate(turned, 20, 10)
        return affinity.scale(moved, 1 / unit, (1 if y_up else -1) / unit, origin=(0, 0))

    def stroke(points: list[tuple[float, float]], width: float, *, closed: bool = False, curved: bool = False) -> Stroke:
        return Stroke(tuple(spin(shapely.LineString(points)).coords), Pen(width), closed, curved)

    walls = house_walls()
    strokes: list[Stroke] = []
    fills: list[Fill] = []
    for part in walls.geoms:
        rings = [list(ring.coords)[:-1] for ring in (part.exterior, *part.interiors)]
        if style == "filled":
            fills.append(Fill(tuple(tuple(spin(shapely.LineString(ring)).coords) for ring in rings)))
        elif style == "outlined":
            strokes += [stroke(ring, HEAVY, closed=True) for ring in rings]
        else:
            strokes += [stroke([a, b], HEAVY) for ring in rings for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]
    if style == "open":
        strokes = [s for s in strokes if math.dist(*s.points) * unit > 0.35]
    if style == "hatched":
        strokes += [stroke(line, THIN) for line in _hatch(walls)]
    pen = HEAVY if style == "one pen" else THIN
    strokes += [stroke([(7.0, y), (8.5, y)], pen) for y in (0.0, 0.13, 0.17, 0.3)]
    strokes += [stroke(furniture, pen, closed=True) for furniture in _furniture()]
    arcs: list[Arc] = []
    for hinge, radius in SWINGS:
        strokes.append(
            stroke([hinge, (hinge[0] + (0 if radius == 1 else radius), hinge[1] + (radius if radius == 1 else 0))], pen)
        )
        points = [
            (hinge[0] + radius * math.cos(t), hinge[1] + radius * math.sin(t)) for t in (i * math.pi / 24 for i in range(13))
        ]
        if flattened:
            strokes.append(stroke(points, THIN, curved=True))
            continue
        centre = spin(shapely.Point(hinge)).coords[0]
        low = math.radians(angle) if y_up else -math.radians(angle) - math.pi / 2
        arcs.append(Arc(centre, radius / unit, low, low + math.pi / 2, Pen(THIN)))
    page = Page(0, 60 / unit, 60 / unit, tuple(strokes), tuple(arcs), tuple(fills), y_up=y_up)
    return House(page, unit, spin(walls), spin)


def _hatch(walls: shapely.Geometry) -> list[list[tuple[float, float]]]:
    lines = shapely.MultiLineString([[(t, 0), (t + 8, 8)] for t in (i * 0.15 for i in range(-54, 70))])
    return [list(part.coords) for part in shapely.get_parts(lines & walls) if part.geom_type == "LineString"]


def _furniture() -> list[list[tuple[float, float]]]:
    boxes = (shapely.box(1, 6, 2.6, 6.8), shapely.box(6, 5, 7.6, 5.9), shapely.box(7, 2, 7.5, 2.5), shapely.box(8, 6, 8.5, 7))
    return [list(box.exterior.coords)[:-1] for box in boxes]
