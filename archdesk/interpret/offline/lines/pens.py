"""Which pens drew the walls: by their names where they have some, and by how much of their lines pair into walls."""

import re
from dataclasses import dataclass

import numpy as np

from archdesk.interpret.offline.lines.bands import THINNEST, Edges, facing
from archdesk.interpret.offline.lines.scribble import is_scribble
from archdesk.interpret.offline.lines.table import Flags, Floats, Ints, Lines

# Wall in the languages drawings come in, with the layer names of AIA, ISO 13567 and BS 1192 made of them.
WALL_NAME = re.compile(
    r"wall|wand|wände|waende|waend|mauer|\bmur|mur[so]?\b|muro|paroi|cloison|tabique|pared|paret|muur|vegg|väg|sten[ay]|стен",
    re.IGNORECASE,
)
NO_WALL_NAME = re.compile(
    r"patt|hatch|schraff|hach|anno|dim|text|furn|moeb|möb|mobil|glaz|wind|fenst|door|tuer|tür|port|puer|grid|axis|achs|raster|stair|trepp|escal|title|plankopf|cartou|frame|defpoints|viewport|ceil|head|insul",
    re.IGNORECASE,
)
MEASURING_NAME = re.compile(r"dim|anno|text", re.IGNORECASE)
# Walls that people look over: they part no rooms. AIA has PRHT for partial height.
LOW_WALL_NAME = re.compile(
    r"\blow\b|[_ -]low\b|half|parapet|prht|br[uü]e?stung|muret|murete|muretto|antepecho|garden|garten|jardin",
    re.IGNORECASE,
)
MANY_LINES = 60_000  # of one pen; where more cross all over, it draws textures
PAIRED_WELL = 0.5  # share of a wall pen's lines that have a partner
SHARE_OF_BEST = 0.15
LONG_ENOUGH = 0.25  # metres of overlap that speak for a wall


@dataclass(frozen=True, slots=True, eq=False)
class WallPens:
    """The indices of pen classes that draw walls' faces, and whether their layers' names say so."""

    pens: Ints
    named: bool


def wall_pens(lines: Lines, *, is_lettered: bool = True) -> WallPens:
    """The pens with a wall's name if they pair, else the heaviest of those that pair well.

    Where nothing is lettered there is nothing to measure, and a layer named for dimensions holds whatever was drawn last.
    """
    paired, total = _paired_length(lines)
    named = np.array([bool(WALL_NAME.search(p.layer)) and not NO_WALL_NAME.search(p.layer) for p in lines.pens])
    other = np.array([bool(NO_WALL_NAME.search(p.layer)) for p in lines.pens], np.bool_)
    if not is_lettered:
        other &= np.array([not MEASURING_NAME.match(p.layer) for p in lines.pens], np.bool_)
    dashed = np.array([p.dashed for p in lines.pens])
    if not len(lines.pens):
        return WallPens(np.zeros(0, np.intp), named=False)
    score = paired * np.minimum(paired / np.maximum(total, 1e-9), 1.0)
    score[dashed] = 0
    named &= score > 0
    low = np.array([bool(LOW_WALL_NAME.search(p.layer)) for p in lines.pens])
    if (named & ~low).any():
        named &= ~low
    if named.any() and score[named].max() > SHARE_OF_BEST * score[~other].max(initial=0.0):
        return WallPens(np.flatnonzero(named), named=True)
    score[other] *= SHARE_OF_BEST
    best = score.max(initial=0.0)
    if best <= 0:
        return WallPens(np.zeros(0, np.intp), named=False)
    width = np.array([p.width for p in lines.pens])
    chosen = int(np.argmax(score * _weight(width, score)))
    good = (score > SHARE_OF_BEST * score[chosen]) & (paired > PAIRED_WELL * total) & (width >= width[chosen])
    good[chosen] = True
    return WallPens(np.flatnonzero(good), named=False)


def _weight(width: Floats, score: Floats) -> Floats:
    """Walls are drawn with the heavier pens of those that draw pairs at all."""
    heaviest = width[score > SHARE_OF_BEST * score.max(initial=0.0)].max(initial=0.0)
    weight: Floats = np.ones_like(width) if heaviest <= 0 else np.minimum(width / heaviest, 1.0) ** 1.5
    return weight


def _paired_length(lines: Lines) -> tuple[Floats, Floats]:
    """By pen class: metres of lines that have a parallel partner of their own class at a wall's distance, and all metres."""
    n = len(lines.pens)
    total: Floats = np.bincount(lines.pen, weights=lines.length, minlength=n).astype(np.float64)
    paired = np.zeros(n)
    for pen in range(n):
        mine = lines.pick((lines.pen == pen) & (lines.length > THINNEST) & ~lines.curved)
        if len(mine) > 1 and not (len(mine) > MANY_LINES and is_scribble(mine)):
            paired[pen] = _partnered(mine)
    return paired, total


def _partnered(lines: Lines) -> float:
    pairs = facing(Edges(lines.start, lines.end), two_sided=True)
    long = (pairs.bands.length > LONG_ENOUGH) & (pairs.bands.length > pairs.bands.thickness)
    best = np.zeros(len(lines))
    np.maximum.at(best, pairs.first[long], pairs.bands.length[long])
    np.maximum.at(best, pairs.second[long], pairs.bands.length[long])
    return float(best.sum())


def of_pens(lines: Lines, pens: Ints) -> Flags:
    chosen: Flags = np.isin(lines.pen, pens)
    return chosen
