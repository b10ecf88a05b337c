import dataclasses
import os
from pathlib import Path

import pytest

from archdesk.jobs.ledger import Ledger
from archdesk.model.job import Job, JobState, Outcome
from archdesk.model.options import Options
from archdesk.model.problems import Failure


def job(number: int, **fields: object) -> Job:
    plain = Job(
        id=f"{number:032x}",
        name=f"plan {number}.pdf",
        source=Path(f"/drawings/plan {number}.pdf"),
        sha256=f"{number:064x}",
        options=Options(pages=(0, 2)),
        state=JobState.WAITING,
        order=number,
        created=1000.0 + number,
    )
    return dataclasses.replace(plain, **fields)  # type: ignore[arg-type]


def test_jobs_come_back_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "jobs"
    done = job(1, state=JobState.DONE, folder=folder, outcome=Outcome(folder, 2, 91.5, 1, 3.5), started=5.0, finished=9.0)
    failed = job(2, state=JobState.FAILED, failure=Failure("ARC-104", "a", "b", "c"), attempts=3)
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.save([failed, done])
    ledger.close()

    ledger = Ledger(tmp_path / "ledger.sqlite")

    assert (done, failed) == ledger.jobs()
    assert ledger.notice == ""
    ledger.close()


def test_a_name_that_is_no_unicode_comes_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    odd = job(1, source=Path(os.fsdecode(b"/drawings/\xff.pdf")))

    ledger.save([odd])

    assert (odd,) == ledger.jobs()
    ledger.close()


def test_removed_jobs_are_hidden_restored_and_purged(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.save([job(1), job(2)])

    ledger.remove([job(1).id, job(2).id])
    assert ledger.jobs() == ()
    assert (job(2),) == ledger.restore([job(2).id])
    assert (job(1).id,) == ledger.purge()
    assert (job(2),) == ledger.jobs()
    ledger.close()


def test_only_a_finished_job_with_the_same_wishes_answers_a_document(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    done = job(1, state=JobState.DONE, finished=1.0)
    ledger.save([done, job(2, sha256=done.sha256)])

    assert done == ledger.find_finished(done.sha256, done.options)
    assert ledger.find_finished(done.sha256, Options()) is None
    assert ledger.find_finished(job(3).sha256, done.options) is None
    ledger.close()


@pytest.mark.expects_warnings
@pytest.mark.parametrize("damage", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\x07" * 4000])
def test_a_damaged_ledger_is_moved_aside_with_a_notice(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(damage)

    ledger = Ledger(path)

    assert ledger.jobs() == ()
    assert "moved aside" in ledger.notice
    assert damage == (tmp_path / "ledger.sqlite.1.bad").read_bytes()
    ledger.close()


@pytest.mark.expects_warnings
def test_a_ledger_cut_in_the_middle_is_never_silently_shorter(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path)
    ledger.save([job(number) for number in range(100)])
    ledger.close()
    whole = path.read_bytes()

    path.write_bytes(whole[: len(whole) // 2])
    ledger = Ledger(path)

    assert ledger.notice
    ledger.close()


@pytest.mark.expects_warnings
def test_a_row_that_cannot_be_read_moves_the_ledger_aside(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path)
    ledger.save([job(1)])
    ledger._database.execute("UPDATE job SET state = 'flying'")
    ledger._database.commit()
    ledger.close()

    ledger = Ledger(path)

    assert ledger.notice
    ledger.close()
