"""Options of the command line for how a building is made, gathered into one style."""

import functools
from collections.abc import Callable
from typing import Any

import click

from archdesk.model.style import BuildStyle, Roof, RoofShape

FLATTEST, STEEPEST = 5, 70  # degrees of a roof
LONGEST_OVERHANG = 3.0  # metres


def build_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options for buildings; it is given their ``style``."""

    @functools.wraps(command)
    def gathered(
        *args: Any,
        open_doors: float,
        animations: bool,
        roof: str | None,
        pitch: float,
        overhang: float,
        no_ceilings: bool,
        rooms: bool,
        collision: bool,
        textures: bool,
        merge: bool,
        instancing: bool,
        **rest: Any,
    ) -> None:
        if merge and instancing:
            raise click.UsageError("--merge leaves no copies for --instancing; choose one of them.")
        above = Roof(RoofShape(roof), pitch, overhang) if roof else None
        style = BuildStyle(open_doors, animations, above, not no_ceilings, rooms, collision, textures, merge, instancing)
        command(*args, style=style, **rest)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


_OPTIONS = (
    click.option("--merge", is_flag=True, help="Join what is of one storey and material, for few draw calls."),
    click.option("--instancing", is_flag=True, help="Copies drawn at once (EXT_mesh_gpu_instancing), for engines that can."),
    click.option("--textures", is_flag=True, help="Brick, plaster, wood, tile and concrete on the surfaces."),
    click.option("--open-doors", type=click.FloatRange(0, 120), default=0.0, help="How far doors stand open, in degrees."),
    click.option("--animations", is_flag=True, help="An animation for each door that opens it."),
    click.option("--roof", type=click.Choice([shape.value for shape in RoofShape]), help="A roof over the outline."),
    click.option("--pitch", type=click.FloatRange(FLATTEST, STEEPEST), default=35.0, help="The roof's, in degrees."),
    click.option("--overhang", type=click.FloatRange(0, LONGEST_OVERHANG), default=0.4, help="The roof's, in metres."),
    click.option("--no-ceilings", is_flag=True, help="Leave ceilings and the uppermost slabs out."),
    click.option("--rooms", is_flag=True, help="The air of each room as a volume, to find one's way in."),
    click.option("--collision", is_flag=True, help="Simple convex solids of the walls for game engines."),
)
