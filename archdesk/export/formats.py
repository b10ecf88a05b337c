"""Each format beside the GLB, and what writes it."""

from pathlib import Path

from archdesk.export.dxf import write_dxf
from archdesk.export.gltf import write_gltf
from archdesk.export.ifc.writer import write_ifc
from archdesk.export.obj import write_obj
from archdesk.export.ply import write_ply
from archdesk.export.room_table import write_csv
from archdesk.export.stl import write_stl
from archdesk.export.svg import write_svg
from archdesk.export.usd.writer import write_usdz
from archdesk.model.exports import ExportFormat
from archdesk.model.floorplan import Survey
from archdesk.model.scene import Scene


def write_format(kind: ExportFormat, scene: Scene, survey: Survey, target: Path, print_scale: float = 1.0) -> None:
    """Write a building in one format; a second file of the same format lies beside the target under its name.

    A print is reduced by its scale, 100 for 1:100; all else is of true size.

    Raises:
        ExportError: the file could not be written, or the building holds nothing for it.
    """
    match kind:
        case ExportFormat.GLTF:
            write_gltf(scene, target)
        case ExportFormat.OBJ:
            write_obj(scene, target)
        case ExportFormat.STL:
            write_stl(scene, target, print_scale)
        case ExportFormat.PLY:
            write_ply(scene, target)
        case ExportFormat.CSV:
            write_csv(survey, target)
        case ExportFormat.DXF:
            write_dxf(survey, target)
        case ExportFormat.SVG:
            write_svg(survey, target)
        case ExportFormat.IFC:
            write_ifc(survey, target)
        case ExportFormat.USDZ:
            write_usdz(scene, target)
