from pathlib import Path

from archdesk.cli.inputs import gather, name_outputs


def test_a_folder_is_searched_for_drawings_only(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("a.pdf", "deep/b.DXF", "notes.txt"):
        (tmp_path / name).touch()

    assert (tmp_path / "a.pdf", tmp_path / "deep/b.DXF") == gather([tmp_path])


def test_a_file_named_twice_is_converted_once(tmp_path: Path) -> None:
    assert (tmp_path / "a.pdf",) == gather([tmp_path / "a.pdf", tmp_path / "a.pdf"])


def test_two_inputs_of_one_stem_get_names_of_their_own(tmp_path: Path) -> None:
    names = name_outputs([Path("x/house.pdf"), Path("y/house.dxf"), Path("house-2.png")], tmp_path)

    assert (tmp_path / "house", tmp_path / "house-2", tmp_path / "house-2-2") == names


def test_without_a_folder_results_go_beside_their_source() -> None:
    assert (Path("x/house"),) == name_outputs([Path("x/house.pdf")], None)
