"""What a page shows that holds no plan, told to the person who dropped it."""

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.room_names import plain_words
from archdesk.model.document import Page, Text

PLAN = "a plan"
CEILING = "a ceiling plan"
_KINDS = {
    "a schedule": "schedule, schedules, nomenclature, tuerliste, fensterliste, raumbuch, abaco",
    "a legend": "legend, legende, leyenda, legenda",
    "an elevation": "elevation, elevations, elev, facade, facades, ansicht, ansichten, nordansicht, sudansicht, ostansicht, "
    "westansicht, strassenansicht, gartenansicht, prospetto, prospetti, alzado, alzados, alcado, alcados, "
    "fachada, fachadas, gevel, gevels, aanzicht, elevacio",
    "a section": "section, sections, coupe, coupes, schnitt, schnitte, langsschnitt, "
    "querschnitt, sezione, sezioni, seccion, secciones, corte, "
    "cortes, doorsnede",
    "details": "detail, details, detalle, detalles, dettaglio, dettagli",
    "a site plan": "site plan, location map, location plan, lageplan, plan de situation, plan de masse, "
    "emplacement, planimetria, situation, situatie, plano de situacion",
    CEILING: "ceiling plan, ceiling plans, rcp, deckenspiegel, deckenplan, plan de plafond, "
    "plafonds, plano de techo, plafondplan",
    PLAN: "plan, floor plan, floorplan, floorplans, floor plans, grundriss, grundrisse, planta, plantas, pianta, piante, "
    "plattegrond, plattegronden, plano, layout plan",
}  # the first that fits: a legend of sections is a legend
FOREIGN = frozenset({"an elevation", "a section", "details", "a site plan"})
_POINTS_ELSEWHERE = frozenset(["see", "refer", "siehe", "vgl", "voir", "vedi", "ver", "vease", "zie", "cf"])
_KIND_OF = {f" {phrase} ": kind for kind, phrases in _KINDS.items() for phrase in phrases.split(", ")}

PICTURE = "a picture without rooms between walls"
LINES = "lines without rooms between walls, as elevations, sections and details have"
GROUNDED = "lines that look like an elevation or a section, for they stand on a line of ground"
LONGEST_TITLE = 6  # words; longer lines are sentences
WORDY = 400  # letters; a plan has fewer, and a page of text has more
WORDS_TO_MARKS = 2.0  # letters a mark: tables have few lines for what is written in them
FEW_MARKS = 30  # a frame, a logo, rules between paragraphs
PAPER_STEP = 12  # grey levels around the commonest one that are paper still
PAPER_SHARE = 0.45  # of a drawing is bare paper; no photo is so even
INK_STEP = 40  # grey levels that ink differs from paper by
GROUND_WIDTH = 0.7  # of the drawing's width that a line of ground has
LEVEL = 0.02  # of its height by which a line may slope
STANDING = 0.85  # of the lines lie above the ground; the rest are foundations
BARE = 0.0005  # of a picture; less ink is dust
COARSE_SIDE = 450  # pixels of the longest side, with which a wall is two pixels wide at most


def what_is_there(page: Page, texts: Sequence[Text], picture: NDArray[np.uint8] | None) -> str:
    """Half a sentence on a page without a plan; ``texts`` are all that were read, ``picture`` is grey if it is one."""
    marks = len(page.strokes) + len(page.arcs) + len(page.fills)
    letters = sum(len(text.words) for text in texts)
    if picture is not None and not _is_drawn(picture):
        return "a photo or a rendering"
    if not letters and (marks == 0 if picture is None else _is_bare(picture)):
        return "a blank page"
    if letters and marks == 0 and picture is None:
        return "text only"
    titled = _title(texts)
    if titled:
        return titled
    if letters > WORDY and (picture is not None or marks < FEW_MARKS or letters > WORDS_TO_MARKS * marks):
        return "text and tables"
    if picture is not None:
        return PICTURE
    if _stands_on_ground(page):
        return GROUNDED
    return LINES


def kind_of(title: str) -> str | None:
    """What kind of view or list a title names; None where it names none, points to one elsewhere or is a sentence."""
    words = plain_words(title)
    if not words or len(words) > LONGEST_TITLE or words[0] in _POINTS_ELSEWHERE:
        return None
    line = f" {' '.join(words)} "
    return next((kind for phrase, kind in _KIND_OF.items() if phrase in line), None)


def is_coarse(picture: NDArray[np.uint8]) -> bool:
    """Whether a drawing in which nothing was found has too few pixels to show walls."""
    return max(picture.shape) < COARSE_SIDE and _is_drawn(picture) and not _is_bare(picture)


def plan_title(texts: Sequence[Text]) -> str:
    """The title by which a page says that it shows a plan; empty where none does, or a larger one names something else."""
    named = [(text, kind) for text in texts if (kind := kind_of(text.words)) is not None]
    if not named:
        return ""
    text, kind = max(named, key=lambda pair: (pair[0].height, pair[1] not in (PLAN, CEILING), pair[1] == PLAN))
    return text.words.strip() if kind == PLAN else ""


def _title(texts: Sequence[Text]) -> str:
    """What the tallest line says that names a kind of drawing; lines within long text say nothing."""
    named = [(text, kind) for text in texts if (kind := kind_of(text.words)) not in (None, PLAN)]
    if not named or plan_title(texts):
        return ""
    text, kind = max(named, key=lambda pair: pair[0].height)
    tall = float(np.median([each.height for each in texts]))
    return f"{kind} (“{text.words.strip()}” is written there)" if text.height >= tall else ""


def _stands_on_ground(page: Page) -> bool:
    """Whether a level line along most of the drawing carries the rest of it, and none as long lies in its upper half."""
    runs = [(*p, *q) for stroke in page.strokes for p, q in itertools.pairwise(stroke.points)]
    if not runs:
        return False
    lines = np.array(runs, np.float64).reshape(-1, 2, 2)
    low, high = lines.min(axis=(0, 1)), lines.max(axis=(0, 1))
    width, height = high - low
    if width <= 0 or height <= 0:
        return False
    up = (lines[..., 1] - low[1]) / height if page.y_up else (high[1] - lines[..., 1]) / height
    long = np.abs(lines[:, 0, 0] - lines[:, 1, 0]) > GROUND_WIDTH * width
    ground = up[long & (np.abs(up[:, 0] - up[:, 1]) < LEVEL)].max(axis=1, initial=0.0)
    if not len(ground) or ground.max() > 0.5:
        return False
    return bool((up.min(axis=1) >= ground.max() - LEVEL).mean() > STANDING)


def _is_drawn(picture: NDArray[np.uint8]) -> bool:
    """Whether most of a picture is bare paper, or a screen's even ground; light that fades over it does not matter."""
    small = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) if min(picture.shape) > 2 else picture
    ground = cv2.medianBlur(np.asarray(small, np.uint8), 5)
    counts = np.bincount(ground.ravel(), minlength=256)
    near = np.convolve(counts, np.ones(2 * PAPER_STEP + 1, np.int64), "same")
    return bool(near.max() > PAPER_SHARE * ground.size)


def _is_bare(picture: NDArray[np.uint8]) -> bool:
    paper = int(np.bincount(picture[::2, ::2].ravel(), minlength=256).argmax())
    return bool((np.abs(picture.astype(np.int16) - paper) > INK_STEP).mean() < BARE)
