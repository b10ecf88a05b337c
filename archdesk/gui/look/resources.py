"""Where the icons and sample drawings lie, in a checkout and in an installed wheel."""

from pathlib import Path

import archdesk

_PACKAGE = Path(archdesk.__file__).parent
_SHIPPED = _PACKAGE / "resources"
_CHECKOUT = _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a shipped file, whether it exists or not."""
    return (_SHIPPED if _SHIPPED.is_dir() else _CHECKOUT).joinpath(*parts)
