import pytest

from archdesk.interpret.offline.storey_titles import bare_title, level_of


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Ground floor   1:100", "Ground floor"),
        ("1er étage, échelle 1/50", "1er étage"),
        ("OG (M 1:50)", "OG"),
        ("Level 2", "Level 2"),
        ("1:100", "1:100"),
    ],
)
def test_a_title_is_kept_without_its_scale(words: str, title: str) -> None:
    assert title == bare_title(words)


def test_a_lower_level_lies_below_the_ground():
    assert -1 == level_of("Plan 1 of 2 - Lower level")
