from pathlib import Path

import pytest

from archdesk.model.problems import ReadError
from archdesk.readers.base import Encrypted, TooLarge, WrongVersion
from archdesk.readers.dwg_header import LARGEST_DWG, check_header, is_cut_off
from tests.unit.readers.dwg_writing import veiled_header, write_dwg

READ = ("AC1012", "AC1014", "AC1015", "AC1018", "AC1021", "AC1024", "AC1027", "AC1032")


def file_of(folder: Path, content: bytes) -> Path:
    path = folder / "plan.dwg"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("version", READ)
def test_every_version_from_r13_to_2018_may_pass(tmp_path: Path, version: str) -> None:
    check_header(file_of(tmp_path, version.encode() + bytes(0x100)))


@pytest.mark.parametrize("version", ["MC0.0", "AC1.40", "AC2.10", "AC1002", "AC1003", "AC1004", "AC1006", "AC1009"])
def test_an_older_version_is_named_as_such(tmp_path: Path, version: str) -> None:
    with pytest.raises(WrongVersion) as caught:
        check_header(file_of(tmp_path, version.encode() + bytes(0x100)))

    assert "older than R13" in str(caught.value)


def test_a_version_of_the_future_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(WrongVersion) as caught:
        check_header(file_of(tmp_path, b"AC1035" + bytes(0x100)))

    assert "newer than 2018" in str(caught.value)


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    with pytest.raises(Encrypted):
        check_header(file_of(tmp_path, veiled_header(0, 0, security=0b01)))


def test_properties_alone_may_be_protected(tmp_path: Path) -> None:
    check_header(file_of(tmp_path, veiled_header(0, 0, security=0b10)))


def test_before_2004_no_flag_of_protection_is_looked_for(tmp_path: Path) -> None:
    check_header(file_of(tmp_path, b"AC1015" + b"\xff" * 0x100))


def test_a_gigantic_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = file_of(tmp_path, b"AC1015")
    with path.open("ab") as file:
        file.truncate(LARGEST_DWG + 1)

    with pytest.raises(TooLarge):
        check_header(path)


def test_a_few_bytes_are_no_crash(tmp_path: Path) -> None:
    for length in range(7):
        with pytest.raises(ReadError):
            check_header(file_of(tmp_path, b"AC1015"[: min(length, 5)]))


def test_a_whole_file_is_not_cut_off(tmp_path: Path) -> None:
    assert not is_cut_off(write_dwg(tmp_path / "plan.dwg", lambda _, space: space.add_line((0, 0), (1, 1))))


def test_a_file_that_ends_before_its_sections_do_is_cut_off(tmp_path: Path) -> None:
    whole = write_dwg(tmp_path / "whole.dwg", lambda _, space: space.add_line((0, 0), (1, 1))).read_bytes()

    assert is_cut_off(file_of(tmp_path, whole[: len(whole) // 2]))
    assert is_cut_off(file_of(tmp_path, whole[:100]))


@pytest.mark.parametrize(("second", "pages", "expected"), [(0x400, 0x200, False), (0x4000, 0x200, True), (0x400, 0x4000, True)])
def test_the_addresses_under_the_cipher_tell_whether_the_file_is_cut_off(
    tmp_path: Path, second: int, pages: int, expected: bool
) -> None:
    path = file_of(tmp_path, veiled_header(second, pages) + bytes(0x500))

    assert expected is is_cut_off(path)


def test_a_header_that_cannot_be_deciphered_tells_nothing(tmp_path: Path) -> None:
    assert not is_cut_off(file_of(tmp_path, b"AC1018" + bytes(0x500)))
