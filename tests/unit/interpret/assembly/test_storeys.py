from archdesk.interpret.offline.assembly.storeys import headings
from archdesk.interpret.offline.labels import StoreyTitle
from archdesk.model.document import Text


def _title(words: str, height: float) -> StoreyTitle:
    return StoreyTitle(words, 4, Text(words, (0.0, 0.0), 100.0, height))


def test_a_signpost_to_the_house_nearby_heads_no_storey() -> None:
    title, signpost = _title("Floor 4", 20.0), _title("To Gates Floor 4", 9.0)

    assert [title] == headings([title, signpost, signpost])


def test_two_houses_on_one_sheet_keep_their_titles() -> None:
    titles = [_title("Floor 4", 20.0), _title("Floor 4", 20.0)]

    assert titles == headings(titles)
