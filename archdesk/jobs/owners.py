"""Whose process a claim or a child is: a number alone may have been given to another process since."""

import functools
import socket

import psutil

from archdesk.jobs.wire import Claim

SAME_BIRTH = 1.0  # seconds; the start of one process read twice differs by the clock's ticks only


@functools.cache
def host_name() -> str:
    return socket.gethostname()


@functools.lru_cache(maxsize=8)
def born_at(process: int) -> float:
    """When a process of our own began."""
    return float(psutil.Process(process).create_time())


def is_running(process: int, born: float | None = None) -> bool:
    """Whether the process lives, and is the one that was born then."""
    try:
        found = psutil.Process(process)
        same = born is None or abs(found.create_time() - born) < SAME_BIRTH
        return bool(same and found.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:
        return True


def is_dead(claim: Claim) -> bool:
    """Whether a claim's process is known to be gone; only its own machine can know."""
    return claim.host == host_name() and not is_running(claim.process, claim.born)


def is_orphaned(claim: Claim) -> bool:
    """Whether the claim's whole worker is gone, so that nobody will notice the death of its process."""
    return is_dead(claim) and not is_running(claim.worker)
