"""Text of a PDF page: one Text a line, with its place and angle."""

import math
from typing import Any

from archdesk.model.document import Text
from archdesk.model.shapes import Affine
from archdesk.readers.marks import Marks
from archdesk.readers.mupdf import LINES_ONLY

MOST_TEXT = 200_000  # signs on one page; a plan has some thousands
_GAP = 1.5  # of the letters' size: words farther apart on one line are texts of their own


def add_texts(page: Any, turn: Affine, marks: Marks) -> None:
    """Add the page's lines of text; the turn is the page's own rotation."""
    left = MOST_TEXT
    for block in page.get_text("dict", flags=LINES_ONLY)["blocks"]:
        for line in block.get("lines", ()):
            for spans in _stretches(line):
                text = _text(spans, line["dir"], turn)
                left -= len(text.words)
                if text.words and left >= 0 and text.height > 0:
                    marks.texts.append(text)


def _stretches(line: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """The line's spans, parted where a wide gap says that they do not belong together."""
    along = line["dir"]
    parts: list[list[dict[str, Any]]] = []
    end = -math.inf
    for span in line["spans"]:
        if not span["text"].strip():
            continue
        x0, y0, x1, y1 = span["bbox"]
        reaches = sorted(x * along[0] + y * along[1] for x in (x0, x1) for y in (y0, y1))
        if not parts or reaches[0] - end > _GAP * span["size"]:
            parts.append([])
        parts[-1].append(span)
        end = reaches[-1]
    return parts


def _text(spans: list[dict[str, Any]], direction: tuple[float, float], turn: Affine) -> Text:
    words = "".join(span["text"] for span in spans).replace("\u00a0", " ").strip()
    x0, y0 = min(span["bbox"][0] for span in spans), min(span["bbox"][1] for span in spans)
    x1, y1 = max(span["bbox"][2] for span in spans), max(span["bbox"][3] for span in spans)
    size = max(span["size"] for span in spans)
    line_height = max(span["size"] * (span["ascender"] - span["descender"]) for span in spans)
    along, across = abs(direction[0]), abs(direction[1])
    # the upright box of a slanted line is wider than the line by its height's shadow
    width = (x1 - x0) * along + (y1 - y0) * across - 2 * line_height * along * across
    dx, dy = turn.a * direction[0] + turn.b * direction[1], turn.d * direction[0] + turn.e * direction[1]
    centre = turn.apply(((x0 + x1) / 2, (y0 + y1) / 2))
    return Text(words, centre, max(width, 0.0), size, math.atan2(dy, dx))
