"""Marks collected while a page is read."""

from dataclasses import dataclass, field

from archdesk.geometry.curves import CircularArc
from archdesk.model.document import Arc, Fill, Pen, Raster, Stroke, Text
from archdesk.model.shapes import Point

_ARC_SAMPLES = 8


@dataclass(slots=True)
class Marks:
    """What was found on one page so far; lives only while its reader runs."""

    strokes: list[Stroke] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    rasters: list[Raster] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.strokes) + len(self.arcs) + len(self.fills) + len(self.texts) + len(self.rasters)

    def add_arc(self, arc: CircularArc, pen: Pen, layer: str = "", block: str = "", group: int = 0) -> None:
        start, end = arc.rising
        self.arcs.append(Arc(arc.centre, arc.radius, start, end, pen, layer, block, group))

    def points(self) -> list[Point]:
        """All corners, and the ends of each circle's box."""
        found = [point for stroke in self.strokes for point in stroke.points]
        found += [point for fill in self.fills for ring in fill.rings for point in ring]
        for arc in self.arcs:
            found.extend(arc.at(arc.start + arc.sweep * i / _ARC_SAMPLES) for i in range(_ARC_SAMPLES + 1))
        found += [corner for text in self.texts for corner in text.corners]
        for raster in self.rasters:
            sides = (0, 0), (raster.width, 0), (raster.width, raster.height), (0, raster.height)
            found.extend(raster.to_page.apply(side) for side in sides)
        return found
