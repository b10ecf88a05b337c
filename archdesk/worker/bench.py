"""What a worker's process has at hand: the store, the stages, its connection, its claims and its pulse."""

import redis

from archdesk.jobs.store import Store
from archdesk.jobs.troubles import TooMuchMemory
from archdesk.jobs.wire import Answer
from archdesk.worker.claims import Claims
from archdesk.worker.conversion import Conversion, Loader
from archdesk.worker.limits import hold_this_process
from archdesk.worker.pulse import Pulse


class Bench:
    """Made by the worker, set up in each of its processes before the first document."""

    def __init__(self, url: str, store: Store, worker: str, load: Loader) -> None:
        self.store = store
        self._url, self._worker, self._load = url, worker, load
        self._conversion: Conversion | None = None

    def set_up(self) -> None:
        """Hold this process to its limits, import what converts, and show that it is ready."""
        hold_this_process()
        self.connection = redis.Redis.from_url(self._url, socket_timeout=5, socket_connect_timeout=5, health_check_interval=10)
        self.claims = Claims(self.connection)
        self.pulse = Pulse(self.connection, self._worker, self._write_down)
        self.conversion()
        self.pulse.start()

    def conversion(self) -> Conversion:
        """The stages; loaded now if that failed before."""
        if self._conversion is None:
            self._conversion = self._load()
        return self._conversion

    def _write_down(self, job: str, error: TooMuchMemory) -> None:
        self.store.write_answer(job, Answer(failure=error.failure()))
