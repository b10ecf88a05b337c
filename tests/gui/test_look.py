"""Palettes that can be read, icons that can be drawn."""

import pytest
from PySide6.QtGui import QColor, QPalette

from archdesk.gui.actions import COMMANDS
from archdesk.gui.look.icons import draw_icon
from archdesk.gui.look.palettes import DARK, LIGHT, Shades, contrast, is_dark, make_palette, state_colours
from archdesk.gui.look.resources import resource
from archdesk.gui.look.theme import Look, Theme

TEXT, SHAPE = 4.5, 3.0  # WCAG AA
ROLE = QPalette.ColorRole


@pytest.mark.parametrize("shades", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (ROLE.WindowText, ROLE.Window),
        (ROLE.Text, ROLE.Base),
        (ROLE.Text, ROLE.AlternateBase),
        (ROLE.ButtonText, ROLE.Button),
        (ROLE.HighlightedText, ROLE.Highlight),
        (ROLE.PlaceholderText, ROLE.Base),
        (ROLE.PlaceholderText, ROLE.Window),
        (ROLE.Link, ROLE.Base),
        (ROLE.Link, ROLE.Window),
        (ROLE.ToolTipText, ROLE.ToolTipBase),
    ],
)
def test_text_stands_out_from_its_ground(shades: Shades, ink: QPalette.ColorRole, ground: QPalette.ColorRole) -> None:
    palette = make_palette(shades)

    assert contrast(palette.color(ink), palette.color(ground)) >= TEXT


@pytest.mark.parametrize("shades", [LIGHT, DARK])
def test_disabled_text_can_still_be_read(shades: Shades) -> None:
    palette = make_palette(shades)
    disabled = palette.color(QPalette.ColorGroup.Disabled, ROLE.WindowText)

    assert contrast(disabled, palette.color(ROLE.Window)) >= TEXT


@pytest.mark.parametrize("shades", [LIGHT, DARK])
def test_state_colours_can_be_read_on_lists_and_window(shades: Shades) -> None:
    palette = make_palette(shades)
    colours = state_colours(palette)

    for colour in (colours.ok, colours.warning, colours.error):
        assert contrast(colour, palette.color(ROLE.Base)) >= TEXT
        assert contrast(colour, palette.color(ROLE.Window)) >= TEXT


@pytest.mark.parametrize("shades", [LIGHT, DARK])
def test_accents_stand_out_as_shapes(shades: Shades) -> None:
    palette = make_palette(shades)

    assert contrast(palette.color(ROLE.Accent), palette.color(ROLE.Base)) >= SHAPE


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert round(contrast(QColor("black"), QColor("white")), 6) == 21


def test_the_look_changes_while_the_window_is_open(qapp, theme: Theme) -> None:
    theme.wear(Look.DARK)
    dark = is_dark(qapp.palette())
    theme.wear(Look.LIGHT)

    assert dark
    assert not is_dark(qapp.palette())


@pytest.mark.parametrize("name", sorted({command.icon for command in COMMANDS.values()} - {""}))
def test_every_command_has_a_shipped_icon(qapp, name: str) -> None:
    assert not draw_icon(name).isNull()


def test_icons_take_their_colour_from_the_palette() -> None:
    for path in resource("icons").glob("*.svg"):
        drawing = path.read_text(encoding="utf-8")

        assert path.stem == "archdesk" or 'stroke="currentColor" stroke-width="2"' in drawing
