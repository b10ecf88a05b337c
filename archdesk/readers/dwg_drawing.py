"""A DWG file's layers, blocks and entities, made again as a drawing in ezdxf's hands."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ezdxf.document import Drawing
from ezdxf.lldxf.const import DXFError

from archdesk.model.problems import Issue, Severity
from archdesk.readers.dwg_entities import ATTRIBUTE, DRAWN, add_attribute, add_entity, attributes_of
from archdesk.readers.dwg_library import DwgBlock, DwgContents, DwgEntity, DwgLayer, entities_of

_FAULTS = (DXFError, ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError)
_LINKED = 4  # flag of a block that stands for another drawing
_MODEL = "*MODEL_SPACE"
_SHEET = "*PAPER_SPACE"
_COLOURS = range(1, 256)
_FORBIDDEN = re.compile(r'(?<!^)\*|[<>/\\":;?=`]')  # in names; a star may only begin that of an anonymous block
_BODIES = frozenset({"3DSOLID", "BODY", "REGION", "IMAGE", "OLE2FRAME"})  # told apart where the page is made


@dataclass(slots=True)
class Tally:
    """How many entities of each kind the file lists, and how many of them were made again."""

    declared: Counter[str]
    made: Counter[str] = field(default_factory=Counter)

    def issues(self) -> tuple[Issue, ...]:
        """The counts, and a warning where entities of a kind that is read were lost."""
        left = self.declared - self.made
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(left.items()))
        lost = sum(count for kind, count in left.items() if kind in DRAWN and kind not in _BODIES)
        told = f", {left.total():,} left out ({kinds})" if left else ""
        text = f"{self.declared.total():,} entities were read from the DWG: {self.made.total():,} converted{told}."
        counts = Issue("entities-counted", text, Severity.INFO)
        if not lost:
            return (counts,)
        return counts, Issue("entities-damaged", f"{lost:,} damaged or unknown entities of the DWG were left out.")


def rebuild(contents: DwgContents) -> tuple[Any, Tally]:
    """The drawing, and the count of what is in it."""
    drawing = Drawing.new("R2018")
    drawing.header["$INSUNITS"] = contents.unit or 0
    layers = {layer.handle: _add_layer(drawing, layer) for layer in contents.layers}
    return _Builder(drawing, contents, layers).build()


def _add_layer(drawing: Any, layer: DwgLayer) -> str:
    name = _allowed(layer.name).replace("*", "_")
    row = drawing.layers.get(name) if drawing.layers.has_entry(name) else drawing.layers.add(name)
    row.dxf.color = layer.colour if layer.colour in _COLOURS else 7
    row.dxf.linetype = layer.linetype
    if layer.true_colour is not None:
        row.dxf.true_color = layer.true_colour & 0xFFFFFF
    if not layer.shown:
        row.off()
    if layer.frozen:
        row.freeze()
    return name


def _allowed(name: str) -> str:
    """The name without the signs that a DXF may not have in it; a damaged file, or one of another program, may."""
    return _FORBIDDEN.sub("_", name)


class _Builder:
    def __init__(self, drawing: Any, contents: DwgContents, layers: Mapping[int, str]) -> None:
        self._drawing = drawing
        self._contents = contents
        self._layers = layers
        self._names: dict[int, str] = {}  # of blocks, by their records
        self._spaces: dict[int, Any] = {}  # that hold entities, by their records
        self._inserts: dict[int, Any] = {}
        self._places: dict[str, int] = {}  # in the file's own order, by the handles that ezdxf gives
        self._tally = Tally(Counter(contents.declared))

    def build(self) -> tuple[Any, Tally]:
        self._open_spaces()
        for kind in DRAWN:
            if self._tally.declared[kind]:
                for entity in entities_of(self._contents, kind):
                    self._add(entity)
        self._mark_links()
        for space in (self._drawing.modelspace(), *self._spaces.values()):
            space.entity_space.entities.sort(key=lambda made: self._places.get(made.dxf.handle, 0))
        return self._drawing, self._tally

    def _open_spaces(self) -> None:
        for block in self._contents.blocks:
            kind = block.name.upper()
            if kind.startswith(_MODEL):
                self._spaces[block.handle] = self._drawing.modelspace()
            elif kind.startswith(_SHEET):
                self._spaces[block.handle] = self._sheet()
            else:
                self._open_block(block)
        for sheet in self._contents.sheets:
            self._spaces[sheet.block] = self._sheet(sheet.name)

    def _open_block(self, block: DwgBlock) -> None:
        """Anonymous blocks share one name in some versions; here each has its own."""
        blocks = self._drawing.blocks
        name = _allowed(block.name)
        name = f"{name}_{block.handle:X}" if name in blocks else name
        self._names[block.handle] = name
        self._spaces[block.handle] = blocks.new(name, base_point=block.base)

    def _mark_links(self) -> None:
        """A block that names another drawing and holds nothing stands for a drawing that is not there."""
        for block in self._contents.blocks:
            space = self._spaces[block.handle]
            if block.linked and block.handle in self._names and not len(space):
                space.block.dxf.flags |= _LINKED

    def _sheet(self, name: str = "Layout1") -> Any:
        layouts, name = self._drawing.layouts, _allowed(name).replace("*", "_")
        if name.upper() == "MODEL":
            name += "_"  # a sheet, whatever it is called
        return layouts.get(name) if name in layouts else layouts.new(name)

    def _space_of(self, entity: DwgEntity) -> Any:
        if entity.on_active_sheet:
            active = next((sheet for sheet in self._contents.sheets if sheet.active), None)
            return self._spaces[active.block] if active else self._sheet()
        return self._drawing.modelspace() if entity.place is None else self._spaces[entity.place]

    def _add(self, entity: DwgEntity) -> None:
        attributes = attributes_of(entity, self._layers.get(entity.properties.get("layer_handle") or 0, "0"))
        try:
            if entity.kind == ATTRIBUTE:
                add_attribute(self._inserts[entity.place or 0], entity, attributes)
            else:
                made = add_entity(self._space_of(entity), entity, attributes, self._names)
                self._places[made.dxf.handle] = entity.handle
                if entity.kind in {"INSERT", "MINSERT"}:
                    self._inserts[entity.handle] = made
        except _FAULTS:
            return
        if entity.kind not in _BODIES:
            self._tally.made[entity.kind] += 1
