"""The first bytes of a DWG file: its version, whether a password closes it, and whether it is whole.

After the Open Design Specification for .dwg files, chapters 3 and 4.
"""

import re
import struct
from pathlib import Path

from archdesk.readers.base import Encrypted, TooLarge, WrongVersion

LARGEST_DWG = 100 * 1024 * 1024  # bytes; a house has one, and a DWG unfolds to about five times its size
_READ = (b"AC1012", b"AC1014", b"AC1015", b"AC1018", b"AC1021", b"AC1024", b"AC1027", b"AC1032")
_PLAIN = _READ[:3]  # R13 to 2000: a table of sections in clear
_VEILED = (b"AC1018", b"AC1024", b"AC1027", b"AC1032")  # 2004, and from 2010 on: a header under a fixed cipher
_LAST = int(_READ[-1][2:])
_NUMBERED = re.compile(rb"AC(1\d{3})")
_HEAD = 0x100  # bytes; holds both kinds of header
_SECURITY, _CLOSED = 0x18, 1  # where the flags of protection stand from 2004 on, and the flag of a password
_TABLE, _MOST_SECTIONS = 0x15, 25  # where the table of sections begins with their count; six are defined
_SECTION = struct.Struct("<BII")  # number, place, length
_CIPHER_START, _CIPHER_LENGTH = 0x80, 0x6C
_SECOND_HEADER, _PAGE_MAP = 0x34, 0x54  # places of two addresses in the header under the cipher
_AFTER_HEADER = 0x100  # what addresses of pages count from


def check_header(source: Path) -> None:
    """See that the file is of a version that is read, open to all, and of a bearable size.

    Raises:
        ReadError: it is not.
    """
    head, size = _head_of(source)
    version = head[:6]
    if version not in _READ:
        raise _wrong(version)
    if version not in _PLAIN and len(head) > _SECURITY and head[_SECURITY] & _CLOSED:
        raise Encrypted
    if size > LARGEST_DWG:
        seen = f"{size // 2**20} MB, and {LARGEST_DWG // 2**20} MB can be read"
        raise TooLarge(seen=seen, way_out="Purge what is not used, or save only the floor plan itself.")


def is_cut_off(source: Path) -> bool:
    """Whether the header speaks of places beyond the file's end; False where it cannot be told."""
    head, size = _head_of(source)
    if len(head) < _HEAD:
        return True
    if head[:6] in _PLAIN:
        return _end_of_sections(head) > size
    return head[:6] in _VEILED and _end_of_pages(head) > size


def _head_of(source: Path) -> tuple[bytes, int]:
    with source.open("rb") as file:
        return file.read(_HEAD), source.stat().st_size


def _wrong(version: bytes) -> WrongVersion:
    numbered = _NUMBERED.match(version)
    if numbered and int(numbered[1]) > _LAST:
        return WrongVersion(
            kind="DWG", seen="a version newer than 2018", way_out="Save it as DWG 2018 or as DXF in the program that made it."
        )
    return WrongVersion(
        kind="DWG",
        seen="a version older than R13",
        way_out="Open it in a newer program, save it as DWG 2018 or as DXF, and drop that.",
    )


def _end_of_sections(head: bytes) -> int:
    count = min(int.from_bytes(head[_TABLE : _TABLE + 4], "little"), _MOST_SECTIONS)
    room = head[_TABLE + 4 : _TABLE + 4 + count * _SECTION.size]
    whole = room[: len(room) // _SECTION.size * _SECTION.size]
    return max((place + length for _, place, length in _SECTION.iter_unpack(whole)), default=0)


def _end_of_pages(head: bytes) -> int:
    plain = _deciphered(head[_CIPHER_START : _CIPHER_START + _CIPHER_LENGTH])
    if not plain.startswith(b"AcFssFcAJMB"):
        return 0
    second = int.from_bytes(plain[_SECOND_HEADER : _SECOND_HEADER + 8], "little")
    pages = int.from_bytes(plain[_PAGE_MAP : _PAGE_MAP + 8], "little") + _AFTER_HEADER
    return max(second, pages)


def _deciphered(veiled: bytes) -> bytes:
    """Each byte without the high byte of a linear congruential sequence, as the specification gives it."""
    plain, state = bytearray(), 1
    for byte in veiled:
        state = (state * 0x343FD + 0x269EC3) & 0xFFFFFFFF
        plain.append(byte ^ (state >> 16 & 0xFF))
    return bytes(plain)
