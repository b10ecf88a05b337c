"""The preferences: the look, the workers, and a queue elsewhere."""

from dataclasses import dataclass

from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from archdesk.gui.look.theme import Look

_MOST_WORKERS = 64
_LOOKS = {Look.SYSTEM: "As the system", Look.LIGHT: "Light", Look.DARK: "Dark"}


@dataclass(frozen=True, slots=True)
class Preferences:
    """``redis_url`` empty: the queue that ArchDesk starts itself."""

    look: Look
    workers: int
    redis_url: str


class PreferencesDialog(QDialog):
    """Asks; ``preferences`` is the answer."""

    def __init__(self, now: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self.setMinimumWidth(480)
        self._look = QComboBox(self)
        self._look.setAccessibleName("Look")
        for look, words in _LOOKS.items():
            self._look.addItem(words, look.value)
        self._look.setCurrentIndex(list(_LOOKS).index(now.look))
        self._workers = QSpinBox(self)
        self._workers.setAccessibleName("Workers")
        self._workers.setRange(1, _MOST_WORKERS)
        self._workers.setValue(now.workers)
        self._url = QLineEdit(now.redis_url, self)
        self._url.setAccessibleName("Redis address")
        self._url.setPlaceholderText("ArchDesk's own")
        self._arrange()

    @property
    def preferences(self) -> Preferences:
        return Preferences(Look(self._look.currentData()), self._workers.value(), self._url.text().strip())

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(6)
        form.addRow("Look", self._look)
        form.addRow("Workers", self._workers)
        form.addRow("", _hint("Plans that are converted at the same time.", self))
        form.addRow("Redis address", self._url)
        form.addRow("", _hint("For workers on other machines: redis://host:6379/0", self))
        form.addRow("", _hint("Workers and address are used from the next start.", self))
        buttons = QDialogButtonBox(self)
        buttons.addButton("Save", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(buttons)


def _hint(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
