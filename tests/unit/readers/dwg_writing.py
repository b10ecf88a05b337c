"""DWG files of version 2000 for the tests, as the library writes them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ezdwg

Drawing = Callable[[Any, Any], object]
"""Draws into a new drawing and its model space."""


def write_dwg(path: Path, draw: Drawing) -> Path:
    drawing = ezdwg.new()
    draw(drawing, drawing.modelspace())
    drawing.save(str(path))
    return path


def veiled_header(second_header: int, page_map: int, version: bytes = b"AC1018", security: int = 0) -> bytes:
    """The first bytes of a DWG of 2004, or of 2010 and later, with two addresses under the fixed cipher."""
    plain = bytearray(0x6C)
    plain[:11] = b"AcFssFcAJMB"
    plain[0x34:0x3C] = second_header.to_bytes(8, "little")
    plain[0x54:0x5C] = page_map.to_bytes(8, "little")
    state, veil = 1, bytearray()
    for _ in plain:
        state = (state * 214013 + 2531011) % 2**32
        veil.append(state // 2**16 % 256)
    head = bytearray(0x100)
    head[:6] = version
    head[0x18] = security
    head[0x80:0xEC] = bytes(one ^ other for one, other in zip(plain, veil, strict=True))
    return bytes(head)
