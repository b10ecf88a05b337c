"""Start ArchDesk: the window, a conversion in the terminal, or a worker."""

import sys


def main() -> int:
    """Pick a role by the first argument and import only what it needs."""
    from archdesk.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
