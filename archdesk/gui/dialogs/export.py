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
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from archdesk.gui.dialogs.build_options import BuildOptions
from archdesk.gui.dialogs.exporting import PATTERN, TOKENS, IfThere, Wish, file_stem, find_existing
from archdesk.gui.queue.wording import plural
from archdesk.model.exports import ExportFormat
from archdesk.model.job import Job
from archdesk.model.style import PLAIN, BuildStyle

_MOST_FOLDERS = 8
_COLUMNS = 2  # of formats
_SMALLEST_PRINT = 1_000


class ExportDialog(QDialog):
    """Asks for a folder, names and formats; ``wish`` is what was asked."""

    def __init__(
        self,
        jobs: tuple[Job, ...],
        folders: tuple[Path, ...],
        pattern: str,
        also: tuple[ExportFormat, ...] = (),
        parent: QWidget | None = None,
        *,
        style: BuildStyle = PLAIN,
        print_scale: float = 1.0,
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
        self._print_scale = _scale_box(print_scale, self)
        self._building = BuildOptions(style, self)
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
        pattern, scale = self._pattern.text().strip() or PATTERN, float(self._print_scale.value())
        return Wish(self._jobs, folder, pattern, if_there, also, self._building.build_style, scale)

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
        form.addRow("Building", self._building)
        form.addRow("Also", self._formats())
        form.addRow("Print scale", self._print_scale)
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
        self._print_scale.setEnabled(ExportFormat.STL in wish.also)
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


def _scale_box(scale: float, parent: QWidget) -> QSpinBox:
    """The scale of a print, which STL files are reduced by."""
    box = QSpinBox(parent)
    box.setAccessibleName("Print scale")
    box.setRange(1, _SMALLEST_PRINT)
    box.setPrefix("1 : ")
    box.setValue(round(scale))
    box.setToolTip("STL files are reduced by it: 1 : 100 for a model to be printed, 1 : 1 for true size")
    return box


def _quiet_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
