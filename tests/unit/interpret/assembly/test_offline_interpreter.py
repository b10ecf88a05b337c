from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from archdesk.interpret.base import NoFloorPlan, OpenWalls, TooCoarse
from archdesk.interpret.offline.interpreter import OfflineInterpreter
from archdesk.model.document import BLACK, Document, Fill, Format, Page, Pen, Raster, Source, Stroke, Text
from archdesk.model.floorplan import Use
from archdesk.model.options import Options
from archdesk.model.progress import Progress, SilentReporter
from archdesk.model.shapes import Affine
from archdesk.model.units import POINT

METRE = 1 / (100 * POINT)  # points of paper a metre of building at 1:100
PAPER = Affine(a=METRE, e=METRE, c=100, f=100)


class _Listener:
    def __init__(self):
        self.heard = []

    def report(self, progress: Progress) -> None:
        self.heard.append(progress)


def _slab(x0, y0, x1, y1):
    return Fill((PAPER.apply_all([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]),), BLACK)


def _says(words, x, y):
    return Text(words, PAPER.apply((x, y)), 8.0 * len(words), 12.0)


def _house(number=0, title="Ground floor"):
    """A house of 9 by 6 m with two rooms and a doorway of 0.9 m between them, walls filled black."""
    fills = (
        _slab(0, 0, 9, 0.3),
        _slab(0, 5.7, 9, 6),
        _slab(0, 0, 0.3, 6),
        _slab(8.7, 0, 9, 6),
        _slab(5, 0.3, 5.15, 2.0),
        _slab(5, 2.9, 5.15, 5.7),
    )
    texts = (
        _says("Kitchen", 2.5, 3),
        _says("Bedroom", 7, 3),
        _says("1:100", 4, 8),
        _says("Scale 1:100", 4, 9),
        _says(title, 4, 7.5),
    )
    return Page(number, 842, 595, fills=fills, texts=texts, paper_unit=POINT)


def _document(*pages):
    return Document(Source("house.pdf", "0" * 64, Format.PDF), pages)


def _survey(*pages):
    interpreter = OfflineInterpreter()
    return interpreter.join(
        _document(*pages), [interpreter.read_page(page, Options(scale=100), SilentReporter()) for page in pages]
    )


def test_a_house_drawn_in_filled_walls_becomes_a_storey_with_two_named_rooms():
    survey = _survey(_house())

    (storey,) = survey.storeys
    assert {"Kitchen": Use.KITCHEN, "Bedroom": Use.BEDROOM} == {room.name: room.use for room in storey.rooms}
    assert sum(room.area for room in storey.rooms) == pytest.approx(8.4 * 5.4 - 0.15 * 5.4, rel=0.02)


def test_two_pages_become_two_storeys_from_the_lowest_up():
    survey = _survey(_house(0, "First floor"), _house(1, "Ground floor"))

    assert [(0, "Ground floor"), (1, "First floor")] == [(storey.level, storey.name) for storey in survey.storeys]
    assert survey.storeys[1].elevation == pytest.approx(2.7)
    ids = [wall.id for storey in survey.storeys for wall in storey.walls]
    assert len(ids) == len(set(ids))


def test_a_page_without_a_plan_is_left_out_and_said_so():
    survey = _survey(Page(0, 595, 842, texts=(Text("Dear Sir", (100, 100), 60, 12),)), _house(1))

    assert 1 == len(survey.storeys)
    assert ["Page 1 was left out: text only."] == [issue.text for issue in survey.issues if issue.code == "page-left-out"]


def test_progress_only_grows():
    listener = _Listener()

    OfflineInterpreter().read_page(_house(), Options(scale=100), listener)

    fractions = [progress.fraction for progress in listener.heard]
    assert 3 <= len(fractions)
    assert fractions == sorted(fractions)


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        (Page(0, 595, 842), "a blank page"),
        (Page(0, 595, 842, texts=(Text("Dear Sir", (100, 100), 60, 12),)), "text only"),
    ],
)
def test_a_document_without_a_plan_says_what_it_holds(page: Page, seen: str):
    with pytest.raises(NoFloorPlan, match=seen):
        _survey(page)


def test_a_picture_of_few_pixels_is_too_coarse(tmp_path: Path):
    path = tmp_path / "small.png"
    Image.fromarray(np.full((90, 120), 255, np.uint8)).save(path)

    with pytest.raises(TooCoarse, match="120 × 90 pixels"):
        _survey(Page(0, 120, 90, rasters=(Raster(path, 120, 90),)))


def test_openings_are_looked_for_again_where_the_first_guess_of_the_scale_was_far_off(tmp_path: Path):
    """Walls of 0.1 m alone look like thick walls of a house twice as large, until the rooms' sizes are read."""
    picture = np.full((420, 520), 255, np.uint8)
    for x0, y0, x1, y1 in ((40, 40, 460, 50), (40, 350, 460, 360), (40, 40, 50, 360), (450, 40, 460, 360), (250, 40, 255, 360)):
        picture[y0:y1, x0:x1] = 0
    picture[170:230, 250:255] = 255
    path = tmp_path / "thin.png"
    Image.fromarray(picture).save(path)
    sizes = (Text("4.00 x 6.00 m", (150, 120), 90, 12), Text("3.90 x 6.00 m", (352, 120), 90, 12))
    page = Page(0, 520, 420, texts=sizes, rasters=(Raster(path, 520, 420),))

    (reading,) = OfflineInterpreter().read_page(page, Options(), SilentReporter()).plans

    assert reading.plan.scale is not None
    assert reading.plan.scale.metres_per_unit == pytest.approx(0.02, rel=0.02)
    assert [pytest.approx(1.2, abs=0.05)] == [opening.width for opening in reading.plan.openings]


def _walls_apart(layer: str, *texts: Text) -> Page:
    """Three walls that meet in a U, in a model whose unit is the metre."""
    faces = (((0, 0), (4, 0), (4, 3.1), (3.9, 3.1), (3.9, 0.1), (0.1, 0.1), (0.1, 3.1), (0, 3.1)),)
    strokes = tuple(Stroke(face, Pen(), closed=True, layer=layer) for face in faces)
    return Page(0, 4, 4, strokes=strokes, texts=texts, y_up=True, model_unit=1.0)


def test_walls_that_go_around_no_room_are_said_to_be_there():
    with pytest.raises(OpenWalls, match="stand apart"):
        _survey(_walls_apart("Walls"))


def test_a_plan_by_its_title_alone_is_said_to_be_one():
    with pytest.raises(OpenWalls, match="Restrooms enlarged plan"):
        _survey(_walls_apart("0", Text("Restrooms enlarged plan", (2, -1), 3, 0.3)))


def test_lines_that_meet_on_a_layer_without_a_name_are_no_plan():
    with pytest.raises(NoFloorPlan):
        _survey(_walls_apart("0"))
