"""Regions of a picture packed closely into few small pictures, and the way back."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from archdesk.interpret.offline.lettering.boxes import Corners, Picture
from archdesk.interpret.offline.lettering.regions import Region

STEP = 32  # pixels; sides are multiples of this
LARGEST = 640 * 640  # pixels of a mosaic with more than one column: the network's memory grows with it
LONGEST = 1600  # pixels of a region's side; longer ones are cut
OVERLAP = 300  # pixels that two parts of a region have in common, longer than a room's name
USUAL = 640  # pixels of a mosaic's height
GAP = 8  # pixels between two regions that stand above one another
SPACE = 24  # pixels between two columns, with a rule in the middle, lest their texts look like one line
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
    parts = sorted((part for region in regions for part in _cut(region)), key=lambda part: -_size(part)[0])
    height = _up_to_step(max([USUAL, *(_size(part)[1] + 2 * GAP for part in parts)]))
    paper = int(np.median(picture[::8, ::8]))
    tiles: list[Tile] = []
    x, y, column = GAP, GAP, 0
    for part in parts:
        across, upwards = _size(part)
        if y + upwards + GAP > height:
            x, y, column = x + column + SPACE, GAP, 0
        if tiles and (x + max(column, across) + GAP) * height > LARGEST and y == GAP:
            yield _lay(picture, tiles, height, paper)
            tiles, x, y, column = [], GAP, GAP, 0
        tiles.append(Tile(part, x, y))
        y, column = y + upwards + GAP, max(column, across)
    if tiles:
        yield _lay(picture, tiles, height, paper)


def _size(region: Region) -> tuple[int, int]:
    width, height = region.right - region.left, region.bottom - region.top
    return (height, width) if region.turned else (width, height)


def _cut(region: Region) -> Iterator[Region]:
    for top, bottom in _spans(region.top, region.bottom):
        for left, right in _spans(region.left, region.right):
            yield Region(left, top, right, bottom, region.turned)


def _spans(low: int, high: int) -> list[tuple[int, int]]:
    """The fewest spans of like length that cover all, each with the next in common by the overlap."""
    size = high - low
    count = 1 if size <= LONGEST else math.ceil((size - OVERLAP) / (LONGEST - OVERLAP))
    length = math.ceil((size + OVERLAP * (count - 1)) / count)
    starts = [low + round(i * (size - length) / max(count - 1, 1)) for i in range(count)]
    return [(start, start + length) for start in starts]


def _lay(picture: Picture, tiles: list[Tile], height: int, paper: int) -> Mosaic:
    width = _up_to_step(max(tile.x + tile.size[0] for tile in tiles) + GAP)
    lowest = _up_to_step(max(tile.y + tile.size[1] for tile in tiles) + GAP)
    laid = np.full((min(height, lowest), width), paper, np.uint8)
    for tile in tiles:
        region = tile.region
        part = picture[region.top : region.bottom, region.left : region.right]
        across, upwards = tile.size
        laid[tile.y : tile.y + upwards, tile.x : tile.x + across] = np.rot90(part, -1) if region.turned else part
    for x in {tile.x for tile in tiles} - {GAP}:
        laid[:, x - SPACE // 2 : x - SPACE // 2 + RULE] = 255 - paper
    return Mosaic(laid, tuple(tiles))


def _up_to_step(size: int) -> int:
    return math.ceil(size / STEP) * STEP
