"""A model by itself: copied, or unpacked where it comes in a ZIP archive (ifcZIP)."""

import shutil
import zipfile
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from archdesk.readers.base import Damaged, Encrypted, NothingInside, TooLarge

LARGEST_IFC = 300 * 1024 * 1024  # bytes; in memory a model takes ten times as much
_MOST_SQUEEZED = 200  # times; STEP text squeezes to a tenth
_IS_LOCKED = 1  # a bit of an entry's flags
_WAY_OUT = "Save the model in parts, as one file a storey or a discipline."


def take_out(source: Path, target: Path) -> None:
    """Put the model of a file at the target.

    Raises:
        ReadError: the file is too large, or an archive that is damaged, locked or holds no model.
    """
    if not zipfile.is_zipfile(source) or _is_step(source):
        _check_size(source.stat().st_size)
        shutil.copyfile(source, target)
        return
    try:
        with ZipFile(source) as archive:
            _unpack(archive, _model_in(archive), target)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Damaged(kind="ifcZIP", seen="its archive cannot be opened") from error


def _is_step(source: Path) -> bool:
    with source.open("rb") as file:
        return not file.read(2).startswith(b"PK")


def _model_in(archive: ZipFile) -> ZipInfo:
    models = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".ifc")]
    if not models:
        raise NothingInside(kind="ifcZIP", seen="it has no .ifc file in it")
    return max(models, key=lambda entry: entry.file_size)


def _unpack(archive: ZipFile, entry: ZipInfo, target: Path) -> None:
    """What an archive says of its sizes may be a lie, so the bytes are counted too."""
    if entry.flag_bits & _IS_LOCKED:
        raise Encrypted
    _check_size(entry.file_size)
    most = min(LARGEST_IFC, _MOST_SQUEEZED * max(entry.compress_size, 1))
    with archive.open(entry) as packed, target.open("wb") as file:
        while chunk := packed.read(1 << 20):
            file.write(chunk)
            if file.tell() > most:
                raise TooLarge(seen="its archive holds far more than it seems", way_out=_WAY_OUT)


def _check_size(size: int) -> None:
    if size > LARGEST_IFC:
        megabytes = f"{size >> 20} MB, and {LARGEST_IFC >> 20} MB can be read"
        raise TooLarge(seen=megabytes, way_out=_WAY_OUT)
