"""Stairs as sheets show them: straight, with quarter and half turns, winders and spirals, drawn line by line."""

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archdesk.model.shapes import Point

GOING, WIDTH, WELL = 0.28, 1.0, 0.15
Lines = list[tuple[Point, ...]]


@dataclass(frozen=True)
class Drawn:
    """Lines in metres, the line walked upwards, the risers, and the outline's area."""

    lines: Lines
    walked: tuple[Point, ...]
    risers: int
    area: float


def arrow(points: Sequence[Point]) -> Lines:
    """A walking line with a head at its end."""
    (x0, y0), (x1, y1) = points[-2:]
    length = math.dist((x0, y0), (x1, y1))
    u, v = (x1 - x0) / length, (y1 - y0) / length
    barbs = [((x1 - 0.15 * u - side * 0.08 * v, y1 - 0.15 * v + side * 0.08 * u), (x1, y1)) for side in (-1, 1)]
    return [*((a, b) for a, b in itertools.pairwise(points)), *barbs]


def straight(edges: int = 15) -> Drawn:
    length = GOING * (edges - 1)
    lines: Lines = [((0, GOING * i), (WIDTH, GOING * i)) for i in range(edges)]
    sides: Lines = [((x, 0), (x, length)) for x in (0, WIDTH)]
    return Drawn(lines + sides, ((WIDTH / 2, 0), (WIDTH / 2, length)), edges, WIDTH * length)


def quarter(below: int = 8, above: int = 8) -> Drawn:
    """A flight up the page, a landing, and a flight to the right."""
    top, end = GOING * (below - 1), WIDTH + GOING * (above - 1)
    lines: Lines = [((0, GOING * i), (WIDTH, GOING * i)) for i in range(below)]
    lines += [((WIDTH + GOING * i, top), (WIDTH + GOING * i, top + WIDTH)) for i in range(above)]
    lines += [((0, 0), (0, top + WIDTH), (end, top + WIDTH)), ((WIDTH, 0), (WIDTH, top), (end, top))]
    walked = (WIDTH / 2, 0), (WIDTH / 2, top + WIDTH / 2), (end, top + WIDTH / 2)
    return Drawn(lines, walked, below + above, WIDTH * (top + WIDTH + end - WIDTH))


def half(edges: int = 8) -> Drawn:
    """A flight up the page, a landing over both, and a flight back beside it."""
    top, far = GOING * (edges - 1), 2 * WIDTH + WELL
    lines: Lines = [((x, GOING * i), (x + WIDTH, GOING * i)) for i in range(edges) for x in (0, WIDTH + WELL)]
    lines += [
        ((0, 0), (0, top + WIDTH), (far, top + WIDTH), (far, 0)),
        ((WIDTH, 0), (WIDTH, top), (far - WIDTH, top), (far - WIDTH, 0)),
    ]
    depth = top + WIDTH / 2
    walked = (WIDTH / 2, 0), (WIDTH / 2, depth), (far - WIDTH / 2, depth), (far - WIDTH / 2, 0)
    return Drawn(lines, walked, 2 * edges, 2 * WIDTH * top + far * WIDTH)


def winding(below: int = 5, above: int = 8, winders: int = 3) -> Drawn:
    """The same as a quarter turn, with treads that fan out about the corner instead of a landing."""
    top, end = GOING * (below - 1), WIDTH + GOING * (above - 1)
    lines: Lines = [((0, GOING * i), (WIDTH, GOING * i)) for i in range(below)]
    lines += [((WIDTH + GOING * i, top), (WIDTH + GOING * i, top + WIDTH)) for i in range(above)]
    lines += [((0, 0), (0, top + WIDTH), (end, top + WIDTH)), ((WIDTH, 0), (WIDTH, top), (end, top))]
    walked: list[Point] = [(WIDTH / 2, 0), (WIDTH / 2, top)]
    for i in range(1, winders):
        angle = math.pi - math.pi / 2 * i / winders
        reach = WIDTH / max(abs(math.cos(angle)), abs(math.sin(angle)))
        far = WIDTH + reach * math.cos(angle), top + reach * math.sin(angle)
        lines.append(((WIDTH, top), far))
        walked.append(((WIDTH + far[0]) / 2, (top + far[1]) / 2))
    walked += [(WIDTH, top + WIDTH / 2), (end, top + WIDTH / 2)]
    return Drawn(lines, tuple(walked), below + above + winders - 1, WIDTH * (top + WIDTH + end - WIDTH))


def spiral(spokes: int = 13, step: float = math.radians(25), inner: float = 0.1, outer: float = 0.9) -> Drawn:
    """Spokes about a post, going up to the left."""

    def at(radius: float, angle: float) -> Point:
        return radius * math.cos(angle), radius * math.sin(angle)

    lines: Lines = [(at(inner, step * i), at(outer, step * i)) for i in range(spokes)]
    rim = [at(outer, math.pi * i / 32) for i in range(64)]
    lines.append((*rim, rim[0]))
    walked = tuple(at((inner + outer) / 2, step * (spokes - 1) * i / 40) for i in range(41))
    return Drawn(lines, walked, spokes, math.pi * outer**2)


KINDS: dict[str, Callable[[], Drawn]] = {
    "straight": straight,
    "quarter": quarter,
    "half": half,
    "winding": winding,
    "spiral": spiral,
}
