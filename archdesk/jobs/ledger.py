"""Every job and what became of it: the truth, in SQLite."""

import contextlib
import dataclasses
import logging
import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from archdesk.model.job import Job, JobState
from archdesk.model.options import Options
from archdesk.model.problems import ArchDeskError
from archdesk.records import (
    failure_from_json,
    failure_to_json,
    options_from_json,
    options_to_json,
    outcome_from_json,
    outcome_to_json,
)

log = logging.getLogger(__name__)

VERSION = 1
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS job (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, source BLOB NOT NULL, sha256 TEXT NOT NULL, options TEXT NOT NULL,
    state TEXT NOT NULL, place INTEGER NOT NULL, created REAL NOT NULL, started REAL, finished REAL,
    attempts INTEGER NOT NULL, outcome TEXT, failure TEXT, folder BLOB, removed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS job_by_document ON job (sha256, state);
PRAGMA user_version = {VERSION};
"""
_COLUMNS = "id, name, source, sha256, options, state, place, created, started, finished, attempts, outcome, failure, folder"
_CHANGES = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", ")[1:])
_SAVE = f"INSERT INTO job ({_COLUMNS}) VALUES (?{', ?' * 13}) ON CONFLICT (id) DO UPDATE SET {_CHANGES}"


class Ledger:
    """The jobs on disk; each call is one transaction that is on the disk when it returns.

    ``notice`` says in words that a damaged ledger was moved aside, else it is empty.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path = path
        self.notice = ""
        try:
            self._database = _open(path)
        except (sqlite3.DatabaseError, _WrongVersion) as error:
            self.notice = _move_aside(path, error)
            self._database = _open(path)

    def close(self) -> None:
        self._database.close()

    def jobs(self) -> tuple[Job, ...]:
        """The jobs that were not removed, in their order."""
        rows = self._database.execute(f"SELECT {_COLUMNS} FROM job WHERE NOT removed ORDER BY place, created")
        return tuple(_job(row) for row in rows)

    def save(self, jobs: Iterable[Job]) -> None:
        """Write new and changed jobs, all or none."""
        with self._database:
            self._database.executemany(_SAVE, [_row(job) for job in jobs])

    def find_finished(self, sha256: str, options: Options) -> Job | None:
        """The newest finished job with the same document and the same wishes."""
        row = self._database.execute(
            f"SELECT {_COLUMNS} FROM job WHERE sha256 = ? AND options = ? AND state = ? ORDER BY finished DESC LIMIT 1",
            (sha256, options_to_json(options), JobState.DONE.value),
        ).fetchone()
        return _job(row) if row else None

    def remove(self, ids: Sequence[str]) -> None:
        """Hide jobs; they can be restored until they are purged."""
        self._mark(ids, removed=1)

    def restore(self, ids: Sequence[str]) -> tuple[Job, ...]:
        self._mark(ids, removed=0)
        return tuple(job for job in self.jobs() if job.id in ids)

    def purge(self) -> tuple[str, ...]:
        """Forget removed jobs for good; returns their ids so that their folders can go too."""
        with self._database:
            rows = self._database.execute("DELETE FROM job WHERE removed RETURNING id").fetchall()
        return tuple(row[0] for row in rows)

    def last_place(self) -> int:
        return int(self._database.execute("SELECT COALESCE(MAX(place), 0) FROM job").fetchone()[0])

    def _mark(self, ids: Sequence[str], removed: int) -> None:
        with self._database:
            self._database.executemany("UPDATE job SET removed = ? WHERE id = ?", [(removed, job) for job in ids])


class _WrongVersion(Exception):
    pass


def _open(path: Path) -> sqlite3.Connection:
    # The bridge's thread makes it and the closing window's may close it; they never use it at the same time.
    database = sqlite3.connect(path, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        _check(database)
    except (ArchDeskError, ValueError, TypeError) as error:
        database.close()
        raise sqlite3.DatabaseError(str(error)) from error
    except (sqlite3.DatabaseError, _WrongVersion):
        database.close()
        raise
    return database


def _check(database: sqlite3.Connection) -> None:
    """Make the table, and see that every row of it can be read."""
    if (answer := database.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
        raise sqlite3.DatabaseError(answer)
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise _WrongVersion(f"it was written by a newer ArchDesk (version {version})")
    database.executescript(_SCHEMA)
    for row in database.execute(f"SELECT {_COLUMNS} FROM job"):
        _job(row)


def _move_aside(path: Path, error: Exception) -> str:
    number = 1
    while (bad := path.with_name(f"{path.name}.{number}.bad")).exists():
        number += 1
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).replace(bad.with_name(bad.name + ending))
    log.error("The ledger was moved aside to %s: %s", bad.name, error)
    return (
        f"The list of documents could not be read and was moved aside to {bad}. The list starts empty; no result was deleted."
    )


def _row(job: Job) -> tuple[object, ...]:
    return (
        job.id,
        job.name,
        os.fsencode(job.source),
        job.sha256,
        options_to_json(job.options),
        job.state.value,
        job.order,
        job.created,
        job.started,
        job.finished,
        job.attempts,
        job.outcome and outcome_to_json(dataclasses.replace(job.outcome, folder=Path())),
        job.failure and failure_to_json(job.failure),
        job.folder and os.fsencode(job.folder),
    )


def _job(row: Sequence[object]) -> Job:
    (job, name, source, sha256, options, state, place, created, started, finished, attempts, outcome, failure, folder) = row
    where = Path(os.fsdecode(_bytes(folder))) if folder else None
    found = outcome_from_json(str(outcome)) if outcome else None
    return Job(
        id=str(job),
        name=str(name),
        source=Path(os.fsdecode(_bytes(source))),
        sha256=str(sha256),
        options=options_from_json(str(options)),
        state=JobState(state),
        order=int(str(place)),
        created=float(str(created)),
        started=None if started is None else float(str(started)),
        finished=None if finished is None else float(str(finished)),
        attempts=int(str(attempts)),
        outcome=dataclasses.replace(found, folder=where) if found and where else found,
        failure=failure_from_json(str(failure)) if failure else None,
        folder=where,
    )


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError(f"not bytes: {value!r}")
    return value
