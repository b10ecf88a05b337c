"""The welcome page: what to do first."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from archdesk.gui.look.icons import application_icon
from archdesk.gui.look.palettes import blend

_MARK = 88
_CARD = QSize(176, 96)
_GAP = 10
_CARD_ICON = QSize(30, 30)
_SENTENCE = "Drop floor plans here: PDF, PNG, JPEG, TIFF, SVG, DXF, DWG, IFC or a whole folder.\nFiles stay on this computer."


class WelcomePage(QWidget):
    """Shown while there are no jobs; its buttons are the window's own actions."""

    def __init__(self, actions: tuple[QAction, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomePage")
        mark = QLabel(self)
        mark.setPixmap(application_icon().pixmap(QSize(_MARK, _MARK), self.devicePixelRatioF()))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addStretch(1)
        self._buttons = tuple(CardButton(action, self) for action in actions)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addStretch(3)
        for widget, space in ((mark, 20), (_title(self), 10), (_sentence(self), 30)):
            layout.addWidget(widget)
            layout.addSpacing(space)
        layout.addLayout(row)
        layout.addStretch(4)
        self.setFocusProxy(self._buttons[0])


def _title(parent: QWidget) -> QLabel:
    label = QLabel("Drop a floor plan, get a building", parent)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * 1.8)
    font.setWeight(QFont.Weight.DemiBold)
    label.setFont(font)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return label


def _sentence(parent: QWidget) -> QLabel:
    label = QLabel(_SENTENCE, parent)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label


class CardButton(QToolButton):
    """A large, calm button: its icon over its words."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDefaultAction(action)
        self.setAccessibleName(action.text())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(_CARD)
        self.setIconSize(_CARD_ICON)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        palette = self.palette()
        base, accent = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Accent)
        marked = self.underMouse() or self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent if marked else palette.color(QPalette.ColorRole.Mid), 2 if self.hasFocus() else 1))
        painter.setBrush(blend(base, accent, 0.16 if self.isDown() else 0.06 if marked else 0.0))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)
        size = self.iconSize().width()
        top = (self.height() - size - self.fontMetrics().height() - _GAP) // 2
        self.icon().paint(painter, QRect((self.width() - size) // 2, top, size, size))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        words = QRect(0, top + size + _GAP, self.width(), self.fontMetrics().height())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
