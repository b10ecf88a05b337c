"""What an interpreter is, and what it says when a page holds no plan."""

from typing import Protocol

from archdesk.model.document import Document
from archdesk.model.floorplan import Survey
from archdesk.model.options import Options
from archdesk.model.problems import InterpretError
from archdesk.model.progress import Reporter


class Interpreter(Protocol):
    """Makes a survey of a document."""

    def interpret(self, document: Document, options: Options, reporter: Reporter) -> Survey:
        """The storeys found on the document's pages.

        Raises:
            InterpretError: no page holds a plan, or none can be read.
            Cancelled: the reporter was told to stop.
        """
        ...


class NoFloorPlan(InterpretError):
    """No page of the document holds a plan; ``seen`` says what is there instead."""

    code = "ARC-204"
    summary = "No floor plan was found. What was seen: {seen}."
    hint = "Drop a drawing that shows a storey's walls from above, or choose the pages that do."


class TooCoarse(InterpretError):
    """The picture has too few pixels to read."""

    code = "ARC-205"
    summary = "The picture is too coarse to read: {seen}."
    hint = "Scan the drawing at 200 dpi or more, or export it larger."
