"""The building as a tree: storeys, kinds, elements, with check boxes for what the preview shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from archdesk.gui.look.icons import draw_icon
from archdesk.gui.parts import Element
from archdesk.gui.queue.wording import plural
from archdesk.model.floorplan import FloorPlan, Opening, OpeningKind, Survey
from archdesk.model.problems import Issue
from archdesk.model.scene import HIDDEN_KINDS

ID_ROLE = Qt.ItemDataRole.UserRole + 1
STOREY_ROLE = Qt.ItemDataRole.UserRole + 2
KIND_ROLE = Qt.ItemDataRole.UserRole + 3
_HEADINGS = {
    "wall": "Walls",
    "furniture": "Furniture",
    "element": "Other elements",
    "shading": "Shading",
    "volume": "Room volumes",
    "collision": "Colliders",
    "transport": "Lifts and escalators",
    "civil": "Surroundings",
}
_DRAWN = frozenset(("room", "wall", "door", "window", "passage", "stair", "column", "fixture"))  # kinds with an icon
_CONFIDENT = 0.6  # what was seen with less is worth a look


@dataclass(frozen=True, slots=True)
class Entry:
    """An element's line in the tree."""

    id: str
    words: str
    measure: str
    confidence: float


def fill_tree(tree: QStandardItemModel, survey: Survey) -> None:
    tree.clear()
    tree.setHorizontalHeaderLabels(["Building", "Size"])
    for storey in survey.storeys:
        tree.appendRow(_storey_items(storey, survey.issues))


def entries_by_kind(storey: FloorPlan) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    """Kind, its heading and its elements, for kinds that occur."""
    found = (
        ("room", "Rooms", tuple(Entry(r.id, r.name or "Room", f"{r.area:.1f} m²", r.confidence) for r in storey.rooms)),
        ("wall", "Walls", tuple(Entry(w.id, f"Wall {w.id}", f"{w.length:.2f} m", w.confidence) for w in storey.walls)),
        ("door", "Doors", _openings(storey, OpeningKind.DOOR, "Door")),
        ("window", "Windows", _openings(storey, OpeningKind.WINDOW, "Window")),
        ("passage", "Passages", _openings(storey, OpeningKind.PASSAGE, "Passage")),
        ("stair", "Stairs", tuple(Entry(s.id, f"Stair {s.id}", _risers(s.risers), s.confidence) for s in storey.stairs)),
        ("column", "Columns", tuple(Entry(c.id, f"Column {c.id}", "", c.confidence) for c in storey.columns)),
        ("fixture", "Fixtures", tuple(Entry(f.id, f.kind.capitalize(), "", f.confidence) for f in storey.fixtures)),
    )
    return ((kind, heading, entries) for kind, heading, entries in found if entries)


def add_parts(tree: QStandardItemModel, parts: Iterable[Element]) -> None:
    """Lines for the parts of a building that its plan does not tell; those of no storey below a line of their own."""
    known = {item.data(ID_ROLE) for item in all_items(tree)}
    held: dict[str, dict[str, list[Element]]] = {}
    for part in parts:
        if part.id not in known:
            held.setdefault(part.storey, {}).setdefault(part.kind, []).append(part)
    storeys = {item.data(STOREY_ROLE): item for item in all_items(tree) if item.data(STOREY_ROLE)}
    for storey, kinds in held.items():
        above = storeys.get(storey) or _outside(tree)
        for kind, own in kinds.items():
            entries = tuple(Entry(part.id, part.name, "", 1.0) for part in own)
            heading = next((item for item in _below(above) if item.data(KIND_ROLE) == kind), None)
            if heading is None:
                above.appendRow(_kind_items(kind, heading_of(kind), entries))
            else:
                for entry in entries:
                    heading.appendRow(_entry_items(entry))


def heading_of(kind: str) -> str:
    """What the elements of a kind are called together."""
    return _HEADINGS.get(kind) or f"{kind.replace('-', ' ').capitalize()}s"


def _below(item: QStandardItem) -> list[QStandardItem]:
    return [item.child(row) for row in range(item.rowCount())]


def _outside(tree: QStandardItemModel) -> QStandardItem:
    first = _item("Outside the storeys", "storey")
    tree.appendRow([first, _quiet("")])
    return first


def find_item(tree: QStandardItemModel, element: str) -> QStandardItem | None:
    return next((item for item in all_items(tree) if item.data(ID_ROLE) == element), None)


def all_items(tree: QStandardItemModel) -> Iterator[QStandardItem]:
    """Each line's first item, parents first."""
    waiting = [tree.item(row) for row in range(tree.rowCount())]
    while waiting:
        item = waiting.pop(0)
        yield item
        waiting[:0] = [item.child(row) for row in range(item.rowCount())]


def _openings(storey: FloorPlan, kind: OpeningKind, word: str) -> tuple[Entry, ...]:
    chosen: list[Opening] = [opening for opening in storey.openings if opening.kind is kind]
    return tuple(Entry(o.id, f"{word} {o.id}", f"{o.width:.2f} m", o.confidence) for o in chosen)


def _risers(number: int) -> str:
    return plural(number, "step") if number else ""


def _storey_items(storey: FloorPlan, issues: tuple[Issue, ...]) -> list[QStandardItem]:
    doubts = sum(issue.storey == storey.level for issue in issues)
    first = _item(storey.name, "storey", checkable=True)
    first.setData(storey.name, STOREY_ROLE)
    first.setData(f"storey:{storey.level}", ID_ROLE)
    area = sum(room.area for room in storey.rooms)
    second = _quiet(f"{area:.0f} m²" if area else "")
    if doubts:
        first.setToolTip(f"{doubts} to check")
    for kind, heading, entries in entries_by_kind(storey):
        first.appendRow(_kind_items(kind, heading, entries))
    return [first, second]


def _kind_items(kind: str, heading: str, entries: tuple[Entry, ...]) -> list[QStandardItem]:
    first = _item(heading, kind if kind in _DRAWN else "model", checkable=True)
    if kind in HIDDEN_KINDS:
        first.setCheckState(Qt.CheckState.Unchecked)
    first.setData(kind, KIND_ROLE)
    first.setToolTip(f"Show or hide the {heading.lower()} of all storeys")
    for entry in entries:
        first.appendRow(_entry_items(entry))
    return [first, _quiet(str(len(entries)))]


def _entry_items(entry: Entry) -> list[QStandardItem]:
    doubtful = entry.confidence < _CONFIDENT
    first = _item(entry.words, "warning" if doubtful else "")
    first.setData(entry.id, ID_ROLE)
    if doubtful:
        first.setToolTip(f"Seen with {entry.confidence:.0%} confidence")
        first.setAccessibleDescription("uncertain")
    return [first, _quiet(entry.measure)]


def _item(words: str, icon: str, *, checkable: bool = False) -> QStandardItem:
    item = QStandardItem(draw_icon(icon), words) if icon else QStandardItem(words)
    item.setEditable(False)
    if checkable:
        item.setCheckable(True)
        item.setCheckState(Qt.CheckState.Checked)
    return item


def _quiet(words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setEditable(False)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
