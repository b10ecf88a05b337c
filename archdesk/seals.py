"""Records that a drawing carries within it under a seal: they hold while nobody changed the drawing."""

import base64
import binascii
import hashlib
import textwrap
import zlib
from typing import BinaryIO

_HEAD, _END = b"ArchDesk plan, sealed ", b"ArchDesk plan, end"
_NEAR = 4_096  # bytes
_WIDTH = 200  # signs; a remark in a DXF holds 255
_LARGEST = 64 * 1024 * 1024  # bytes of a record; a plan of ten thousand walls has a tenth of it


def seal(drawing: bytes, record: str, mark: bytes = b"") -> bytes:
    """The record as short lines for where a format keeps remarks, the line ``mark`` before each.

    ``drawing`` is the file without them.
    """
    packed = base64.b64encode(zlib.compress(record.encode(), 9)).decode()
    lines = [_HEAD + _digest(drawing), *(line.encode() for line in textwrap.wrap(packed, _WIDTH)), _END]
    return b"".join(mark + line + b"\n" for line in lines)


def may_be_sealed(file: BinaryIO) -> bool:
    """Whether a file has a record near its beginning or its end, where writers put it; others need not be read whole."""
    first = file.read(_NEAR)
    file.seek(max(0, file.seek(0, 2) - _NEAR))
    return _HEAD in first or _END in file.read()


def unseal(file: bytes, mark: bytes = b"") -> str | None:
    """The record in a file; None where there is none, or where anything of the file was changed."""
    start = file.find(mark + _HEAD)
    end = file.find(mark + _END + b"\n", start)
    if start < 0 or end < 0:
        return None
    head, *lines = file[start:end].splitlines()[1 if mark else 0 :: 2 if mark else 1]
    rest = file[:start] + file[end + len(mark) + len(_END) + 1 :]
    if head.removeprefix(_HEAD) != _digest(rest):
        return None
    try:
        unpacking = zlib.decompressobj()
        record = unpacking.decompress(base64.b64decode(b"".join(lines), validate=True), _LARGEST)
        return record.decode() if unpacking.eof else None
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        return None


def _digest(drawing: bytes) -> bytes:
    return hashlib.sha256(drawing).hexdigest().encode()
