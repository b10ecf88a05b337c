"""All openings of a picture: gaps in walls told apart, and doors that their swings tell of."""

from dataclasses import dataclass

from archdesk.interpret.offline.evidence import Closing, OpeningFind, WallPiece
from archdesk.interpret.offline.pictures.ajar import find_ajar, is_same
from archdesk.interpret.offline.pictures.arcs import ArcFinder
from archdesk.interpret.offline.pictures.folds import Panels
from archdesk.interpret.offline.pictures.gaps import Gap, Limits, find_wall_gaps
from archdesk.interpret.offline.pictures.glazing import Glazing
from archdesk.interpret.offline.pictures.ink import Ink
from archdesk.interpret.offline.pictures.leaves import Ground, find_leaves, hang_doors
from archdesk.interpret.offline.pictures.measure import guess_unit
from archdesk.interpret.offline.pictures.mullions import part_at_posts
from archdesk.interpret.offline.pictures.openings import Finds, classify, with_casements, with_doors
from archdesk.interpret.offline.pictures.outside import Outside
from archdesk.interpret.offline.pictures.slides import find_slides
from archdesk.interpret.offline.pictures.strokes import find_strokes
from archdesk.interpret.offline.pictures.swings import find_bows, slanting_marks
from archdesk.interpret.offline.pictures.walls import WallMask
from archdesk.model.floorplan import OpeningKind

SHORTEST, LONGEST = 0.42, 3.3  # metres: a gap that may be an opening
LONGEST_LEAF = 1.4  # metres of one drawn ajar
THINNEST, THICKEST = 0.035, 0.6  # metres: the wall around it


@dataclass(frozen=True, slots=True)
class Found:
    """The openings, the gaps that are none but may part rooms, and all gaps as they were seen."""

    openings: tuple[OpeningFind, ...]
    closings: tuple[Closing, ...]
    gaps: tuple[Gap, ...]
    unit: float


def find_openings(ink: Ink, walls: WallMask, pieces: tuple[WallPiece, ...], angles: tuple[float, ...]) -> Found:
    """The openings between wall pieces, in working pixels; ``angles`` are the directions in which walls run."""
    arcs = ArcFinder(ink.faint, walls.mask)
    unit = walls.unit or guess_unit(walls, pieces, angles, arcs)
    limits = Limits(SHORTEST / unit, LONGEST / unit, THINNEST / unit, THICKEST / unit)
    gaps = find_wall_gaps(walls.mask, pieces, angles, limits)
    gaps = part_at_posts(gaps, ink.dark, walls.widths.line, unit)
    ground = Ground(ink.faint, walls.mask, pieces, angles, unit)
    marks = slanting_marks(ink.faint, walls.mask, walls.widths.line, unit)
    leaves = find_leaves(find_bows(marks, walls.mask, unit), ground)
    strokes = find_strokes(marks, LONGEST_LEAF / unit)
    leaves += [leaf for leaf in find_ajar(strokes, ground) if not any(is_same(leaf, other) for other in leaves)]
    glazing = Glazing(ink, walls.mask, Outside(walls.mask, gaps), unit)
    finds = classify(gaps, arcs, glazing, tuple(leaves))
    finds = with_doors(finds, hang_doors(leaves, ground))
    finds = with_doors(finds, Panels(strokes, glazing).find(_unexplained(gaps, finds)))
    finds = with_doors(finds, find_slides(_unexplained(gaps, finds), glazing, walls.widths.line))
    finds = with_casements(finds, glazing)
    return Found(finds.openings, finds.closings, tuple(gaps), unit)


def _unexplained(gaps: list[Gap], finds: Finds) -> list[Gap]:
    """The gaps that are neither doors nor windows yet."""
    known = {(find.start, find.end) for find in finds.openings if find.kind is not OpeningKind.PASSAGE}
    return [gap for gap in gaps if (gap.start, gap.end) not in known]
