"""What a conversion shows in a terminal: a bar a document, a line a result, or JSON."""

import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from archdesk.cli.tasks import Answer
from archdesk.model import progress as progresses
from archdesk.model.problems import Severity


class Display:
    """Progress on standard error, results on standard output."""

    def __init__(self, sources: Sequence[Path], *, as_json: bool) -> None:
        self._sources = sources
        self._as_json = as_json
        self.failed = 0
        console = Console(stderr=True)
        name, stage = TextColumn("{task.description}", markup=False), TextColumn("{task.fields[stage]}")
        columns = (name, BarColumn(), stage, TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self._rows: dict[int, TaskID] = {}

    def __enter__(self) -> "Display":
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._progress.stop()

    def progressed(self, number: int, progress: progresses.Progress) -> None:
        if number not in self._rows:
            self._rows[number] = self._progress.add_task(self._name(number), total=1.0, stage="")
        stage = f"{progress.stage.value} {progress.note}".strip()
        self._progress.update(self._rows[number], completed=progress.fraction, stage=stage)

    def ended(self, number: int, answer: Answer, outputs: tuple[Path, ...]) -> None:
        self.failed += answer.failure is not None
        row = self._rows.pop(number, None)
        if row is not None:
            self._progress.remove_task(row)
        if self._as_json:
            self._say(json.dumps(_record(self._sources[number], answer, outputs)))
        else:
            self._say(_sentence(self._name(number), answer, outputs))

    def _say(self, line: str) -> None:
        self._progress.stop()
        click.echo(line.encode(sys.stdout.encoding or "utf-8", "backslashreplace"))
        self._progress.start()

    def _name(self, number: int) -> str:
        return "".join(sign if sign.isprintable() else "�" for sign in self._sources[number].name)


def _record(source: Path, answer: Answer, outputs: tuple[Path, ...]) -> dict[str, object]:
    failure = answer.failure
    return {
        "input": str(source),
        "state": "failed" if failure else "done",
        "seconds": round(answer.seconds, 3),
        "storeys": answer.storeys,
        "issues": [{**dataclasses.asdict(issue), "severity": issue.severity.value} for issue in answer.issues],
        "outputs": [str(path) for path in outputs],
        "failure": dataclasses.asdict(failure) if failure else None,
    }


def _sentence(name: str, answer: Answer, outputs: tuple[Path, ...]) -> str:
    if answer.failure is not None:
        detail = f"\n    ({answer.failure.detail})" if answer.failure.detail else ""
        return f"✕ {name}: {answer.failure.summary}\n    {answer.failure.hint} [{answer.failure.code}]{detail}"
    doubts = [issue for issue in answer.issues if issue.severity is not Severity.INFO]
    storeys = "1 storey" if answer.storeys == 1 else f"{answer.storeys} storeys"
    to_check = f", {len(doubts)} to check" if doubts else ""
    lines = [f"✓ {name}: {storeys}{to_check}, {answer.seconds:.1f} s → {outputs[0]}"]
    return "\n    ".join(lines + [issue.text for issue in doubts])
