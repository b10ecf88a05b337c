"""Plans drawn anyhow become sound models in every style."""

import math
import random
from pathlib import Path

import pytest

from archdesk.construct.alignment import align_storeys
from archdesk.construct.building import build_scene
from archdesk.export.check import check_glb
from archdesk.export.glb import write_glb
from archdesk.model.floorplan import (
    Column,
    Fixture,
    FloorPlan,
    Hinge,
    Opening,
    OpeningKind,
    Room,
    Sheet,
    Stair,
    Swing,
    Use,
    Wall,
)
from archdesk.model.shapes import Affine, Ring
from archdesk.model.style import BuildStyle, Roof, RoofShape
from tests.unit.construct.houses import survey_of

KINDS = [
    "toilet",
    "basin",
    "sink",
    "bath",
    "shower",
    "stove",
    "kitchen",
    "bed",
    "sofa",
    "chair",
    "table",
    "wardrobe",
    "car",
    "lamp",
]
SEEDS = range(24)


def place(dice: random.Random) -> tuple[float, float]:
    """Half the time on a grid, so that walls meet."""
    x, y = dice.uniform(0, 12), dice.uniform(0, 9)
    return (round(x * 2) / 2, round(y * 2) / 2) if dice.random() < 0.6 else (x, y)


def ring(dice: random.Random) -> Ring:
    """Round, regular or crooked, and sometimes crossing itself."""
    count, (x, y), turn = dice.choice((3, 4, 4, 4, 5, 8, 20)), place(dice), dice.uniform(0, 6)
    reach = [dice.uniform(0.2, 3) for _ in range(count)]
    reach = [reach[0]] * count if dice.random() < 0.5 else reach
    angles = [turn + 2 * math.pi * i / count for i in range(count)]
    return tuple((x + r * math.cos(a), y + r * math.sin(a)) for r, a in zip(reach, angles, strict=True))


def storey(dice: random.Random, level: int) -> FloorPlan:
    walls = [
        Wall(
            f"w{level}{i}",
            (place(dice), place(dice)),
            dice.choice((0.07, 0.1, 0.2, 0.3, 0.45)),
            dice.choice((0, 0, 0, 0.3, -0.6)),
            dice.choice((None, None, 1.1)),
            dice.random() < 0.4,
        )
        for i in range(dice.randint(2, 14))
    ]
    walls.append(Wall(f"w{level}99", ((0, 0), (5, 0)), 0.3))
    openings = [
        Opening(
            f"o{level}{i}",
            dice.choice(list(OpeningKind)),
            dice.choice(walls).id,
            dice.uniform(0, 6),
            dice.uniform(0.2, 4),
            dice.choice((0, 0, 0.9, 1.4)),
            dice.choice((2.1, 2.4, 3)),
            dice.choice((None, *Hinge)),
            dice.choice((None, *Swing)),
            dice.choice((1, 1, 2)),
        )
        for i in range(dice.randint(0, 10))
    ]
    rooms = [
        Room(f"r{level}{i}", ring(dice), 10, use=dice.choice(list(Use)), name=dice.choice(("", "Void", "Living")))
        for i in range(dice.randint(0, 6))
    ]
    stairs = [
        Stair(
            f"s{level}{i}",
            ring(dice),
            tuple(place(dice) for _ in range(dice.choice((0, 0, 2, 3, 4)))),
            dice.choice((0, 1, 4, 8, 15, 17, 80)),
        )
        for i in range(dice.randint(0, 3))
    ]
    things = [
        Fixture(f"f{level}{i}", dice.choice(KINDS), ring(dice), dice.uniform(-180, 180)) for i in range(dice.randint(0, 5))
    ]
    return FloorPlan(
        f"Storey {level}",
        level,
        Sheet(level, 1000, 1000, Affine(0.01, 0, 0, 0, -0.01, 9)),
        None,
        walls=tuple(walls),
        openings=tuple(openings),
        rooms=tuple(rooms),
        stairs=tuple(stairs),
        fixtures=tuple(things),
        columns=tuple(Column(f"c{level}{i}", ring(dice)) for i in range(dice.randint(0, 3))),
    )


def style(dice: random.Random) -> BuildStyle:
    roofs = [Roof(shape, dice.uniform(10, 60), dice.uniform(0, 0.8)) for shape in RoofShape]
    return BuildStyle(
        open_doors=dice.choice((0, 30, 120)),
        animations=dice.random() < 0.5,
        roof=dice.choice((None, *roofs)),
        ceilings=dice.random() < 0.7,
        room_volumes=dice.random() < 0.5,
        collision=dice.random() < 0.5,
        textures=dice.random() < 0.3,
        merge=dice.random() < 0.3,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_drawn_anyhow_is_a_sound_model(seed: int, tmp_path: Path):
    dice = random.Random(seed)
    survey = align_storeys(survey_of(*(storey(dice, level) for level in range(dice.randint(1, 3)))))

    write_glb(build_scene(survey, style(dice)), tmp_path / "m.glb")

    check_glb(tmp_path / "m.glb", survey)
