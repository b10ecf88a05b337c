"""All lines of text in a picture: likely regions are packed closely, and searched together."""

import cv2
import numpy as np

from archdesk.interpret.offline.lettering.boxes import Corners, Picture, is_tall, runs_up, shared_areas, sides, start_at_bottom
from archdesk.interpret.offline.lettering.lines import find_lines
from archdesk.interpret.offline.lettering.mosaics import pack
from archdesk.interpret.offline.lettering.regions import Region, find_lettering, find_regions, longest_regions

ROOM = 32  # pixels around the picture, for lines at its edge
INSIDE = 0.7  # of a box
AS_HIGH = 1.4  # times


class Search:
    """Looks for lines of text in a picture; tall boxes are taken to be read upwards, as drawings are."""

    def __init__(self, picture: Picture) -> None:
        self._roomy = np.asarray(cv2.copyMakeBorder(picture, ROOM, ROOM, ROOM, ROOM, cv2.BORDER_REPLICATE), np.uint8)
        self._lettering = find_lettering(self._roomy)

    @property
    def is_stacked(self) -> bool:
        """Whether most of what looks like lettering runs upwards."""
        return self._lettering.is_stacked

    def boxes(self) -> list[Corners]:
        """Boxes around all lines of text, longest first."""
        return self._boxes_in(find_regions(self._lettering))

    def longest_boxes(self, most: int) -> list[Corners]:
        """Those in so many of the likeliest places."""
        return self._boxes_in(longest_regions(self._lettering, most))

    def _boxes_in(self, regions: list[Region]) -> list[Corners]:
        boxes = []
        for mosaic in pack(self._roomy, regions):
            for box in find_lines(mosaic.picture):
                tile = next((tile for tile in mosaic.tiles if tile.holds(box)), None)
                if tile is None or (tile.region.turned and is_tall(box)):
                    continue
                found = tile.to_picture(box) - np.float32(ROOM)
                boxes.append(start_at_bottom(found) if is_tall(box) else found)
        return _without_parts(boxes)


def _without_parts(boxes: list[Corners]) -> list[Corners]:
    """Without boxes that lie in a longer one as high that runs the same way: a line seen twice."""
    if not boxes:
        return []
    boxes = sorted(boxes, key=lambda each: -sides(each)[0])
    corners = np.stack(boxes)
    along, across = np.array([sides(box) for box in boxes]).T
    up = np.array([runs_up(box) for box in boxes])
    kept = np.ones(len(boxes), bool)
    for i in range(1, len(boxes)):
        as_high = np.maximum(across[:i], across[i]) <= AS_HIGH * np.minimum(across[:i], across[i])
        inside = shared_areas(boxes[i], corners[:i]) >= INSIDE * along[i] * across[i]
        kept[i] = not (kept[:i] & (up[:i] == up[i]) & as_high & inside).any()
    return [box for box, keep in zip(boxes, kept, strict=True) if keep]
