"""Start ArchDesk: the window, a conversion in the terminal, or a worker."""

import sys

TERMINAL = ("convert", "doctor", "--help", "-h", "--version")


def main() -> int:
    """Pick a role by the first argument and import only what it needs."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] == "worker":
        from archdesk.worker.app import run_worker

        return run_worker(arguments[1:])
    if arguments and arguments[0] in TERMINAL:
        from archdesk.cli.main import run

        return run(arguments)
    from archdesk.gui.application import run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
