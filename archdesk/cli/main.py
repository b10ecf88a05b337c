"""The command line put together."""

from collections.abc import Sequence

import click

from archdesk.cli.convert import convert
from archdesk.cli.doctor import doctor


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog="Without a command the window opens.")
@click.version_option(package_name="archdesk")
def archdesk() -> None:
    """Drop a floor plan, get a building."""


@click.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def worker(arguments: tuple[str, ...]) -> None:
    """A worker for a queue: what the window and docker compose run."""
    del arguments  # __main__ starts the worker itself; this entry stands in the list of commands


archdesk.add_command(convert)
archdesk.add_command(worker)
archdesk.add_command(doctor)


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code is 0 all done, 1 some failed, 2 wrong usage."""
    try:
        archdesk.main(args=list(arguments), prog_name="archdesk")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
