"""Icons: shipped line drawings, tinted by the palette."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from archdesk.gui.look.resources import resource

_SIZES = (16, 24, 48)  # Qt scales what lies between down from the next larger


def draw_icon(name: str) -> QIcon:
    """An icon in the colours of the application's palette; draw it anew when the palette changes.

    Raises:
        FileNotFoundError: no icon has this name.
    """
    palette = QApplication.palette()
    icon = QIcon()
    for size in _SIZES:
        icon.addPixmap(draw_pixmap(name, size, palette.color(QPalette.ColorRole.WindowText), 2.0), QIcon.Mode.Normal)
        faded = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
        icon.addPixmap(draw_pixmap(name, size, faded, 2.0), QIcon.Mode.Disabled)
        selected = palette.color(QPalette.ColorRole.HighlightedText)
        icon.addPixmap(draw_pixmap(name, size, selected, 2.0), QIcon.Mode.Selected)
    return icon


def draw_pixmap(name: str, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """One picture of an icon, ``size`` in device-independent pixels."""
    return _render(name, size, colour.rgba(), ratio)


def application_icon() -> QIcon:
    return QIcon(str(resource("icons", "archdesk.svg")))


@lru_cache(maxsize=1024)
def _render(name: str, size: int, rgba: int, ratio: float) -> QPixmap:
    tinted = _drawing(name).replace("currentColor", QColor.fromRgba(rgba).name())
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(tinted.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
