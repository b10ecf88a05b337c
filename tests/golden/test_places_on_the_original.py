"""What is found on a flattened sheet lies on the original picture where its ink is."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from archdesk.interpret.offline.interpreter import OfflineInterpreter
from archdesk.model.document import Page, Raster
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.model.shapes import distance

WIDTH, HEIGHT = 1600, 1200
OUTER = np.array([[300, 250], [1300, 250], [1300, 950], [300, 950]], float)  # the outer walls' middle lines
CLOSE = 3.0  # pixels; the outer walls are 24 wide

Places = NDArray[np.float64]


def _house() -> NDArray[np.uint8]:
    sheet = np.full((HEIGHT, WIDTH), 255, np.uint8)
    cv2.polylines(sheet, [OUTER.astype(int).reshape(-1, 1, 2)], isClosed=True, color=(0,), thickness=24)
    cv2.line(sheet, (760, 250), (760, 520), (0,), 12)
    cv2.line(sheet, (760, 610), (760, 950), (0,), 12)
    cv2.ellipse(sheet, (760, 520), (90, 90), 0, 0, 90, (90,), 2)
    cv2.line(sheet, (760, 520), (850, 520), (90,), 3)
    return sheet


def _skewed(angle: float) -> Places:
    return np.vstack((cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), angle, 1.0), (0, 0, 1)))


def _photographed() -> Places:
    corners = np.array([[0, 0], [WIDTH, 0], [WIDTH, HEIGHT], [0, HEIGHT]], np.float32)
    seen = np.array([[90, 60], [1530, 80], [1500, 1140], [70, 1110]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(corners, seen), float)


@pytest.mark.parametrize(
    ("matrix", "ground"),
    [(_skewed(0.0), 255), (_skewed(2.5), 255), (_skewed(-4.0), 255), (_photographed(), 110)],
    ids=["straight", "skewed", "skewed more", "photographed"],
)
def test_walls_lie_on_the_ink_of_the_original_picture(matrix: Places, ground: int, tmp_path: Path) -> None:
    source = tmp_path / "house.png"
    seen = cv2.warpPerspective(_house(), matrix, (WIDTH, HEIGHT), flags=cv2.INTER_AREA, borderValue=(ground,))
    cv2.imwrite(str(source), seen)
    page = Page(0, WIDTH, HEIGHT, rasters=(Raster(source, WIDTH, HEIGHT),))

    reading = OfflineInterpreter().read_page(page, Options(), SilentReporter())

    plan = reading.plans[0].plan
    assert plan.sheet is not None
    to_picture = plan.sheet.to_plan.inverse
    ends = [to_picture.apply(end) for wall in plan.walls if wall.exterior for end in (wall.path[0], wall.path[-1])]
    corners = cv2.perspectiveTransform(OUTER[None], matrix)[0]
    for x, y in corners:
        assert min(distance((float(x), float(y)), end) for end in ends) < CLOSE
