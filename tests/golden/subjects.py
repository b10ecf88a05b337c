"""The houses that are drawn: four walls to a flat of six rooms, in metres between centre lines."""

from dataclasses import replace

from tests.golden.plans import Hole, Name, Plan, rectangle


def door(x: float, y: float, width: float = 0.885, hinge: str = "start", side: int = 1) -> Hole:
    return Hole("door", (x, y), width, hinge, side)


def window(x: float, y: float, width: float = 1.4) -> Hole:
    return Hole("window", (x, y), width)


HOUSE = Plan(
    rectangle(9.0, 7.2),
    0.36,
    (((4.2, 0.0), (4.2, 7.2)), ((0.0, 3.8), (4.2, 3.8)), ((4.2, 3.0), (9.0, 3.0))),
    0.12,
    (
        door(5.4, 0.0, 1.01),
        window(2.0, 0.0, 1.8),
        window(7.6, 0.0),
        window(9.0, 5.0, 2.0),
        window(6.6, 7.2, 1.6),
        window(2.2, 7.2),
        window(0.0, 1.8),
        door(4.2, 1.6, side=1),
        door(4.2, 5.8, hinge="end", side=1),
        door(5.6, 3.0, hinge="start", side=1),
    ),
    (
        Name("Kitchen", (1.7, 2.4)),
        Name("Bedroom", (1.7, 5.2)),
        Name("Hall", (6.9, 1.5)),
        Name("Living room", (6.9, 5.0)),
    ),
    ((0.0, 4.2, 9.0), (0.0, 3.8, 7.2)),
    "Ground floor",
)

UPPER = replace(
    HOUSE,
    partitions=(((4.2, 0.0), (4.2, 7.2)), ((0.0, 3.4), (4.2, 3.4)), ((4.2, 4.2), (9.0, 4.2))),
    holes=(
        window(2.0, 0.0),
        window(6.6, 0.0),
        window(9.0, 5.8),
        window(6.6, 7.2),
        window(2.2, 7.2),
        door(4.2, 2.4, side=1),
        door(4.2, 6.2, hinge="end", side=1),
        door(5.6, 4.2, hinge="end", side=1),
    ),
    names=(
        Name("Bedroom 1", (1.8, 1.8)),
        Name("Bedroom 2", (1.8, 5.2)),
        Name("Landing", (6.8, 2.0)),
        Name("Bath", (7.2, 5.8)),
    ),
    chains=((0.0, 4.2, 9.0), (0.0, 3.4, 7.2)),
    title="First floor",
)

L_SHAPED = Plan(
    ((0.0, 0.0), (10.4, 0.0), (10.4, 4.4), (5.6, 4.4), (5.6, 8.6), (0.0, 8.6)),
    0.36,
    (((5.6, 0.0), (5.6, 4.4)), ((0.0, 4.4), (5.6, 4.4)), ((2.9, 4.4), (2.9, 8.6)), ((8.0, 0.0), (8.0, 4.4))),
    0.12,
    (
        door(3.6, 0.0, 1.01),
        window(1.4, 0.0),
        window(6.8, 0.0),
        window(10.4, 2.2),
        window(5.6, 6.6),
        window(1.4, 8.6),
        window(4.3, 8.6, 1.2),
        door(5.6, 1.4, hinge="start", side=-1),
        door(8.0, 3.2, hinge="end", side=-1),
        door(1.4, 4.4, side=1),
        door(4.2, 4.4, side=1),
    ),
    (
        Name("Living room", (2.4, 2.6)),
        Name("Kitchen", (6.9, 3.1)),
        Name("Bath", (9.3, 1.4)),
        Name("Bedroom", (1.6, 6.9)),
        Name("Office", (4.2, 6.9)),
    ),
    ((0.0, 5.6, 10.4), (0.0, 4.4, 8.6)),
)

FLAT = Plan(
    rectangle(11.6, 8.4),
    0.30,
    (
        ((0.0, 3.4), (11.6, 3.4)),
        ((0.0, 5.0), (11.6, 5.0)),
        ((4.0, 5.0), (4.0, 8.4)),
        ((7.6, 5.0), (7.6, 8.4)),
        ((5.2, 0.0), (5.2, 3.4)),
    ),
    0.12,
    (
        door(0.0, 4.2, 1.01, hinge="end"),
        window(2.6, 0.0, 2.2),
        window(8.2, 0.0, 1.8),
        window(2.0, 8.4),
        window(5.8, 8.4, 0.9),
        window(9.6, 8.4),
        door(2.0, 3.4, side=-1),
        door(7.0, 3.4, side=-1),
        door(1.6, 5.0),
        door(5.6, 5.0, 0.76),
        door(9.2, 5.0, hinge="end"),
    ),
    (
        Name("Living room", (2.6, 1.6)),
        Name("Kitchen", (8.6, 1.6)),
        Name("Hall", (5.8, 4.2)),
        Name("Bedroom", (2.0, 7.0)),
        Name("Bath", (5.8, 7.2)),
        Name("Office", (9.6, 7.0)),
    ),
    ((0.0, 5.2, 11.6), (0.0, 3.4, 5.0, 8.4)),
)

WING = Plan(  # its right part stands at thirty degrees to the left one
    ((0.0, 0.0), (5.4, 0.0), (10.596, 3.0), (7.996, 7.503), (4.0, 5.196), (0.0, 5.196)),
    0.36,
    (((5.4, 0.0), (4.0, 5.196)),),
    0.12,
    (
        door(1.6, 0.0, 1.01),
        window(3.8, 0.0),
        window(7.998, 1.5),
        window(9.296, 5.2515),
        window(5.998, 6.3495),
        window(2.0, 5.196),
        door(4.7, 2.598, side=-1),
    ),
    (Name("Living room", (2.2, 2.4)), Name("Studio", (7.0, 3.9))),
    ((0.0, 5.4, 10.596), (0.0, 5.196, 7.503)),
)
