"""Published jobs on their way, and how it is noticed that one of them got lost."""

import dataclasses
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from archdesk.jobs import wire
from archdesk.jobs.owners import is_dead, is_orphaned
from archdesk.jobs.wire import Claim

BETWEEN_STAGES = 3.0  # seconds that a job may be nowhere: its message is between two lists, or its claim about to be set
HANDED_OUT = 30.0  # seconds that a worker may hold a message without claiming it: its process is being started anew


@dataclass(frozen=True, slots=True)
class Flight:
    """One publication of a job, and when it was last known to be somewhere (on the clock given)."""

    job: str
    ticket: str
    seen: float
    is_delayed: bool = False

    def task_ids(self) -> set[str]:
        return {wire.task_id(self.job, self.ticket, stage) for stage in wire.STAGES}


class Flights:
    """The current publications by job."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._flights: dict[str, Flight] = {}

    def __len__(self) -> int:
        return len(self._flights)

    def __contains__(self, job: object) -> bool:
        return job in self._flights

    def add(self, flight: Flight) -> None:
        self._flights[flight.job] = flight

    def drop(self, job: str) -> None:
        self._flights.pop(job, None)

    def tickets(self) -> dict[str, str]:
        return {flight.job: flight.ticket for flight in self._flights.values()}

    def saw(self, job: str) -> None:
        """Note that the job is somewhere now."""
        flight = self._flights.get(job)
        if flight is not None:
            self._flights[job] = dataclasses.replace(flight, seen=max(flight.seen, self._clock()))

    def note_delay(self, job: str, *, is_delayed: bool) -> None:
        """Note that a job waits for its next try, where it is nowhere to be seen, or that it does not any more."""
        flight = self._flights.get(job)
        if flight is not None and is_delayed is not flight.is_delayed:
            seen = self._clock() + (wire.LONGEST_RETRY_DELAY if is_delayed else 0.0)
            self._flights[job] = dataclasses.replace(flight, seen=seen, is_delayed=is_delayed)

    def lost(self, claims: Mapping[str, Claim], waiting: AbstractSet[str], handed_out: AbstractSet[str]) -> tuple[Flight, ...]:
        """The flights that nobody works on and that wait nowhere, for longer than could be a moment's matter."""
        found = []
        now = self._clock()
        for flight in list(self._flights.values()):
            claim, tasks = claims.get(flight.job), flight.task_ids()
            patience = HANDED_OUT if tasks & handed_out else BETWEEN_STAGES
            silence = now - _last_seen(flight, tasks & handed_out)
            is_ours = claim is not None and claim.ticket == flight.ticket
            if (claim is not None and is_ours and not is_dead(claim)) or tasks & waiting:
                self.saw(flight.job)
            elif (claim is not None and is_ours and is_orphaned(claim)) or silence > patience:
                found.append(flight)
        return tuple(found)


def _last_seen(flight: Flight, held: AbstractSet[str]) -> float:
    """A job that waits for its next try is held by its worker meanwhile; where it is not, its message died with the server."""
    return flight.seen - wire.LONGEST_RETRY_DELAY if flight.is_delayed and not held else flight.seen
