"""Blocks of a DXF drawing: how many marks their inserts make, before any is made."""

from collections.abc import Iterable
from typing import Any

from archdesk.readers.base import TooDeep, TooLarge

MOST_MARKS = 500_000  # after all inserts are resolved; a large plan has a tenth
DEEPEST = 16  # blocks within blocks; drawings of whole districts reach six
PICTURED = frozenset({"DIMENSION", "ARC_DIMENSION", "ACAD_TABLE"})  # entities whose picture is a block


class BlockCounter:
    """Counts the entities that inserts stand for, each block once."""

    def __init__(self, document: Any, kind: str = "DXF") -> None:
        self._kind = kind
        self._blocks = {str(block.name).upper(): block for block in document.blocks}
        self._counts: dict[str, int] = {}
        self._open: list[str] = []
        self.circles: set[str] = set()

    def check(self, entities: Iterable[Any], beside: int = 0) -> None:
        """See that the entities stay within the budget, with so many marks beside them.

        Raises:
            TooLarge: they stand for too many marks.
            TooDeep: their blocks are nested too deeply.
        """
        count = self._count(entities) + beside
        if count > MOST_MARKS:
            seen = f"its blocks stand for {count:,} lines" if count < 10**12 else "its blocks repeat each other without end"
            raise TooLarge(seen=seen, way_out="Delete repeated or nested blocks, or save only the floor plan itself.")

    def _count(self, entities: Iterable[Any]) -> int:
        return sum(self._count_one(entity) for entity in entities)

    def _count_one(self, entity: Any) -> int:
        if entity.dxftype() == "INSERT":
            return self._count_insert(entity)
        name = entity.dxf.get("geometry", "") if entity.dxftype() in PICTURED else ""
        return 1 + (self._count_block(str(name).upper()) if name else 0)

    def _count_insert(self, insert: Any) -> int:
        name = str(insert.dxf.get("name", "")).upper()
        repeats = max(1, insert.dxf.get("row_count", 1)) * max(1, insert.dxf.get("column_count", 1))
        return int(repeats) * self._count_block(name)

    def _count_block(self, name: str) -> int:
        if name in self._counts:
            return self._counts[name]
        if name in self._open:
            self.circles.add(name)
            return 0
        if len(self._open) >= DEEPEST:
            raise TooDeep(kind=self._kind, seen=f"blocks within blocks, more than {DEEPEST} deep")
        block = self._blocks.get(name)
        self._open.append(name)
        self._counts[name] = 1 + (self._count(block) if block is not None else 0)
        self._open.pop()
        return self._counts[name]
