"""The rooms of a building as a table."""

import csv
from dataclasses import replace

from archdesk.export.room_table import COLUMNS, write_csv
from tests.unit.export.villa import villa


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_each_room_has_a_row_with_its_measures(tmp_path):
    write_csv(villa(), tmp_path / "rooms.csv")

    header, kitchen, living, *_ = rows_of(tmp_path / "rooms.csv")
    assert list(COLUMNS) == header
    assert ["Ground floor", "Kitchen", "kitchen", "28.74", "28.70", "21.98", "2.70", "2", "1"] == kitchen
    assert ["Ground floor", "Living room", "living", "28.74", "", "21.98", "2.70", "1", "2"] == living


def test_excel_is_told_that_it_is_utf_8(tmp_path):
    write_csv(villa(), tmp_path / "rooms.csv")

    assert (tmp_path / "rooms.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "Salle d’eau" == rows_of(tmp_path / "rooms.csv")[4][1]


def test_a_name_is_never_taken_for_a_formula(tmp_path):
    survey = villa()
    ground = survey.storeys[0]
    rooms = (replace(ground.rooms[0], name="=1+1"),)
    write_csv(replace(survey, storeys=(replace(ground, rooms=rooms),)), tmp_path / "rooms.csv")

    assert "'=1+1" == rows_of(tmp_path / "rooms.csv")[1][1]
