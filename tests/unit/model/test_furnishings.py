"""What names tell of the things in rooms."""

import pytest

from archdesk.model.furnishings import kinds_named


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("WC-2D", ("toilet",)),
        ("Doppelbett_180", ("bed",)),
        ("Küche Spülbecken", ("sink",)),
        ("Waschtisch 60", ("basin",)),
        ("Bath Basin", ("bath", "basin")),
        ("A$C3F2", ()),
        ("bedroom", ()),
    ],
)
def test_a_name_tells_what_a_thing_is(name: str, kinds: tuple[str, ...]) -> None:
    assert kinds == kinds_named(name)
