"""What the window remembers between starts: its layout, folders and preferences."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from archdesk.gui.dialogs.exporting import PATTERN, Wish
from archdesk.gui.dialogs.preferences import Preferences
from archdesk.gui.look.theme import Look
from archdesk.model.exports import ExportFormat
from archdesk.model.options import Options
from archdesk.model.style import PLAIN, BuildStyle
from archdesk.records import DamagedRecord, options_from_json, options_to_json

_LAYOUT = 1  # raise it when panels come or go; a layout of another number is not restored
_MOST_FOLDERS = 8


class Memory:
    """An INI file; what is missing or odd in it counts as never said."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def restore_layout(self, window: QMainWindow) -> bool:
        geometry, state = self._file.value("layout/geometry"), self._file.value("layout/state")
        if not isinstance(geometry, QByteArray) or not isinstance(state, QByteArray):
            return False
        return window.restoreGeometry(geometry) and window.restoreState(state, _LAYOUT)

    def save_layout(self, window: QMainWindow) -> None:
        self._file.setValue("layout/geometry", window.saveGeometry())
        self._file.setValue("layout/state", window.saveState(_LAYOUT))
        self._file.sync()

    @property
    def export_folders(self) -> tuple[Path, ...]:
        """The folders exported to, the last first."""
        listed = self._text("export/folders")
        return tuple(Path(line) for line in listed.splitlines() if line)

    @property
    def export_pattern(self) -> str:
        return self._text("export/pattern") or PATTERN

    @property
    def export_formats(self) -> tuple[ExportFormat, ...]:
        """The formats that were last wanted beside the GLB."""
        listed = self._text("export/formats").split()
        return tuple(kind for kind in ExportFormat if kind.word in listed)

    @property
    def export_style(self) -> BuildStyle:
        """How buildings were last made for an export."""
        try:
            return options_from_json(self._text("export/style")).style
        except DamagedRecord:
            return PLAIN

    @property
    def export_print_scale(self) -> float:
        told = self._text("export/print_scale")
        return float(told) if told.isdigit() and int(told) else 1.0

    def remember_export(self, wish: Wish) -> None:
        folders = dict.fromkeys((wish.folder, *self.export_folders))
        self._file.setValue("export/folders", "\n".join(str(one) for one in list(folders)[:_MOST_FOLDERS]))
        self._file.setValue("export/pattern", wish.pattern)
        self._file.setValue("export/formats", " ".join(kind.word for kind in wish.also))
        self._file.setValue("export/style", options_to_json(Options(style=wish.style)))
        self._file.setValue("export/print_scale", str(round(wish.print_scale)))

    @property
    def last_folder(self) -> str:
        return self._text("open/folder") or str(Path.home())

    def remember_folder(self, folder: Path) -> None:
        self._file.setValue("open/folder", str(folder))

    def preferences(self, workers: int) -> Preferences:
        """What was chosen; ``workers`` stands where nothing was."""
        look, number = self._text("look"), self._text("queue/workers")
        known = {one.value for one in Look}
        chosen = Look(look) if look in known else Look.SYSTEM
        return Preferences(chosen, max(1, int(number)) if number.isdigit() else workers, self._text("queue/redis_url"))

    def remember_preferences(self, chosen: Preferences) -> None:
        self._file.setValue("look", chosen.look.value)
        self._file.setValue("queue/workers", str(chosen.workers))
        self._file.setValue("queue/redis_url", chosen.redis_url)
        self._file.sync()

    def _text(self, key: str) -> str:
        value = self._file.value(key)
        return value if isinstance(value, str) else ""
