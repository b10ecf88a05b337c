"""Entities of a DXF drawing into marks."""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import ezdxf.path
from ezdxf.lldxf.const import DXFError
from ezdxf.protocols import SupportsVirtualEntities

from archdesk.geometry.curves import FULL_TURN, CircularArc, arc_from_bulge
from archdesk.model.document import Fill, Pen, Stroke
from archdesk.model.shapes import Affine, Point, Ring
from archdesk.readers.base import TooLarge
from archdesk.readers.dxf_blocks import DEEPEST, MOST_MARKS, PICTURED
from archdesk.readers.dxf_plain import PlainLine
from archdesk.readers.dxf_style import Frame, Styles
from archdesk.readers.dxf_texts import line_of_text, note, paragraph
from archdesk.readers.marks import Marks

_FLATNESS = 0.002  # of a curve's size: how far its chords may lie off it
_ROUND = 0.001  # a ratio of axes nearer to 1 is a circle
_CONTROL_POINT = 16  # flag of a polyline's vertex that only shapes the curve
_FAULTS = (ValueError, TypeError, AttributeError, KeyError, IndexError, ArithmeticError, DXFError)
_UNSEEN = frozenset({"VIEWPORT", "POINT", "RAY", "XLINE", "WIPEOUT", "ATTDEF", "LIGHT", "SUN", "TOLERANCE"})
_SOLIDS = frozenset(
    {"3DSOLID", "BODY", "REGION", "SURFACE", "EXTRUDEDSURFACE", "LOFTEDSURFACE", "REVOLVEDSURFACE", "SWEPTSURFACE"}
)
_LINKS = frozenset({"IMAGE", "PDFUNDERLAY", "PDFREFERENCE", "DWFUNDERLAY", "DGNUNDERLAY", "OLE2FRAME"})


class Drafter:
    """Draws entities as marks, and remembers what it could not draw."""

    def __init__(self, document: Any, styles: Styles) -> None:
        self.marks = Marks()
        self.faulty = 0
        self.solids = 0
        self.links = 0
        self.missing: set[str] = set()
        self._document = document
        self._styles = styles
        self._groups = 0
        self._pens: dict[tuple[str, int, str, float], Pen] = {}
        self._kinds = {
            "LINE": self._line,
            "CIRCLE": self._circle,
            "ARC": self._arc,
            "ELLIPSE": self._ellipse,
            "SPLINE": self._curve,
            "HELIX": self._curve,
            "LWPOLYLINE": self._light_polyline,
            "POLYLINE": self._polyline,
            "SOLID": self._solid,
            "TRACE": self._solid,
            "3DFACE": self._face,
            "HATCH": self._hatch,
            "MPOLYGON": self._hatch,
            "LEADER": self._leader,
            "TEXT": self._text,
            "ATTRIB": self._text,
            "MTEXT": self._paragraph,
            "INSERT": self._insert,
            **dict.fromkeys(PICTURED, self._pictured),
        }

    def draw(self, entities: Iterable[Any], frame: Frame) -> None:
        """Draw all entities that are to be seen."""
        for entity in entities:
            if isinstance(entity, PlainLine):
                self._plain(entity, frame)
                continue
            layer = self._styles.layer_of(entity, frame)
            if self._styles.hides(entity, layer) or entity.dxftype() in _UNSEEN:
                continue
            self._see_to_room()
            try:
                self._draw(entity, layer, frame)
            except _FAULTS:
                self.faulty += 1

    def _see_to_room(self) -> None:
        if len(self.marks) > MOST_MARKS:
            raise TooLarge(seen=f"more than {MOST_MARKS:,} lines", way_out="Save only the floor plan itself.")

    def _plain(self, line: PlainLine, frame: Frame) -> None:
        """A line of the drawing itself, which lies in no block."""
        layer = frame.layer if line.layer == "0" else line.layer
        if not self._styles.shows(layer):
            return
        self._see_to_room()
        look = layer, line.colour, line.linetype, line.width
        if look not in self._pens:
            self._pens[look] = self._styles.plain_pen(line, layer, frame)
        stroke = Stroke(line.points, self._pens[look], line.closed, curved=False, layer=layer, group=self._group(frame))
        self.marks.strokes.append(stroke)

    def _draw(self, entity: Any, layer: str, frame: Frame) -> None:
        kind = entity.dxftype()
        if kind in self._kinds:
            self._kinds[kind](entity, layer, frame)
        elif kind in _SOLIDS:
            self.solids += 1
        elif kind in _LINKS:
            self.links += 1
        elif isinstance(entity, SupportsVirtualEntities):
            self._parts(entity, layer, frame)

    def _parts(self, entity: Any, layer: str, frame: Frame) -> None:
        """Entities that ezdxf itself takes apart: multilines, leaders, foreign objects with their stored picture."""
        parts = ezdxf.protocols.virtual_entities(entity)
        self.draw(parts, replace(frame, layer=layer, group=self._group(frame)))

    def _group(self, frame: Frame) -> int:
        """A number for the marks of one entity; all of one insert share theirs."""
        if frame.group:
            return frame.group
        self._groups += 1
        return self._groups

    def _stroke(
        self,
        entity: Any,
        layer: str,
        frame: Frame,
        points: Iterable[Point],
        *,
        width: float = 0.0,
        closed: bool = False,
        curved: bool = False,
        group: int = 0,
        local: Affine | None = None,
    ) -> None:
        to_page = local.then(frame.to_page) if local else frame.to_page
        path = to_page.apply_all(points)
        if len(path) > 1:
            pen = self._styles.pen_of(entity, layer, frame, width)
            self.marks.strokes.append(Stroke(path, pen, closed, curved, layer, frame.block, group or self._group(frame)))

    def _round(self, entity: Any, layer: str, frame: Frame, arc: CircularArc, *, width: float = 0.0, group: int = 0) -> None:
        local = _flat(entity)
        mapped = arc.mapped(local.then(frame.to_page))
        if mapped is None:
            self._stroke(entity, layer, frame, arc.points(), width=width, curved=True, group=group, local=local)
        else:
            pen = self._styles.pen_of(entity, layer, frame, width)
            self.marks.add_arc(mapped, pen, layer, frame.block, group or self._group(frame))

    def _line(self, entity: Any, layer: str, frame: Frame) -> None:
        self._stroke(entity, layer, frame, (_xy(entity.dxf.start), _xy(entity.dxf.end)))

    def _circle(self, entity: Any, layer: str, frame: Frame) -> None:
        if entity.dxf.radius > 0:
            self._round(entity, layer, frame, CircularArc(_xy(entity.dxf.center), entity.dxf.radius, 0.0, FULL_TURN))

    def _arc(self, entity: Any, layer: str, frame: Frame) -> None:
        start, end = math.radians(entity.dxf.start_angle), math.radians(entity.dxf.end_angle)
        if entity.dxf.radius > 0:
            sweep = (end - start) % FULL_TURN or FULL_TURN
            self._round(entity, layer, frame, CircularArc(_xy(entity.dxf.center), entity.dxf.radius, start, sweep))

    def _ellipse(self, entity: Any, layer: str, frame: Frame) -> None:
        major = entity.dxf.major_axis
        radius = math.hypot(major.x, major.y)
        if abs(entity.dxf.ratio - 1) > _ROUND or entity.dxf.extrusion.z < 1 - _ROUND:
            self._curve(entity, layer, frame)
            return
        sweep = (entity.dxf.end_param - entity.dxf.start_param) % FULL_TURN or FULL_TURN
        start = math.atan2(major.y, major.x) + entity.dxf.start_param
        self._round_in_world(entity, layer, frame, CircularArc(_xy(entity.dxf.center), radius, start, sweep))

    def _round_in_world(self, entity: Any, layer: str, frame: Frame, arc: CircularArc) -> None:
        mapped = arc.mapped(frame.to_page)
        if mapped is None:
            self._stroke(entity, layer, frame, arc.points(), curved=True)
        else:
            self.marks.add_arc(mapped, self._styles.pen_of(entity, layer, frame), layer, frame.block, self._group(frame))

    def _curve(self, entity: Any, layer: str, frame: Frame) -> None:
        path = ezdxf.path.make_path(entity)
        self._stroke(entity, layer, frame, _flattened(path), curved=True)

    def _leader(self, entity: Any, layer: str, frame: Frame) -> None:
        self._stroke(entity, layer, frame, [_xy(vertex) for vertex in entity.vertices])

    def _light_polyline(self, entity: Any, layer: str, frame: Frame) -> None:
        rows = [tuple(float(value) for value in row) for row in entity.get_points("xysb")]
        width = float(entity.dxf.get("const_width", 0.0)) or min((row[2] for row in rows), default=0.0)
        self._bulged(entity, layer, frame, [(row[0], row[1], row[3]) for row in rows], width=width, closed=bool(entity.closed))

    def _polyline(self, entity: Any, layer: str, frame: Frame) -> None:
        if entity.is_poly_face_mesh or entity.is_polygon_mesh:
            self.draw(entity.virtual_entities(), replace(frame, layer=layer, group=self._group(frame)))
            return
        shown = [vertex for vertex in entity.vertices if not vertex.dxf.flags & _CONTROL_POINT]
        rows = [(vertex.dxf.location.x, vertex.dxf.location.y, float(vertex.dxf.get("bulge", 0.0))) for vertex in shown]
        width = float(entity.dxf.get("default_start_width", 0.0))
        self._bulged(entity, layer, frame, rows, width=width, closed=bool(entity.is_closed))

    def _bulged(
        self, entity: Any, layer: str, frame: Frame, rows: list[tuple[float, float, float]], *, width: float, closed: bool
    ) -> None:
        local, group = _flat(entity), self._group(frame)
        if not any(row[2] for row in rows):
            points = [(row[0], row[1]) for row in rows]
            self._stroke(entity, layer, frame, points, width=width, closed=closed, group=group, local=local)
            return
        straight: list[Point] = []
        for row, after in zip(rows, rows[1:] + rows[:1] if closed else rows[1:], strict=False):
            start, end = row[:2], after[:2]
            arc = arc_from_bulge(start, end, row[2])
            straight = [*(straight or [start]), end] if arc is None else straight
            if arc is not None:
                self._stroke(entity, layer, frame, straight, width=width, group=group, local=local)
                straight = []
                self._round(entity, layer, frame, arc, width=width, group=group)
        self._stroke(entity, layer, frame, straight, width=width, group=group, local=local)

    def _solid(self, entity: Any, layer: str, frame: Frame) -> None:
        ring = tuple(dict.fromkeys(_xy(corner) for corner in entity.vertices()))
        self._fill(entity, layer, frame, (_flat(entity).apply_all(ring),))

    def _face(self, entity: Any, layer: str, frame: Frame) -> None:
        ring = tuple(dict.fromkeys(_xy(corner) for corner in entity.wcs_vertices()))
        self._stroke(entity, layer, frame, ring, closed=True)

    def _hatch(self, entity: Any, layer: str, frame: Frame) -> None:
        rings = tuple(_flattened(path) for path in ezdxf.path.from_hatch(entity))
        pattern = "" if entity.dxf.get("solid_fill", 1) else str(entity.dxf.get("pattern_name", "hatch")) or "hatch"
        self._fill(entity, layer, frame, rings, pattern)

    def _fill(self, entity: Any, layer: str, frame: Frame, rings: tuple[Ring, ...], pattern: str = "") -> None:
        opened = (ring[:-1] if ring and ring[0] == ring[-1] else ring for ring in rings)
        whole = tuple(frame.to_page.apply_all(ring) for ring in opened if len(ring) > 2)
        if whole:
            colour = self._styles.colour_of(entity, layer, frame)
            self.marks.fills.append(Fill(whole, colour, pattern, layer, frame.block, self._group(frame)))

    def _text(self, entity: Any, layer: str, frame: Frame) -> None:
        self.marks.texts.extend(line_of_text(entity, _flat(entity).then(frame.to_page), layer))

    def _paragraph(self, entity: Any, layer: str, frame: Frame) -> None:
        self.marks.texts.extend(paragraph(entity, frame.to_page, layer))

    def _pictured(self, entity: Any, layer: str, frame: Frame) -> None:
        name = str(entity.dxf.get("geometry", ""))
        block = self._document.blocks.get(name) if name else None
        if block is not None and _may_open(name, frame):
            within = (*frame.within, name.upper())
            self.draw(block, replace(frame, layer=layer, block=name, group=self._group(frame), within=within))
        elif entity.dxftype() == "DIMENSION":
            self._measure(entity, layer, frame)

    def _measure(self, entity: Any, layer: str, frame: Frame) -> None:
        """A dimension that has no picture of its own: its line and its number."""
        if entity.dimtype not in {0, 1}:
            return
        first, second, foot = _xy(entity.dxf.defpoint2), _xy(entity.dxf.defpoint3), _xy(entity.dxf.defpoint)
        angle = math.radians(entity.dxf.get("angle", 0.0))
        if entity.dimtype == 1:
            angle = math.atan2(second[1] - first[1], second[0] - first[0])
        ends = tuple(_projected(point, foot, angle) for point in (first, second))
        length = math.dist(*ends)
        words = str(entity.dxf.get("text", "")).replace("<>", "").strip() or f"{length:.10g}"
        self._stroke(entity, layer, frame, ends)
        middle = (ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2
        self.marks.texts.append(note(words, middle, length / 10, frame.to_page, layer))

    def _insert(self, entity: Any, layer: str, frame: Frame) -> None:
        name = str(entity.dxf.get("name", ""))
        block = self._document.blocks.get(name)
        if block is None or block.block is None or block.block.is_xref:
            self.missing.add(name)
        elif _may_open(name, frame):
            colour = self._styles.colour_of(entity, layer, frame)
            for one in entity.multi_insert() if entity.mcount > 1 else (entity,):
                self._groups += 1
                to_page = _plane(one.matrix44()).then(frame.to_page)
                self.draw(block, Frame(to_page, layer, colour, name, self._groups, (*frame.within, name.upper())))
        self.draw(entity.attribs, replace(frame, layer=layer))


def _xy(point: Any) -> Point:
    return float(point.x), float(point.y)


def _flattened(path: Any) -> tuple[Point, ...]:
    size = path.bbox().size
    tolerance = max(size.x, size.y) * _FLATNESS
    if not math.isfinite(tolerance):
        raise ValueError("a curve that leads nowhere")
    if tolerance <= 0:
        return ()
    return tuple(_xy(point) for point in path.flattening(tolerance))


def _may_open(name: str, frame: Frame) -> bool:
    return len(frame.within) < DEEPEST and name.upper() not in frame.within


def _flat(entity: Any) -> Affine:
    """The entity's own plane seen from above: mirrored where it was drawn from below."""
    if not entity.dxf.hasattr("extrusion") or entity.dxf.extrusion.isclose((0, 0, 1)):
        return Affine()
    return _plane(entity.ocs().matrix)


def _plane(matrix: Any) -> Affine:
    rows = tuple(matrix.rows())
    return Affine(rows[0][0], rows[1][0], rows[3][0], rows[0][1], rows[1][1], rows[3][1])


def _projected(point: Point, foot: Point, angle: float) -> Point:
    """The point moved onto the line through the foot with this angle, at right angles to it."""
    c, s = math.cos(angle), math.sin(angle)
    reach = (point[0] - foot[0]) * c + (point[1] - foot[1]) * s
    return foot[0] + reach * c, foot[1] + reach * s
