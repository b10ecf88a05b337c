"""Drops anywhere on the window, and what the clipboard carries."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from archdesk.gui.look.icons import draw_pixmap
from archdesk.gui.queue.intake import guess_count
from archdesk.gui.queue.wording import plural

_FROM_EDGE = 14
_MARK = 56


def carried_files(mime: QMimeData) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def carried_picture(mime: QMimeData) -> QImage | None:
    """A picture without a file, such as a screenshot; files win over it."""
    if mime.hasUrls() or not mime.hasImage():
        return None
    picture = QImage(mime.imageData())
    return None if picture.isNull() else picture


class DropOverlay(QWidget):
    """The veil that says what a drop would do."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("dropOverlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self.hide()

    @property
    def words(self) -> str:
        return self._words

    def announce(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        palette = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = palette.color(QPalette.ColorRole.Window)
        veil.setAlphaF(0.95)
        painter.fillRect(self.rect(), veil)
        accent = palette.color(QPalette.ColorRole.Accent)
        painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(_FROM_EDGE, _FROM_EDGE, -_FROM_EDGE, -_FROM_EDGE), 10, 10)
        middle = self.rect().center()
        pixmap = draw_pixmap("arrow-drop", _MARK, accent, painter.device().devicePixelRatioF())
        painter.drawPixmap(middle.x() - _MARK // 2, middle.y() - _MARK, pixmap)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        painter.setFont(font)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        line = QRect(0, middle.y() + _FROM_EDGE, self.width(), self.fontMetrics().height() * 2)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self._words)


class DropGuard(QObject):
    """Takes drops for the whole window, whatever pane they fall on.

    Signals:
        files_dropped(list): local paths, files and folders as they came.
        picture_dropped(QImage): a picture without a file.
    """

    files_dropped = Signal(list)
    picture_dropped = Signal(QImage)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._overlay = DropOverlay(window)
        self._window = window
        window.setAcceptDrops(True)
        self.watch(window)

    def watch(self, widget: QWidget) -> None:
        """Send the drops here that this widget or a child of it would take for itself."""
        for one in (widget, *widget.findChildren(QWidget)):
            if one.acceptDrops():
                one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove if isinstance(event, QDragEnterEvent | QDragMoveEvent):
                return self._greet(event)
            case QEvent.Type.DragLeave if watched is self._window:
                self._overlay.hide()
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                return self._receive(event)
            case _:
                pass
        return False

    def _greet(self, event: QDragEnterEvent | QDragMoveEvent) -> bool:
        mime = event.mimeData()
        files = carried_files(mime)
        if not files and carried_picture(mime) is None:
            return False
        if not self._overlay.isVisible():
            self._overlay.announce(_invitation(files))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _receive(self, event: QDropEvent) -> bool:
        self._overlay.hide()
        files, picture = carried_files(event.mimeData()), carried_picture(event.mimeData())
        if not files and picture is None:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if files:
            self.files_dropped.emit(list(files))
        else:
            self.picture_dropped.emit(picture)
        return True


def _invitation(files: tuple[Path, ...]) -> str:
    plans, folders = guess_count(files)
    parts = [plural(plans, "plan")] if plans else []
    if folders:
        parts.append(plural(folders, "folder"))
    return f"Drop to add {' and '.join(parts) or 'the picture'}"
