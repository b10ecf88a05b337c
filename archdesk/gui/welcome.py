"""The welcome page: what to do first."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from archdesk.gui.look.icons import application_icon

_MARK = 88
_SENTENCE = "Drop floor plans here: PDF, PNG, JPEG, TIFF, SVG, DXF or a whole folder.\nFiles stay on this computer."


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
        self._buttons = tuple(_button(action, self) for action in actions)
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


def _button(action: QAction, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    button.setIconSize(QSize(32, 32))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.setFixedSize(QSize(176, 92))
    return button
