"""Models of our own for rooms and garages, as wide and deep as their outlines; the back is at y = 0."""

from archdesk.construct.materials import FABRIC, GLASS, LACQUER, LINEN, TIMBER, TYRE
from archdesk.construct.pieces import Part, cuboid, ellipse, prism, rod, slice_, softened, wheel

_APART = 0.002  # what touches is drawn so far apart
_DOUBLE = 1.2  # metres; a wider bed has two pillows
_SEAT = 0.75  # the width of a seat on a sofa


def bed(width: float, depth: float) -> list[Part]:
    half, pillows = width / 2, 2 if width > _DOUBLE else 1
    wide = (width - 0.1) / pillows
    mattress = softened((-half + 0.02, half - 0.02), (0.06, depth - 0.02), 0.05)
    blanket = softened((-half, half), (0.6, depth), 0.05)
    heads = [(-half + 0.05 + i * wide + 0.03, -half + 0.05 + (i + 1) * wide - 0.03) for i in range(pillows)]
    return [
        (TIMBER, cuboid((-half, half), (0, 0.05), (0, 0.95))),
        (TIMBER, cuboid((-half + 0.01, half - 0.01), (0.05 + _APART, depth), (0.08, 0.3))),
        (LINEN, prism(mattress, (0.3 + _APART, 0.48))),
        *((LINEN, prism(softened(x, (0.12, 0.5), 0.08), (0.48 + _APART, 0.6))) for x in heads),
        (FABRIC, prism(blanket, (0.48 + _APART, 0.53))),
    ]


def sofa(width: float, depth: float) -> list[Part]:
    half, arm = width / 2, min(0.18, width / 6)
    count = max(1, round((width - 2 * arm) / _SEAT))
    step = (width - 2 * arm) / count
    seats = [(-half + arm + i * step + 0.01, -half + arm + (i + 1) * step - 0.01) for i in range(count)]
    return [
        (FABRIC, cuboid((-half + 0.01, half - 0.01), (0.01, depth - 0.03), (0.06, 0.28))),
        (FABRIC, prism(softened((-half, half), (0, 0.22), 0.05), (0.28 + _APART, 0.82))),
        *(
            (FABRIC, prism(softened(x, (0.22 + _APART, depth - 0.02), 0.04), (0.28 + _APART, 0.62)))
            for x in ((-half, -half + arm), (half - arm, half))
        ),
        *((FABRIC, prism(softened(x, (0.24, depth), 0.05), (0.28 + _APART, 0.45))) for x in seats),
    ]


def chair(width: float, depth: float) -> list[Part]:
    half = width / 2
    return [
        (TIMBER, prism(softened((-half, half), (0, depth), min(0.04, half / 3)), (0.43, 0.46))),
        (TIMBER, cuboid((-half + 0.02, half - 0.02), (0.005, 0.03), (0.6, 0.86))),
        *((TIMBER, rod(x, depth - 0.05, 0.018, (0, 0.43 - _APART))) for x in (-half + 0.05, half - 0.05)),
        *((TIMBER, rod(x, 0.05, 0.018, (0, 0.43 - _APART))) for x in (-half + 0.05, half - 0.05)),
        *((TIMBER, rod(x, 0.05, 0.015, (0.46 + _APART, 0.8))) for x in (-half + 0.05, half - 0.05)),
    ]


def table(width: float, depth: float) -> list[Part]:
    half, inset = width / 2, min(0.08, width / 6, depth / 6)
    legs = [(x, y) for x in (-half + inset, half - inset) for y in (inset, depth - inset)]
    return [
        (TIMBER, prism(softened((-half, half), (0, depth), 0.02), (0.71, 0.74))),
        *((TIMBER, cuboid((x - 0.03, x + 0.03), (y - 0.03, y + 0.03), (0, 0.71 - _APART))) for x, y in legs),
    ]


def round_table(width: float, depth: float) -> list[Part]:
    foot = min(width, depth) / 4
    return [
        (TIMBER, prism(ellipse((-width / 2, width / 2), (0, depth)), (0.71, 0.74))),
        (TIMBER, rod(0, depth / 2, 0.05, (0.03 + _APART, 0.71 - _APART))),
        (TIMBER, rod(0, depth / 2, foot, (0, 0.03))),
    ]


def wardrobe(width: float, depth: float) -> list[Part]:
    half, count = width / 2, max(1, round(width / 0.55))
    step = width / count
    doors = [(-half + i * step + 0.003, -half + (i + 1) * step - 0.003) for i in range(count)]
    return [
        (TIMBER, cuboid((-half, half), (0, depth - 0.024), (0, 2.1))),
        *((TIMBER, cuboid(x, (depth - 0.022, depth), (0.08, 2.09))) for x in doors),
    ]


def car(width: float, depth: float) -> list[Part]:
    """A car that stands with its tail at the back, in the proportions of a saloon."""
    half, d = width / 2, depth
    body = ((0.0, 0.35), (0.03 * d, 0.25), (0.97 * d, 0.25), (d, 0.4), (0.97 * d, 0.7), (0.72 * d, 0.88), (0.02 * d, 0.9))
    cabin = ((0.08 * d, 0.9 + _APART), (0.7 * d, 0.89 + _APART), (0.55 * d, 1.4), (0.22 * d, 1.42))
    tyre = min(0.32, 0.075 * d)
    sides = ((-half + 0.01, -half + 0.21), (half - 0.21, half - 0.01))
    return [
        (LACQUER, slice_(body, (-half + 0.03, half - 0.03))),
        (GLASS, slice_(cabin, (-half + 0.14, half - 0.14))),
        (LACQUER, slice_(_roof(d), (-half + 0.17, half - 0.17))),
        *((TYRE, wheel(side, y * d, tyre, tyre)) for side in sides for y in (0.2, 0.8)),
    ]


def _roof(d: float) -> tuple[tuple[float, float], ...]:
    return (0.21 * d, 1.42 + _APART), (0.56 * d, 1.405 + _APART), (0.54 * d, 1.45), (0.23 * d, 1.46)
