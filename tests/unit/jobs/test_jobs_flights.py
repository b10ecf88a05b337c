import dataclasses
import os

import pytest

from archdesk.jobs.flights import BETWEEN_STAGES, HANDED_OUT, Flight, Flights
from archdesk.jobs.owners import born_at, host_name, is_running
from archdesk.jobs.restarts import MOST, Restarts
from archdesk.jobs.wire import LONGEST_RETRY_DELAY, Claim

FLIGHT = Flight("j" * 32, "t" * 12, 0.0)
TASK = min(FLIGHT.task_ids())
NO_PROCESS = 2**22 + 1  # larger than any process number of Linux
LIVE = Claim(FLIGHT.ticket, "stage", host_name(), os.getpid(), born_at(os.getpid()), os.getppid())
DEAD = dataclasses.replace(LIVE, process=NO_PROCESS)
ORPHANED = dataclasses.replace(DEAD, worker=NO_PROCESS)
REMOTE = dataclasses.replace(ORPHANED, host="elsewhere")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def flights(clock: Clock) -> Flights:
    flights = Flights(clock)
    flights.add(FLIGHT)
    return flights


def is_lost(flights: Flights, claim: Claim | None = None, waiting: bool = False, handed_out: bool = False) -> bool:
    claims = {} if claim is None else {FLIGHT.job: claim}
    tasks = {TASK}
    return bool(flights.lost(claims, tasks if waiting else set(), tasks if handed_out else set()))


def test_a_job_that_is_nowhere_is_lost_after_a_moment(flights: Flights, clock: Clock) -> None:
    assert not is_lost(flights)
    clock.now = BETWEEN_STAGES + 0.1
    assert is_lost(flights)


@pytest.mark.parametrize("claim", [LIVE, REMOTE])
def test_a_claimed_job_is_never_lost(flights: Flights, clock: Clock, claim: Claim) -> None:
    clock.now = 1000.0

    assert not is_lost(flights, claim)


def test_a_waiting_job_is_never_lost(flights: Flights, clock: Clock) -> None:
    clock.now = 1000.0

    assert not is_lost(flights, waiting=True)


def test_a_job_whose_whole_worker_died_is_lost_at_once(flights: Flights) -> None:
    assert is_lost(flights, ORPHANED, handed_out=True)


def test_a_job_whose_process_died_is_left_to_its_worker_for_a_while(flights: Flights, clock: Clock) -> None:
    clock.now = BETWEEN_STAGES + 1
    assert not is_lost(flights, DEAD, handed_out=True)
    clock.now = HANDED_OUT + 1
    assert is_lost(flights, DEAD, handed_out=True)


def test_another_tickets_claim_does_not_count(flights: Flights, clock: Clock) -> None:
    clock.now = BETWEEN_STAGES + 1

    assert is_lost(flights, dataclasses.replace(LIVE, ticket="other"))


def test_a_retry_that_its_worker_holds_may_wait_for_its_delay(flights: Flights, clock: Clock) -> None:
    flights.note_delay(FLIGHT.job, is_delayed=True)
    clock.now = LONGEST_RETRY_DELAY - 1
    flights.note_delay(FLIGHT.job, is_delayed=True)

    assert not is_lost(flights, handed_out=True)
    clock.now = LONGEST_RETRY_DELAY + HANDED_OUT + 1
    assert is_lost(flights, handed_out=True)


def test_a_retry_that_nobody_holds_is_lost_after_a_moment(flights: Flights, clock: Clock) -> None:
    flights.note_delay(FLIGHT.job, is_delayed=True)
    assert not is_lost(flights)

    clock.now = BETWEEN_STAGES + 1

    assert is_lost(flights)


def test_a_process_number_given_to_another_is_not_the_same() -> None:
    assert is_running(os.getpid(), born_at(os.getpid()))
    assert not is_running(os.getpid(), born_at(os.getpid()) - 100)


def test_restarts_come_at_once_then_slower_then_not_at_all() -> None:
    restarts = Restarts()
    assert restarts.is_due(0.0)
    restarts.note(0.0)
    assert restarts.is_due(0.0)
    restarts.note(0.1)
    assert not restarts.is_due(0.5)
    assert restarts.is_due(1.2)
    for _ in range(MOST):
        restarts.note(2.0)
    assert restarts.is_given_up
    assert not restarts.is_due(1000.0)
    restarts.forget()
    assert restarts.is_due(1000.0)
