from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from archdesk.gui.plan.plan_view import PlanView
from archdesk.model.floorplan import FloorPlan, Hinge, Opening, OpeningKind, Room, Sheet, Stair, Swing, Use, Wall
from archdesk.model.shapes import Affine

PIXELS_TO_PAGE = Affine(a=0.5, e=0.5)
PAGE_TO_PLAN = Affine(a=0.05, e=-0.05, f=10.0)


@pytest.fixture
def view(qtbot: QtBot) -> PlanView:
    widget = PlanView()
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    return widget


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    path = tmp_path / "page-0.png"
    assert image.save(str(path))
    return path


def storey() -> FloorPlan:
    return FloorPlan(
        name="Ground floor",
        level=0,
        sheet=Sheet(0, 200.0, 200.0, PAGE_TO_PLAN),
        scale=None,
        walls=(
            Wall("W1", ((1.0, 1.0), (9.0, 1.0)), 0.4, exterior=True),
            Wall("W2", ((9.0, 1.0), (9.0, 7.0)), 0.4, confidence=0.4),
            Wall("W3", ((1.0, 7.0), (9.0, 7.0)), 0.2, bulge=0.2),
        ),
        openings=(
            Opening("D1", OpeningKind.DOOR, "W1", 2.0, 0.9, hinge=Hinge.START, swing=Swing.LEFT),
            Opening("D2", OpeningKind.DOOR, "W2", 2.0, 1.6, swing=Swing.RIGHT, leaves=2),
            Opening("D3", OpeningKind.DOOR, "W2", 4.5, 1.2, swing=Swing.SLIDE),
            Opening("N1", OpeningKind.WINDOW, "W1", 6.0, 1.5),
            Opening("P1", OpeningKind.PASSAGE, "W3", 3.0, 1.0),
        ),
        rooms=(Room("R1", ((1.2, 1.2), (8.8, 1.2), (8.8, 6.8), (1.2, 6.8)), 42.6, name="Kitchen", use=Use.KITCHEN),),
        stairs=(Stair("S1", ((2.0, 5.0), (5.0, 5.0), (5.0, 6.0), (2.0, 6.0)), ((2.0, 5.5), (5.0, 5.5))),),
    )


def in_view(view: PlanView, place: tuple[float, float]) -> QPoint:
    """Where a place in plan metres lies in the view."""
    to_page = PAGE_TO_PLAN.inverse
    return view.mapFromScene(QPointF(*to_page.then(PIXELS_TO_PAGE.inverse).apply(place)))


def show_all(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    view.show_page(picture, PIXELS_TO_PAGE)
    view.show_storey(storey())
    qtbot.waitUntil(lambda: len(view.scene().items(Qt.SortOrder.AscendingOrder)) > 0 and has_page(view))


def has_page(view: PlanView) -> bool:
    return view.scene().itemsBoundingRect().width() >= 400


def test_an_empty_view_asks_for_a_document(view: PlanView) -> None:
    assert view.is_empty
    assert view.accessibleName() == "Plan"


def test_every_find_is_shown_with_its_id(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)

    assert {"R1", "S1", "W1", "W2", "W3", "D1", "D2", "D3", "N1", "P1"} == set(view.elements)


def test_finds_lie_where_the_drawing_has_them(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)

    wall = view.shown("W1")

    assert wall is not None
    box = wall.sceneBoundingRect()
    assert (40.0, 352.0, 360.0, 368.0) == pytest.approx((box.left(), box.top(), box.right(), box.bottom()))


def test_a_click_on_a_wall_picks_it(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)

    with qtbot.waitSignal(view.element_picked) as picked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=in_view(view, (4.0, 1.0)))

    assert ["W1"] == picked.args
    assert "W1" == view.chosen


def test_an_opening_is_picked_before_its_wall(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)

    with qtbot.waitSignal(view.element_picked) as picked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=in_view(view, (7.0, 1.0)))

    assert ["N1"] == picked.args


def test_a_click_beside_all_picks_nothing(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)
    view.select_element("W1")

    with qtbot.waitSignal(view.element_picked) as picked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=in_view(view, (9.8, 9.8)))

    assert [""] == picked.args
    assert "" == view.chosen


def test_a_drag_picks_nothing(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)
    start = in_view(view, (4.0, 1.0))

    with qtbot.assertNotEmitted(view.element_picked):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(60, 40))


def test_selecting_marks_one_element_only(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)

    view.select_element("W1")
    view.select_element("D1")

    chosen = [element for element in view.elements if (find := view.shown(element)) and find.is_chosen]
    assert ["D1"] == chosen


def test_the_wheel_zooms_about_the_cursor(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)
    cursor = QPoint(200, 150)
    before, scale = view.mapToScene(cursor), view.transform().m11()

    turn_wheel(view, cursor, 120)

    after = view.mapToScene(cursor)
    assert view.transform().m11() > scale
    assert (before - after).manhattanLength() < 3 / scale


def test_zooming_ends_at_a_bound(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)
    scale = view.transform().m11()

    for _ in range(100):
        turn_wheel(view, QPoint(400, 300), -120)

    assert 0.3 * scale == pytest.approx(view.transform().m11(), rel=0.01)


def test_the_middle_button_moves_the_page(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)
    start, end = QPoint(300, 300), QPoint(380, 330)
    before = view.mapToScene(start)

    qtbot.mousePress(view.viewport(), Qt.MouseButton.MiddleButton, pos=start)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.MiddleButton, pos=end)

    assert (view.mapToScene(end) - before).manhattanLength() < 3 / view.transform().m11()


def test_home_fits_after_keys_moved_and_zoomed(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)
    scale, middle = view.transform().m11(), view.mapToScene(QPoint(400, 300))

    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(view, key)
    moved = view.mapToScene(QPoint(400, 300))
    qtbot.keyClick(view, Qt.Key.Key_Home)

    assert (moved - middle).manhattanLength() > 10
    assert scale == pytest.approx(view.transform().m11())


def test_a_storey_without_a_page_is_shown_in_its_own_metres(view: PlanView) -> None:
    view.show_storey(replace(storey(), sheet=None))

    wall = view.shown("W1")

    assert wall is not None
    assert -1.2 == pytest.approx(wall.sceneBoundingRect().top())


def test_no_storey_leaves_the_page_alone(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)

    view.show_storey(None)

    assert () == view.elements
    assert has_page(view)


def test_clearing_shows_nothing(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    show_all(qtbot, view, picture)

    view.clear()

    assert view.is_empty
    assert [] == view.scene().items()


def test_a_page_that_was_left_does_not_come_back(qtbot: QtBot, view: PlanView, picture: Path) -> None:
    view.show_page(picture, PIXELS_TO_PAGE)
    view.clear()

    qtbot.wait(50)

    assert view.is_empty


def test_doubtful_finds_say_so(qtbot: QtBot, view: PlanView, picture: Path, artefacts: Path) -> None:
    show_all(qtbot, view, picture)
    view.select_element("W1")
    QApplication.processEvents()

    doubtful, sure = view.shown("W2"), view.shown("W1")

    assert doubtful is not None
    assert sure is not None
    assert "check" in doubtful.toolTip()
    assert "" == sure.toolTip()
    assert view.grab().save(str(artefacts / "plan-view.png"))


def turn_wheel(view: PlanView, place: QPoint, turn: int) -> None:
    at = QPointF(place)
    event = QWheelEvent(
        at,
        QPointF(view.viewport().mapToGlobal(place)),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)
