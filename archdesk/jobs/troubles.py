"""What can go wrong between the app and its workers."""

from archdesk.model.problems import ArchDeskError, QueueError, ReadError


class QueueUnreachable(QueueError):
    code = "ARC-501"
    summary = "Redis does not answer at {where}."
    hint = "Documents wait until it does. Check the address, or let ArchDesk start its own."


class NoServer(QueueError):
    code = "ARC-502"
    summary = "No Redis or Valkey server could be started: {reason}."
    hint = "Install redis-server or valkey-server, or set ARCHDESK_REDIS_URL."


class AlreadyOpen(QueueError):
    code = "ARC-503"
    summary = "Another ArchDesk works with the same data folder."
    hint = "Close it, or set ARCHDESK_HOME to another folder."


class WorkersKeepEnding(QueueError):
    code = "ARC-504"
    summary = "The workers end again and again."
    hint = "See the log, then choose Start workers."


class UnknownJob(QueueError):
    code = "ARC-505"
    summary = "There is no such document in the queue."
    hint = "It was removed."


class TooMuchMemory(ReadError):
    code = "ARC-901"
    summary = "The document needs more memory than one document may take."
    hint = "Convert fewer pages at once, or scan it at a lower resolution."


class TooLong(ReadError):
    code = "ARC-902"
    summary = "The document took longer than ten minutes and was stopped."
    hint = "Convert fewer pages at once, or a simpler version of the drawing."


class GivenUp(ArchDeskError):
    """A stage that was started often and never came to an end."""

    code = "ARC-903"
    summary = "The document ended its converter {times} times and was given up ({reason})."
    hint = "Open the document in the program that made it, save it again, and convert that."


class LostByQueue(QueueError):
    """A stage whose task ended without an answer of ours."""

    code = "ARC-905"
    summary = "The conversion ended without a result: {reason}."
    hint = "Choose Retry to start it again."
