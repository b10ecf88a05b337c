"""What lines of text say, read by a network."""

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.lettering import networks
from archdesk.interpret.offline.lettering.boxes import Corners, Picture, Reading, cut_out, runs_up, sides
from archdesk.interpret.offline.lettering.lines import as_tensor

HEIGHT = 48  # pixels of a line for the network
WIDTH_STEP = 32  # pixels; few widths let it use its memory again
LONGEST = 2560  # pixels; a longer line is squeezed
SURE = 0.85  # a line read worse than this may run the other way
TELLING = 3  # signs; a shorter line may look the same upside down
LONG = 3.0  # times its height; a box as long holds no letters side by side across it


def read_lines(picture: Picture, boxes: Iterable[Corners]) -> list[Reading]:
    """The lines in the boxes, longest first: the way round that was right for the longer ones is tried first.

    A line that runs upwards is read the other ways too where it is in doubt; a line that runs across is turned
    upside down only where others on the sheet were, or as long as none was read.
    """
    right, wrong = {True: 0, False: 0}, {True: 0, False: 0}
    readings = []
    for box in boxes:
        up = runs_up(box)
        ways = [0, 2] if right[up] >= wrong[up] else [2, 0]
        if not up and right[up] and not wrong[up]:
            ways = [0]
        if up and sides(box)[0] < LONG * sides(box)[1]:
            ways.append(1)
        way, reading = _best_way(picture, box, ways)
        if reading.confidence >= SURE and len(reading.words) >= TELLING:
            right[up] += way == 0
            wrong[up] += way == 2
        readings.append(reading)
    return readings


def _best_way(picture: Picture, box: Corners, ways: list[int]) -> tuple[int, Reading]:
    """The first sure reading, else the surest, with the quarter turns that it took."""
    best = (0, Reading("", 0.0, box))
    for way in ways:
        reading = _read_line(picture, np.roll(box, -way, axis=0))
        if reading.confidence > best[1].confidence:
            best = (way, reading)
        if reading.confidence >= SURE:
            break
    return best


def _read_line(picture: Picture, box: Corners) -> Reading:
    words, confidence = _read(_for_network(cut_out(picture, box)))
    return Reading(words, confidence, box)


def _for_network(line: Picture) -> NDArray[np.float32]:
    width = min(max(round(line.shape[1] * HEIGHT / line.shape[0]), 1), LONGEST)
    tensor = np.zeros((1, 3, HEIGHT, -(-width // WIDTH_STEP) * WIDTH_STEP), np.float32)
    tensor[..., :width] = as_tensor(np.asarray(cv2.resize(line, (width, HEIGHT)), np.uint8))
    return tensor


def _read(tensor: NDArray[np.float32]) -> tuple[str, float]:
    """A sign that lasts several steps counts once, unless the sign for none stands between (CTC)."""
    odds = networks.read(tensor)
    signs = odds.argmax(axis=1)
    begins = (signs != 0) & np.append(True, signs[1:] != signs[:-1])
    if not begins.any():
        return "", 0.0
    words = "".join(networks.alphabet()[sign] for sign in signs[begins])
    return words.strip(), float(odds[np.arange(len(signs)), signs][begins].mean())
