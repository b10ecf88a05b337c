"""The plan view: the page as it was drawn, and over it in colour what was found."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsPixmapItem, QGraphicsRectItem, QGraphicsScene, QGraphicsView, QWidget

from archdesk.gui.background import Errand
from archdesk.gui.plan import inks
from archdesk.gui.plan.items import Find, finds_of
from archdesk.model.floorplan import FloorPlan
from archdesk.model.shapes import Affine

_EMPTY = "Select a document"
_DIMMED = 0.4  # of the page's ink while finds lie over it
_NOTCH = 120  # eighths of a degree: one step of a mouse wheel
_ZOOM = 1.2  # a step of the wheel or a key
_NEAREST, _FARTHEST = 60.0, 0.3  # how much larger and smaller than fitted
_STEP = 60  # pixels an arrow key moves the view
_CLICK = 4  # pixels the mouse may move in a click
_MARGIN = 0.08  # of what is fitted, around it: dimensions and title stay in sight
_ROOM = 4.0  # of the sheet, around it to move in: a corner can be looked at in the middle
_BARE = Affine(1.0, 0.0, 0.0, 0.0, -1.0, 0.0)  # plan metres turned upside down, where no picture is shown


class PlanView(QGraphicsView):
    """Shows one page and one storey; the scene has the picture's pixels, or metres where there is no picture.

    Signals:
        element_picked(str): an element was clicked, by its id; empty for a click beside all.
    """

    element_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("planView")
        self.setAccessibleName("Plan")
        self.setAccessibleDescription("The drawing with walls, doors, windows and rooms that were found in it.")
        self.setScene(QGraphicsScene(self))
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self._ticket = 0
        self._sheet: QGraphicsRectItem | None = None
        self._page: QGraphicsPixmapItem | None = None
        self._to_page: Affine | None = None
        self._finds: dict[str, Find] = {}
        self._chosen = ""
        self._pressed: QPoint | None = None
        self._panned: QPoint | None = None
        self._space = False
        self._fitted = True
        self._content = QRectF()

    @property
    def is_empty(self) -> bool:
        return self._page is None and not self._finds

    @property
    def elements(self) -> tuple[str, ...]:
        """The ids of all that is shown."""
        return tuple(self._finds)

    @property
    def chosen(self) -> str:
        """The id of the selected element, empty for none."""
        return self._chosen

    def shown(self, element: str) -> Find | None:
        return self._finds.get(element)

    def show_page(self, picture_path: Path | None, picture_to_page: Affine) -> None:
        """Show a page's picture; it appears as soon as it is read, and what was shown before is gone."""
        self.clear()
        if picture_path is None:
            return
        self._to_page = picture_to_page
        ticket = self._ticket
        errand = Errand(lambda: (ticket, QImage(str(picture_path))), self)
        errand.finished.connect(self._place_picture)
        errand.start()

    def show_storey(self, plan: FloorPlan | None) -> None:
        """Draw a storey's finds over the page; None takes them away."""
        for item in self.scene().items():
            if item not in (self._page, self._sheet):
                self.scene().removeItem(item)
        self._finds = {}
        if plan is not None:
            self._draw(plan)
        if self._page is not None:
            self._page.setOpacity(_DIMMED if self._finds else 1.0)
        self._frame_scene()
        self.select_element(self._chosen)

    def clear(self) -> None:
        """Show nothing."""
        self._ticket += 1
        self.scene().clear()
        self._sheet = self._page = self._to_page = None
        self._finds = {}
        self._chosen = ""
        self._fitted = True
        self._content = QRectF()
        self.viewport().update()

    @Slot()
    def fit(self) -> None:
        """Show all finds of the storey, or all of the page where there are none."""
        self._fitted = True
        if not self._content.isEmpty():
            self.fitInView(self._content, Qt.AspectRatioMode.KeepAspectRatio)

    @Slot(str)
    def select_element(self, element: str) -> None:
        """Mark an element, and bring it into view; an id that is not here unmarks all."""
        for find in self._finds.values():
            find.set_chosen(chosen=find.element == element)
        self._chosen = element
        found = self._finds.get(element)
        if found is not None and not self._seen().intersects(found.sceneBoundingRect()):
            self.centerOn(found)

    @Slot(object)
    def _place_picture(self, read: tuple[int, QImage]) -> None:
        ticket, image = read
        if ticket != self._ticket or image.isNull():
            return
        self._page = self.scene().addPixmap(QPixmap.fromImage(image))
        self._page.setZValue(-1)
        self._page.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._page.setOpacity(_DIMMED if self._finds else 1.0)
        self._sheet = self.scene().addRect(self._page.boundingRect(), QPen(Qt.PenStyle.NoPen), inks.SHEET)
        self._sheet.setZValue(-2)
        self._frame_scene()

    def _draw(self, plan: FloorPlan) -> None:
        for item in finds_of(plan, self._to_scene(plan)):
            self.scene().addItem(item)
            if isinstance(item, Find):
                self._finds[item.element] = item

    def _to_scene(self, plan: FloorPlan) -> QTransform:
        to_scene = _BARE
        if plan.sheet is not None and self._to_page is not None:
            to_scene = plan.sheet.to_plan.inverse.then(self._to_page.inverse)
        return QTransform(to_scene.a, to_scene.d, to_scene.b, to_scene.e, to_scene.c, to_scene.f)

    def _frame_scene(self) -> None:
        """Let the scene end a little outside what is shown, and fit the view unless a person has moved it."""
        box = QRectF(self._page.boundingRect()) if self._page is not None else self.scene().itemsBoundingRect()
        shown = self._around_finds() if self._finds else box
        margin = _MARGIN * max(shown.width(), shown.height())
        self._content = shown.adjusted(-margin, -margin, margin, margin)
        room = _ROOM * max(box.width(), box.height())
        self.setSceneRect(box.adjusted(-room, -room, room, room))
        if self._fitted:
            self.fit()
        self.viewport().update()

    def _around_finds(self) -> QRectF:
        box = QRectF()
        for find in self._finds.values():
            box = box.united(find.sceneBoundingRect())
        return box

    def _seen(self) -> QRectF:
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def _zoom(self, factor: float, at: QPointF) -> None:
        """Zoom about a place in the view, which stays where it is."""
        now, fitted = self.transform().m11(), self._fitted_scale()
        factor = max(_FARTHEST * fitted, min(_NEAREST * fitted, now * factor)) / now
        before = self.mapToScene(at.toPoint())
        self._fitted = False
        self.scale(factor, factor)
        moved = self.mapToScene(at.toPoint()) - before
        self.translate(moved.x(), moved.y())

    def _fitted_scale(self) -> float:
        box, port = self._content, self.viewport().rect()
        return min(port.width() / max(box.width(), 1e-9), port.height() / max(box.height(), 1e-9))

    def _pan(self, by: QPoint) -> None:
        self._fitted = False
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.is_empty:
            return
        self._zoom(_ZOOM ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.MiddleButton or (event.button() is Qt.MouseButton.LeftButton and self._space):
            self._panned = place
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() is Qt.MouseButton.LeftButton:
            self._pressed = place
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panned is not None:
            place = event.position().toPoint()
            self._pan(place - self._panned)
            self._panned = place
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._panned is not None:
            self._panned = None
            self.viewport().unsetCursor()
        elif self._pressed is not None and (place - self._pressed).manhattanLength() <= _CLICK:
            self._pick(place)
        self._pressed = None
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._key_acts().get(Qt.Key(event.key()))
        if act is None or self.is_empty:
            super().keyPressEvent(event)
            return
        act()
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
        super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Window))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_empty:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _EMPTY)
            painter.end()

    def _pick(self, place: QPoint) -> None:
        found = next((item for item in self.items(place) if isinstance(item, Find)), None)
        element = found.element if found is not None else ""
        self.select_element(element)
        self.element_picked.emit(element)

    def _key_acts(self) -> dict[Qt.Key, Callable[[], None]]:
        middle = QPointF(self.viewport().rect().center())
        return {
            Qt.Key.Key_Plus: lambda: self._zoom(_ZOOM, middle),
            Qt.Key.Key_Equal: lambda: self._zoom(_ZOOM, middle),
            Qt.Key.Key_Minus: lambda: self._zoom(1 / _ZOOM, middle),
            Qt.Key.Key_Left: lambda: self._pan(QPoint(_STEP, 0)),
            Qt.Key.Key_Right: lambda: self._pan(QPoint(-_STEP, 0)),
            Qt.Key.Key_Up: lambda: self._pan(QPoint(0, _STEP)),
            Qt.Key.Key_Down: lambda: self._pan(QPoint(0, -_STEP)),
            Qt.Key.Key_Home: self.fit,
            Qt.Key.Key_Space: self._hold_space,
        }

    def _hold_space(self) -> None:
        self._space = True
