"""What one document may cost, and how a process that oversteps it is ended."""

import contextlib
import os
import resource
import signal

import psutil

from archdesk.jobs.wire import HARD_LIMIT
from archdesk.pipeline.limits import Limits, hold_to

GRACE = 5.0  # seconds between the wish to stop a document and the end of its process
LIMITS = Limits(seconds=HARD_LIMIT)


def hold_this_process() -> None:
    """Limit this process, and let the system end it first when memory runs out."""
    hold_to(LIMITS)
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:  # noqa: PTH123
        score.write("800")


def has_too_much_memory() -> bool:
    """Whether this process holds more than a document may take.

    The limit of address space fails one allocation; this one catches what grew in many small steps.
    """
    return bool(psutil.Process().memory_info().rss > LIMITS.resident)


def end_this_process() -> None:
    """End the process at once, whatever its library is doing; its worker starts another."""
    os.kill(os.getpid(), signal.SIGKILL)


def peak_memory() -> int:
    """The largest resident size of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
