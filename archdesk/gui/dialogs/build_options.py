"""How a building is made for an export: doors, roof, ceilings, surfaces, and what engines want."""

import dataclasses

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QGridLayout, QHBoxLayout, QSpinBox, QWidget

from archdesk.model.style import BuildStyle, Roof, RoofShape

_WIDEST = 120  # degrees that a door opens
_FLATTEST, _STEEPEST = 5, 70  # degrees of a roof
_USUAL_PITCH = Roof(RoofShape.GABLE).pitch
_ROOFS = {None: "None", RoofShape.FLAT: "Flat, with a parapet", RoofShape.GABLE: "Gable", RoofShape.HIP: "Hip"}
_CHOICES = {
    "ceilings": ("Ceilings and upper slabs", "Parts of their own that a viewer can hide"),
    "textures": ("Textures", "Brick, plaster, wood, tile and concrete on the surfaces"),
    "room_volumes": ("Room volumes", "The air of each room, to find one's way in"),
    "collision": ("Collision solids", "Simple convex solids of the walls for game engines"),
    "animations": ("Animations of doors", "An animation for each door that opens it"),
    "merge": ("Merge for few draw calls", "What is of one storey and material becomes one mesh"),
}
_COLUMNS = 2


class BuildOptions(QWidget):
    """Asks; ``build_style`` is the answer.

    Signals:
        changed(): the answer is another one.
    """

    changed = Signal()

    def __init__(self, style: BuildStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overhang = style.roof.overhang if style.roof else Roof(RoofShape.GABLE).overhang
        self._doors = _degrees("Doors stand open", 0, _WIDEST, round(style.open_doors), self)
        self._doors.setSpecialValueText("Closed")
        self._roof = QComboBox(self)
        self._roof.setAccessibleName("Roof")
        for shape, words in _ROOFS.items():
            self._roof.addItem(words, shape.value if shape else "")
        self._roof.setCurrentIndex(list(_ROOFS).index(style.roof.shape if style.roof else None))
        pitch = style.roof.pitch if style.roof else _USUAL_PITCH
        self._pitch = _degrees("Pitch of the roof", _FLATTEST, _STEEPEST, round(pitch), self)
        wanted = dataclasses.asdict(style)
        self._boxes = {name: _box(*words, self, is_checked=bool(wanted[name])) for name, words in _CHOICES.items()}
        self._arrange()
        self._doors.valueChanged.connect(self.changed)
        self._pitch.valueChanged.connect(self.changed)
        self._roof.currentIndexChanged.connect(self._follow)
        for box in self._boxes.values():
            box.toggled.connect(self.changed)
        self._follow()

    @property
    def build_style(self) -> BuildStyle:
        """The answer."""
        shape = list(_ROOFS)[self._roof.currentIndex()]
        roof = Roof(shape, float(self._pitch.value()), self._overhang) if shape else None
        is_checked = {name: box.isChecked() for name, box in self._boxes.items()}
        return BuildStyle(open_doors=float(self._doors.value()), roof=roof, **is_checked)

    def _arrange(self) -> None:
        roof = QHBoxLayout()
        roof.addWidget(self._roof, 1)
        roof.addWidget(self._pitch)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(14)
        form.addRow("Doors", self._doors)
        form.addRow("Roof", roof)
        grid = QGridLayout()
        for number, box in enumerate(self._boxes.values()):
            grid.addWidget(box, number // _COLUMNS, number % _COLUMNS)
        form.addRow(grid)

    def _follow(self) -> None:
        """Only a sloped roof has a pitch."""
        self._pitch.setEnabled(list(_ROOFS)[self._roof.currentIndex()] not in (None, RoofShape.FLAT))
        self.changed.emit()


def _degrees(name: str, least: int, most: int, value: int, parent: QWidget) -> QSpinBox:
    box = QSpinBox(parent)
    box.setAccessibleName(name)
    box.setRange(least, most)
    box.setSingleStep(5)
    box.setSuffix("°")
    box.setValue(value)
    return box


def _box(text: str, tip: str, parent: QWidget, *, is_checked: bool) -> QCheckBox:
    box = QCheckBox(text, parent)
    box.setToolTip(tip)
    box.setWhatsThis(tip)
    box.setChecked(is_checked)
    return box
