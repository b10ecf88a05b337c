import pytest

from archdesk.model.units import Unit, parse_length


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("2,7", 2.7),
        ("2.70 m", 2.7),
        ("270 cm", 2.7),
        ("2700mm", 2.7),
        ("8' 10\"", 2.6924),
        ("106 in", 2.6924),
        ("8 ft", 2.4384),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, metres: float) -> None:
    assert metres == pytest.approx(parse_length(text))


def test_a_bare_number_is_in_the_unit_at_hand() -> None:
    assert pytest.approx(parse_length("270", Unit.MILLIMETRE)) == 0.27


@pytest.mark.parametrize("text", ["", "m", "2,7,1", "-3", "1e9", "nan"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a length"):
        parse_length(text)
