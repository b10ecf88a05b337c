"""A picture of a sheet as if it had been scanned straight, and the way back to the picture."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.flatten.borders import find_sheet, lay_flat
from archdesk.interpret.offline.flatten.faint import faint_lines
from archdesk.interpret.offline.flatten.families import find_lines, straighten
from archdesk.interpret.offline.flatten.homography import Homography
from archdesk.interpret.offline.flatten.light import WHITE, clear, even_light, grain_of
from archdesk.interpret.offline.flatten.skew import measure_skew

Picture = NDArray[np.uint8]

LEAST_SKEW = 0.35  # degrees; the finders take less as it is
GRAINY, WILD = (
    3.0,
    40.0,
)  # grey levels by which paper deviates in the middle: a scan or a photo, however straight; more is noise
FINE_SIDE = 3500  # pixels of the longest side: A4 at 300 dpi, where thin walls are thicker than lettering
MOST_GROWTH = 2.0
LARGEST_SIDE = 3700  # more pixels say nothing more about walls
FAINT = 222  # grey of lines lost in their paper's grain: lighter than any dark ink, darker than any paper
INSET = 0.004  # of the sheet, at its edges: the shadow that it casts


@dataclass(frozen=True, slots=True, eq=False)
class Flat:
    """A sheet as if scanned straight.

    ``to_original`` maps flat units to the original's pixels; both count the middles of pixels from 0. Flat units are as
    long as the original's pixels in its middle. The picture's pixels are ``1 / factor`` units, the first at ``corner``.
    """

    picture: Picture
    to_original: Homography
    size: tuple[float, float]
    corner: tuple[float, float]
    factor: float


def flatten(picture: Picture) -> Flat | None:
    """The grey picture of a sheet made flat and clear; None where it already is."""
    corners = find_sheet(picture)
    if corners is not None:
        laid, (width, height) = lay_flat(corners)
        lines = _moved(find_lines(picture), laid)
        inside = np.all((lines > 0) & (lines < [width, height] * 2), axis=1)
        to_flat = laid.then(straighten(lines[inside], 0.0, (round(width), round(height)), leaning=True))
        return _warped(
            picture, to_flat, (width, height), (INSET * width, INSET * height, width * (1 - INSET), height * (1 - INSET))
        )
    skew = measure_skew(picture)
    if abs(skew) < LEAST_SKEW and not GRAINY <= grain_of(picture) <= WILD:
        return None
    rows, columns = picture.shape
    to_flat = straighten(find_lines(picture), skew, (columns, rows), leaning=False)
    frame = to_flat.map(np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], float))
    (left, top), (right, bottom) = frame.min(axis=0), frame.max(axis=0)
    return _warped(picture, to_flat, (columns, rows), (left, top, right, bottom))


def _moved(lines: NDArray[np.float64], to: Homography) -> NDArray[np.float64]:
    return to.map(lines.reshape(-1, 2)).reshape(-1, 4)


def _warped(picture: Picture, to_flat: Homography, size: tuple[float, float], part: tuple[float, float, float, float]) -> Flat:
    """The part (left, top, right, bottom) of the flat sheet, finer than the original where that is coarse."""
    left, top, right, bottom = part
    longest = max(right - left, bottom - top)
    factor = min(MOST_GROWTH, max(1.0, FINE_SIDE / longest), LARGEST_SIDE / longest)
    pixels = round((right - left) * factor), round((bottom - top) * factor)
    to_pixels = Homography(np.array([[factor, 0, -left * factor], [0, factor, -top * factor], [0, 0, 1.0]]))
    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_LINEAR
    warped = cv2.warpPerspective(
        even_light(picture), to_flat.then(to_pixels).matrix, pixels, flags=how, borderMode=cv2.BORDER_CONSTANT, borderValue=250
    )
    sheet = np.asarray(warped, np.uint8)
    cleared = clear(sheet, factor)
    lost = faint_lines(sheet, WHITE) > 0
    cleared[lost] = np.minimum(cleared[lost], FAINT)
    return Flat(cleared, to_flat.inverse, size, (left, top), factor)
