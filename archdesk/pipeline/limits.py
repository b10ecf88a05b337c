"""What one conversion may cost, and how a process is held to it."""

import contextlib
import ctypes
import os
import resource
import signal
import sys
from dataclasses import dataclass

MEBIBYTE = 1 << 20
PR_SET_PDEATHSIG = 1  # linux/prctl.h


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of work, bytes of resident and of address space, for one document."""

    seconds: float = 180.0
    resident: int = 3_000 * MEBIBYTE
    address_space: int = 8_000 * MEBIBYTE  # OpenCV, ONNX and their threads reserve far more than they touch


def hold_to(limits: Limits) -> None:
    """Set this process' own limits: address space, no core dumps; harmless where the system has none of it."""
    for kind, size in ((resource.RLIMIT_AS, limits.address_space), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (size, resource.getrlimit(kind)[1] if size else 0))


def die_with_parent(parent: int) -> None:
    """Ask Linux to end this process when its parent ends, and end at once if that is past already."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
