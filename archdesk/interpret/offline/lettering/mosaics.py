"""Regions of a picture packed closely into few small pictures, and the way back."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from archdesk.interpret.offline.lettering.boxes import Corners, Picture
from archdesk.interpret.offline.lettering.regions import Region

STEP = 32  # pixels; sides are multiples of this
USUAL = 640 * 640  # pixels of a mosaic: the network's memory grows with it, and smaller ones waste paper
LARGEST = 650_000  # pixels of a region, for the same reason; larger ones are cut
LONGEST = 1600  # pixels of a region's side
OVERLAP = 300  # pixels that two parts beside one another have in common, longer than a room's name
STACKED = 96  # pixels that two parts above one another have in common, higher than a line of text
CELL = 4  # pixels; regions are laid at multiples of this
GAP = 4  # pixels between two regions that stand above one another
SPACE = 8  # pixels between two beside one another, with a rule in the middle, lest their texts look like one line
RULE = 2  # pixels


@dataclass(frozen=True, slots=True)
class Tile:
    """A region's place in a mosaic: its upper left corner there."""

    region: Region
    x: int
    y: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in the mosaic."""
        return _size(self.region)

    def holds(self, box: Corners) -> bool:
        """False also for a line that the region's border cuts off: another region has all of it."""
        low = box.min(axis=0) - (self.x, self.y)
        high = self.size - (box.max(axis=0) - (self.x, self.y))
        return bool(min(*low, *high) >= 0)

    def to_picture(self, box: Corners) -> Corners:
        """From the mosaic to the picture that the region was taken from."""
        x, y = (box - np.array([self.x, self.y], np.float32)).T
        if self.region.turned:
            x, y = y, self.region.bottom - self.region.top - x
        return np.stack((x + self.region.left, y + self.region.top), axis=1).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Mosaic:
    picture: Picture
    tiles: tuple[Tile, ...]


def pack(picture: Picture, regions: list[Region]) -> Iterator[Mosaic]:
    """Mosaics that hold all regions, turned ones by a quarter clockwise, so that all lines run across."""
    parts = sorted((part for region in regions for part in _cut(region)), key=lambda part: -math.prod(_room(part)))
    if not parts:
        return
    total = sum(math.prod(_room(part)) for part in parts)
    count = math.ceil(total / USUAL)
    width = _up_to_step(max(round(math.sqrt(total / count)), *(_room(part)[0] for part in parts)))
    sheets = [_Sheet(width) for _ in range(count)]
    for part in parts:
        min(sheets, key=lambda sheet: sheet.top_for(part)).lay(part)
    paper = int(np.median(picture[::8, ::8]))
    for sheet in sheets:
        if sheet.tiles:
            yield _drawn(picture, sheet.tiles, paper)


class _Sheet:
    """A mosaic as it is laid from its upper edge down, each tile as high up as it fits."""

    def __init__(self, width: int) -> None:
        self.tiles: list[Tile] = []
        self._edge = np.zeros(width // CELL, np.int64)  # how far down each cell's column is taken

    def top_for(self, region: Region) -> int:
        return int(self._tops(region).min())

    def lay(self, region: Region) -> None:
        tops = self._tops(region)
        column = int(tops.argmin())
        top = int(tops[column])
        across, upwards = _room(region)
        self._edge[column : column + math.ceil(across / CELL)] = top + upwards
        self.tiles.append(Tile(region, column * CELL + SPACE // 2, top + GAP // 2))

    def _tops(self, region: Region) -> NDArray[np.int64]:
        """How high up the region can be laid, by its first cell."""
        cells = math.ceil(_room(region)[0] / CELL)
        return np.asarray(np.lib.stride_tricks.sliding_window_view(self._edge, cells).max(axis=1), np.int64)


def _room(region: Region) -> tuple[int, int]:
    """Width and height that a region takes in a mosaic."""
    across, upwards = _size(region)
    return across + SPACE, upwards + GAP


def _size(region: Region) -> tuple[int, int]:
    width, height = region.right - region.left, region.bottom - region.top
    return (height, width) if region.turned else (width, height)


def _cut(region: Region) -> Iterator[Region]:
    """The parts of a region that is too large: lines of text are hardly ever cut in two."""
    along, upwards = (region.left, region.right), (region.top, region.bottom)
    if region.turned:
        along, upwards = upwards, along
    for first, last in _spans(*along, LONGEST, OVERLAP):
        for low, high in _spans(*upwards, max(LARGEST // (last - first), 2 * STACKED), STACKED):
            places = (low, first, high, last) if region.turned else (first, low, last, high)
            yield Region(*places, region.turned)


def _spans(low: int, high: int, longest: int, overlap: int) -> list[tuple[int, int]]:
    """The fewest spans of like length that cover all, each with the next in common by the overlap."""
    size = high - low
    count = 1 if size <= longest else math.ceil((size - overlap) / (longest - overlap))
    length = math.ceil((size + overlap * (count - 1)) / count)
    starts = [low + round(i * (size - length) / max(count - 1, 1)) for i in range(count)]
    return [(start, start + length) for start in starts]


def _drawn(picture: Picture, tiles: list[Tile], paper: int) -> Mosaic:
    width = _up_to_step(max(tile.x + tile.size[0] for tile in tiles) + SPACE // 2)
    height = _up_to_step(max(tile.y + tile.size[1] for tile in tiles) + GAP // 2)
    drawn = np.full((height, width), paper, np.uint8)
    for tile in tiles:
        region = tile.region
        part = picture[region.top : region.bottom, region.left : region.right]
        across, upwards = tile.size
        drawn[tile.y : tile.y + upwards, tile.x : tile.x + across] = np.rot90(part, -1) if region.turned else part
        if tile.x > SPACE:
            rule = tile.x - (SPACE + RULE) // 2
            drawn[tile.y : tile.y + upwards, rule : rule + RULE] = 255 - paper
    return Mosaic(drawn, tuple(tiles))


def _up_to_step(size: int) -> int:
    return math.ceil(size / STEP) * STEP
