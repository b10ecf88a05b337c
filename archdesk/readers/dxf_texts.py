"""Text of a DXF drawing, measured without its fonts."""

import math
from collections.abc import Iterator
from typing import Any

from ezdxf.enums import TextEntityAlignment as Align

from archdesk.model.document import Text
from archdesk.model.shapes import Affine, Point

_LETTER = 0.85  # of its height: how wide a letter of a drawing's font is with its gap
_LEADING = 5 / 3  # of the height: from line to line, as every CAD program has it
_MIDDLES = {Align.MIDDLE, Align.MIDDLE_LEFT, Align.MIDDLE_CENTER, Align.MIDDLE_RIGHT}
_TOPS = {Align.TOP_LEFT, Align.TOP_CENTER, Align.TOP_RIGHT}
_CENTRES = {Align.CENTER, Align.MIDDLE, Align.TOP_CENTER, Align.MIDDLE_CENTER, Align.BOTTOM_CENTER}
_RIGHTS = {Align.RIGHT, Align.TOP_RIGHT, Align.MIDDLE_RIGHT, Align.BOTTOM_RIGHT}


def line_of_text(entity: Any, to_page: Affine, layer: str) -> Iterator[Text]:
    """A TEXT, ATTRIB or ATTDEF."""
    words = str(entity.plain_text()).strip()
    height = float(entity.dxf.get("height", 0.0))
    if not words or height <= 0:
        return
    align, first, second = entity.get_placement()
    width = _width(words, height) * float(entity.dxf.get("width", 1.0) or 1.0)
    angle = math.radians(float(entity.dxf.get("rotation", 0.0)))
    place = (float(first.x), float(first.y))
    if align in {Align.ALIGNED, Align.FIT} and second is not None:
        angle, width = math.atan2(second.y - first.y, second.x - first.x), math.hypot(second.x - first.x, second.y - first.y)
    along = 0.0 if align in _CENTRES else -width / 2 if align in _RIGHTS else width / 2
    across = 0.0 if align in _MIDDLES else -height / 2 if align in _TOPS else height / 2
    yield _text(words, _moved(place, angle, along, across), (width, height, angle), to_page, layer)


def paragraph(entity: Any, to_page: Affine, layer: str) -> Iterator[Text]:
    """The lines of an MTEXT."""
    height = float(entity.dxf.get("char_height", 0.0))
    lines = [line.strip() for line in entity.plain_text(split=True)]
    if height <= 0 or not any(lines):
        return
    angle = math.radians(float(entity.get_rotation()))
    column, row = (int(entity.dxf.get("attachment_point", 1)) - 1) % 3, (int(entity.dxf.get("attachment_point", 1)) - 1) // 3
    leading = height * _LEADING * float(entity.dxf.get("line_spacing_factor", 1.0) or 1.0)
    reach = height + leading * (len(lines) - 1)
    top = (0.0, reach / 2, reach)[min(row, 2)]
    place = (float(entity.dxf.insert.x), float(entity.dxf.insert.y))
    for number, words in enumerate(lines):
        width = _width(words, height)
        along = (width / 2, 0.0, -width / 2)[column]
        centre = _moved(place, angle, along, top - height / 2 - leading * number)
        if words:
            yield _text(words, centre, (width, height, angle), to_page, layer)


def note(words: str, place: Point, height: float, to_page: Affine, layer: str) -> Text:
    """An upright text around a place."""
    return _text(words, place, (_width(words, height), height, 0.0), to_page, layer)


def _text(words: str, centre: Point, extent: tuple[float, float, float], to_page: Affine, layer: str) -> Text:
    width, height, angle = extent
    c, s = math.cos(angle), math.sin(angle)
    dx, dy = to_page.a * c + to_page.b * s, to_page.d * c + to_page.e * s
    ux, uy = -to_page.a * s + to_page.b * c, -to_page.d * s + to_page.e * c
    place = to_page.apply(centre)
    return Text(words, place, width * math.hypot(dx, dy), height * math.hypot(ux, uy), math.atan2(dy, dx), layer=layer)


def _moved(place: Point, angle: float, along: float, across: float) -> Point:
    c, s = math.cos(angle), math.sin(angle)
    return place[0] + along * c - across * s, place[1] + along * s + across * c


def _width(words: str, height: float) -> float:
    return _LETTER * height * len(words)
