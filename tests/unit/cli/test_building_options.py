"""The command line's options for buildings become one style."""

import click
import pytest
from click.testing import CliRunner

from archdesk.cli.building import build_options
from archdesk.model.style import PLAIN, BuildStyle, Roof, RoofShape


def _style_of(*arguments: str) -> BuildStyle:
    found: list[BuildStyle] = []

    @click.command()
    @build_options
    def command(style: BuildStyle) -> None:
        found.append(style)

    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    return found[0]


def test_without_options_a_building_is_plain() -> None:
    assert _style_of() == PLAIN


def test_each_option_has_its_place() -> None:
    style = _style_of(
        *("--open-doors", "45", "--animations", "--roof", "gable", "--pitch", "40", "--overhang", "0.6"),
        *("--no-ceilings", "--rooms", "--collision", "--textures", "--merge"),
    )

    assert style == BuildStyle(
        open_doors=45,
        animations=True,
        roof=Roof(RoofShape.GABLE, 40, 0.6),
        ceilings=False,
        room_volumes=True,
        collision=True,
        textures=True,
        merge=True,
    )


@pytest.mark.parametrize("wrong", [("--roof", "onion"), ("--pitch", "90"), ("--open-doors", "400"), ("--overhang", "-1")])
def test_what_no_building_has_is_refused(wrong: tuple[str, str]) -> None:
    @click.command()
    @build_options
    def command(style: BuildStyle) -> None:
        del style

    result = CliRunner().invoke(command, wrong)

    assert 2 == result.exit_code
    assert wrong[0] in result.output
