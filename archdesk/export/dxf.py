"""The understood plan as DXF: layers by kind and storey, in metres."""

import io
from pathlib import Path
from typing import Any

from ezdxf import units
from ezdxf.enums import TextEntityAlignment
from ezdxf.filemanagement import new

from archdesk.export.enclosing import plan_record
from archdesk.export.opening_drawing import Arc, Line
from archdesk.export.plan_drawing import Layer, Mark, Outline, StoreyDrawing, Words, draw_plans
from archdesk.export.whole import write_whole
from archdesk.model.floorplan import Survey
from archdesk.model.shapes import Affine
from archdesk.seals import seal

_FORBIDDEN = '<>/\\":;?*|=,`'  # in the names of layers
_VERSION = "R2010"  # the first with true colours and letters of all languages that everything opens
_REMARK, _END = b"999\n", b"  0\nEOF\n"


def write_dxf(survey: Survey, target: Path) -> None:
    """Write the storeys beside each other in model space; the plan itself lies in remarks at the end.

    Raises:
        ModelNotWritten: the file could not be written.
    """
    document = new(_VERSION, units=units.M)
    drawings = draw_plans(survey)
    for drawing in drawings:
        _draw(document, drawing, is_alone=len(drawings) == 1)
    text = io.StringIO()
    document.write(text)
    drawn = document.encode(text.getvalue()).removesuffix(_END)
    write_whole(target, drawn + seal(drawn + _END, plan_record(survey, drawings, Affine()), _REMARK) + _END)


def _draw(document: Any, drawing: StoreyDrawing, *, is_alone: bool) -> None:
    """A storey's marks; a storey that is not alone has layers of its own."""
    move = Affine(c=drawing.shift)
    for layer, mark in drawing.marks:
        name = layer.title if is_alone else f"{layer.title} {_allowed(drawing.name)}"
        if name not in document.layers:
            made = document.layers.add(name, color=layer.number)
            if layer is Layer.ROOMS:
                made.off()  # for those who ask for areas; in a plan the outlines would cross openings like panes
        _add(document.modelspace(), mark, move, {"layer": name})


def _allowed(name: str) -> str:
    return "".join("_" if sign in _FORBIDDEN else sign for sign in name)


def _add(space: Any, mark: Mark, move: Affine, attributes: dict[str, str]) -> None:
    match mark:
        case Outline(rings, is_filled):
            moved = [move.apply_all(ring) for ring in rings]
            if is_filled:
                hatch = space.add_hatch(color=8, dxfattribs=attributes)
                for ring in moved:
                    hatch.paths.add_polyline_path(ring, is_closed=True)
            for ring in moved:
                space.add_lwpolyline(ring, close=True, dxfattribs=attributes)
        case Line(points):
            space.add_lwpolyline(move.apply_all(points), dxfattribs=attributes)
        case Arc(centre, radius, start, end):
            space.add_arc(move.apply(centre), radius, start, end, dxfattribs=attributes)
        case Words(words, place, height):
            text = space.add_text(words, height=height, dxfattribs=attributes)
            text.set_placement(move.apply(place), align=TextEntityAlignment.MIDDLE_CENTER)
