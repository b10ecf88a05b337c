"""A house that stands at 45 degrees on a straight sheet."""

import cv2
import numpy as np

from archdesk.interpret.offline.flatten.skew import measure_skew


def test_a_slanting_house_does_not_make_its_sheet_askew() -> None:
    picture = np.full((900, 900), 255, np.uint8)
    cv2.polylines(picture, [np.array([[450, 80], [820, 450], [450, 820], [80, 450]])], isClosed=True, color=(0,), thickness=24)
    for top in (300, 420, 560):  # pieces of furniture that stand a little askew have the only level edges
        cv2.line(picture, (320, top), (560, top + 17), (0,), 4)

    assert 0.0 == measure_skew(picture)
