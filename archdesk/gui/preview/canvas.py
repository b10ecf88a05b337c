"""The building drawn by VTK: actors, light, picking and highlight.

PyVista takes a second to import, so it is loaded with the first canvas (or before, in another thread, by ``load_toolkit``).
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from archdesk.gui.look.palettes import is_dark
from archdesk.gui.preview.batches import Batch, Packed, specimen
from archdesk.gui.preview.camera import ISOMETRIC, VIEW_ANGLE, Eye, Vector

_SELECTED = "#f5a623"
_SELECTED_EDGE = "#3a2600"
_LIGHT_TOP, _DARK_TOP = "#dfe7f1", "#2c3b4d"
_EDGE = {True: "#0d1014", False: "#3d4653"}
_EDGE_OPACITY = 0.55
_REST = 300  # milliseconds without a movement until the picture is drawn finely
_CLICK = 4  # pixels: a press that moves no farther is a click
_TURN_SPEED = 0.008  # radians a pixel
_ZOOM_STEP = 1.15
_NOTCH = 120  # the angle that Qt tells for one notch of a wheel

_Actor = Any  # PyVista's types are unknown before it is loaded


def load_toolkit() -> None:
    """Import what a canvas needs; slow the first time, safe in any thread."""
    import_module("pyvistaqt")
    import_module("vtkmodules.vtkRenderingCore")


class Canvas(QWidget):
    """Shows a packed scene.

    Signals:
        picked(int): an element was clicked; its number, -1 for none.
        entered(int): an element was double-clicked.
    """

    picked = Signal(int)
    entered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pyvista = import_module("pyvista")
        self._plotter = import_module("pyvistaqt").QtInteractor(self, multi_samples=0, auto_update=False)
        self._packed = Packed((), ())
        self._is_released = False
        self._actors: list[tuple[Batch, list[_Actor]]] = []
        self._highlight: list[_Actor] = []
        self._rendering = import_module("vtkmodules.vtkRenderingCore")
        self._picker = self._rendering.vtkCellPicker()
        self._picker.SetTolerance(0.0005)
        self._eye = ISOMETRIC
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._pivot: Vector = np.zeros(3)
        self._grabbed = -1
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._draw_finely)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plotter)
        self._prepare()

    def _prepare(self) -> None:
        """Quiet the interactor: all keys and buttons are ours, drops go to the window."""
        interactor = self._plotter.iren.interactor
        for event in ("CharEvent", "KeyPressEvent"):
            interactor.RemoveObservers(event)
        self._plotter.setAcceptDrops(False)
        self._plotter.setObjectName("modelCanvas")
        self._plotter.setAccessibleName("Building in 3D")
        self._plotter.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._plotter.installEventFilter(self)
        self._plotter.remove_all_lights()
        light = self._pyvista.Light
        sun = light(position=(-6, 14, 9), focal_point=(0, 0, 0), light_type="scene light", intensity=0.38)
        self._plotter.add_light(sun)
        self._plotter.add_light(light(light_type="headlight", intensity=0.4))
        self._plotter.renderer.SetMaximumNumberOfPeels(4)
        self._dress()

    @Slot()
    def warm_up(self) -> None:
        """Start the graphics and compile the shaders that a model needs, unseen."""
        if self._actors or self._is_released:
            return
        for actor in (*self._add(specimen(is_clear=False)), *self._add(specimen(is_clear=True))):
            actor.visibility = True
        self._plotter.grabFramebuffer()
        self._plotter.clear_actors()

    # -- what is shown --

    def show_packed(self, packed: Packed, is_shown: Callable[[Batch], bool]) -> None:
        self._plotter.clear_actors()
        self._highlight = []
        self._packed = packed
        self._actors = [(batch, self._add(batch)) for batch in packed.batches]
        self.update_visibility(is_shown)

    def _add(self, batch: Batch) -> list[_Actor]:
        mesh = self._surface(batch.points, batch.triangles)
        mesh.point_data.active_normals = batch.normals
        mesh.cell_data["element"] = batch.owners
        mesh.cell_data["colour"] = batch.colours
        actor = self._show(mesh)
        actor.mapper.SetScalarModeToUseCellFieldData()
        actor.mapper.SelectColorArray("colour")
        actor.mapper.SetColorModeToDirectScalars()
        actor.prop.interpolation = "gouraud"
        actor.prop.ambient, actor.prop.diffuse, actor.prop.specular = 0.44, 0.82, 0.0
        if batch.is_clear:
            actor.ForceTranslucentOn()
            actor.prop.specular, actor.prop.specular_power = 0.5, 40
        actors = [actor]
        if len(batch.edges):
            actors.append(self._add_lines(batch.edges, self._edge_colour(), 1.0, _EDGE_OPACITY))
        return actors

    def _add_lines(self, ends: NDArray[np.float32], colour: str, width: float, opacity: float) -> _Actor:
        pairs = np.arange(len(ends)).reshape(-1, 2)
        cells = np.column_stack((np.full(len(pairs), 2), pairs)).ravel()
        actor = self._show(self._pyvista.PolyData(ends, lines=cells))
        actor.mapper.ScalarVisibilityOff()
        actor.prop.color, actor.prop.line_width, actor.prop.opacity = colour, width, opacity
        actor.prop.lighting = False
        actor.SetPickable(False)  # noqa: FBT003 - VTK's own signature
        actor.mapper.SetResolveCoincidentTopologyToPolygonOffset()
        actor.mapper.SetRelativeCoincidentTopologyLineOffsetParameters(-1.0, -1.0)
        return actor

    def _show(self, mesh: Any) -> _Actor:
        """A bare actor: ``add_mesh`` builds tables of colours that nothing here reads, and takes five times as long."""
        mapper = self._rendering.vtkPolyDataMapper()
        mapper.SetInputData(mesh)
        actor = self._pyvista.Actor(mapper=mapper)
        self._plotter.add_actor(actor, reset_camera=False, render=False)
        return actor

    def update_visibility(self, is_shown: Callable[[Batch], bool]) -> None:
        for batch, actors in self._actors:
            for actor in actors:
                actor.visibility = is_shown(batch)
        self._draw()

    def highlight(self, number: int | None) -> None:
        """Paint one element in the colour of selection, with a dark outline; None paints none."""
        for actor in self._highlight:
            self._plotter.remove_actor(actor, reset_camera=False, render=False)
        self._highlight = []
        for batch, actors in self._actors:
            own = batch.owners == number
            if own.any() and actors[0].visibility:
                self._highlight += self._overlay(batch, own, np.repeat(batch.edge_owners == number, 2))
        self._draw()

    def _overlay(self, batch: Batch, faces: NDArray[np.bool_], ends: NDArray[np.bool_]) -> list[_Actor]:
        actor = self._show(self._surface(batch.points, batch.triangles[faces]))
        actor.prop.color, actor.prop.opacity = _SELECTED, 0.85
        actor.SetPickable(False)  # noqa: FBT003 - VTK's own signature
        actor.prop.ambient, actor.prop.diffuse = 0.5, 0.6
        actor.mapper.SetResolveCoincidentTopologyToPolygonOffset()
        actor.mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(-1.0, -1.0)
        return [actor, self._add_lines(batch.edges[ends], _SELECTED_EDGE, 2.0, 1.0)] if ends.any() else [actor]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        """Take on the colours of the palette."""
        palette = self.palette()
        base = palette.color(QPalette.ColorRole.Base).name()
        self._plotter.set_background(base, top=_DARK_TOP if is_dark(palette) else _LIGHT_TOP)
        for _, actors in self._actors:
            for actor in actors[1:]:
                actor.prop.color = self._edge_colour()
        self._draw()

    def _edge_colour(self) -> str:
        return _EDGE[is_dark(self.palette())]

    # -- where from --

    @property
    def eye(self) -> Eye:
        return self._eye

    def look(self, eye: Eye) -> None:
        self._eye = eye
        camera = self._plotter.renderer.GetActiveCamera()
        camera.SetViewAngle(VIEW_ANGLE)
        camera.SetFocalPoint(*eye.focus)
        camera.SetPosition(*eye.position)
        camera.SetViewUp(*eye.basis[1])
        self._draw()

    def fit(self, eye: Eye, number: int | None = None) -> None:
        """Look as an eye does, at all that is shown or at one element."""
        chosen = [
            batch.points[np.unique(batch.triangles[batch.owners == number])] if number is not None else batch.points
            for batch, actors in self._actors
            if actors[0].visibility
        ]
        points = np.concatenate([part for part in chosen if len(part)] or [np.zeros((1, 3))])
        self.look(eye.fitted(points.astype(np.float64), self._aspect()))

    def _aspect(self) -> float:
        return float(max(self._plotter.width(), 1) / max(self._plotter.height(), 1))

    def _draw(self) -> None:
        self._plotter.renderer.SetUseFXAA(False)  # noqa: FBT003 - VTK's own signature
        self._plotter.renderer.ResetCameraClippingRange()
        self._plotter.update()
        self._rest.start()

    @Slot()
    def _draw_finely(self) -> None:
        self._plotter.renderer.SetUseFXAA(True)  # noqa: FBT003 - VTK's own signature
        self._plotter.update()

    # -- the mouse --

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            self._zoom(event)
            return True
        if not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonPress:
            self._press(event)
        elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
            self._drag(event)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._release(event)
        elif event.type() == QEvent.Type.MouseButtonDblClick and event.button() == Qt.MouseButton.LeftButton:
            self.entered.emit(self._pick(event.position())[0])
        return True

    def _press(self, event: QMouseEvent) -> None:
        self._plotter.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = self._last = event.position()
        self._grabbed, self._pivot = self._pick(event.position())

    def _drag(self, event: QMouseEvent) -> None:
        moved = event.position() - self._last
        self._last = event.position()
        buttons = event.buttons()
        orbits = buttons & Qt.MouseButton.RightButton or (buttons & Qt.MouseButton.LeftButton and self._grabbed < 0)
        if buttons & Qt.MouseButton.MiddleButton:
            depth = float((self._eye.position - self._pivot) @ self._eye.basis[2])
            height = max(self._plotter.height(), 1)
            self.look(self._eye.panned(moved.x() / height, -moved.y() / height, depth))
        elif orbits and self._has_moved(event.position()):
            self.look(self._eye.orbited(-moved.x() * _TURN_SPEED, moved.y() * _TURN_SPEED, self._pivot))

    def _release(self, event: QMouseEvent) -> None:
        is_click = self._pressed is not None and not self._has_moved(event.position())
        self._pressed = None
        if is_click and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self._grabbed)

    def _has_moved(self, place: QPointF) -> bool:
        return self._pressed is not None and (place - self._pressed).manhattanLength() > _CLICK

    def _zoom(self, event: QWheelEvent) -> None:
        self.look(self._eye.zoomed(_ZOOM_STEP ** (-event.angleDelta().y() / _NOTCH), self._pick(event.position())[1]))

    def _pick(self, place: QPointF) -> tuple[int, Vector]:
        """The element at a place, -1 for none, and the point there; beside the building, one as far away as the focus."""
        ratio = self._plotter.devicePixelRatioF()
        height = self._plotter.height()
        self._picker.Pick(place.x() * ratio, (height - place.y()) * ratio, 0, self._plotter.renderer)
        found = self._picker.GetDataSet()
        if found is not None and self._picker.GetCellId() >= 0:
            owner = self._pyvista.wrap(found).cell_data["element"][self._picker.GetCellId()]
            return int(owner), np.array(self._picker.GetPickPosition())
        right, up = 2 * place.x() / max(self._plotter.width(), 1) - 1, 1 - 2 * place.y() / max(height, 1)
        ray = self._eye.ray(right, up, self._aspect())
        return -1, self._eye.position + ray * (self._eye.distance / float(-ray @ self._eye.basis[2]))

    def element_at(self, place: QPoint) -> int:
        """The number of the element at a place of the canvas, -1 for none."""
        return self._pick(QPointF(place))[0]

    def release(self) -> None:
        """Let the graphics go, before the window does."""
        self._is_released = True
        self._rest.stop()
        self._plotter.removeEventFilter(self)
        self._plotter.close()

    def background(self) -> QColor:
        """The colour at the foot of the view."""
        return QColor.fromRgbF(*self._plotter.background_color.float_rgb)

    def _surface(self, points: NDArray[np.float32], triangles: NDArray[np.int64]) -> Any:
        return self._pyvista.PolyData.from_regular_faces(points, triangles)
