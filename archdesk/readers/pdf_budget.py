"""What a PDF page would cost to draw, before it is drawn: neither MuPDF nor PDFium can be stopped in the middle."""

import re
from collections import Counter
from typing import Any

from archdesk.readers.base import TooSlow

MOST_READ = 20_000_000  # bytes of drawing commands, near a million lines; a crowded page has a twentieth
MOST_DRAWN = 50_000_000  # bytes of drawing commands that PDFium draws in half a minute
_DEEPEST = 40  # forms within forms
_CALL = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_FORM = re.compile(r"/([^\s/<>\[\](){}%]+)\s+(\d+)\s+0\s+R")


class PageCost:
    """Counts the commands of pages, each form once however often it is called."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._costs: dict[int, int] = {}
        self._open: list[int] = []

    def of(self, page: Any) -> int:
        """The bytes of commands that drawing this page runs through.

        Raises:
            TooSlow: they are so many that the page can never be drawn.
        """
        cost = self._cost(page.read_contents() or b"", self._forms_of_page(page.xref))
        if cost > MOST_DRAWN:
            way_out = "Print the page to a new PDF, or export the plan itself again."
            raise TooSlow(kind="PDF", seen=f"page {page.number + 1} has more lines than can be drawn", way_out=way_out)
        return cost

    def _cost(self, commands: bytes, forms: dict[bytes, int]) -> int:
        calls = Counter(_CALL.findall(commands)) if forms else Counter[bytes]()
        return len(commands) + sum(count * self._form(forms[name]) for name, count in calls.items() if name in forms)

    def _form(self, xref: int) -> int:
        if xref in self._costs:
            return self._costs[xref]
        if xref in self._open or len(self._open) > _DEEPEST:
            return MOST_DRAWN + 1
        if self._document.xref_get_key(xref, "Subtype")[1] != "/Form":
            return 0
        self._open.append(xref)
        forms = self._forms(self._document.xref_get_key(xref, "Resources/XObject"))
        self._costs[xref] = self._cost(self._document.xref_stream(xref) or b"", forms)
        self._open.pop()
        return self._costs[xref]

    def _forms_of_page(self, xref: int) -> dict[bytes, int]:
        """The page's own forms, or those it inherits."""
        for level in range(_DEEPEST):
            way = "Parent/" * level
            if self._document.xref_get_key(xref, f"{way}Resources")[0] != "null":
                return self._forms(self._document.xref_get_key(xref, f"{way}Resources/XObject"))
        return {}

    def _forms(self, key: tuple[str, str]) -> dict[bytes, int]:
        kind, text = key
        if kind == "xref":
            text = self._document.xref_object(int(text.split()[0]))
        return {name.encode(): int(xref) for name, xref in _FORM.findall(text)}
