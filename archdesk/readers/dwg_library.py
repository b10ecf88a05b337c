"""The ezdwg library, which has no types: all that the DWG reader asks of it."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import ezdwg

from archdesk.readers.base import Damaged, TooLarge

MOST_ENTITIES = 500_000  # a large plan has a tenth; each takes some kilobytes
_FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, OSError)
_PANIC = "PanicException"
_PARTS = frozenset({"BLOCK", "ENDBLK", "SEQEND", "VERTEX_2D", "VERTEX_3D", "VERTEX_MESH", "VERTEX_PFACE", "VERTEX_PFACE_FACE"})
_OWNED, _ON_SHEET, _IN_MODEL = 0, 1, 2  # the library's modes of placement
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class DwgLayer:
    """A row of the layer table."""

    handle: int
    name: str
    colour: int
    true_colour: int | None
    linetype: str
    shown: bool
    frozen: bool


@dataclass(frozen=True, slots=True)
class DwgBlock:
    """A block's record; the model space and the sheets have one too."""

    handle: int
    name: str
    base: tuple[float, float, float]
    linked: bool


@dataclass(frozen=True, slots=True)
class DwgSheet:
    """A layout of the paper space: its name, and the record of the block that holds its entities."""

    name: str
    block: int
    active: bool


@dataclass(frozen=True, slots=True)
class DwgEntity:
    """One entity: its kind as DXF calls it, its properties as the library names them.

    ``place`` is the block record that owns it, or the insert of an attribute; None in the model space.
    """

    kind: str
    handle: int
    properties: Mapping[str, Any]
    place: int | None = None
    on_active_sheet: bool = False


@dataclass(frozen=True, slots=True)
class DwgContents:
    """What a DWG file holds; its entities are decoded as they are asked for, kind by kind."""

    layers: tuple[DwgLayer, ...]
    blocks: tuple[DwgBlock, ...]
    sheets: tuple[DwgSheet, ...]
    unit: int | None
    declared: Counter[str]
    decode: Callable[[str], Iterable[DwgEntity]]


@contextlib.contextmanager
def opened(path: str) -> Iterator[DwgContents]:
    """The contents of a file, as long as the context lasts.

    Raises:
        Damaged: its structure cannot be followed.
        TooLarge: it holds too many entities.
    """
    try:
        with _worded():
            contents = _contents(path)
        yield contents
    finally:
        ezdwg.clear_decode_caches()


def entities_of(contents: DwgContents, kind: str) -> Iterator[DwgEntity]:
    """The entities of a kind, as many as can be decoded; those that are missing show in the count."""
    with contextlib.suppress(Damaged), _worded():
        yield from contents.decode(kind)


@contextlib.contextmanager
def _worded() -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        raise Damaged(kind="DWG", seen="its structure cannot be followed") from error
    except BaseException as error:
        # PyO3 lets a panic of the library pass as an exception that is no Exception
        if type(error).__name__ != _PANIC:
            raise
        raise Damaged(kind="DWG", seen="its structure cannot be followed") from error


def _contents(path: str) -> DwgContents:
    document = ezdwg.read(path)
    rows = ezdwg.raw.list_object_headers_with_type(path)
    kinds = {int(row[0]): _kind(str(row[4])) for row in rows if row[5] == "E" and row[4] not in _PARTS}
    if len(kinds) > MOST_ENTITIES:
        raise TooLarge(seen=f"it holds {len(kinds):,} entities", way_out="Purge what is not used, or save only the floor plan.")
    reading = _Reading(document, path, kinds)
    return DwgContents(
        reading.layers(),
        _attempt(reading.blocks, ()),
        _attempt(reading.sheets, ()),
        _attempt(reading.unit, None),
        Counter(kinds.values()),
        reading.entities,
    )


def _kind(name: str) -> str:
    return "DIMENSION" if name.startswith("DIM_") else name


def _attempt(ask: Callable[[], _Answer], otherwise: _Answer) -> _Answer:
    """What a table says, or the other answer where it cannot be decoded; the drawing may do without."""
    try:
        with _worded():
            return ask()
    except Damaged:
        return otherwise


class _Reading:
    def __init__(self, document: Any, path: str, kinds: Mapping[int, str]) -> None:
        self._document = document
        self._path = path
        self._kinds = kinds
        rows = ezdwg.raw.decode_entity_placements(path)
        self._placements = {int(handle): (int(mode), int(owner or 0)) for handle, mode, owner in rows}
        nothing: dict[int, int] = {}
        self._inserted = _attempt(self._blocks_of_inserts, nothing)

    def layers(self) -> tuple[DwgLayer, ...]:
        return tuple(
            DwgLayer(row.handle, row.name, row.color, row.true_color, row.linetype or "Continuous", row.on, row.frozen)
            for row in self._document.layers
        )

    def blocks(self) -> tuple[DwgBlock, ...]:
        rows = ezdwg.raw.decode_write_blocks(self._path)
        return tuple(DwgBlock(row["handle"], row["name"], row["base_point"], "xref" in row["losses"]) for row in rows)

    def sheets(self) -> tuple[DwgSheet, ...]:
        rows = self._document.layouts().items()
        return tuple(DwgSheet(name, row["block_record_handle"], row["active"]) for name, row in rows if not row["model"])

    def unit(self) -> int | None:
        code = self._document.header_variables()["insunits"]
        return None if code is None else int(code)

    def entities(self, kind: str) -> Iterator[DwgEntity]:
        """Those that the file itself lists; the library also guesses texts in objects that it does not know."""
        for entity in self._document.entities().query(kind):
            if entity.handle not in self._kinds:
                continue
            mode, owner = self._placements.get(entity.handle, (_IN_MODEL, 0))
            properties = entity.dxf
            if entity.handle in self._inserted:
                properties = {**properties, "block_handle": self._inserted[entity.handle]}
            place = owner if mode == _OWNED else None
            yield DwgEntity(kind, entity.handle, properties, place, mode == _ON_SHEET)

    def _blocks_of_inserts(self) -> dict[int, int]:
        """The record of each insert's block; anonymous blocks share one name."""
        rows = ezdwg.raw.decode_insert_write_properties(self._path)
        return {int(handle): int(block) for handle, _, block, _ in rows if block}
