"""Models of our own for bathrooms and kitchens, as wide and deep as their outlines; the back is at y = 0."""

from shapely import box

from archdesk.construct.materials import CERAMIC, GLASS, HANDLE, HOB, STEEL, TIMBER, WORKTOP
from archdesk.construct.pieces import Part, cuboid, ellipse, prism, rod, softened

_WALL = 0.05  # metres; how thick the rims of basins are
_APART = 0.002  # what touches is drawn so far apart


def toilet(width: float, depth: float) -> list[Part]:
    half, tank = width / 2, min(0.2, 0.28 * depth)
    bowl = ellipse((-half, half), (tank - 0.04, depth))
    foot = ellipse((-0.55 * half, 0.55 * half), (tank, 0.85 * depth))
    return [
        (CERAMIC, cuboid((-half, half), (0, tank), (0.36, 0.8))),
        (CERAMIC, cuboid((-half - 0.004, half + 0.004), (0, tank + 0.004), (0.8 + _APART, 0.83))),
        (CERAMIC, prism(foot, (0, 0.22))),
        (CERAMIC, prism(bowl.buffer(-0.02), (0.22 + _APART, 0.39))),
        (CERAMIC, prism(bowl, (0.39 + _APART, 0.43))),
    ]


def basin(width: float, depth: float) -> list[Part]:
    half = width / 2
    slab = softened((-half, half), (0, depth), min(0.06, half / 2, depth / 4))
    hollow = ellipse((-0.78 * half, 0.78 * half), (0.25 * depth, 0.9 * depth))
    return [
        (CERAMIC, prism(slab - hollow, (0.76, 0.86))),
        (CERAMIC, prism(slab.buffer(-0.03), (0.7, 0.76 - _APART))),
        (CERAMIC, prism(ellipse((-0.25 * half, 0.25 * half), (0.1 * depth, 0.6 * depth)), (0, 0.7 - _APART))),
        *_tap(0.0, 0.12 * depth, 0.86),
    ]


def bath(width: float, depth: float) -> list[Part]:
    half = width / 2
    outside, rim = box(-half, 0, half, depth), min(0.08, width / 8, depth / 8)
    inside = softened((-half + rim, half - rim), (rim, depth - rim), min(0.2, half / 2, depth / 4))
    long = width >= depth
    return [
        (CERAMIC, prism(outside - inside, (0, 0.56))),
        (CERAMIC, prism(inside.buffer(-_APART), (0.08, 0.14))),
        *_tap(*((half - rim / 2, depth / 2) if long else (0.0, rim / 2)), 0.56),
    ]


def shower(width: float, depth: float) -> list[Part]:
    half = width / 2
    tray = box(-half, 0, half, depth)
    inside = softened((-half + _WALL, half - _WALL), (_WALL, depth - _WALL), 0.05)
    return [
        (CERAMIC, prism(tray - inside, (0, 0.08))),
        (CERAMIC, prism(inside.buffer(-_APART), (0, 0.04))),
        (GLASS, cuboid((-half + 0.01, 0.1 * half), (depth - 0.03, depth - 0.02), (0.08 + _APART, 2.0))),
        (HANDLE, rod(0.0, 0.06, 0.012, (0.9, 2.1))),
        (HANDLE, rod(0.0, 0.16, 0.1, (2.1 + _APART, 2.12))),
    ]


def sink(width: float, depth: float) -> list[Part]:
    half = width / 2
    top = box(-half, 0, half, depth)
    hollow = softened((-0.7 * half, 0.7 * half), (0.2 * depth, 0.85 * depth), 0.04)
    return [
        *_cabinet(width, depth),
        (STEEL, prism(top - hollow, (0.86, 0.9))),
        (STEEL, prism(hollow.buffer(-_APART), (0.86, 0.865))),
        *_tap(0.0, 0.1 * depth, 0.9),
    ]


def stove(width: float, depth: float) -> list[Part]:
    half = width / 2
    rings = [(x * half, y * depth, r) for x, y, r in ((-0.5, 0.3, 0.08), (0.5, 0.3, 0.1), (-0.5, 0.72, 0.1), (0.5, 0.72, 0.08))]
    size = min(1.0, width / 0.55, depth / 0.55)
    return [
        (STEEL, cuboid((-half, half), (0, depth - 0.02), (0.05, 0.88))),
        (HOB, cuboid((-half, half), (0, depth), (0.88 + _APART, 0.9))),
        (HOB, cuboid((-0.8 * half, 0.8 * half), (depth - 0.02 + _APART, depth - 0.005), (0.2, 0.68))),
        (HANDLE, cuboid((-0.8 * half, 0.8 * half), (depth - 0.02 + _APART, depth), (0.74, 0.76))),
        *((STEEL, rod(x, y, r * size, (0.9 + _APART, 0.906))) for x, y, r in rings),
    ]


def kitchen(width: float, depth: float) -> list[Part]:
    half = width / 2
    return [*_cabinet(width, depth), (WORKTOP, cuboid((-half, half), (0, depth), (0.86, 0.9)))]


def _cabinet(width: float, depth: float) -> list[Part]:
    """A plinth and a carcass with fronts of about 60 cm."""
    half, count = width / 2, max(1, round(width / 0.6))
    step = width / count
    fronts = [
        cuboid((-half + i * step + 0.003, -half + (i + 1) * step - 0.003), (depth - 0.04, depth - 0.022), (0.11, 0.84))
        for i in range(count)
    ]
    return [
        (TIMBER, cuboid((-half + 0.01, half - 0.01), (0, depth - 0.08), (0, 0.1))),
        (TIMBER, cuboid((-half, half), (0, depth - 0.042), (0.1 + _APART, 0.86 - _APART))),
        *((TIMBER, front) for front in fronts),
    ]


def _tap(x: float, y: float, height: float) -> list[Part]:
    return [
        (HANDLE, rod(x, y, 0.015, (height + _APART, height + 0.16))),
        (HANDLE, cuboid((x - 0.01, x + 0.01), (y, y + 0.12), (height + 0.16 + _APART, height + 0.18))),
    ]
