"""Submit, watch and cancel jobs: the app's end of the queue."""

import dataclasses
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archdesk.jobs import turns, wire
from archdesk.jobs.broker import Broker, News, Sign
from archdesk.jobs.flights import Flight, Flights
from archdesk.jobs.intake import Intake
from archdesk.jobs.ledger import Ledger
from archdesk.jobs.store import Store
from archdesk.jobs.troubles import GivenUp, QueueUnreachable, UnknownJob
from archdesk.jobs.wire import Answer
from archdesk.model.job import Job, JobState
from archdesk.model.options import Options
from archdesk.model.problems import Failure

log = logging.getLogger(__name__)

FEWEST_PUBLISHED = 4  # messages that wait in Redis; the rest wait in the ledger, where their order can be changed
TAKING_IN = 0.05  # seconds of one poll that go into copying newly added documents
RECONCILE_EVERY = 1.0  # seconds
SILENT_RETRY = 1.0  # seconds until a Redis that did not answer is asked again


@dataclass(frozen=True, slots=True)
class Health:
    """What the status bar shows: whether Redis answers, and which workers' processes are ready."""

    trouble: Failure | None
    ready: tuple[Sign, ...]

    @property
    def is_connected(self) -> bool:
        return self.trouble is None


class JobsClient:
    """The queue as one thread of the app sees it.

    The ledger is the truth: it is written first, and what Redis loses is published again from it. Nothing here waits
    for Redis longer than two seconds, and without Redis jobs wait.
    """

    def __init__(self, ledger: Ledger, store: Store, broker: Broker, clock: Callable[[], float] = time.monotonic) -> None:
        self._ledger, self._store, self._broker, self._clock = ledger, store, broker, clock
        self._jobs = {job.id: job for job in ledger.jobs()}
        self._removed: dict[str, Job] = {}
        self._flights = Flights(clock)
        self._intake = Intake(ledger, store)
        self._changed: dict[str, None] = {}
        self._late: set[str] = set()
        self._health = Health(None, ())
        self._quiet_until = self._reconcile_at = 0.0
        self._is_held = self._is_prepared = False
        for removed in ledger.purge():
            store.discard(removed)
        self._recover()

    @property
    def notice(self) -> str:
        """What to tell a person about the ledger, if anything."""
        return self._ledger.notice

    @property
    def health(self) -> Health:
        """As of the last poll."""
        return self._health

    def close(self) -> None:
        self._broker.close()
        self._ledger.close()

    def jobs(self) -> tuple[Job, ...]:
        """All jobs in the order of the queue."""
        return tuple(sorted(self._jobs.values(), key=lambda job: job.order))

    def job(self, job: str) -> Job:
        """One job.

        Raises:
            UnknownJob: it is not in the queue.
        """
        found = self._jobs.get(job)
        if found is None:
            raise UnknownJob
        return found

    def add(self, sources: Sequence[Path], options: Options) -> tuple[Job, ...]:
        """Enter documents at once; they are copied and published by the polls that follow."""
        place, now = self._ledger.last_place(), time.time()
        jobs = [turns.new_job(source, options, place + number + 1, now) for number, source in enumerate(sources)]
        for job in jobs:
            self._jobs[job.id] = job
        self._ledger.save(jobs)
        return tuple(jobs)

    def submit(self, source: Path, options: Options) -> Job:
        """Enter one document, copy it and publish it right away.

        A document that cannot be read becomes a failed job that says why; one that was converted before with the same
        options is done at once.
        """
        (job,) = self.add([source], options)
        self._take_in(job)
        self._publish_next()
        self._save_late()
        return self._jobs[job.id]

    def poll(self) -> tuple[Job, ...]:
        """Take in, listen, mend, publish, some five times a second; returns the jobs that changed since the last poll."""
        self._take_in_some()
        self._save_late()
        now = self._clock()
        if now >= self._quiet_until:
            try:
                self._listen(now)
            except QueueUnreachable as error:
                self._quiet_until = now + SILENT_RETRY
                self._health = Health(error.failure(), ())
        changed, self._changed = self._changed, {}
        return tuple(self._jobs[job] for job in changed if job in self._jobs)

    def cancel(self, job: str) -> Job:
        """Stop a job: at once when it waits, else as soon as its worker notices."""
        found = self.job(job)
        if found.state is JobState.RUNNING:
            self._ask_to_stop(job)
            return self._change(found, state=JobState.STOPPING)
        if found.state is JobState.WAITING:
            self._withdraw(job)
            return self._finish(found, Answer(cancelled=True))
        return found

    def retry(self, job: str, options: Options | None = None) -> Job:
        """Start an ended job anew, with other options if given."""
        found = self.job(job)
        if not found.state.is_final:
            return found
        wishes = options or found.options
        if self._store.document(job) is None or not found.sha256:
            found = dataclasses.replace(found, sha256="")
        else:
            self._store.forget_results(job)
            self._store.write_options(job, wishes)
        changed = self._change(turns.afresh(found), options=wishes)
        self._publish_next()
        return changed

    def remove(self, jobs: Sequence[str]) -> None:
        """Take jobs out of the queue; what runs is stopped. They can be restored until the app is started again."""
        for job in jobs:
            found = self.job(job)
            if not found.state.is_final:
                self._ask_to_stop(job)
                self._withdraw(job)
            self._removed[job] = self._jobs.pop(job)
        self._ledger.remove(jobs)

    def restore(self, jobs: Sequence[str]) -> tuple[Job, ...]:
        """Put removed jobs back where they were; what had not ended starts anew."""
        self._ledger.restore(jobs)
        for job in jobs:
            found = self._removed.pop(job, None)
            if found is not None:
                self._jobs[job] = found if found.state.is_final else self._change(turns.afresh(found))
        self._publish_next()
        return tuple(self._jobs[job] for job in jobs if job in self._jobs)

    def move(self, job: str, place: int) -> tuple[Job, ...]:
        """Move a job to a place in the queue, counted from 0; returns all jobs in their new order."""
        order = [other for other in self.jobs() if other.id != job]
        order.insert(max(0, min(place, len(order))), self.job(job))
        moved = [dataclasses.replace(other, order=n + 1) for n, other in enumerate(order)]
        self._ledger.save(new for old, new in zip(order, moved, strict=True) if old != new)
        for other in moved:
            self._jobs[other.id] = other
        self._withdraw_waiting()
        self._publish_next()
        return self.jobs()

    def hold(self, *, is_held: bool) -> None:
        """Start no more documents, or go on; what runs is not touched."""
        self._is_held = is_held
        if is_held:
            self._withdraw_waiting()
        else:
            self._publish_next()

    def _recover(self) -> None:
        """What an earlier run left unended goes on; what its workers finished meanwhile is done."""
        for job in [job for job in self._jobs.values() if not job.state.is_final]:
            answer = self._store.answer(job.id)
            if job.state is JobState.STOPPING:
                answer = answer or Answer(cancelled=True)
            if answer is not None:
                self._finish(job, answer)
            else:
                self._go_on(job)

    def _go_on(self, job: Job) -> None:
        if job.state is JobState.RUNNING:
            self._change(turns.afresh(job))
        if self._store.document(job.id) is not None:
            self._store.write_options(job.id, job.options)

    def _listen(self, now: float) -> None:
        if not self._is_prepared:
            self._broker.prepare()
            self._is_prepared = True
        news = self._broker.look(self._flights.tickets())
        for job, told in news.items():
            self._hear(self._jobs[job], told)
        if now >= self._reconcile_at:
            self._reconcile_at = now + RECONCILE_EVERY
            self._health = Health(None, self._broker.signs())
            self._reconcile()
        self._publish_next(may_fail=True)

    def _hear(self, job: Job, news: News) -> None:
        if news.answer is not None:
            self._finish(job, news.answer)
            return
        self._flights.note_delay(job.id, is_delayed=news.is_retrying)
        if news.progress is not None and news.progress != job.progress:
            self._flights.saw(job.id)
            state = JobState.RUNNING if job.state is JobState.WAITING else job.state
            changed = dataclasses.replace(job, progress=news.progress, state=state, started=job.started or news.began)
            self._keep(changed, is_saved=state is not job.state)

    def _reconcile(self) -> None:
        """Publish again what nobody works on and what lies nowhere."""
        if not self._flights:
            return
        claims = self._broker.claims(self._flights.tickets())
        lost = self._flights.lost(claims, self._broker.waiting(), self._broker.handed_out())
        for flight in lost:
            self._flights.drop(flight.job)
            job, answer = self._jobs[flight.job], self._store.answer(flight.job)
            if job.state is JobState.STOPPING:
                answer = answer or Answer(cancelled=True)
            elif job.attempts >= wire.MOST_STARTS:
                answer = answer or Answer(failure=GivenUp(times=job.attempts, reason="its worker was lost").failure())
            if answer is not None:
                self._finish(job, answer)
            else:
                log.info("Publishing %s again", job.id)
                self._publish(job, is_fresh=False)
        for job_id in self._flights.tickets():
            if self._jobs[job_id].state is JobState.STOPPING:
                self._broker.ask_to_stop(job_id)

    def _publish_next(self, *, may_fail: bool = False) -> None:
        """Keep a few messages in the queue, in the ledger's order."""
        if self._is_held or (not may_fail and self._clock() < self._quiet_until):
            return
        room = max(FEWEST_PUBLISHED, 2 * len(self._health.ready)) - len(self._flights)
        waiting = [job for job in self.jobs() if self._is_ready_to_publish(job)] if room > 0 else []
        for job in waiting[:room]:
            try:
                self._publish(job, is_fresh=job.attempts == 0)
            except QueueUnreachable as error:
                self._flights.drop(job.id)
                self._quiet_until = self._clock() + SILENT_RETRY
                self._health = Health(error.failure(), ())
                return

    def _is_ready_to_publish(self, job: Job) -> bool:
        return job.state is JobState.WAITING and bool(job.sha256) and job.id not in self._flights

    def _publish(self, job: Job, *, is_fresh: bool) -> None:
        flight = Flight(job.id, secrets.token_hex(6), self._clock())
        stages = wire.STAGES[1:] if self._store.is_understood(job.id) else wire.STAGES
        # Not written to the ledger: after a crash of the app the attempts are counted from the start.
        changed = dataclasses.replace(job, attempts=job.attempts + 1, progress=None)
        self._jobs[job.id] = changed
        self._flights.add(flight)
        self._broker.publish(job.id, flight.ticket, changed.attempts, stages, is_fresh=is_fresh)

    def _take_in_some(self) -> None:
        until = self._clock() + TAKING_IN
        for job in [job for job in self.jobs() if job.state is JobState.WAITING and not job.sha256]:
            self._take_in(job)
            if self._clock() >= until:
                return

    def _take_in(self, job: Job) -> None:
        taken, answer = self._intake.take_in(job)
        if answer is not None:
            self._finish(taken, answer)
        else:
            self._late.add(job.id)
            self._keep(taken, is_saved=False)

    def _save_late(self) -> None:
        """Write down which documents were copied, many at once; without it they would only be copied again."""
        late, self._late = self._late, set()
        self._ledger.save(self._jobs[job] for job in late if job in self._jobs)

    def _finish(self, job: Job, answer: Answer) -> Job:
        self._flights.drop(job.id)
        ended = turns.ended(job, answer, self._store.folder(job.id), time.time())
        self._keep(ended, is_saved=True)
        return ended

    def _ask_to_stop(self, job: str) -> None:
        """Set the flag; where Redis does not answer now, the reconciler sets it later."""
        try:
            self._broker.ask_to_stop(job)
        except QueueUnreachable as error:
            log.info("%s", error)

    def _withdraw(self, job: str) -> None:
        """Make a job's published messages void; a task that starts all the same finds no ticket."""
        if job not in self._flights:
            return
        self._flights.drop(job)
        try:
            self._broker.void(job)
        except QueueUnreachable as error:
            log.info("%s", error)

    def _withdraw_waiting(self) -> None:
        for job in list(self._flights.tickets()):
            found = self._jobs[job]
            if found.state is JobState.WAITING:
                self._withdraw(job)
                self._keep(dataclasses.replace(found, attempts=max(0, found.attempts - 1)), is_saved=False)

    def _change(self, job: Job, **fields: object) -> Job:
        changed = dataclasses.replace(job, **fields)  # type: ignore[arg-type]
        self._keep(changed, is_saved=True)
        return changed

    def _keep(self, job: Job, *, is_saved: bool) -> None:
        self._jobs[job.id] = job
        self._changed[job.id] = None
        if is_saved:
            self._ledger.save([job])


def open_client(data: Path, url: str) -> JobsClient:
    """The client of a data folder and a queue."""
    return JobsClient(Ledger(data / "ledger.sqlite"), Store(data), Broker(url))
