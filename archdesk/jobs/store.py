"""Where documents and results lie: one folder a job, with a private copy of what was dropped."""

import contextlib
import hashlib
import json
import os
import shutil
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archdesk.jobs.wire import Answer, answer_from_record, answer_to_record
from archdesk.model.options import Options
from archdesk.model.problems import ArchDeskError, ExportError, ReadError
from archdesk.model.reading import PageReading
from archdesk.readers.base import EmptyFile, Missing, NotAFile, NotAllowed, TooLarge
from archdesk.records import options_from_json, options_to_json, reading_from_json, reading_to_json

LARGEST_FILE = 500_000_000  # bytes
LONGEST_NAME = 200  # bytes; file systems allow 255, and the pages' pictures may add to it
CHUNK = 1 << 20

SOURCE, OPTIONS, UNDERSTOOD, ANSWER = "source", "options.json", ".understood", "answer.json"


class DocumentChanged(ReadError):
    code = "ARC-114"
    summary = "The file changed while it was read."
    hint = "Wait until the program that writes it is done, then choose Retry."


class StoreFull(ExportError):
    code = "ARC-410"
    summary = "The disk is full or cannot be written: {reason}."
    hint = "Make room on the disk that holds {folder}, then choose Retry."


@dataclass(frozen=True, slots=True)
class Copied:
    """The private copy of a document."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Store:
    """Job folders under ``root``; app and workers on other machines may reach the same root."""

    root: Path

    def folder(self, job: str) -> Path:
        return self.root / "jobs" / job

    def take_in(self, job: str, source: Path, options: Options) -> Copied:
        """Copy a document into its job's folder while hashing it; the original is never touched again.

        Raises:
            ReadError: the source is no regular file, too large, empty, locked, or changed meanwhile.
            StoreFull: the copy cannot be written.
        """
        name = safe_name(source.name)
        with _opened(source) as document:
            folder = self.folder(job)
            target = folder / SOURCE / name
            try:
                target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                sha256 = _copy(document, target)
                self.write_options(job, options)
            except OSError as error:
                raise StoreFull(reason=error.strerror, folder=self.root) from error
        return Copied(target, sha256)

    def document(self, job: str) -> Path | None:
        """The private copy of a job's document, if there is one."""
        folder = self.folder(job) / SOURCE
        files = [file for file in folder.iterdir() if not file.name.endswith(".part")] if folder.is_dir() else []
        return files[0] if files else None

    def options(self, job: str) -> Options:
        return options_from_json((self.folder(job) / OPTIONS).read_bytes())

    def write_options(self, job: str, options: Options) -> None:
        """Write what the worker is to read; not forced to the disk, for the ledger has it too."""
        target = self.folder(job) / OPTIONS
        aside = target.with_name(f"{OPTIONS}.part")
        aside.write_text(options_to_json(options), encoding="utf-8")
        aside.replace(target)

    def is_understood(self, job: str) -> bool:
        return (self.folder(job) / UNDERSTOOD).exists()

    def mark_understood(self, job: str) -> None:
        _write_whole(self.folder(job) / UNDERSTOOD, "")

    def answer(self, job: str) -> Answer | None:
        """What a worker wrote down as the end of a job, if it came to an end."""
        try:
            return answer_from_record(json.loads((self.folder(job) / ANSWER).read_bytes()))
        except (OSError, ValueError, ArchDeskError):
            return None

    def write_answer(self, job: str, answer: Answer) -> None:
        _write_whole(self.folder(job) / ANSWER, json.dumps(answer_to_record(answer)))

    def page_reading(self, job: str, ticket: str, page: int) -> PageReading | None:
        """What another process read on a page for the publication with this ticket."""
        try:
            return reading_from_json(self._page_path(job, ticket, page).read_bytes())
        except (OSError, ArchDeskError):
            return None

    def write_page_reading(self, job: str, ticket: str, reading: PageReading) -> None:
        _write_whole(self._page_path(job, ticket, reading.page), reading_to_json(reading))

    def forget_page_readings(self, job: str) -> None:
        for file in self.folder(job).glob(".page-*"):
            file.unlink(missing_ok=True)

    def _page_path(self, job: str, ticket: str, page: int) -> Path:
        return self.folder(job) / f".page-{page}-{ticket}.json"

    def forget_results(self, job: str) -> None:
        """Make a job start anew: its stages are no longer done."""
        for name in (ANSWER, UNDERSTOOD):
            (self.folder(job) / name).unlink(missing_ok=True)

    def share_results(self, giver: str, taker: str) -> None:
        """Give a finished job's results to another job with the same document and options.

        Raises:
            OSError: the results are gone or cannot be copied.
        """
        source = self.folder(giver)
        for name in ("model.glb", "plan.json"):
            (source / name).stat()
        shutil.copytree(
            source,
            self.folder(taker),
            copy_function=_link_or_copy,
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns(SOURCE, OPTIONS, ANSWER, ".*"),
        )

    def discard(self, job: str) -> None:
        shutil.rmtree(self.folder(job), ignore_errors=True)


def safe_name(name: str) -> str:
    """A file's name without what could confuse a file system, a terminal or a reader: controls, separators, turned text."""
    shown = name.encode("utf-8", "replace").decode("utf-8")
    kept = "".join("_" if unicodedata.category(sign) in ("Cc", "Cf", "Cs") or sign in '/\\:*?"<>|' else sign for sign in shown)
    stem, dot, suffix = kept.strip(" .").rpartition(".")
    if not dot or len(suffix) > 10:
        stem, dot, suffix = kept.strip(" .") or "document", "", ""
    room = LONGEST_NAME - len((dot + suffix).encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + suffix


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[int]:
    """The open file, sure to be a regular one that does not change meanwhile."""
    try:
        target = source.resolve(strict=True)  # a link that a person drops is followed once, here
        document = os.open(target, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError as error:
        raise Missing from error
    except PermissionError as error:
        raise NotAllowed from error
    except (OSError, ValueError, RuntimeError) as error:
        raise NotAFile(seen="It") from error
    try:
        before = os.fstat(document)
        _check(before)
        yield document
        after = os.fstat(document)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise DocumentChanged
    finally:
        os.close(document)


def _check(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise NotAFile(seen="A folder")
    if not stat.S_ISREG(found.st_mode):
        raise NotAFile(seen="A device or pipe")
    if found.st_size > LARGEST_FILE:
        raise _too_large()
    if found.st_size == 0:
        raise EmptyFile


def _too_large() -> TooLarge:
    return TooLarge(seen="more than 500 MB", way_out="Save the drawing without embedded pictures, or as several files.")


def _copy(document: int, target: Path) -> str:
    digest, size = hashlib.sha256(), 0
    aside = target.with_name(f"{target.name[:40]}.part")
    with aside.open("wb") as copy:
        while chunk := os.read(document, CHUNK):
            size += len(chunk)
            if size > LARGEST_FILE:
                raise _too_large()
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    aside.replace(target)
    return digest.hexdigest()


def _write_whole(target: Path, text: str) -> None:
    aside = target.with_name(f"{target.name}.{os.getpid()}.part")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(target)


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
