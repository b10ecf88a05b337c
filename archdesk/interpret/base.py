"""What an interpreter is, and what it says when a page holds no plan."""

from collections.abc import Sequence
from typing import Protocol

from archdesk.model.document import Document, Page
from archdesk.model.floorplan import Survey
from archdesk.model.options import Options
from archdesk.model.problems import InterpretError
from archdesk.model.progress import Reporter
from archdesk.model.reading import PageReading


class Interpreter(Protocol):
    """Makes a survey of a document, page by page, so that several processes can share the pages."""

    def read_page(self, page: Page, options: Options, reporter: Reporter) -> PageReading:
        """The plans found on a page, or what is there instead.

        Raises:
            Cancelled: the reporter was told to stop.
        """
        ...

    def join(self, document: Document, readings: Sequence[PageReading]) -> Survey:
        """The storeys found on all of a document's pages.

        Raises:
            InterpretError: no page holds a plan, or none can be read.
        """
        ...


class NoFloorPlan(InterpretError):
    """No page of the document holds a plan; ``seen`` says what is there instead."""

    code = "ARC-204"
    summary = "No floor plan was found. What was seen: {seen}."
    hint = "Drop a drawing that shows a storey's walls from above, or choose the pages that do."


class OpenWalls(InterpretError):
    """A page holds a plan, by its title or its walls, and no room in it is closed; ``seen`` says what told it."""

    code = "ARC-206"
    summary = "A floor plan was seen, but no walls that go all the way around a room: {seen}."
    hint = "Drop the plan of the whole storey, or one in which each wall is filled or drawn by both its faces."


class TooCoarse(InterpretError):
    """The picture has too few pixels to read."""

    code = "ARC-205"
    summary = "The picture is too coarse to read: {seen}."
    hint = "Scan the drawing at 200 dpi or more, or export it larger."
