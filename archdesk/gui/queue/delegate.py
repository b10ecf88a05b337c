"""How a row of the queue is painted: picture, name, state in words with its icon, bar and time."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from archdesk.gui.look.icons import draw_pixmap
from archdesk.gui.look.palettes import blend, state_colours
from archdesk.gui.queue.model import ROW_ROLE, THUMBNAIL_ROLE
from archdesk.gui.queue.wording import Row, Tone

_ROLE = QPalette.ColorRole
_GAP = 10
_PICTURE = QSize(60, 46)
_ICON = 16
_BAR = 4
_ROUND = 5.0


class JobDelegate(QStyledItemDelegate):
    """Paints a job; it reads nothing but the model's roles."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        lines = 2 * QFontMetrics(option.font).height()
        return QSize(_PICTURE.width() * 2, max(_PICTURE.height(), lines + _BAR + 6) + 2 * _GAP - 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        row: Row = index.data(ROW_ROLE)
        area: QRect = option.rect
        palette: QPalette = option.palette
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, area, palette, state)
        inner = area.adjusted(_GAP, _GAP - 1, -_GAP, -_GAP + 1)
        picture = QRect(inner.topLeft(), _PICTURE)
        picture.moveCenter(QRect(inner.left(), inner.top(), _PICTURE.width(), inner.height()).center())
        _paint_picture(painter, picture, palette, index.data(THUMBNAIL_ROLE))
        _paint_words(painter, inner.adjusted(_PICTURE.width() + _GAP + 2, 0, 0, 0), palette, option, row, selected=selected)
        painter.restore()


def _paint_ground(painter: QPainter, area: QRect, palette: QPalette, state: QStyle.StateFlag) -> None:
    plate = area.adjusted(4, 2, -4, -2)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(palette.color(_ROLE.Highlight))
        painter.drawRoundedRect(plate, _ROUND, _ROUND)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(blend(palette.color(_ROLE.Base), palette.color(_ROLE.Highlight), 0.08))
        painter.drawRoundedRect(plate, _ROUND, _ROUND)


def _paint_picture(painter: QPainter, area: QRect, palette: QPalette, picture: QImage | None) -> None:
    painter.setPen(palette.color(_ROLE.Mid))
    painter.setBrush(palette.color(_ROLE.AlternateBase))
    painter.drawRoundedRect(area, _ROUND, _ROUND)
    if picture is None:
        _paint_icon(painter, area.center().x(), area.center().y(), "plan", palette.color(_ROLE.PlaceholderText), 22)
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    fitted = QRect(area.topLeft(), picture.size().scaled(area.size() - QSize(4, 4), Qt.AspectRatioMode.KeepAspectRatio))
    fitted.moveCenter(area.center())
    painter.drawImage(fitted, picture)


def _paint_words(
    painter: QPainter, area: QRect, palette: QPalette, option: QStyleOptionViewItem, row: Row, *, selected: bool
) -> None:
    plain: QFont = option.font
    strong = QFont(plain)
    strong.setWeight(QFont.Weight.DemiBold)
    height = QFontMetrics(plain).height()
    bar = _BAR + 6 if row.fraction is not None else 0
    top = area.top() + (area.height() - 2 * height - bar - 3) // 2
    ink = palette.color(_ROLE.HighlightedText if selected else _ROLE.Text)
    quiet = ink if selected else palette.color(_ROLE.PlaceholderText)
    time = QFontMetrics(plain).horizontalAdvance(row.time) + _GAP if row.time else 0
    painter.setPen(ink)
    painter.setFont(strong)
    name = QFontMetrics(strong).elidedText(row.name, Qt.TextElideMode.ElideMiddle, area.width() - time)
    painter.drawText(QRect(area.left(), top, area.width() - time, height), Qt.AlignmentFlag.AlignVCenter, name)
    painter.setFont(plain)
    painter.setPen(quiet)
    painter.drawText(QRect(area.left(), top, area.width(), height), Qt.AlignmentFlag.AlignRight, row.time)
    second = QRect(area.left(), top + height + 3, area.width(), height)
    colour = ink if selected else tone_colour(palette, row.tone)
    _paint_icon(painter, second.left() + _ICON // 2, second.center().y() + 1, row.icon, colour, _ICON)
    words = second.adjusted(_ICON + 6, 0, 0, 0)
    painter.setPen(colour if row.tone in (Tone.ERROR, Tone.WARNING) else quiet)
    fitted = QFontMetrics(plain).elidedText(row.words, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, fitted)
    if row.fraction is not None:
        _paint_bar(
            painter, QRect(area.left(), second.bottom() + 6, area.width(), _BAR), palette, row.fraction, selected=selected
        )


def tone_colour(palette: QPalette, tone: Tone) -> QColor:
    colours = state_colours(palette)
    return {
        Tone.QUIET: palette.color(_ROLE.PlaceholderText),
        Tone.BUSY: palette.color(_ROLE.Accent),
        Tone.OK: colours.ok,
        Tone.WARNING: colours.warning,
        Tone.ERROR: colours.error,
    }[tone]


def _paint_bar(painter: QPainter, area: QRect, palette: QPalette, fraction: float, *, selected: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    base, ink = palette.color(_ROLE.Base), palette.color(_ROLE.Text)
    painter.setBrush(blend(palette.color(_ROLE.Highlight), QColor("white"), 0.25) if selected else blend(base, ink, 0.12))
    painter.drawRoundedRect(area, _BAR / 2, _BAR / 2)
    painter.setBrush(palette.color(_ROLE.HighlightedText if selected else _ROLE.Accent))
    filled = QRect(area.left(), area.top(), max(_BAR, round(area.width() * fraction)), area.height())
    painter.drawRoundedRect(filled, _BAR / 2, _BAR / 2)


def _paint_icon(painter: QPainter, x: int, y: int, name: str, colour: QColor, size: int) -> None:
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(x - size // 2, y - size // 2, draw_pixmap(name, size, colour, ratio))
