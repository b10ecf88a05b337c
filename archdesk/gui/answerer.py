"""The thread that answers the bridge: it alone owns the queue's client and the processes."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QThread, QTimer, Slot

from archdesk.gui.bridge import Bridge, Intaken, ServiceState
from archdesk.jobs.client import Health, JobsClient, open_client
from archdesk.jobs.processes import Condition, Processes
from archdesk.jobs.troubles import AlreadyOpen
from archdesk.model.job import Job
from archdesk.model.options import Options
from archdesk.model.problems import ArchDeskError, QueueError

log = logging.getLogger(__name__)

_POLL = 200
_WATCH = 1500
_NOWHERE = "redis://127.0.0.1:1/0"  # no server could be had: the ledger is shown, and jobs wait


class Servants(Protocol):
    """The processes beside the app, as the thread uses them."""

    @property
    def url(self) -> str: ...
    def start(self) -> None: ...
    def watch(self) -> Condition: ...
    def mend(self) -> Condition: ...
    def stop(self) -> None: ...


class Answerer(QObject):
    """Grants the bridge's wishes and tells it the news; all of it runs in the thread it was moved to."""

    def __init__(self, bridge: Bridge, servants: Servants, open_client: Callable[[str], JobsClient], *, remote: bool) -> None:
        super().__init__()
        self._bridge, self._servants, self._open_client, self._remote = bridge, servants, open_client, remote
        self._client: JobsClient | None = None
        self._state = ServiceState(remote=remote)
        self._has_been_ready = False
        self._is_held = False
        self._poll_clock = self._clock(_POLL, self._poll)
        self._watch_clock = self._clock(_WATCH, self._watch)
        bridge.submit_wanted.connect(self._submit)
        bridge.cancel_wanted.connect(self._cancel)
        bridge.retry_wanted.connect(self._retry)
        bridge.remove_wanted.connect(self._remove)
        bridge.restore_wanted.connect(self._restore)
        bridge.move_wanted.connect(self._move)
        bridge.hold_wanted.connect(self._hold)
        bridge.mend_wanted.connect(self._mend)

    @Slot()
    def start(self) -> None:
        if self._start_servants():
            self._poll_clock.start()
            self._watch_clock.start()

    @Slot()
    def stop(self) -> None:
        """End the processes and close the ledger; jobs that run go on at the next start."""
        self._poll_clock.stop()
        self._watch_clock.stop()
        if self._client is not None:
            self._client.close()
            self._client = None
        self._servants.stop()

    def _clock(self, interval: int, does: Callable[[], None]) -> QTimer:
        clock = QTimer(self)
        clock.setInterval(interval)
        clock.timeout.connect(does)
        return clock

    def _start_servants(self) -> bool:
        """False where another ArchDesk has the data folder, so that nothing may be touched."""
        url = _NOWHERE
        try:
            self._servants.start()
            url = self._servants.url
        except AlreadyOpen as error:
            self._refuse(error)
            self._tell(ServiceState(remote=self._remote, starting=False, reason=str(error)))
            return False
        except QueueError as error:
            self._refuse(error)
            self._tell(ServiceState(remote=self._remote, starting=False, reason=str(error)))
        self._client = self._open_client(url)
        if self._is_held:
            self._client.hold(is_held=True)
        self._bridge.jobs_changed.emit(list(self._client.jobs()))
        return True

    @Slot()
    def _poll(self) -> None:
        if self._client is None:
            return
        for job in self._client.poll():
            self._bridge.job_changed.emit(job)
        self._tell(self._service(self._client.health, self._state.workers_wanted))

    @Slot()
    def _watch(self) -> None:
        condition = self._servants.watch()
        if self._client is not None:
            self._tell(self._service(self._client.health, condition.wanted, condition))

    def _service(self, health: Health, wanted: int, condition: Condition | None = None) -> ServiceState:
        ready = len(health.ready)
        self._has_been_ready = self._has_been_ready or ready > 0
        trouble = health.trouble or (condition.trouble if condition else None)
        given_up = trouble is not None and health.is_connected
        starting = not self._has_been_ready and trouble is None
        return ServiceState(
            redis_up=health.is_connected,
            workers_ready=0 if given_up else ready,
            workers_wanted=max(wanted, ready),
            remote=self._remote,
            starting=starting,
            reason=trouble.summary if trouble else "",
        )

    def _tell(self, state: ServiceState) -> None:
        if state != self._state:
            self._state = state
            self._bridge.service_changed.emit(state)

    def _refuse(self, error: ArchDeskError) -> None:
        log.info("%s", error)
        self._bridge.refused.emit(error.failure())

    @Slot(list, object)
    def _submit(self, paths: list[Path], options: Options) -> None:
        if self._client is None:
            return
        known = {job.source for job in self._client.jobs()}
        jobs = self._client.add(paths, options)
        self._bridge.jobs_changed.emit(list(self._client.jobs()))
        self._bridge.files_taken_in.emit(Intaken(jobs, known=sum(job.source in known for job in jobs)))

    @Slot(list)
    def _cancel(self, jobs: list[str]) -> None:
        self._each(jobs, lambda client, job: client.cancel(job))

    @Slot(list)
    def _retry(self, jobs: list[str]) -> None:
        self._each(jobs, lambda client, job: client.retry(job))

    @Slot(list)
    def _remove(self, jobs: list[str]) -> None:
        if self._client is None:
            return
        known = {job.id for job in self._client.jobs()}
        self._client.remove([job for job in jobs if job in known])
        self._bridge.jobs_changed.emit(list(self._client.jobs()))

    @Slot(list)
    def _restore(self, jobs: list[str]) -> None:
        if self._client is not None:
            self._client.restore(jobs)
            self._bridge.jobs_changed.emit(list(self._client.jobs()))

    @Slot(str, int)
    def _move(self, job: str, steps: int) -> None:
        if self._client is None:
            return
        order = [one.id for one in self._client.jobs()]
        if job in order:
            self._bridge.jobs_changed.emit(list(self._client.move(job, order.index(job) + steps)))

    @Slot(bool)
    def _hold(self, held: bool) -> None:  # noqa: FBT001 - a signal's slot
        self._is_held = held
        if self._client is not None:
            self._client.hold(is_held=held)

    @Slot()
    def _mend(self) -> None:
        if self._client is not None and self._state.redis_up:
            self._servants.mend()
            return
        if self._client is not None:
            self._client.close()
            self._client = None
        self._servants.stop()
        self._has_been_ready = False
        self.start()

    def _each(self, jobs: list[str], does: Callable[[JobsClient, str], Job]) -> None:
        if self._client is None:
            return
        for job in jobs:
            try:
                self._bridge.job_changed.emit(does(self._client, job))
            except ArchDeskError as error:
                self._refuse(error)


class AnswererThread:
    """The answerer in its own thread, from the window's side."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._thread = QThread()
        self._thread.setObjectName("queue")
        answerer.moveToThread(self._thread)
        self._thread.started.connect(answerer.start)
        self._thread.finished.connect(answerer.stop)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when the processes have ended."""
        self._thread.quit()
        self._thread.wait()


def make_thread(bridge: Bridge, data_folder: Path, workers: int, url: str | None) -> AnswererThread:
    """The real queue of a data folder; ``url`` is that of a queue elsewhere."""
    processes = Processes(data_folder, workers, url)
    answerer = Answerer(bridge, processes, lambda address: open_client(data_folder, address), remote=url is not None)
    return AnswererThread(answerer)
