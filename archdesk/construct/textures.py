"""Small pictures of surfaces, made here; each shows a square metre and meets itself at its edges."""

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from archdesk.model.scene import Texture

_SIZE = 256  # pixels a metre
_SHADES = 32  # grey levels kept, so that pictures pack well
_SEED = 7  # the same picture each time

_Field = NDArray[np.float64]


def textures() -> dict[str, Texture]:
    """All pictures by what they show; they are grey and take a material's colour, but for brick with its joints."""
    makers: dict[str, Callable[[], _Field]] = {
        "plaster": _plaster,
        "concrete": _concrete,
        "boards": _boards,
        "wood": _wood,
        "tile": _tile,
        "brick": _brick,
        "roof tile": _roof_tile,
        "fabric": _fabric,
    }
    return {name: Texture(name, _packed(make())) for name, make in makers.items()}


def _packed(field: _Field) -> bytes:
    shades = np.round(np.clip(field, 0, 1) * (_SHADES - 1)) / (_SHADES - 1)
    out = io.BytesIO()
    Image.fromarray((shades * 255).round().astype(np.uint8), "L").save(out, "PNG", optimize=True)
    return out.getvalue()


def _noise(*scales: tuple[float, float, float], seed: int = _SEED) -> _Field:
    """Smooth noise about nought that repeats; each scale is the waves across, the waves down, and the height."""
    rng = np.random.default_rng(seed)
    waves = np.fft.fft2(rng.standard_normal((_SIZE, _SIZE)))
    u, v = np.meshgrid(np.fft.fftfreq(_SIZE) * _SIZE, np.fft.fftfreq(_SIZE) * _SIZE)
    total = np.zeros((_SIZE, _SIZE))
    for across, down, height in scales:
        part = np.fft.ifft2(waves * np.exp(-((u / across) ** 2) - (v / down) ** 2)).real
        total += part / part.std() * height
    return total


def _axes() -> tuple[_Field, _Field]:
    """Metres from the left and from the top of each pixel's middle."""
    steps = (np.arange(_SIZE) + 0.5) / _SIZE
    across, down = np.meshgrid(steps, steps)
    return across, down


def _plaster() -> _Field:
    return 0.96 + _noise((90, 90, 0.012), (8, 8, 0.01))


def _concrete() -> _Field:
    return 0.93 + _noise((60, 60, 0.015), (6, 6, 0.012))


def _fabric() -> _Field:
    across, down = _axes()
    weave = np.sin(across * 2 * np.pi * 64) * np.sin(down * 2 * np.pi * 64)
    return 0.92 + 0.04 * weave + _noise((20, 20, 0.012))


def _wood() -> _Field:
    """Wood without joints, as doors and furniture are made of."""
    return 0.92 + _grain()


def _grain() -> _Field:
    return _noise((3, 24, 0.03), (2, 70, 0.015))


def _boards() -> _Field:
    """Five boards a metre, each with a tone of its own."""
    across, down = _axes()
    board = np.floor(down * 5)
    tones = np.random.default_rng(_SEED).uniform(-0.05, 0.03, 5)[board.astype(int)]
    joint = np.minimum(down * 5 % 1, np.abs(1 - down * 5 % 1)) < 0.015
    end = np.abs((across + board * 0.37) % 1 - 0.5) < 0.002
    return np.where(joint | end, 0.62, 0.92 + tones + _grain())


def _grid(down: _Field, across: _Field, high: float, wide: float, joint: float) -> NDArray[np.bool_]:
    """Where the joints between pieces of a size are."""
    return np.asarray((down % high < joint) | (across % wide < joint))


def _tile() -> _Field:
    across, down = _axes()
    tones = np.random.default_rng(_SEED).uniform(-0.02, 0.02, (4, 4))
    tone = tones[(down * 4).astype(int), (across * 4).astype(int)]
    return np.where(_grid(down, across, 0.25, 0.25, 0.006), 0.72, 0.96 + tone + _noise((40, 40, 0.004)))


def _brick() -> _Field:
    """A running bond of twelve courses a metre, 250 mm from joint to joint."""
    across, down = _axes()
    course = np.floor(down * 12).astype(int)
    shifted = (across + (course % 2) * 0.125) % 1
    tones = np.random.default_rng(_SEED).uniform(-0.1, 0.06, (12, 4))
    tone = tones[course, (shifted * 4).astype(int)]
    return np.where(_grid(down, shifted, 1 / 12, 0.25, 0.011), 0.98, 0.78 + tone + _noise((50, 50, 0.02)))


def _roof_tile() -> _Field:
    """Rows of tiles a third of a metre deep, five across."""
    across, down = _axes()
    row = np.floor(down * 3)
    shade = 0.72 + 0.26 * (down * 3 % 1)
    groove = np.abs(((across + (row % 2) * 0.1) * 5) % 1 - 0.5) > 0.47
    return np.where(groove, 0.6, shade) + _noise((30, 30, 0.02))
