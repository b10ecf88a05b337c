"""Plain lines of a text DXF, taken out before the library reads the rest: most of a large drawing, in a tenth of the time."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archdesk.model.shapes import Point

FEWEST = 500  # lines; fewer are read as fast by the library
BY_LAYER = 256
_BINARY = b"AutoCAD Binary DXF"
_LINE, _POLYLINE = b"LINE", b"LWPOLYLINE"
_HARMLESS = (
    *(0, 5, 6, 8, 10, 11, 20, 21, 30, 31, 38, 39, 43, 48, 62, 70, 90, 100, 102, 330, 360, 370, 999),
    *range(1000, 1072),
)
_ZERO = (40, 41, 42)  # widths and bulges of corners: plain where they are nothing
_CODES = 1072
_NO_NAME = frozenset(b'\\<>/":;?*=`|^%')  # signs that the library mends or decodes
_CLOSED = 1  # flag of a polyline

Ints = NDArray[np.intp]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A line or a polyline without curves in the drawing's own plane; ``place`` is its place among all entities."""

    place: int
    points: tuple[Point, ...]
    layer: str
    colour: int = BY_LAYER
    linetype: str = "BYLAYER"
    width: float = 0.0
    closed: bool = False


@dataclass(frozen=True, slots=True)
class PlainLines:
    """The lines that were taken out, and the places of all other entities of the drawing by their handles."""

    lines: tuple[PlainLine, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)

    def among(self, entities: Iterable[Any]) -> Iterator[Any]:
        """The entities that the library has read and these lines, in the file's order."""
        left = iter(self.lines)
        line = next(left, None)
        for entity in entities:
            place = self.places.get(str(entity.dxf.get("handle", "")), -1)
            while line is not None and line.place < place:
                yield line
                line = next(left, None)
            yield entity
        if line is not None:
            yield line
            yield from left


NO_LINES = PlainLines()


def without_plain_lines(data: bytes, encoding: str) -> tuple[bytes, PlainLines] | None:
    """The file without its plain lines, and these; None where it is not made as usual or holds but few."""
    if data.startswith(_BINARY) or data.count(_LINE) < FEWEST:
        return None
    rows = data.splitlines()
    try:
        return _parted(_Tags.of(rows), rows, encoding)
    except (ValueError, IndexError):
        return None


@dataclass(frozen=True, slots=True, eq=False)
class _Tags:
    """The tags of a file, and where each entity of its model begins; the last is where the entities end."""

    codes: Ints
    values: list[bytes]
    starts: Ints

    @classmethod
    def of(cls, rows: list[bytes]) -> "_Tags":
        """Raises ValueError where a code is no number or there is no one section of entities."""
        values = rows[1::2]
        names = rows[0::2][: len(values)]
        known = {name: int(name) for name in set(names)}
        codes = np.fromiter(map(known.__getitem__, names), np.intp, len(names))
        starts = np.flatnonzero(codes == 0)
        opened = [i for i in starts[:-1].tolist() if values[i].strip() == b"SECTION" and values[i + 1].strip() == b"ENTITIES"]
        (section,) = opened
        inside = starts[starts > section]
        end = next(k for k, i in enumerate(inside.tolist()) if values[i].strip() == b"ENDSEC")
        return cls(codes, values, inside[: end + 1])

    def first(self, code: int) -> Ints:
        """By entity where its tag of a code is, the last of several; -1 where it has none."""
        found = np.full(len(self.starts) - 1, -1, np.intp)
        at = self.of_code(code)
        found[self.owner(at)] = at
        return found

    def of_code(self, code: int) -> Ints:
        """Where the entities' tags of a code are."""
        begin = int(self.starts[0])
        at: Ints = np.flatnonzero(self.codes[begin : self.starts[-1]] == code) + begin
        return at

    def owner(self, at: Ints) -> Ints:
        """The entities that tags belong to."""
        owner: Ints = np.searchsorted(self.starts, at, side="right") - 1
        return owner

    def counted(self, at: Ints) -> Ints:
        """By entity how many of these tags it has."""
        counts: Ints = np.bincount(self.owner(at), minlength=len(self.starts) - 1)
        return counts

    def numbers(self, at: Ints) -> Floats:
        return np.array(list(map(float, map(self.values.__getitem__, at.tolist()))), np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class _Corners:
    """The tags of one coordinate, and its values."""

    at: Ints
    values: Floats
    counts: Ints
    sound: Flags

    @classmethod
    def of(cls, tags: _Tags, code: int) -> "_Corners":
        at = tags.of_code(code)
        values, sound = tags.numbers(at), np.ones(len(tags.starts) - 1, np.bool_)
        sound[tags.owner(at[~np.isfinite(values)])] = False
        return cls(at, values, tags.counted(at), sound)


def _parted(tags: _Tags, rows: list[bytes], encoding: str) -> tuple[bytes, PlainLines] | None:
    kinds = [tags.values[i].strip() for i in tags.starts[:-1].tolist()]
    lines = np.array([kind == _LINE for kind in kinds], np.bool_)
    polylines = np.array([kind == _POLYLINE for kind in kinds], np.bool_)
    corners = [_Corners.of(tags, code) for code in (10, 20, 11, 21)]
    plain = (lines & _is_line(corners) | polylines & _is_polyline(tags, corners)) & _is_harmless(tags)
    if plain.sum() < FEWEST:
        return None
    handle = tags.first(5)
    others = np.flatnonzero(~plain & np.array([kind not in (b"VERTEX", b"SEQEND", b"ATTRIB") for kind in kinds], np.bool_))
    if (handle[others] < 0).any():
        return None
    places = {tags.values[handle[i]].strip().decode("ascii"): i for i in others.tolist()}
    found = tuple(_drawn(tags, plain, lines, corners, encoding))
    return _rest(rows, tags.starts, plain), PlainLines(found, places)


def _is_harmless(tags: _Tags) -> Flags:
    """Which entities have nothing but tags that say where a line runs, or nothing of how it looks."""
    known = np.zeros(_CODES + 1, np.bool_)
    known[list(_HARMLESS)] = True
    begin = int(tags.starts[0])
    codes = tags.codes[begin : tags.starts[-1]]
    odd = ~known[np.where((codes < 0) | (codes > _CODES), _CODES, codes)]
    for code in _ZERO:
        at = tags.of_code(code)
        odd[at - begin] = tags.numbers(at) != 0
    harmless: Flags = np.add.reduceat(odd.astype(np.intp), tags.starts[:-1] - begin) == 0
    for code, is_sound in ((8, _is_name), (6, _is_name), (62, _is_colour)):
        at = tags.of_code(code)
        sound = {value: is_sound(value) for value in {tags.values[i] for i in at.tolist()}}
        harmless[tags.owner(at[np.array([not sound[tags.values[i]] for i in at.tolist()], np.bool_)])] = False
    return harmless


def _is_name(value: bytes) -> bool:
    return bool(value) and value == value.strip() and _NO_NAME.isdisjoint(value)


def _is_colour(value: bytes) -> bool:
    return 0 <= int(value) <= BY_LAYER


def _is_line(corners: Sequence[_Corners]) -> Flags:
    """Which entities have just two ends."""
    whole: Flags = np.all([each.sound & (each.counts == 1) for each in corners], axis=0)
    return whole


def _is_polyline(tags: _Tags, corners: Sequence[_Corners]) -> Flags:
    """Which entities have corners of two coordinates each."""
    x, y, more, _ = corners
    whole: Flags = x.sound & y.sound & (x.counts == y.counts) & (x.counts > 1) & (more.counts == 0)
    whole[tags.owner(x.at[tags.codes[x.at + 1] != 20])] = False
    return whole


def _drawn(tags: _Tags, plain: Flags, lines: Flags, corners: Sequence[_Corners], encoding: str) -> Iterator[PlainLine]:
    """The plain lines in the file's order."""
    starts, ends = (_points(tags, *corners[k : k + 2]) for k in (0, 2))
    layer, colour, linetype, width, flags = (tags.first(code).tolist() for code in (8, 62, 6, 43, 70))
    names: dict[bytes, str] = {}

    def name(at: int, default: str) -> str:
        if at < 0:
            return default
        value = tags.values[at]
        return names.setdefault(value, value.decode(encoding, "surrogateescape"))

    for i in np.flatnonzero(plain).tolist():
        shared = name(layer[i], "0"), int(tags.values[colour[i]]) if colour[i] >= 0 else BY_LAYER, name(linetype[i], "BYLAYER")
        if lines[i]:
            yield PlainLine(i, (*starts[i], *ends[i]), *shared)
            continue
        closed = flags[i] >= 0 and bool(int(tags.values[flags[i]]) & _CLOSED)
        yield PlainLine(i, starts[i], *shared, float(tags.values[width[i]]) if width[i] >= 0 else 0.0, closed)


def _points(tags: _Tags, x: _Corners, y: _Corners) -> list[tuple[Point, ...]]:
    """The points that each entity has by two coordinates; none where one is missing."""
    alike = x.counts == y.counts
    pairs = list(zip(*(each.values[alike[tags.owner(each.at)]].tolist() for each in (x, y)), strict=True))
    counts = np.where(alike, x.counts, 0)
    ends = np.cumsum(counts).tolist()
    return [tuple(pairs[end - count : end]) for end, count in zip(ends, counts.tolist(), strict=True)]


def _rest(rows: list[bytes], starts: Ints, plain: Flags) -> bytes:
    """The file's rows without those of the plain lines."""
    edges = np.flatnonzero(np.diff(plain, prepend=False, append=False))  # where runs of plain lines begin and end, by turns
    cuts = [0, *(2 * starts[edges]).tolist(), len(rows)]
    return b"\n".join(itertools.chain.from_iterable(rows[a:b] for a, b in zip(cuts[::2], cuts[1::2], strict=True))) + b"\n"
