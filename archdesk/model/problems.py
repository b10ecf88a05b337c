"""What can be wrong: errors that end a conversion, and doubts inside a result.

    ArchDeskError
    +-- ReadError          the file cannot be read
    +-- InterpretError     nothing can be made of what was read
    +-- ConstructError     the plan cannot be built
    +-- ExportError        the model cannot be written
    +-- QueueError         the queue does not answer
    +-- Cancelled          a person stopped the conversion

Each concrete error class owns its wording: a stable code, what happened, and what to do about it.
"""

import enum
from dataclasses import dataclass
from typing import ClassVar


class Severity(enum.Enum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt inside a result: we went on, and a person should look."""

    code: str
    text: str
    severity: Severity = Severity.WARNING
    storey: int | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as it travels between processes."""

    code: str
    summary: str
    hint: str
    detail: str = ""


class ArchDeskError(Exception):
    """We cannot go on, and the user can help.

    ``summary`` and ``hint`` may name fields given as keywords: ``TooLarge(size="812 MB")``.
    """

    code: ClassVar[str] = "ARC-000"
    summary: ClassVar[str] = "ArchDesk could not go on."
    hint: ClassVar[str] = "Try again, and send a problem report if it happens again."

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.summary.format(**fields))

    def failure(self, detail: str = "") -> Failure:
        """The record of this error."""
        return Failure(self.code, self.summary.format(**self.fields), self.hint.format(**self.fields), detail)

    def __reduce__(self) -> tuple[object, ...]:
        return _revive, (type(self), self.fields)


class ReadError(ArchDeskError):
    """The file cannot be read."""

    code = "ARC-100"
    summary = "The file could not be read."
    hint = "Open it in the program that made it and save it again."


class InterpretError(ArchDeskError):
    """Nothing can be made of what was read."""

    code = "ARC-200"
    summary = "The drawing could not be understood."
    hint = "Try a cleaner scan or the original drawing file."


class ConstructError(ArchDeskError):
    """The plan cannot be built."""

    code = "ARC-300"
    summary = "The building could not be built from the plan."
    hint = "Check the plan's walls and openings."


class ExportError(ArchDeskError):
    """The model cannot be written."""

    code = "ARC-400"
    summary = "The model could not be written."
    hint = "Check the folder and the free space on the disk."


class QueueError(ArchDeskError):
    """The queue does not answer."""

    code = "ARC-500"
    summary = "The queue does not answer."
    hint = "Wait a moment, or restart ArchDesk."


class Cancelled(ArchDeskError):
    """A person stopped the conversion."""

    code = "ARC-001"
    summary = "The conversion was stopped."
    hint = "Choose Retry to start it again."


def _revive(kind: type[ArchDeskError], fields: dict[str, object]) -> ArchDeskError:
    return kind(**fields)
