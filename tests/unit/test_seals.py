"""Records under a seal."""

import io

import pytest

from archdesk.seals import may_be_sealed, seal, unseal

ABOVE, BELOW = b"0\nLINE\n", b"0\nEOF\n"
RECORD = '{"name": "Salle d’eau"}' * 200


@pytest.mark.parametrize("mark", [b"", b"999\n"])
def test_a_record_is_found_again_in_the_file_that_carries_it(mark):
    file = ABOVE + seal(ABOVE + BELOW, RECORD, mark) + BELOW

    assert RECORD == unseal(file, mark)


@pytest.mark.parametrize("mark", [b"", b"999\n"])
def test_a_record_no_longer_holds_when_anything_beside_it_was_changed(mark):
    file = ABOVE + seal(ABOVE + BELOW, RECORD, mark) + BELOW

    assert unseal(file.replace(b"LINE", b"LINO"), mark) is None
    assert unseal(file + b"\n", mark) is None


def test_lines_of_a_record_fit_into_remarks():
    lines = seal(ABOVE, RECORD * 50).splitlines()

    assert max(map(len, lines)) < 255


@pytest.mark.parametrize("broken", ["", "no base64 at all", "QUJD", "eJwr"])
def test_a_record_that_is_broken_is_none(broken):
    head, *_, end = seal(ABOVE, RECORD).splitlines()

    assert unseal(ABOVE + b"\n".join((head, broken.encode(), end, b""))) is None


def test_a_record_is_looked_for_at_both_ends_of_a_file():
    far = b"0\nLINE\n" * 10_000
    block = seal(far, RECORD)

    assert may_be_sealed(io.BytesIO(block + far))
    assert may_be_sealed(io.BytesIO(far + block))
    assert not may_be_sealed(io.BytesIO(far))
    assert not may_be_sealed(io.BytesIO(b""))


def test_a_file_without_a_record_has_none():
    assert unseal(ABOVE + BELOW) is None
