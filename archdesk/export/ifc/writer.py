"""The door to writing IFC: what writes it is imported here and now, where it is installed."""

import importlib
import importlib.util
from pathlib import Path

from archdesk.export.whole import write_whole
from archdesk.model.floorplan import Survey
from archdesk.model.problems import ExportError


class IfcNotInstalled(ExportError):
    """The format's library is an extra."""

    code = "ARC-405"
    summary = "What writes IFC files is not installed."
    hint = "Start ArchDesk once by sh packaging/run, or install it by: pip install 'archdesk[ifc]' (200 MB); then try again."


def write_ifc(survey: Survey, target: Path) -> None:
    """Write the building of a plan; to be called in a process that may take the library's weight.

    Raises:
        IfcNotInstalled: the library is missing.
        ModelNotWritten: the file could not be written.
    """
    check_installed()
    data: bytes = importlib.import_module("archdesk.export.ifc.building").ifc_bytes(survey, target.name)
    write_whole(target, data)


def check_installed() -> None:
    """Look for the library without loading it.

    Raises:
        IfcNotInstalled: it is missing.
    """
    if importlib.util.find_spec("ifcopenshell") is None:
        raise IfcNotInstalled
