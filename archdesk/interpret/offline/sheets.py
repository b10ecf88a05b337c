"""A page as the finders see it: a picture or line work, its words, its evidence in page units."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.base import TooCoarse
from archdesk.interpret.offline.assembly.metric import map_evidence, map_text
from archdesk.interpret.offline.contents import is_coarse
from archdesk.interpret.offline.drawn_words import with_drawn_words
from archdesk.interpret.offline.elevations import untitled_elevations
from archdesk.interpret.offline.evidence import Evidence, Segment
from archdesk.interpret.offline.flatten.flattening import Flat, flatten
from archdesk.interpret.offline.flatten.homography import Homography, of_affine
from archdesk.interpret.offline.flatten.turns import (
    likely_turns,
    looks_upside_down,
    quarter_turns,
    reads_better,
    turned_flat,
    turned_words,
    with_missed,
)
from archdesk.interpret.offline.labels import Labels, read_labels
from archdesk.interpret.offline.lines import finder as line_finder
from archdesk.interpret.offline.lines.segments import dimension_segments as line_segments
from archdesk.interpret.offline.lines.swings import DrawnArc, drawn_arcs
from archdesk.interpret.offline.pictures import finder as picture_finder
from archdesk.interpret.offline.pictures.ink import MOST_GAIN, working_factor
from archdesk.interpret.offline.pictures.segments import dimension_segments as picture_segments
from archdesk.interpret.offline.view_scales import labels_at_plans
from archdesk.interpret.offline.views import blank_other_views, without_boxes, without_other_views
from archdesk.interpret.offline.words import Words, read_words
from archdesk.model.document import Page, Raster, Text
from archdesk.model.shapes import Affine, Point, box_around

COVERS = 0.2  # of the page; a smaller picture is a logo or a view beside the plan
LITTLE_LINE_WORK = 150  # marks; a frame and a title block drawn around a scan
FEWEST_LINES = 4  # strokes and fills; a house has as many walls
FINER_GAIN = 3.0  # of a closer look, for walls of two pixels; beyond it lines of one pixel have become stairs
FINER = 1.2  # times as many pixels a metre; less shows no more
COARSEST = 160  # pixels of the shorter side; a wall would be thinner than one


@dataclass(frozen=True, slots=True)
class View:
    """A page read once: its words, thin lines and arcs in page units, and the picture on it if it is one.

    Where the picture lay askew, ``page`` is the page made flat, and ``to_flat`` leads there from the original's units.
    ``elevations`` counts those without a title that were left out of it.
    """

    page: Page
    labels: Labels
    texts: tuple[Text, ...]
    segments: tuple[Segment, ...]
    arcs: tuple[DrawnArc, ...] = ()
    picture: NDArray[np.uint8] | None = None
    raster: Raster | None = None
    words: tuple[Text, ...] = ()
    to_flat: Homography | None = None
    elevations: int = 0

    def find_evidence(self, unit: float | None, most_gain: float = MOST_GAIN) -> Evidence:
        """What the page shows, in page units; ``unit`` is metres a page unit where it is known.

        A picture is enlarged for the look where that shows more, ``most_gain`` times at most.
        """
        if self.picture is None or self.raster is None:
            return line_finder.find_evidence(self.page, unit, self.arcs)
        pixel = unit * self.raster.to_page.factor if unit else None
        found = picture_finder.find_evidence(self.picture, self.words, pixel, most_gain)
        return map_evidence(found, self.raster.to_page)

    def shows_more(self, unit: float) -> bool:
        """Whether a closer look, with ``FINER_GAIN``, is at a finer picture than the usual one; ``unit`` as above."""
        if self.picture is None or self.raster is None:
            return False
        pixel = unit * self.raster.to_page.factor
        return working_factor(self.picture, pixel, FINER_GAIN) >= FINER * working_factor(self.picture, pixel)

    def refuse_coarse(self) -> None:
        """Says so where nothing could be found because there are too few pixels.

        Raises:
            TooCoarse: the page is a drawing of too few pixels.
        """
        if self.picture is not None and is_coarse(self.picture):
            rows, columns = self.picture.shape
            raise TooCoarse(seen=f"no walls can be told apart in {columns} × {rows} pixels")

    def flatten_near(self, places: Iterable[Point]) -> Affine:
        """The map from the original page to this one, as near as an affine map comes to it at these places of this one."""
        if self.to_flat is None:
            return Affine()
        return self.to_flat.affine_near(self.to_flat.inverse.apply_all(places))


def view_page(page: Page) -> View:
    """Reads a page's words and thin lines.

    Raises:
        TooCoarse: the page is a picture of too few pixels.
    """
    raster = _main_raster(page)
    if raster is None:
        page = with_drawn_words(page)
        titled = without_other_views(page)
        elevations = untitled_elevations(titled)
        plans = without_boxes(titled, elevations)
        labels = replace(labels_at_plans(plans, read_labels(plans.texts)), levels=read_labels(page.texts).levels)
        return View(plans, labels, page.texts, line_segments(plans), tuple(drawn_arcs(plans)), elevations=len(elevations))
    picture = _load(raster)
    if len(page.rasters) > 1:
        return _view_picture(page, picture, raster, read_words(picture))
    flat = flatten(picture)
    sheet, words = _upright(flat or _as_it_is(picture))
    if flat is None and sheet.picture is picture:
        return _view_picture(page, picture, raster, words)
    to_flat = of_affine(raster.to_page.inverse).then(sheet.to_original.inverse).then(of_affine(_flat_to_page(raster)))
    return _view_picture(_flat_page(page, raster, sheet, to_flat), sheet.picture, _flat_raster(raster, sheet), words, to_flat)


def seen_otherwise(page: Page) -> Page | None:
    """The line work of a page that is looked at as a picture, or the picture on one of line work; None where it has no other.

    A photo may stand beside a plan in lines, and notes in lines over a scanned plan.
    """
    if _main_raster(page) is not None:
        has_lines = len(page.strokes) + len(page.fills) >= FEWEST_LINES
        return replace(page, rasters=()) if has_lines else None
    bare = replace(page, strokes=(), fills=(), arcs=())
    return bare if _main_raster(bare) is not None else None


def _as_it_is(picture: NDArray[np.uint8]) -> Flat:
    height, width = picture.shape
    return Flat(picture, of_affine(Affine()), (width, height), (0.0, 0.0), 1.0)


def _upright(flat: Flat) -> tuple[Flat, tuple[Text, ...]]:
    """The sheet with its words, turned so that most of them are level."""
    seen = Words(flat.picture)
    turns = quarter_turns(seen.some())
    if turns:
        turned = turned_flat(flat, turns)
        return turned, read_words(turned.picture)
    words = seen.all()
    if looks_upside_down(words):
        about = turned_flat(flat, 2)
        better = read_words(about.picture)
        if reads_better(better, words):
            return about, better
    turns = likely_turns(words)
    if not turns:
        return flat, words
    turned = turned_flat(flat, turns)
    level = read_words(turned.picture)  # lettering on its side is read only in part
    if not (quarter_turns(words) or reads_better(level, words)):
        return flat, words
    return turned, with_missed(turned_words(words, turns, flat.picture.shape), level)


def _view_picture(
    page: Page, picture: NDArray[np.uint8], raster: Raster, words: tuple[Text, ...], to_flat: Homography | None = None
) -> View:
    on_page = (*(map_text(text, raster.to_page) for text in words), *page.texts)
    plans, left = blank_other_views(picture, words)
    labels = read_labels((*(map_text(text, raster.to_page) for text in left), *page.texts))
    labels = replace(labels, levels=read_labels(on_page).levels)
    lines = map_evidence(Evidence(segments=picture_segments(plans)), raster.to_page).segments
    return View(page, labels, on_page, lines, tuple(drawn_arcs(page)), plans, raster, left, to_flat)


def _flat_to_page(raster: Raster) -> Affine:
    """From the units of the flat sheet to those of the flat page, as long as the original's."""
    return Affine(a=raster.to_page.factor, e=raster.to_page.factor)


def _flat_raster(raster: Raster, flat: Flat) -> Raster:
    height, width = flat.picture.shape
    left, top = flat.corner
    to_units = Affine(a=1 / flat.factor, c=left, e=1 / flat.factor, f=top)
    return Raster(raster.path, width, height, to_units.then(_flat_to_page(raster)))


def _flat_page(page: Page, raster: Raster, flat: Flat, to_flat: Homography) -> Page:
    """The page with its own texts where they lie on the flat sheet."""
    scale = raster.to_page.factor
    corners = [(0.0, 0.0), (page.width, 0.0), (page.width, page.height), (0.0, page.height)]
    texts = tuple(map_text(text, to_flat.affine_near(corners)) for text in page.texts)
    return replace(page, width=flat.size[0] * scale, height=flat.size[1] * scale, texts=texts, y_up=False)


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
