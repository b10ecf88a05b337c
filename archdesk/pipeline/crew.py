"""Who reads the pages of a document: one process alone, or several that share them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from archdesk.model.document import Page
from archdesk.model.progress import Progress, Reporter
from archdesk.model.reading import PageReading

FIRST, LAST = 0.15, 0.7  # of the whole conversion: between reading the file and building

ReadPage = Callable[[Page, Reporter], PageReading]


class Crew(Protocol):
    """Reads pages."""

    def read_pages(self, pages: Sequence[Page], read: ReadPage, reporter: Reporter) -> tuple[PageReading, ...]:
        """What the pages told, in their order.

        Raises:
            ArchDeskError: a page cannot be read, or the reporter stopped the work.
        """
        ...


class Alone:
    """One page after the other, in this process."""

    def read_pages(self, pages: Sequence[Page], read: ReadPage, reporter: Reporter) -> tuple[PageReading, ...]:
        return tuple(read(page, PageReporter(reporter, place, len(pages))) for place, page in enumerate(pages))


class PageReporter:
    """Tells a page's progress as a part of the whole document's, ``done`` of its ``count`` pages being read already."""

    def __init__(self, reporter: Reporter, done: int, count: int) -> None:
        self._reporter, self._done, self._count = reporter, done, count

    def report(self, progress: Progress) -> None:
        note = f"Page {self._done + 1} of {self._count}" if self._count > 1 else progress.note
        share = (self._done + progress.fraction) / self._count
        self._reporter.report(Progress(progress.stage, FIRST + (LAST - FIRST) * share, note))
