"""What of dropped files and folders is a plan."""

from pathlib import Path

from archdesk.gui.queue.intake import guess_count, take_in


def put(folder: Path, *names: str, content: bytes = b"x") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def test_folders_are_searched_to_their_depth(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", "deep/b.PNG", "deep/er/c.dxf", "deep/notes.txt", "readme.md", "deep/.hidden.pdf", ".git/d.pdf")

    found = take_in([tmp_path])

    assert ["a.pdf", "b.PNG", "c.dxf"] == sorted(path.name for path in found.plans)
    assert ["notes.txt", "readme.md"] == sorted(path.name for path in found.skipped)


def test_a_plan_with_a_strange_name_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    put(tmp_path, "plan", content=b"%PDF-1.7 ...")

    assert take_in([tmp_path / "plan"]).plans == (tmp_path / "plan",)


def test_a_file_dropped_twice_counts_once(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf")

    assert take_in([tmp_path / "a.pdf", tmp_path]).plans == (tmp_path / "a.pdf",)


def test_a_missing_file_is_skipped(tmp_path: Path) -> None:
    assert take_in([tmp_path / "gone.pdf"]).skipped == (tmp_path / "gone.pdf",)


def test_files_and_folders_are_counted_apart(tmp_path: Path) -> None:
    assert guess_count([tmp_path / "a.pdf", tmp_path / "b.png", tmp_path]) in {(2, 1), (3, 0)}
