"""How a DXF drawing's layers and pens look, and what they hide."""

from dataclasses import dataclass, field
from typing import Any

import ezdxf.colors

from archdesk.model.document import BLACK, Colour, Pen
from archdesk.model.shapes import Affine
from archdesk.readers.dxf_plain import PlainLine

_BY_BLOCK, _BY_LAYER = 0, 256  # colour numbers that stand for another's colour
_INK = 7  # the colour number of plain ink: white on a screen, black on paper
_SOLID = ("CONTINUOUS", "BYLAYER", "BYBLOCK", "")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where an entity stands: the map of its block to the page, and what it takes over from the block's insert.

    ``within`` names the blocks that are open around it, the outermost first.
    """

    to_page: Affine = field(default_factory=Affine)
    layer: str = "0"
    colour: Colour = BLACK
    block: str = ""
    group: int = 0
    within: tuple[str, ...] = ()


class Styles:
    """The layer table of one drawing."""

    def __init__(self, document: Any) -> None:
        self._colours: dict[str, Colour] = {}
        self._dashed: set[str] = set()
        self._off: set[str] = set()
        self._frozen: set[str] = set()
        for layer in document.layers:
            name = str(layer.dxf.name).upper()
            self._colours[name] = _colour(abs(layer.dxf.color), layer.dxf.get("true_color"))
            if str(layer.dxf.linetype).upper() not in _SOLID:
                self._dashed.add(name)
            if layer.is_off():
                self._off.add(name)
            if layer.is_frozen():
                self._frozen.add(name)

    def layer_of(self, entity: Any, frame: Frame) -> str:
        """The layer's name; layer 0 in a block is the layer of the block's insert."""
        name = str(entity.dxf.get("layer", "0"))
        return frame.layer if name == "0" else name

    def hides(self, entity: Any, layer: str) -> bool:
        """Whether the entity is not to be seen; an insert on a layer that is off still shows what is on other layers."""
        if entity.dxf.get("invisible", 0):
            return True
        name = layer.upper()
        return name in self._frozen or (name in self._off and entity.dxftype() != "INSERT")

    def shows(self, layer: str) -> bool:
        """Whether what lies on a layer is to be seen."""
        name = layer.upper()
        return name not in self._frozen and name not in self._off

    def colour_of(self, entity: Any, layer: str, frame: Frame) -> Colour:
        return self._colour(entity.dxf.get("color", _BY_LAYER), entity.dxf.get("true_color"), layer, frame)

    def plain_pen(self, line: PlainLine, layer: str, frame: Frame) -> Pen:
        return Pen(line.width, self._colour(line.colour, None, layer, frame), self._is_dashed(line.linetype, layer))

    def _colour(self, number: int, true_colour: int | None, layer: str, frame: Frame) -> Colour:
        if true_colour is not None:
            return _colour(number, true_colour)
        if number == _BY_BLOCK:
            return frame.colour
        if number == _BY_LAYER:
            return self._colours.get(layer.upper(), BLACK)
        return _colour(number, None)

    def pen_of(self, entity: Any, layer: str, frame: Frame, width: float = 0.0) -> Pen:
        """The pen; the width is one drawn in the drawing's own units, not a pen's on paper."""
        dashed = self._is_dashed(str(entity.dxf.get("linetype", "BYLAYER")), layer)
        return Pen(width * frame.to_page.factor, self.colour_of(entity, layer, frame), dashed)

    def _is_dashed(self, linetype: str, layer: str) -> bool:
        name = linetype.upper()
        return layer.upper() in self._dashed if name == "BYLAYER" else name not in _SOLID


def _colour(number: int, true_colour: int | None) -> Colour:
    if true_colour is not None:
        red, green, blue = ezdxf.colors.int2rgb(true_colour & 0xFFFFFF)
    elif number == _INK or not 0 < number < _BY_LAYER:
        return BLACK
    else:
        red, green, blue = ezdxf.colors.aci2rgb(number)
    return int(red), int(green), int(blue)
