"""A small picture of a building from above and aside, drawn without a graphics card."""

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from archdesk.export.placed import placed_meshes
from archdesk.model.scene import HIDDEN_KINDS, Scene, on_screen

SIZE = (512, 384)
_FINER = 2  # drawn so much larger and then reduced, for soft edges
_TURN = math.radians(-32)
_TILT = math.radians(42)
_MARGIN = 0.06
_SUN = np.array((0.35, 0.85, 0.4)) / np.linalg.norm((0.35, 0.85, 0.4))
_SHADOW = 0.52  # the light on a face that the sun does not see
_MOST = 60_000  # triangles; of a larger building only walls and floors are drawn

_SAME_WAY = 0.94  # the cosine between two faces that look like one
_LINE = 0.6  # how dark an edge is drawn

_Faces = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


def draw_thumbnail(scene: Scene, target: Path) -> None:
    """Draw the scene as a PNG with a clear background, written aside and renamed."""
    picture = thumbnail(scene)
    aside = target.with_name(f".{target.name}.part")
    picture.save(aside, "PNG")
    aside.replace(target)


def thumbnail(scene: Scene) -> Image.Image:
    """The picture of a scene."""
    corners, normals, colours = _faces(scene)
    view = _view()
    seen = normals @ view[2] > 0
    corners, normals, colours = corners[seen], normals[seen], colours[seen]
    if len(corners):
        return _painted(_fitted(corners @ view.T), normals, _shaded(normals, colours)).resize(SIZE, Image.Resampling.LANCZOS)
    return Image.new("RGBA", SIZE, (0, 0, 0, 0))


def _painted(corners: NDArray[np.float64], normals: NDArray[np.float64], colours: NDArray[np.float64]) -> Image.Image:
    """The solid faces, and over them the nearest pane that is before them."""
    solid, clear = np.flatnonzero(colours[:, 3] >= 1), np.flatnonzero(colours[:, 3] < 1)
    faces, near = _nearest(corners[solid])
    pixels = np.vstack((colours[solid], np.zeros(4)))[faces]
    _outlined(pixels, faces, normals[solid])
    panes, pane_near = _nearest(corners[clear])
    before = np.flatnonzero((panes >= 0) & (pane_near > near))
    pane = colours[clear][panes[before]]
    opacity = np.where(pixels[before, 3:] > 0, pane[:, 3:], 1.0)
    pixels[before, :3] = pixels[before, :3] * (1 - opacity) + pane[:, :3] * opacity
    pixels[before, 3] = 1.0
    rows = (pixels * 255).round().astype(np.uint8).reshape(SIZE[1] * _FINER, SIZE[0] * _FINER, 4)
    return Image.fromarray(rows)


def _view() -> NDArray[np.float64]:
    """Rows: right, up and towards the eye."""
    c, s = math.cos(_TURN), math.sin(_TURN)
    right = np.array((c, 0.0, s))
    back = np.array((-s * math.cos(_TILT), math.sin(_TILT), c * math.cos(_TILT)))
    return np.array((right, np.cross(back, right), back))


def _faces(scene: Scene) -> _Faces:
    """Corners (n, 3, 3), normals and colours of all triangles in the building's axes.

    Ceilings would hide what is below them; they are left out with what is no part of the building.
    """
    placed = tuple(placed_meshes(scene, HIDDEN_KINDS))
    if not placed:
        return np.empty((0, 3, 3)), np.empty((0, 3)), np.empty((0, 4))
    corners = np.concatenate([one.points[one.mesh.triangles] for one in placed])
    normals = np.concatenate([one.normals[one.mesh.triangles[:, 0]] for one in placed])
    colours = np.concatenate([one.mesh.face_colours.astype(np.float64) for one in placed])
    if len(corners) > _MOST:
        area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
        kept = np.argsort(-area)[:_MOST]
        return corners[kept], normals[kept], colours[kept]
    return corners, normals, colours


def _shaded(normals: NDArray[np.float64], colours: NDArray[np.float64]) -> NDArray[np.float64]:
    """Colours as a screen shows them."""
    light = _SHADOW + (1 - _SHADOW) * np.clip(normals @ _SUN, 0, 1)
    return np.column_stack((on_screen(np.clip(colours[:, :3] * light[:, None], 0, 1)), colours[:, 3]))


def _fitted(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """The corners in pixels of the fine picture, y down, with their nearness in metres."""
    low, high = corners[:, :, :2].min(axis=(0, 1)), corners[:, :, :2].max(axis=(0, 1))
    size = np.array(SIZE) * _FINER
    factor = float(np.min(size * (1 - 2 * _MARGIN) / np.maximum(high - low, 1e-6)))
    flat = (corners[:, :, :2] - (low + high) / 2) * (factor, -factor) + size / 2
    return np.concatenate((flat, corners[:, :, 2:]), axis=2)


def _nearest(corners: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For each pixel the number of the nearest face (-1: none) and its nearness."""
    width, height = SIZE[0] * _FINER, SIZE[1] * _FINER
    face, pixel, near = _fragments(corners)
    deepest = near.min() if len(near) else 0.0
    scale = (1 << 30) / max(float(np.ptp(near)) if len(near) else 1.0, 1e-9)
    keys = (((near - deepest) * scale).astype(np.int64) << 32) | face
    best = np.full(width * height, -1, dtype=np.int64)
    np.maximum.at(best, pixel, keys)
    faces = np.where(best >= 0, best & 0xFFFFFFFF, -1)
    return faces, np.where(best >= 0, (best >> 32) / scale + deepest, -np.inf)


def _fragments(corners: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Face, pixel and nearness of each pixel's middle that lies in a face."""
    width = SIZE[0] * _FINER
    y = corners[:, :, 1]
    face, row = _runs(np.ceil(y.min(axis=1) - 0.5), np.ceil(y.max(axis=1) - 0.5))
    left, right = _spans(corners[face], row.astype(np.float64) + 0.5)
    run, column = _runs(np.ceil(left - 0.5), np.ceil(right - 0.5))
    face, row = face[run], row[run]
    across, down, start = _slopes(corners)
    near = start[face] + across[face] * (column + 0.5) + down[face] * (row + 0.5)
    return face, row * width + column, near


def _runs(first: NDArray[np.float64], behind: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each whole number from ``first`` on and before ``behind``, with the number of its pair."""
    start = first.astype(np.int64)
    counts = np.maximum(behind.astype(np.int64) - start, 0)
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts) + start[owner]


def _spans(corners: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the level at ``y`` enters and leaves each face."""
    left, right = np.full(len(y), np.inf), np.full(len(y), -np.inf)
    for one, two in ((0, 1), (1, 2), (2, 0)):
        (x0, y0), (x1, y1) = corners[:, one, :2].T, corners[:, two, :2].T
        crossed = (y0 <= y) != (y1 <= y)
        x = x0 + (x1 - x0) * (y - y0) / np.where(crossed, y1 - y0, 1.0)
        left = np.where(crossed, np.minimum(left, x), left)
        right = np.where(crossed, np.maximum(right, x), right)
    found = left <= right
    return np.where(found, left, 0.0), np.where(found, right, 0.0)


def _slopes(corners: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The nearness over a face: its growth to the right and down, and its value at the picture's corner."""
    one, two = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    normal = np.cross(one, two)
    steep = np.where(np.abs(normal[:, 2]) < 1e-9, 1e-9, normal[:, 2])
    across, down = -normal[:, 0] / steep, -normal[:, 1] / steep
    return across, down, corners[:, 0, 2] - across * corners[:, 0, 0] - down * corners[:, 0, 1]


def _outlined(colours: NDArray[np.float64], faces: NDArray[np.int64], normals: NDArray[np.float64]) -> None:
    """Darken, in place, where a face of another direction begins."""
    width, height = SIZE[0] * _FINER, SIZE[1] * _FINER
    directions = np.vstack((normals, np.zeros(3)))[faces].reshape(height, width, 3)
    edge = np.zeros((height, width), dtype=bool)
    edge[:, 1:] |= np.einsum("ijk,ijk->ij", directions[:, 1:], directions[:, :-1]) < _SAME_WAY
    edge[1:] |= np.einsum("ijk,ijk->ij", directions[1:], directions[:-1]) < _SAME_WAY
    colours[edge.ravel() & (faces >= 0), :3] *= _LINE
