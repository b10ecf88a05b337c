"""Sheets that show one plan twice."""

from archdesk.interpret.offline.interpreter import OfflineInterpreter
from archdesk.model.document import BLACK, Document, Fill, Format, Page, Source, Text
from archdesk.model.floorplan import Survey
from archdesk.model.options import Options
from archdesk.model.progress import SilentReporter
from archdesk.model.shapes import Affine
from archdesk.model.units import POINT

METRE = 1 / (100 * POINT)  # points of paper a metre of building at 1:100
WALLS = (
    (0, 0, 9, 0.3),
    (0, 5.7, 9, 6),
    (0, 0, 0.3, 6),
    (8.7, 0, 9, 6),
    (5, 0.3, 5.15, 2.0),
    (5, 2.9, 5.15, 5.7),
    (5.15, 4.2, 8.7, 4.5),
)
NAMES = (("Kitchen", 2.5, 3.0), ("Bedroom", 7.0, 3.0))
SQUARE = Affine(a=METRE, e=METRE, c=60, f=60)
QUARTER = Affine(b=-METRE, d=METRE, c=600, f=60)
MIRRORED = Affine(a=-METRE, e=METRE, c=700, f=60)
BESIDE = Affine(a=METRE, e=METRE, c=440, f=60)


def _survey(places: tuple[Affine, ...], *titles: Text) -> Survey:
    fills, texts = [], [Text("Scale 1:100", (100, 500), 90, 12), *titles]
    for to in places:
        fills += [Fill((to.apply_all([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]),), BLACK) for x0, y0, x1, y1 in WALLS]
        texts += [Text(words, to.apply((x, y)), 60, 10) for words, x, y in NAMES]
    page = Page(0, 842, 595, fills=tuple(fills), texts=tuple(texts), paper_unit=POINT)
    interpreter = OfflineInterpreter()
    reading = interpreter.read_page(page, Options(), SilentReporter())
    return interpreter.join(Document(Source("house.pdf", "0" * 64, Format.PDF), (page,)), [reading])


def test_a_plan_that_is_shown_again_is_one_storey_and_said_so() -> None:
    for other in (BESIDE, QUARTER):
        survey = _survey((SQUARE, other))

        assert len(survey.storeys) == 1
        assert [issue.text for issue in survey.issues if issue.code == "plan-repeated"] == [
            "A plan on page 1 is shown 2 times, and was taken once."
        ]


def test_a_mirrored_plan_is_another() -> None:
    assert len(_survey((SQUARE, MIRRORED)).storeys) == 2


def test_storeys_alike_with_a_title_each_are_two() -> None:
    titles = (Text("First floor", (180, 250), 90, 12), Text("Second floor", (560, 250), 90, 12))

    assert [1, 2] == [storey.level for storey in _survey((SQUARE, BESIDE), *titles).storeys]


def test_many_plans_alike_are_the_houses_of_an_estate() -> None:
    row = tuple(Affine(a=METRE, e=METRE, c=60 + 380 * (i % 4), f=60 + 260 * (i // 4)) for i in range(8))
    survey = _survey(row)

    assert sum(len(storey.rooms) for storey in survey.storeys) == 3 * len(row)
    assert not [issue for issue in survey.issues if issue.code == "plan-repeated"]
