"""The door to writing USDZ: what writes it is imported here and now, where it is installed."""

import importlib
import importlib.util
import tempfile
from pathlib import Path

from archdesk.export.whole import ModelNotWritten, write_whole
from archdesk.model.problems import ExportError
from archdesk.model.scene import Scene


class UsdNotInstalled(ExportError):
    """The format's library is an extra."""

    code = "ARC-406"
    summary = "What writes USDZ files is not installed."
    hint = "Start ArchDesk once by sh packaging/run, or install it by: pip install 'archdesk[usd]' (160 MB); then try again."


def write_usdz(scene: Scene, target: Path) -> None:
    """Write the building for viewers on phones; to be called in a process that may take the library's weight.

    Raises:
        UsdNotInstalled: the library is missing.
        ModelNotWritten: the file could not be written.
    """
    check_installed()
    package = importlib.import_module("archdesk.export.usd.package")
    try:
        with tempfile.TemporaryDirectory(prefix="archdesk-usd-") as folder:
            data: bytes = package.usdz_bytes(scene, Path(folder))
    except OSError as error:
        raise ModelNotWritten(file=target.name, reason=error.strerror or str(error)) from error
    write_whole(target, data)


def check_installed() -> None:
    """Look for the library without loading it.

    Raises:
        UsdNotInstalled: it is missing.
    """
    if importlib.util.find_spec("pxr") is None:
        raise UsdNotInstalled
