"""The look of the window: Fusion in our light or dark palette, or as the system asks."""

import enum

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyleFactory

from archdesk.gui.look.palettes import DARK, LIGHT, make_palette


class Look(enum.Enum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Dresses the application, and follows the system's own change of colours while the look is SYSTEM."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._look = Look.SYSTEM
        application.setStyle(QStyleFactory.create("Fusion"))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def look(self) -> Look:
        return self._look

    def wear(self, look: Look) -> None:
        self._look = look
        self._application.setPalette(make_palette(DARK if self._wants_dark() else LIGHT))

    @Slot()
    def _follow(self) -> None:
        if self._look is Look.SYSTEM:
            self.wear(Look.SYSTEM)

    def _wants_dark(self) -> bool:
        if self._look is not Look.SYSTEM:
            return self._look is Look.DARK
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
