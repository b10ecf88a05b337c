"""One window for each data folder."""

from pathlib import Path

from archdesk.gui.single_instance import SingleInstance


def test_a_second_start_hands_its_files_to_the_first(qtbot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    assert not second.claim()

    with qtbot.waitSignal(first.files_handed_over) as handed:
        assert second.hand_over((Path("/plans/a.pdf"),))

    assert [Path("/plans/a.pdf")] == handed.args[0]
    first.release()


def test_a_folder_is_free_again_after_release(qapp, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    first.claim()
    first.release()

    assert second.claim()
    second.release()


def test_nobody_to_hand_over_to_is_told(qapp, tmp_path: Path) -> None:
    assert not SingleInstance(tmp_path).hand_over((Path("a.pdf"),))
