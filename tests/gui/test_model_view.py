"""The preview shows a building, and tells what was picked."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from archdesk.construct.building import build_scene
from archdesk.export.glb import write_glb
from archdesk.export.glb_reader import read_glb
from archdesk.gui.look.palettes import DARK, LIGHT, make_palette
from archdesk.gui.preview.batches import pack
from archdesk.gui.preview.model_view import ModelView
from archdesk.model.document import Format, Source
from archdesk.model.floorplan import FloorPlan, Opening, OpeningKind, Room, Survey, Use, Wall

EDGES = 0.1  # the share of pixels that may change when a resting view is drawn finely
LOADING = 60_000  # milliseconds; the first use imports the toolkit


def storey(level: int, name: str) -> FloorPlan:
    corners = ((0, 0), (8, 0), (8, 6), (0, 6))
    walls = tuple(Wall(f"w{level}{i}", (corners[i], corners[(i + 1) % 4]), 0.3, exterior=True) for i in range(4))
    openings = (
        Opening(f"d{level}", OpeningKind.DOOR, f"w{level}0", 6, 1.0),
        Opening(f"n{level}", OpeningKind.WINDOW, f"w{level}0", 2.5, 1.8, 0.9, 2.1),
    )
    room = Room(f"r{level}", ((0.15, 0.15), (7.85, 0.15), (7.85, 5.85), (0.15, 5.85)), 43.9, name="Studio", use=Use.LIVING)
    return FloorPlan(name, level, None, None, walls=walls, openings=openings, rooms=(room,))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.glb"
    plans = (storey(0, "Ground floor"), storey(1, "First floor"))
    write_glb(build_scene(Survey(Source("a.pdf", "0", Format.PDF), plans)), path)
    return path


@pytest.fixture
def view(qtbot: QtBot):
    view = ModelView()
    view.resize(640, 480)
    view.show()
    qtbot.waitExposed(view)
    yield view
    view.close()
    view.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def shown(qtbot: QtBot, view: ModelView, model: Path) -> ModelView:
    with qtbot.waitSignal(view.model_shown, timeout=LOADING):
        view.show_model(model)
    QApplication.processEvents()
    return view


def words(view: ModelView) -> str:
    return view.findChild(QLabel, "modelMessage").text()


def differing(one, other) -> float:
    """The share of pixels, of a coarse raster, in which two pictures differ."""
    places = [(x, y) for x in range(0, one.width(), 8) for y in range(0, one.height(), 8)]
    return sum(one.pixel(*place) != other.pixel(*place) for place in places) / len(places)


def orange(view) -> float:
    """The share of pixels in the colour of selection."""
    picture = view.grab().toImage()
    colours = [picture.pixelColor(x, y) for x in range(0, picture.width(), 8) for y in range(0, picture.height(), 8)]
    return sum(colour.hsvSaturationF() > 0.7 and 25 < colour.hsvHue() < 50 for colour in colours) / len(colours)


def test_without_a_model_a_sentence_stands_there(view):
    assert "appears here" in words(view)
    assert not view.has_model


def test_a_building_is_drawn(shown, artefacts):
    picture = shown.grab().toImage()
    picture.save(str(artefacts / "preview.png"))

    colours = {picture.pixel(x, y) for x in range(0, picture.width(), 10) for y in range(0, picture.height(), 10)}
    assert len(colours) > 40


def test_a_few_actors_draw_all_elements(model):
    packed = pack(read_glb(model))

    assert len(packed.elements) == 2 * (4 + 2 + 1 + 2 + 1) + 1  # the last storey has a slab over its ceiling
    assert len(packed.batches) == 2 * 7
    assert sum(len(batch.triangles) for batch in packed.batches) > 500


def test_a_click_tells_the_element(qtbot, shown):
    shown.view_front()

    with qtbot.waitSignal(shown.element_picked) as picked:
        qtbot.mouseClick(target(shown), Qt.MouseButton.LeftButton, pos=QPoint(320, 290))

    assert picked.args[0] in ("w00", "d0", "n0")
    assert picked.args[2]["storey"] == "Ground floor"


def test_a_click_beside_the_building_tells_nothing(qtbot, shown):
    with qtbot.assertNotEmitted(shown.element_picked, wait=50):
        qtbot.mouseClick(target(shown), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))


def test_a_selected_element_is_painted(shown):
    assert orange(shown) == 0

    shown.select_element("w00")

    assert orange(shown) > 0.02


def test_an_unknown_element_clears_the_selection(shown):
    shown.select_element("w00")
    selected = orange(shown)

    shown.select_element("nothing")

    assert selected > 0.02
    assert orange(shown) == 0


def test_a_hidden_storey_is_not_drawn(shown):
    before = shown.grab().toImage()

    shown.set_storey_visible("First floor", False)

    assert differing(before, shown.grab().toImage()) > 0.05


def test_a_hidden_kind_is_not_picked(qtbot, shown):
    shown.view_front()
    shown.set_kind_visible("wall", False)

    assert all(number < 0 or kind(shown, number) != "wall" for number in picks(shown))


def test_right_drag_orbits_and_the_horizon_stays_level(qtbot, shown):
    before = shown.canvas.eye

    drag(qtbot, shown, Qt.MouseButton.RightButton, QPoint(60, 20))

    assert before.turn != shown.canvas.eye.turn
    assert shown.canvas.eye.basis[0][1] == 0


def test_middle_drag_pans(qtbot, shown):
    before = shown.canvas.eye

    drag(qtbot, shown, Qt.MouseButton.MiddleButton, QPoint(60, 20))

    assert (before.turn, before.tilt) == (shown.canvas.eye.turn, shown.canvas.eye.tilt)
    assert (before.focus != shown.canvas.eye.focus).any()


def test_left_drag_from_an_element_leaves_the_view_alone(qtbot, shown):
    before = shown.canvas.eye

    drag(qtbot, shown, Qt.MouseButton.LeftButton, QPoint(60, 20))

    assert before is shown.canvas.eye


def test_the_wheel_brings_what_is_under_the_cursor_nearer(shown):
    before = shown.canvas.eye

    turn_wheel(shown, 120)

    assert shown.canvas.eye.distance == pytest.approx(before.distance / 1.15)


def test_letters_do_not_reach_the_toolkit(qtbot, shown):
    before = shown.grab().toImage()

    qtbot.keyClicks(target(shown), "wsp3")

    assert differing(before, shown.grab().toImage()) < EDGES


def test_the_same_file_again_keeps_the_camera(qtbot, shown, model):
    shown.view_right()
    before = shown.canvas.eye

    with qtbot.waitSignal(shown.model_shown, timeout=LOADING):
        shown.show_model(model)

    assert before is shown.canvas.eye


def test_a_damaged_file_is_said(qtbot, view, tmp_path):
    (tmp_path / "bad.glb").write_bytes(b"glTF")

    with qtbot.waitSignal(view.loading_failed, timeout=LOADING) as failed:
        view.show_model(tmp_path / "bad.glb")

    assert "damaged" in failed.args[0]
    assert "damaged" in words(view)


def test_a_missing_file_is_said(qtbot, view, tmp_path):
    with qtbot.waitSignal(view.loading_failed, timeout=LOADING):
        view.show_model(tmp_path / "none.glb")


def test_the_background_follows_the_palette(shown):
    shown.setPalette(make_palette(LIGHT))
    light = shown.canvas.background().lightnessF()

    shown.setPalette(make_palette(DARK))
    QApplication.processEvents()

    assert light > 0.9
    assert shown.canvas.background().lightnessF() < 0.2
    assert shown.palette().color(QPalette.ColorRole.Base).lightnessF() < 0.2


def test_a_display_without_opengl_gets_a_sentence(qtbot, view, model, monkeypatch):
    monkeypatch.setattr("archdesk.gui.preview.model_view.has_opengl", lambda: False)

    with qtbot.waitSignal(view.loading_failed):
        view.show_model(model)

    assert "no OpenGL" in words(view)


def target(view):
    """The widget that takes the mouse."""
    return view.canvas.findChild(object, "modelCanvas")


def kind(view, number):
    return view.packed.elements[number].kind


def picks(view):
    return [view.canvas.element_at(QPoint(x, y)) for x in range(100, 560, 60) for y in range(60, 440, 60)]


def drag(qtbot, view, button, way):
    start = QPoint(320, 300)
    qtbot.mousePress(target(view), button, pos=start)
    for share in (0.5, 1.0):
        send_move(view, button, start + way * share)
    qtbot.mouseRelease(target(view), button, pos=start + way)


def send_move(view, button, place):
    at = QPointF(place)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, target(view).mapToGlobal(at), Qt.MouseButton.NoButton, button, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(target(view), event)


def turn_wheel(view, angle):
    at = QPointF(320, 300)
    event = QWheelEvent(
        at,
        target(view).mapToGlobal(at),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target(view), event)
