"""The pages of a long document, shared among the workers that are free: its own process invites, everyone claims a page."""

import logging
import time
from collections.abc import Callable, Sequence

from archdesk.jobs import wire
from archdesk.jobs.wire import Message
from archdesk.model.document import Page
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.model.reading import PageReading
from archdesk.pipeline.crew import Alone, PageReporter, ReadPage
from archdesk.worker.bench import Bench
from archdesk.worker.reporter import HelpersReporter

log = logging.getLogger(__name__)

FEWEST_SHARED = 3  # pages with something on them; fewer are read sooner than others have opened the file
LOOK = 0.05  # seconds between two looks for pages that others read

Invite = Callable[[Sequence[Message]], None]
"""Publishes the pages as one group; nothing is lost where nobody follows."""


class SharedPages:
    """A crew of all workers; the document's own process reads every page that no other one has claimed."""

    def __init__(self, bench: Bench, message: Message, invite: Invite) -> None:
        self._bench, self._message, self._invite = bench, message, invite
        self._readings: dict[int, PageReading] = {}

    def read_pages(self, pages: Sequence[Page], read: ReadPage, reporter: Reporter) -> tuple[PageReading, ...]:
        if sum(not page.is_empty for page in pages) < FEWEST_SHARED:
            return Alone().read_pages(pages, read, reporter)
        self._invite([self._message_of(page) for page in reversed(pages[1:]) if not page.is_empty])
        while left := [page for page in pages if page.number not in self._readings]:
            teller = PageReporter(reporter, len(pages) - len(left), len(pages))
            page = self._next(left)
            if page is not None:
                self._readings[page.number] = read(page, teller)
            else:
                teller.report(Progress(Stage.WALLS, 0.0))
                time.sleep(LOOK)
        self._bench.store.forget_page_readings(self._message.job)
        return tuple(self._readings[page.number] for page in pages)

    def _next(self, left: Sequence[Page]) -> Page | None:
        """The next page that is ours to read; what others have read meanwhile is taken over."""
        for page in left:
            told = self._bench.store.page_reading(self._message.job, self._message.ticket, page.number)
            if told is not None:
                self._readings[page.number] = told
            elif self._claim(page):
                return page
        return None

    def _claim(self, page: Page) -> bool:
        taken = self._bench.claims.take(self._message_of(page))
        if taken is not None:
            self._bench.pulse.hold(taken.claim)
        return taken is not None

    def _message_of(self, page: Page) -> Message:
        return Message(self._message.job, wire.page_stage(page.number), self._message.attempt, self._message.ticket)


def help_with_page(bench: Bench, message: Message) -> None:
    """Read a page of another process' document; whatever goes wrong, that process reads the page itself."""
    store, page = bench.store, wire.page_of(message.stage)
    document = store.document(message.job)
    if page is None or document is None or store.is_understood(message.job):
        return
    taken = bench.claims.take(message)
    if taken is None:
        return
    try:
        if taken.starts == 1 and store.page_reading(message.job, message.ticket, page) is None:
            reporter = HelpersReporter(bench.connection, message.job, lambda: bench.pulse.is_claim_lost)
            with bench.pulse.working(message.job, taken.claim):
                reading = bench.conversion().read_page(document, page, store.options(message.job), reporter)
            store.write_page_reading(message.job, message.ticket, reading)
    except Exception as error:  # noqa: BLE001 - a task is a door
        log.info("Page %d is left to its document's own process: %s", page + 1, error)
    finally:
        bench.claims.release(message.job, taken.claim)
