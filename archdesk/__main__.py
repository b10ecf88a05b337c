"""Start ArchDesk: the window, a conversion in the terminal, or a worker."""

import sys

from archdesk.model.problems import ArchDeskError

USAGE_ERROR = 2
TERMINAL = ("convert", "doctor", "--help", "-h", "--version")


def main() -> int:
    """Run a role; what it cannot start with is told in words."""
    try:
        return _run(sys.argv[1:])
    except ArchDeskError as error:
        failure = error.failure()
        sys.stderr.write(f"archdesk: {failure.summary}\n    {failure.hint}\n")
        return USAGE_ERROR


def _run(arguments: list[str]) -> int:
    """Pick a role by the first argument and import only what it needs."""
    if arguments and arguments[0] == "worker":
        from archdesk.worker.app import run_worker

        return run_worker(arguments[1:])
    if arguments and arguments[0] == "beside":
        from archdesk.cli.beside import run_beside

        return run_beside(arguments[1:])
    if arguments and arguments[0] in TERMINAL:
        from archdesk.cli.main import run

        return run(arguments)
    from archdesk.gui.application import run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
