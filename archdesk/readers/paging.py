"""Which pages of a document are read, and how far the reading is."""

from archdesk.model.options import Options
from archdesk.model.problems import Issue
from archdesk.model.progress import Progress, Reporter, Stage
from archdesk.readers.base import NoSuchPage

MOST_PAGES = 200  # read without being asked for; a set of plans has some dozens
READING_SHARE = 0.15  # of a whole conversion's time, by experience


def chosen_pages(count: int, options: Options, issues: list[Issue]) -> tuple[int, ...]:
    """The page numbers to read, from 0; what is left out is added to the issues.

    Raises:
        NoSuchPage: none of the pages asked for is there.
    """
    if options.pages:
        chosen = tuple(number for number in dict.fromkeys(options.pages) if 0 <= number < count)
        if not chosen:
            raise NoSuchPage(count=count)
        return chosen[:MOST_PAGES]
    if count > MOST_PAGES:
        text = f"Only the first {MOST_PAGES} of {count} pages were read; choose pages to read others."
        issues.append(Issue("pages-left-out", text))
    return tuple(range(min(count, MOST_PAGES)))


def tell_page(reporter: Reporter, place: int, count: int) -> None:
    """Report that the page at this place of so many is now read.

    Raises:
        Cancelled: the reporter was told to stop.
    """
    note = f"page {place + 1} of {count}" if count > 1 else ""
    reporter.report(Progress(Stage.READING, READING_SHARE * place / count, note))
