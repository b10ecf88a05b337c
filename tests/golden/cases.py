"""The sheets that are drawn: which house, by which hand, at which scale, and the least that a user may expect of each."""

from dataclasses import dataclass, replace

from tests.golden.draughtsman import Style, draw
from tests.golden.furniture import frame
from tests.golden.marks import Mark
from tests.golden.plans import Plan
from tests.golden.sheets import Sheet, Wear, lay_out
from tests.golden.subjects import FLAT, HOUSE, L_SHAPED, WING

BLACK, DARK, GREY, LIGHT, BRICK = (0.0,) * 3, (0.25,) * 3, (0.62,) * 3, (0.70,) * 3, (0.80, 0.36, 0.27)

SOLID = Style(fill=BLACK, outline=None)
GREY_FILL = Style(fill=GREY)
COLOURED = Style(fill=BRICK)
HOLLOW = Style(outline=0.25)
INSULATED = Style(outline=0.25, insulation=True)
HATCHED = Style(outline=0.25, hatch=1.2)
NAMED = replace(SOLID, has_names=True, has_areas=True)
FINE_HATCHED = Style(outline=0.25, hatch=0.6, hatch_pen=0.09, arc_ink=LIGHT)
FURNISHED = replace(GREY_FILL, is_furnished=True, is_tiled=True)
AGENTS = Style(fill=DARK, outline=None, has_names=True, has_areas=True, is_furnished=True)


def written(style: Style) -> Style:
    """The style with the names and areas of rooms, and with dimension chains."""
    return replace(style, has_names=True, has_areas=True, has_chains=True)


@dataclass(frozen=True)
class Case:
    """A drawing, and shares from 0 to 1 that must be reached; None: not asked."""

    name: str
    plan: Plan
    style: Style
    scale: float = 100
    dpi: float = 200
    turn: float = 0.0
    kind: str = "png"
    is_inverted: bool = False
    tells_dpi: bool = True
    wear: Wear | None = None
    walls: float = 0.84
    doors: float = 0.85
    windows: float = 0.85
    rooms: float = 0.85
    swings: float = 0.75
    names: float | None = None
    scale_error: float | None = None

    @property
    def has_words(self) -> bool:
        return self.names is not None or self.scale_error is not None

    def sheet(self) -> Sheet:
        plan = self.plan if self.has_words else replace(self.plan, title="")
        marks: list[Mark] = draw(plan, self.style, self.scale)
        if self.style.is_framed:
            x0, y0, x1, y1 = plan.outer.bounds
            title = ("Sheet 3", f"Scale 1:{self.scale:g}", "House for a client")
            marks += frame((x0 - 3.5, y0 - 5.0, x1 + 2.5, y1 + 3.0), title)
        return lay_out(marks, self.scale, self.turn)


PICTURES = (
    Case("solid", HOUSE, SOLID),
    Case("grey", HOUSE, GREY_FILL),
    Case("coloured", HOUSE, COLOURED),
    Case("hatched", HOUSE, HATCHED),
    Case("fine-hatched", HOUSE, FINE_HATCHED),
    Case("hollow", FLAT, HOLLOW),
    Case("hollow-blurred", FLAT, HOLLOW, wear=Wear(1.2, 0), walls=0.8),
    Case("insulated", HOUSE, written(INSULATED), names=0.8, scale_error=0.02, walls=0.65),
    Case("hatched-blurred", HOUSE, written(HATCHED), wear=Wear(1.2, 0), names=0.5, walls=0.8),
    Case("thin-partitions", replace(FLAT, thickness=0.42, thin=0.07), SOLID),
    Case("inverted", L_SHAPED, SOLID, is_inverted=True),
    Case("furnished", L_SHAPED, FURNISHED),
    Case("framed", L_SHAPED, replace(written(SOLID), is_framed=True), names=0.8, scale_error=0.02),
    Case("estate-agent", FLAT, AGENTS, dpi=98, tells_dpi=False, names=0.8, scale_error=0.02),  # 490 pixels wide
    Case("coarse", replace(FLAT, thin=0.07), NAMED, dpi=75, names=0.8, walls=0.7),  # partitions of two pixels
    Case("framed-150", L_SHAPED, replace(written(SOLID), is_framed=True), dpi=150, names=0.8, scale_error=0.02),
    Case("grainy", HOUSE, SOLID, wear=Wear()),
    Case("grainy-grey", HOUSE, GREY_FILL, wear=Wear(), walls=0.8),
    Case("faded", replace(FLAT, thickness=0.42, thin=0.07), SOLID, wear=Wear(grain=6, tones=(140, 235))),
    Case("faded-grey", HOUSE, GREY_FILL, wear=Wear(grain=6, tones=(140, 235)), walls=0.8),
    Case("shaded", HOUSE, GREY_FILL, wear=Wear(0.9, 8, shade=0.35), walls=0.8),
    Case("solid-turned-7", L_SHAPED, SOLID, turn=7),
    Case("solid-turned-30", HOUSE, SOLID, turn=30),
    Case("grey-turned-45", HOUSE, GREY_FILL, turn=45),
    Case("wing", WING, SOLID),
    Case("flat", FLAT, GREY_FILL, dpi=300),
    Case("small-scale", HOUSE, SOLID, scale=200, dpi=300),
    Case("large-scale", HOUSE, COLOURED, scale=50, dpi=150),
)
_SURE = {"walls": 0.95, "doors": 0.95, "windows": 0.95, "rooms": 0.95, "swings": 1.0, "names": 1.0, "scale_error": 0.01}
LINE_WORK = (
    Case("solid-pdf", HOUSE, written(SOLID), kind="pdf", **_SURE),
    Case("hollow-pdf", FLAT, written(HOLLOW), kind="pdf", **_SURE),
    Case("hatched-pdf", HOUSE, written(HATCHED), scale=50, kind="pdf", **_SURE),
    Case("insulated-pdf", HOUSE, written(INSULATED), kind="pdf", **_SURE),
    Case("fine-hatched-turned-pdf", HOUSE, written(FINE_HATCHED), turn=7, kind="pdf", **_SURE),
    Case("hollow-dxf", L_SHAPED, written(HOLLOW), kind="dxf", **_SURE),
    Case("hatched-dxf", FLAT, written(HATCHED), kind="dxf", **_SURE),
    Case("hollow-turned-dxf", HOUSE, written(HOLLOW), turn=30, kind="dxf", **_SURE),
    Case("wing-dxf", WING, written(SOLID), kind="dxf", **_SURE),
    Case("coloured-svg", FLAT, written(COLOURED), scale=200, kind="svg", **_SURE),
    Case("framed-pdf", L_SHAPED, replace(written(GREY_FILL), is_framed=True), kind="pdf", **_SURE),
    Case("furnished-pdf", L_SHAPED, replace(written(HOLLOW), is_furnished=True, is_tiled=True), kind="pdf", **_SURE),
    Case("wing-svg", WING, written(HOLLOW), kind="svg", **_SURE),
)
CASES = PICTURES + LINE_WORK
