"""None kept alive under a PySide that gives away references to it.

PySide6 6.12.0 returns None from methods without a result and forgets to count the reference. From Python 3.12 on None
is not counted at all; under 3.11 the count runs out after some thousand calls, and the interpreter aborts with
``none_dealloc``. PySide6 6.11.3 counts rightly.
"""

import ctypes
import sys

_PLENTY = 1 << 48  # references: a window that paints day and night for years does not use them up


def keep_none() -> None:
    """Give None references to spare, where its count can run out."""
    if sys.version_info < (3, 12) and sys.getrefcount(None) < _PLENTY // 2:
        # the count is the first field of every object in CPython
        ctypes.c_ssize_t.from_address(id(None)).value += _PLENTY
