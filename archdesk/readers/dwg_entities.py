"""Entities of a DWG drawing, made again as those of a DXF drawing."""

from collections.abc import Callable, Mapping
from typing import Any

from archdesk.readers.dwg_hatches import mend_border
from archdesk.readers.dwg_library import DwgEntity

_BY_LAYER = 256  # a colour number
_DIMENSIONS = {"LINEAR": 0, "ALIGNED": 1, "ANG2LN": 2, "DIAMETER": 3, "RADIUS": 4, "ANG3PT": 5, "ORDINATE": 6}
_MEASURES = ("defpoint", "defpoint2", "defpoint3", "angle", "text")
_SPLINE_CLOSED = 1
_TURN = 1 << 16  # the library gives numbers below 0 as those of 16 bits without a sign
_DEFAULT_LINES = 2  # of the style that a multiline has where none was made

Properties = Mapping[str, Any]
Attributes = dict[str, Any]


def attributes_of(entity: DwgEntity, layer: str) -> Attributes:
    """What every entity has: layer, colour, linetype, and whether it is hidden."""
    properties = entity.properties
    colour = properties.get("color_index")
    attributes: Attributes = {"layer": layer, "color": colour if colour is not None and 0 <= colour <= _BY_LAYER else _BY_LAYER}
    if properties.get("true_color") is not None:
        attributes["true_color"] = properties["true_color"] & 0xFFFFFF
    if properties.get("linetype"):
        attributes["linetype"] = properties["linetype"]
    if properties.get("invisible"):
        attributes["invisible"] = 1
    return attributes


def add_entity(space: Any, entity: DwgEntity, attributes: Attributes, blocks: Mapping[int, str]) -> Any:
    """Add it to the model space, a sheet or a block; ``blocks`` names each block's record.

    Raises:
        KeyError: a property is missing, or a block is not in the file.
        ValueError: a property is no number, or lies outside what is possible.
    """
    properties = entity.properties
    if entity.kind in _BLOCKED:
        return _BLOCKED[entity.kind](space, properties, attributes, blocks)
    return _MAKERS[entity.kind](space, properties, attributes)


def _picked(properties: Properties, attributes: Attributes, *names: str, **renamed: str) -> Attributes:
    """The attributes with these properties; ``renamed`` gives the DXF name first."""
    picked = {name: properties[name] for name in names if properties.get(name) is not None}
    picked |= {name: properties[theirs] for name, theirs in renamed.items() if properties.get(theirs) is not None}
    return attributes | picked


def _plain(kind: str, *names: str, **renamed: str) -> Callable[[Any, Properties, Attributes], Any]:
    """A maker of entities that hold nothing but attributes."""

    def make(space: Any, properties: Properties, attributes: Attributes) -> Any:
        return space.new_entity(kind, _picked(properties, attributes, *names, "extrusion", **renamed))

    return make


def _corners(kind: str) -> Callable[[Any, Properties, Attributes], Any]:
    def make(space: Any, properties: Properties, attributes: Attributes) -> Any:
        points = list(properties["points"])
        points += points[-1:] * (4 - len(points))
        corners = {f"vtx{number}": point for number, point in enumerate(points[:4])}
        return space.new_entity(kind, _picked(properties, attributes | corners, "extrusion"))

    return make


def _rows(properties: Properties) -> list[tuple[float, float, float, float, float]]:
    """x, y, first width, last width and bulge of each vertex."""
    points = properties["points"]
    widths = properties.get("widths") or [(0.0, 0.0)] * len(points)
    bulges = properties.get("bulges") or [0.0] * len(points)
    rows = zip(points, widths, bulges, strict=True)
    return [(point[0], point[1], width[0], width[1], bulge) for point, width, bulge in rows]


def _light_polyline(space: Any, properties: Properties, attributes: Attributes) -> Any:
    picked = _picked(properties, attributes, "extrusion", "elevation", "const_width")
    return space.add_lwpolyline(_rows(properties), format="xyseb", close=bool(properties["closed"]), dxfattribs=picked)


def _polyline(space: Any, properties: Properties, attributes: Attributes) -> Any:
    rows = _rows(properties)
    picked = _picked(properties, attributes, "extrusion")
    picked["default_start_width"] = rows[0][2]
    polyline = space.add_polyline2d(rows, format="xyseb", close=bool(properties["closed"]), dxfattribs=picked)
    for vertex, flags in zip(polyline.vertices, properties.get("vertex_flags") or (), strict=False):
        vertex.dxf.flags = flags
    return polyline


def _path(space: Any, properties: Properties, attributes: Attributes) -> Any:
    return space.add_polyline3d(properties["points"], close=bool(properties["closed"]), dxfattribs=attributes)


def _faces(space: Any, properties: Properties, attributes: Attributes) -> Any:
    """A polyface; its faces count vertices from 1, and an edge that is not seen begins at a number below 0."""
    vertices = properties["vertices"]
    polyface = space.add_polyface(dxfattribs=attributes)
    for face in properties["faces"]:
        numbers = [number - _TURN if number >= _TURN // 2 else number for number in face if number]
        if len(numbers) > 2 and max(numbers) > 0:
            polyface.append_face([vertices[abs(number) - 1] for number in numbers])
    return polyface


def _mesh(space: Any, properties: Properties, attributes: Attributes) -> Any:
    columns, rows = int(properties["m_vertex_count"]), int(properties["n_vertex_count"])
    mesh = space.add_polymesh((columns, rows), dxfattribs=attributes)
    for number, point in enumerate(properties["points"][: columns * rows]):
        mesh.set_mesh_vertex(divmod(number, rows), point)
    if properties.get("closed"):
        mesh.close(m_close=True)
    return mesh


def _spline(space: Any, properties: Properties, attributes: Attributes) -> Any:
    spline = space.add_spline(degree=int(properties["degree"]), dxfattribs=attributes)
    spline.control_points = properties["control_points"]
    spline.knots = properties["knots"]
    spline.weights = properties["weights"]
    spline.fit_points = properties["fit_points"]
    if properties.get("closed"):
        spline.dxf.flags |= _SPLINE_CLOSED
    return spline


def _hatch(space: Any, properties: Properties, attributes: Attributes) -> Any:
    hatch = space.add_hatch(color=attributes["color"], dxfattribs=_picked(properties, attributes, "extrusion"))
    hatch.dxf.solid_fill = int(bool(properties["solid_fill"]))
    hatch.dxf.pattern_name = properties.get("pattern_name") or "HATCH"
    hatch.dxf.elevation = (0.0, 0.0, properties.get("elevation") or 0.0)
    for path in properties["paths"]:
        hatch.paths.add_polyline_path(mend_border([point[:2] for point in path["points"]]), is_closed=True)
    return hatch


def _leader(space: Any, properties: Properties, attributes: Attributes) -> Any:
    return space.add_leader(properties["points"], dimstyle="Standard", dxfattribs=attributes)


def _multiline(space: Any, properties: Properties, attributes: Attributes) -> Any:
    """The library does not tell the style; the standard one has two lines, half the scale to each side."""
    if int(properties["line_count"]) != _DEFAULT_LINES:
        raise ValueError("a multiline of a style that is not known")
    picked = attributes | {"scale_factor": properties["scale"], "justification": properties["justification"]}
    return space.add_mline(properties["points"], close=bool(properties["closed"]), dxfattribs=picked)


def _paragraph(space: Any, properties: Properties, attributes: Attributes) -> Any:
    names = ("insert", "char_height", "rotation", "extrusion", "line_spacing_factor")
    picked = _picked(properties, attributes, *names, width="rect_width")
    picked["attachment_point"] = properties.get("attachment_point") or 1
    return space.add_mtext(properties["raw_text"], dxfattribs=picked)


_TEXT = ("text", "insert", "align_point", "height", "rotation", "width", "oblique", "halign", "valign")


def add_attribute(insert: Any, entity: DwgEntity, attributes: Attributes) -> None:
    """Add an attribute to its insert.

    Raises:
        KeyError, ValueError: as ``add_entity``.
    """
    properties = entity.properties
    picked = _picked(properties, attributes, *_TEXT[2:], "extrusion", flags="attribute_flags")
    insert.add_attrib(properties["tag"] or "", properties["text"], properties["insert"], dxfattribs=picked)


def _insert(space: Any, properties: Properties, attributes: Attributes, blocks: Mapping[int, str]) -> Any:
    name = blocks[properties["block_handle"]] if "block_handle" in properties else properties["name"]
    names = (
        "xscale",
        "yscale",
        "zscale",
        "rotation",
        "row_count",
        "column_count",
        "row_spacing",
        "column_spacing",
        "extrusion",
    )
    return space.add_blockref(name, properties["insert"], dxfattribs=_picked(properties, attributes, *names))


def _dimension(space: Any, properties: Properties, attributes: Attributes, blocks: Mapping[int, str]) -> Any:
    picked = _picked(properties, attributes, *_MEASURES, "extrusion")
    picked["dimtype"] = _DIMENSIONS[properties["dimtype"]]
    geometry = blocks.get(properties.get("anonymous_block_handle") or 0)
    if geometry:
        picked["geometry"] = geometry
    return space.new_entity("DIMENSION", picked)


_BLOCKED: Mapping[str, Callable[[Any, Properties, Attributes, Mapping[int, str]], Any]] = {
    "INSERT": _insert,
    "MINSERT": _insert,
    "DIMENSION": _dimension,
}
_MAKERS: Mapping[str, Callable[[Any, Properties, Attributes], Any]] = {
    "LINE": _plain("LINE", "start", "end"),
    "ARC": _plain("ARC", "center", "radius", "start_angle", "end_angle"),
    "CIRCLE": _plain("CIRCLE", "center", "radius"),
    "ELLIPSE": _plain("ELLIPSE", "center", "major_axis", ratio="axis_ratio", start_param="start_angle", end_param="end_angle"),
    "LWPOLYLINE": _light_polyline,
    "POLYLINE_2D": _polyline,
    "POLYLINE_3D": _path,
    "POLYLINE_PFACE": _faces,
    "POLYLINE_MESH": _mesh,
    "3DFACE": _corners("3DFACE"),
    "SOLID": _corners("SOLID"),
    "TRACE": _corners("TRACE"),
    "SPLINE": _spline,
    "HATCH": _hatch,
    "LEADER": _leader,
    "MLINE": _multiline,
    "TEXT": _plain("TEXT", *_TEXT),
    "MTEXT": _paragraph,
    "3DSOLID": _plain("3DSOLID"),
    "BODY": _plain("BODY"),
    "REGION": _plain("REGION"),
    "IMAGE": _plain("IMAGE"),
    "OLE2FRAME": _plain("OLE2FRAME"),
}
ATTRIBUTE = "ATTRIB"
DRAWN = (*_MAKERS, *_BLOCKED, ATTRIBUTE)
"""The kinds that can be made again; attributes last, since they go to their inserts."""
