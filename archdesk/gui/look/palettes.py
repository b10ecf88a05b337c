"""Colours: a light and a dark palette, and the colours of states, all readable on their ground."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

_ROLE = QPalette.ColorRole
_GROUP = QPalette.ColorGroup


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of one look, as hexadecimal RGB."""

    window: str
    text: str
    base: str
    alternate: str
    button: str
    highlight: str
    accent: str
    link: str
    placeholder: str
    disabled: str
    line: str
    light: str
    shadow: str


@dataclass(frozen=True, slots=True)
class StateColours:
    """The colours that states are painted in; a state always has a shape and a word as well."""

    ok: QColor
    warning: QColor
    error: QColor


LIGHT = Shades(
    window="f3f4f6",
    text="1c2430",
    base="ffffff",
    alternate="f7f8fa",
    button="e9ebef",
    highlight="1b62b5",
    accent="1b62b5",
    link="1557a0",
    placeholder="5b6573",
    disabled="667080",
    line="cfd4db",
    light="ffffff",
    shadow="8d96a3",
)
DARK = Shades(
    window="23272e",
    text="e6e9ee",
    base="1b1e24",
    alternate="20242b",
    button="2e333c",
    highlight="2f6fc0",
    accent="5b9bea",
    link="7db4f5",
    placeholder="9aa4b2",
    disabled="858f9d",
    line="3a404a",
    light="3f4652",
    shadow="101216",
)
_LIGHT_STATES = ("2e7d32", "8a5200", "c62828")
_DARK_STATES = ("81c995", "ffb74d", "ff8a80")


def make_palette(shades: Shades) -> QPalette:
    palette = QPalette()
    for role, shade in _roles(shades).items():
        palette.setColor(role, _colour(shade))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.HighlightedText):
        palette.setColor(_GROUP.Disabled, role, _colour(shades.disabled))
    palette.setColor(_GROUP.Disabled, _ROLE.Highlight, _colour(shades.button))
    return palette


def is_dark(palette: QPalette) -> bool:
    return palette.color(_ROLE.Base).lightnessF() < palette.color(_ROLE.Text).lightnessF()


def state_colours(palette: QPalette) -> StateColours:
    return StateColours(*(_colour(shade) for shade in (_DARK_STATES if is_dark(palette) else _LIGHT_STATES)))


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two, ``share`` of it from the second."""
    pairs = zip((one.redF(), one.greenF(), one.blueF()), (other.redF(), other.greenF(), other.blueF()), strict=True)
    red, green, blue = (a + (b - a) * share for a, b in pairs)
    return QColor.fromRgbF(red, green, blue)


def _roles(shades: Shades) -> dict[QPalette.ColorRole, str]:
    return {
        _ROLE.Window: shades.window,
        _ROLE.WindowText: shades.text,
        _ROLE.Base: shades.base,
        _ROLE.AlternateBase: shades.alternate,
        _ROLE.Text: shades.text,
        _ROLE.Button: shades.button,
        _ROLE.ButtonText: shades.text,
        _ROLE.BrightText: "ffffff",
        _ROLE.Highlight: shades.highlight,
        _ROLE.HighlightedText: "ffffff",
        _ROLE.Accent: shades.accent,
        _ROLE.Link: shades.link,
        _ROLE.LinkVisited: shades.link,
        _ROLE.PlaceholderText: shades.placeholder,
        _ROLE.ToolTipBase: shades.base,
        _ROLE.ToolTipText: shades.text,
        _ROLE.Light: shades.light,
        _ROLE.Midlight: shades.button,
        _ROLE.Mid: shades.line,
        _ROLE.Dark: shades.line,
        _ROLE.Shadow: shades.shadow,
    }


def _colour(shade: str) -> QColor:
    return QColor(f"#{shade}")


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
