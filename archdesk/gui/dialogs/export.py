"""The export dialog: where to, under which names, in which formats, and what of files that are there already."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from archdesk.gui.dialogs.exporting import PATTERN, TOKENS, IfThere, Wish, file_stem, find_existing
from archdesk.gui.queue.wording import plural
from archdesk.model.exports import ExportFormat
from archdesk.model.job import Job

_MOST_FOLDERS = 8
_COLUMNS = 2  # of formats


class ExportDialog(QDialog):
    """Asks for a folder, names and formats; ``wish`` is what was asked."""

    def __init__(
        self,
        jobs: tuple[Job, ...],
        folders: tuple[Path, ...],
        pattern: str,
        also: tuple[ExportFormat, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.setWindowTitle("Export")
        self.setMinimumWidth(520)
        self._folder = QComboBox(self)
        self._folder.setEditable(True)
        self._folder.setAccessibleName("Folder")
        self._folder.addItems([str(folder) for folder in folders[:_MOST_FOLDERS]])
        self._pattern = QLineEdit(pattern or PATTERN, self)
        self._pattern.setAccessibleName("File name")
        self._example = _quiet_label(self)
        self._also = {kind: _box_of(kind, self, is_checked=kind in also) for kind in ExportFormat}
        self._existing = QWidget(self)
        self._keep = QRadioButton("Keep both", self._existing)
        self._replace = QRadioButton("Replace", self._existing)
        self._warning = QLabel(self._existing)
        self._buttons = QDialogButtonBox(self)
        self._arrange()
        self._folder.currentTextChanged.connect(self._update)
        self._pattern.textChanged.connect(self._update)
        for box in self._also.values():
            box.toggled.connect(self._update)
        self._update()

    @property
    def wish(self) -> Wish:
        if_there = IfThere.REPLACE if self._replace.isChecked() else IfThere.KEEP_BOTH
        folder = Path(self._folder.currentText().strip() or ".").expanduser()
        also = tuple(kind for kind, box in self._also.items() if box.isChecked())
        return Wish(self._jobs, folder, self._pattern.text().strip() or PATTERN, if_there, also)

    def _arrange(self) -> None:
        browse = QPushButton("Browse…", self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self._folder, 1)
        row.addWidget(browse)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        form.addRow("Folder", row)
        form.addRow("File name", self._pattern)
        form.addRow("", self._example)
        form.addRow("Also", self._formats())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(_heading(self._jobs, self))
        layout.addLayout(form)
        layout.addWidget(self._existing)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self._arrange_existing()
        export = self._buttons.addButton("Export", QDialogButtonBox.ButtonRole.AcceptRole)
        export.setDefault(True)
        self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _formats(self) -> QGridLayout:
        grid = QGridLayout()
        for number, box in enumerate(self._also.values()):
            grid.addWidget(box, number // _COLUMNS, number % _COLUMNS)
        return grid

    def _arrange_existing(self) -> None:
        choice = QButtonGroup(self)
        choice.addButton(self._keep)
        choice.addButton(self._replace)
        self._keep.setChecked(True)
        row = QHBoxLayout(self._existing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._warning, 1)
        row.addWidget(self._keep)
        row.addWidget(self._replace)

    @Slot()
    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Export to", self._folder.currentText())
        if folder:
            self._folder.setCurrentText(folder)

    @Slot()
    def _update(self) -> None:
        wish = self.wish
        example = f"{file_stem(wish.pattern, self._jobs[0])}.glb" if self._jobs else ""
        self._example.setText(f"{example}\n{', '.join(TOKENS)} are filled in.")
        existing = find_existing(wish)
        self._existing.setVisible(bool(existing))
        first = existing[0].name if len(existing) == 1 else plural(len(existing), "file")
        self._warning.setText(f"{first} {'exists' if len(existing) == 1 else 'exist'} already.")
        self.adjustSize()


def _heading(jobs: tuple[Job, ...], parent: QWidget) -> QLabel:
    what = jobs[0].name if len(jobs) == 1 else plural(len(jobs), "building")
    label = QLabel(f"Save {what} as GLB, in metres, with names for every part.", parent)
    label.setWordWrap(True)
    return label


def _box_of(kind: ExportFormat, parent: QWidget, *, is_checked: bool) -> QCheckBox:
    box = QCheckBox(kind.title, parent)
    box.setChecked(is_checked)
    return box


def _quiet_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
