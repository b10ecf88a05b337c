"""Formats whose libraries are extras: are they there?"""

from collections.abc import Collection

from archdesk.export.ifc import writer as ifc
from archdesk.export.usd import writer as usd
from archdesk.model.exports import ExportFormat


def check_extras(kinds: Collection[ExportFormat]) -> None:
    """Look for what the formats need, without loading it.

    Raises:
        ExportError: a library is missing.
    """
    if ExportFormat.IFC in kinds:
        ifc.check_installed()
    if ExportFormat.USDZ in kinds:
        usd.check_installed()
