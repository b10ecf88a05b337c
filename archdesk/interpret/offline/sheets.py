"""A page as the finders see it: a picture or line work, its words, its evidence in page units."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.base import TooCoarse
from archdesk.interpret.offline.assembly.metric import map_evidence, map_text
from archdesk.interpret.offline.evidence import Evidence, Segment
from archdesk.interpret.offline.labels import Labels, read_labels
from archdesk.interpret.offline.lines import finder as line_finder
from archdesk.interpret.offline.lines.segments import dimension_segments as line_segments
from archdesk.interpret.offline.pictures import finder as picture_finder
from archdesk.interpret.offline.pictures.segments import dimension_segments as picture_segments
from archdesk.interpret.offline.words import read_words
from archdesk.model.document import Page, Raster, Text
from archdesk.model.shapes import box_around

COVERS = 0.2  # of the page; a smaller picture is a logo or a view beside the plan
LITTLE_LINE_WORK = 150  # marks; a frame and a title block drawn around a scan
COARSEST = 160  # pixels of the shorter side; a wall would be thinner than one


@dataclass(frozen=True, slots=True)
class View:
    """A page read once: its words and thin lines in page units, and the picture on it if it is one."""

    page: Page
    labels: Labels
    texts: tuple[Text, ...]
    segments: tuple[Segment, ...]
    picture: NDArray[np.uint8] | None = None
    raster: Raster | None = None
    words: tuple[Text, ...] = ()

    def find_evidence(self, unit: float | None) -> Evidence:
        """What the page shows, in page units; ``unit`` is metres a page unit where it is known."""
        if self.picture is None or self.raster is None:
            return line_finder.find_evidence(self.page, unit)
        pixel = unit * self.raster.to_page.factor if unit else None
        found = picture_finder.find_evidence(self.picture, self.words, pixel)
        return map_evidence(found, self.raster.to_page)


def view_page(page: Page) -> View:
    """Reads a page's words and thin lines.

    Raises:
        TooCoarse: the page is a picture of too few pixels.
    """
    raster = _main_raster(page)
    if raster is None:
        return View(page, read_labels(page.texts), page.texts, line_segments(page))
    picture = _load(raster)
    words = read_words(picture)
    on_page = (*(map_text(text, raster.to_page) for text in words), *page.texts)
    lines = map_evidence(Evidence(segments=picture_segments(picture)), raster.to_page).segments
    return View(page, read_labels(on_page), on_page, lines, picture, raster, words)


def _main_raster(page: Page) -> Raster | None:
    """The picture that the page consists of; None where it is line work."""
    if not page.rasters or len(page.strokes) + len(page.fills) + len(page.arcs) > LITTLE_LINE_WORK:
        return None
    largest = max(page.rasters, key=_area)
    return largest if _area(largest) >= COVERS * page.width * page.height else None


def _area(raster: Raster) -> float:
    corners = raster.to_page.apply_all([(0, 0), (raster.width, raster.height)])
    return box_around(corners).area


def _load(raster: Raster) -> NDArray[np.uint8]:
    if min(raster.width, raster.height) < COARSEST:
        raise TooCoarse(seen=f"{raster.width} × {raster.height} pixels")
    picture = cv2.imread(str(raster.path), cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION)
    if picture is None:
        raise TooCoarse(seen="its picture cannot be decoded")
    return np.asarray(picture, dtype=np.uint8)
