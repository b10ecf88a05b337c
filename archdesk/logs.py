"""Logging, the same in every process of the app."""

import logging
import logging.handlers
import re
import sys
from pathlib import Path

_SECRETS = re.compile(r"(sk-ant-)[\w-]+|(rediss?://[^:@\s]*:)[^@\s]+(?=@)|(Authorization:\s*)\S+", re.IGNORECASE)
_FORM = "%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"
LARGEST_LOG = 2_000_000  # bytes, three files of it are kept


class RedactingFormatter(logging.Formatter):
    """Keeps keys and passwords out of every log line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRETS.sub(_blank, super().format(record))


def log_to_file(folder: Path, role: str) -> Path:
    """Send this process' log to ``<folder>/<role>.log``, turned over at two megabytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{role}.log"
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=LARGEST_LOG, backupCount=2, encoding="utf-8", delay=True)
    _install(handler, logging.INFO)
    return path


def log_to_terminal(level: int = logging.WARNING) -> None:
    """Send this process' log to standard error, which leaves standard output to results."""
    _install(logging.StreamHandler(sys.stderr), level)


def _install(handler: logging.Handler, level: int) -> None:
    handler.setFormatter(RedactingFormatter(_FORM))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(min(level, root.level or level))


def _blank(found: re.Match[str]) -> str:
    return "".join(part for part in found.groups() if part) + "…"
