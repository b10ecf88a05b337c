"""Finds on the plan as things that can be clicked."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from archdesk.gui.plan import inks
from archdesk.gui.plan.inks import Ink
from archdesk.gui.plan.outlines import arrow, door_leaves, opening_ground, ring_outline, wall_outline, window_lines
from archdesk.model.floorplan import FloorPlan, Opening, OpeningKind, Room, Stair, Wall

SURE = 0.6  # what is less certain is marked for a person to look at
_LETTER_SIZES = (10.0, 8.0)  # points: a room's name and area, or smaller where they do not fit
_ARROW = 0.25  # metres: the head of a stair's arrow


class Find(QGraphicsPathItem):
    """One element; it shows doubt by hatching and a question mark, and being selected by colour and a dark edge."""

    def __init__(self, element: str, outline: QPainterPath, ink: Ink, confidence: float, words: tuple[str, ...] = ()) -> None:
        super().__init__(outline)
        self.element = element
        self._ink = ink
        self._doubtful = confidence < SURE
        self._words = words
        self._chosen = False
        self.setToolTip("\n".join((*words, "uncertain: please check") if self._doubtful else words))

    @property
    def is_chosen(self) -> bool:
        return self._chosen

    def set_chosen(self, *, chosen: bool) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def shape(self) -> QPainterPath:
        if self._ink.face.alpha():
            return self.path()
        box = QPainterPath()
        box.addRect(self.path().boundingRect())
        return box

    def boundingRect(self) -> QRectF:
        return self.path().boundingRect()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        del option, widget
        has_face = self._ink.face.alpha() > 0
        if self._chosen:
            painter.setPen(_pen(inks.SELECTED_EDGE, self._ink.width + 3.5))
            painter.drawPath(self.path())
        painter.setPen(self._edge())
        face = inks.SELECTED if self._chosen else self._ink.face
        painter.setBrush(QBrush(face) if has_face else Qt.BrushStyle.NoBrush)
        painter.drawPath(self.path())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        to_screen = painter.worldTransform()
        painter.setWorldTransform(QTransform())
        if self._doubtful:
            self._paint_doubt(painter, to_screen)
        if self._words:
            _paint_words(painter, self._words, to_screen.mapRect(self.path().boundingRect()))
        painter.setWorldTransform(to_screen)

    def _edge(self) -> QPen:
        if self._chosen:
            return _pen(inks.SELECTED, self._ink.width)
        return _pen(self._ink.edge, self._ink.width) if self._ink.width else QPen(Qt.PenStyle.NoPen)

    def _paint_doubt(self, painter: QPainter, to_screen: QTransform) -> None:
        outline = to_screen.map(self.path())
        painter.setPen(QPen(inks.DOUBTFUL, 1.0, Qt.PenStyle.DashLine))
        painter.setBrush(QBrush(inks.DOUBTFUL, Qt.BrushStyle.BDiagPattern) if self._ink.face.alpha() else Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
        _paint_question(painter, outline.boundingRect().center() + QPointF(0.0, 22.0 if self._words else 0.0))


class Ground(QGraphicsPathItem):
    """White where an opening takes the wall away; nothing to click on."""

    def __init__(self, outline: QPainterPath) -> None:
        super().__init__(outline)
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.setBrush(inks.SHEET)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)


def finds_of(plan: FloorPlan, to_scene: QTransform) -> Iterator[QGraphicsItem]:
    """Everything on the storey, what lies beneath first."""
    for room in plan.rooms:
        yield _room(room, to_scene)
    for fixture in plan.fixtures:
        yield Find(fixture.id, to_scene.map(ring_outline(fixture.polygon)), inks.FIXTURE, fixture.confidence)
    for stair in plan.stairs:
        yield _stair(stair, to_scene)
    for wall in plan.walls:
        ink = inks.OUTER_WALL if wall.exterior else inks.INNER_WALL
        yield Find(wall.id, to_scene.map(wall_outline(wall)), ink, wall.confidence)
    for column in plan.columns:
        yield Find(column.id, to_scene.map(ring_outline(column.polygon)), inks.COLUMN, column.confidence)
    yield from _openings(plan.openings, plan.walls_by_id, to_scene)


def _openings(openings: Iterable[Opening], walls: dict[str, Wall], to_scene: QTransform) -> Iterator[QGraphicsItem]:
    hosted = [(opening, walls[opening.wall]) for opening in openings if opening.wall in walls]
    for opening, wall in hosted:
        yield Ground(to_scene.map(opening_ground(opening, wall)))
    for opening, wall in hosted:
        if opening.kind is OpeningKind.DOOR:
            outline, ink = door_leaves(opening, wall), inks.DOOR
        elif opening.kind is OpeningKind.WINDOW:
            outline, ink = window_lines(opening, wall), inks.WINDOW
        else:
            outline, ink = opening_ground(opening, wall), inks.PASSAGE
        yield Find(opening.id, to_scene.map(outline), ink, opening.confidence)


def _room(room: Room, to_scene: QTransform) -> Find:
    name = room.name or (room.use.value.capitalize() if room.use.value != "other" else "Room")
    outline = to_scene.map(ring_outline(room.polygon, room.holes))
    return Find(room.id, outline, inks.room_ink(room.use), room.confidence, (name, f"{room.area:.1f} m²"))


def _stair(stair: Stair, to_scene: QTransform) -> Find:
    outline = ring_outline(stair.polygon)
    if stair.direction:
        outline.addPath(arrow(stair.direction, _ARROW))
    return Find(stair.id, to_scene.map(outline), inks.STAIR, stair.confidence)


def _paint_words(painter: QPainter, words: tuple[str, ...], room: QRectF) -> None:
    """The words in the middle of a room on the screen, in the largest letters that fit; none where none fit."""
    for size in _LETTER_SIZES:
        font = QFont()
        font.setPointSizeF(size)
        metrics = QFontMetricsF(font)
        width = max(metrics.horizontalAdvance(line) for line in words)
        height = metrics.lineSpacing() * len(words)
        if width <= room.width() - 4 and height <= room.height() - 4:
            box = QRectF(0.0, 0.0, width + 8, height + 2)
            box.moveCenter(room.center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(inks.HALO)
            painter.drawRoundedRect(box, 4.0, 4.0)
            painter.setFont(font)
            painter.setPen(inks.LETTERS)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "\n".join(words))
            return


def _paint_question(painter: QPainter, place: QPointF) -> None:
    painter.setPen(QPen(inks.SHEET, 1.5))
    painter.setBrush(inks.DOUBTFUL)
    painter.drawEllipse(place, 8.0, 8.0)
    font = QFont()
    font.setPointSizeF(9.0)
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(QRectF(place.x() - 8, place.y() - 8, 16, 16), Qt.AlignmentFlag.AlignCenter, "?")


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen
