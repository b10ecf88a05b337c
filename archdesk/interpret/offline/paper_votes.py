"""Scale notes against the paper they are printed on, and the unit that a file claims."""

import math
from collections.abc import Iterator

from archdesk.interpret.offline.labels import Labels, ScaleNote
from archdesk.interpret.offline.scale_votes import Vote
from archdesk.model.document import Page
from archdesk.model.floorplan import ScaleMethod
from archdesk.model.units import Unit

INCH = Unit.INCH.metres
RESOLUTIONS = (
    300,
    200,
    150,
    400,
    600,
    100,
    240,
    96,
    144,
    72,
)  # pixels an inch that scanners and plotters use, the commonest first
FORMATS = {
    "A0": (1.189, 0.841),
    "A1": (0.841, 0.594),
    "A2": (0.594, 0.420),
    "A3": (0.420, 0.297),
    "A4": (0.297, 0.210),
    "A5": (0.210, 0.148),
}
FIT = 0.006  # a scanner's pixels for a format are exact to a line or two
MARGIN = 0.18  # a plot may be this much larger than the format it names, with its edges untrimmed
EXACT = 0.002
NOTE_ODDS = 3.0
FITTING_ODDS = 6.0  # paper known and of a format: nothing was scaled on the way
GUESSED_ODDS = 0.7
NAMED_ODDS = 4.0
FILE_ODDS = 3.0
CUSTOMARY_ODDS = 0.4
CUSTOMARY_UNITS = (Unit.MILLIMETRE, Unit.CENTIMETRE, Unit.METRE, Unit.INCH, Unit.FOOT)

CUSTOMARY_RATIOS = (20, 25, 48, 50, 75, 96, 100, 125, 150, 200, 250, 500)  # 1:48 is a quarter of an inch to the foot


def paper_votes(page: Page, labels: Labels) -> list[Vote]:
    """What the scale notes mean on this page's paper: those that fit it best, sharing their odds where they differ."""
    if page.y_up and page.paper_unit is None:
        return []  # a model drawn in full size: the note is for the plotter
    told = [(note, *paper) for note in labels.scale_notes for paper in _paper_units(page, note)]
    loudest = max((odds for _, _, odds, _ in told), default=0.0)
    told = [each for each in told if each[2] == loudest]
    scales = {round(math.log(note.number * unit), 2) for note, unit, _, _ in told}
    return [
        Vote(note.number * unit, odds / len(scales), EXACT, ScaleMethod.SCALE_TEXT, "note", sentence)
        for note, unit, odds, sentence in told
    ]


def paper_unit_of(page: Page) -> float | None:
    """Metres of paper a page unit: as the file tells, or, for a picture, as its size fits a paper format."""
    if page.paper_unit is not None or not page.rasters:
        return page.paper_unit
    return next((INCH / resolution for resolution in RESOLUTIONS if _fits(page, INCH / resolution, FIT)), None)


def file_votes(page: Page) -> list[Vote]:
    """The unit that the file claims, which can lie, and in a model the units that draughtsmen use."""
    votes = []
    if page.model_unit is not None:
        sentence = f"The file says that its unit is {page.model_unit:g} m"
        votes.append(Vote(page.model_unit, FILE_ODDS, EXACT, ScaleMethod.FILE_UNIT, "file", sentence))
    if page.y_up or page.model_unit is not None:
        votes += [
            Vote(unit.metres, CUSTOMARY_ODDS, EXACT, ScaleMethod.ASSUMED, "custom", f"Models are often drawn in {unit.value}")
            for unit in CUSTOMARY_UNITS
            if unit.metres != page.model_unit
        ]
    return votes


def customary_scales(page: Page) -> tuple[float, ...]:
    """The scales that a drawing of lines is likely to have exactly: units of models, ratios of plots."""
    if page.rasters:
        return ()
    if page.y_up or page.model_unit is not None:
        return tuple(unit.metres for unit in CUSTOMARY_UNITS) + ((page.model_unit,) if page.model_unit else ())
    return tuple(number * page.paper_unit for number in CUSTOMARY_RATIOS) if page.paper_unit is not None else ()


def _paper_units(page: Page, note: ScaleNote) -> Iterator[tuple[float, float, str]]:
    """Metres of paper a page unit, with odds and the reason."""
    printed = f"{note.text.words} is printed"
    if page.paper_unit is not None:
        fits = _fits(page, page.paper_unit, FIT)
        yield page.paper_unit, FITTING_ODDS if fits else NOTE_ODDS, printed
    if not page.rasters:
        return
    for resolution in RESOLUTIONS:
        unit = INCH / resolution
        if note.paper in FORMATS and _covers(page, unit, FORMATS[note.paper]):
            yield unit, NAMED_ODDS, f"{printed}, and the picture is {note.paper} at {resolution} pixels an inch"
        elif page.paper_unit is None and _fits(page, unit, FIT):
            yield unit, GUESSED_ODDS, f"{printed}, and the picture has the size of a format at {resolution} pixels an inch"


def _fits(page: Page, unit: float, slack: float) -> bool:
    """Whether the page has the proportions and the size of a format."""
    long, short = (side * unit for side in _sides(page))
    return any(abs(long / one - 1) < slack and abs(short / other - 1) < slack for one, other in FORMATS.values())


def _covers(page: Page, unit: float, paper: tuple[float, float]) -> bool:
    """Whether the page is as large as the format, or a little larger: plots keep an edge around it."""
    long, short = (side * unit for side in _sides(page))
    return all(
        0 <= size / side - 1 + FIT < 2 * MARGIN if side else False for size, side in zip((long, short), paper, strict=True)
    )


def _sides(page: Page) -> tuple[float, float]:
    return max(page.width, page.height), min(page.width, page.height)
