import hashlib
import os
import socket
from pathlib import Path

import pytest

from archdesk.jobs.store import Store, safe_name
from archdesk.jobs.wire import Answer
from archdesk.model.job import Outcome
from archdesk.model.options import Options
from archdesk.readers.base import EmptyFile, Missing, NotAFile, TooLarge

JOB = "a" * 32


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home")


def test_a_document_is_copied_with_its_hash_and_its_wishes(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "Plan.dxf"
    source.write_bytes(b"drawing")

    copied = store.take_in(JOB, source, Options(scale=100.0))

    assert copied.path.read_bytes() == b"drawing"
    assert hashlib.sha256(b"drawing").hexdigest() == copied.sha256
    assert store.document(JOB) == copied.path
    assert store.options(JOB).scale == 100.0


def test_folders_pipes_and_sockets_are_refused_at_once(store: Store, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))

        for name in ("", "pipe", "socket"):
            with pytest.raises(NotAFile):
                store.take_in(JOB, tmp_path / name, Options())


def test_a_loop_of_links_is_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    with pytest.raises(NotAFile):
        store.take_in(JOB, tmp_path / "loop", Options())


def test_empty_missing_and_gigantic_files_have_their_own_words(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with (tmp_path / "large").open("wb") as large:
        large.truncate(5_000_000_000)

    for name, error in (("empty", EmptyFile), ("missing", Missing), ("large", TooLarge)):
        with pytest.raises(error):
            store.take_in(JOB, tmp_path / name, Options())


def test_names_are_safe_and_stay_readable() -> None:
    assert safe_name("Haus «Süd» 1:50.pdf") == "Haus «Süd» 1_50.pdf"
    assert safe_name("a\nb\u202egpj.exe") == "a_b_gpj.exe"
    assert len(safe_name("x" * 255 + ".dxf").encode()) <= 200
    assert safe_name("x" * 255 + ".dxf").endswith(".dxf")
    assert safe_name("...") == "document"
    assert safe_name("bad\udcff.png") == "bad_.png"


def test_an_answer_is_kept_whole_and_a_damaged_one_is_none(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "plan.dxf"
    source.write_bytes(b"drawing")
    store.take_in(JOB, source, Options())
    answer = Answer(outcome=Outcome(Path("/x"), 1, 2.0, 3, 4.0))

    store.write_answer(JOB, answer)
    assert answer == store.answer(JOB)
    (store.folder(JOB) / "answer.json").write_text('{"outcome": "{}"}')
    assert store.answer(JOB) is None


def test_a_job_that_starts_anew_forgets_what_was_done(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "plan.dxf"
    source.write_bytes(b"drawing")
    store.take_in(JOB, source, Options())
    store.mark_understood(JOB)
    store.write_answer(JOB, Answer(cancelled=True))

    store.forget_results(JOB)

    assert not store.is_understood(JOB)
    assert store.answer(JOB) is None
    assert store.document(JOB) is not None
