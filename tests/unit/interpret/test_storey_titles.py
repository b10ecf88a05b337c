import pytest

from archdesk.interpret.offline.storey_titles import bare_title


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
