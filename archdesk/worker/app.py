"""The Celery application of a worker."""

import argparse
import contextlib
import logging
import os
import socket
import sys
from pathlib import Path

import psutil
from celery import Celery
from celery.signals import setup_logging, worker_process_init

from archdesk.jobs import wire
from archdesk.jobs.store import Store
from archdesk.logs import log_to_file, log_to_terminal
from archdesk.pipeline.limits import die_with_parent
from archdesk.settings import load_settings
from archdesk.worker.bench import Bench
from archdesk.worker.conversion import Loader, load_conversion
from archdesk.worker.tasks import add_tasks

NO_REDIS = "archdesk worker: set ARCHDESK_REDIS_URL to the queue's address, such as redis://host:6379/0"
USAGE_ERROR = 2
_SETTINGS = (
    "ARCHDESK_REDIS_URL is the queue's address, ARCHDESK_REDIS_PASSWORD_FILE a file with its password, "
    "and ARCHDESK_HOME the data folder that the window has, too."
)
_NICENESS = 10


def run_worker(arguments: list[str], load: Loader = load_conversion) -> int:
    """Work until told to stop: the door of ``archdesk worker``."""
    wishes = _parser().parse_args(arguments)
    if wishes.parent:
        die_with_parent(wishes.parent)
        worker_process_init.connect(give_way, weak=False)
    settings = load_settings()
    _log(settings.data_folder if wishes.parent else None, wishes.name)
    if not settings.redis_url:
        sys.stderr.write(NO_REDIS + "\n")
        return USAGE_ERROR
    app = make_app(settings.redis_url, Store(settings.data_folder), wishes.name, load)
    # On Windows Celery has no pool of processes: each worker converts by itself.
    pool = "solo" if sys.platform == "win32" else "prefork"
    app.worker_main(
        [
            "worker",
            f"--pool={pool}",
            f"--concurrency={wishes.concurrency}",
            f"--hostname={wishes.name}@{socket.gethostname()}",
            f"--queues={wire.QUEUE}",
            "--loglevel=WARNING",
            "--without-gossip",
            "--without-mingle",
        ]
    )
    return 0


def give_way(**_: object) -> None:
    """Let the window be drawn first: a conversion takes what is left of the cores."""
    if sys.platform == "win32":
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        return
    os.nice(_NICENESS)
    with contextlib.suppress(OSError):  # Linux may weigh whole sessions against one another: sched(7), autogroup
        Path("/proc/self/autogroup").write_text(str(_NICENESS))


def make_app(url: str, store: Store, name: str, load: Loader) -> Celery:
    """The worker's Celery application with its two tasks; ``load`` is called in each process that converts."""
    app = Celery("archdesk", broker=url, backend=url, set_as_current=True)
    app.conf.update(**wire.CELERY_SETTINGS, **wire.WORKER_SETTINGS)
    bench = Bench(url, store, name, load)
    add_tasks(app, bench)

    def set_up(**_: object) -> None:
        bench.set_up()

    worker_process_init.connect(set_up, weak=False)
    return app


def _log(folder: Path | None, name: str) -> None:
    """Log beside the app's own logs where there is an app, else to the terminal; Celery's own chat only if it worries."""
    if folder is None:
        log_to_terminal(logging.INFO)
    else:
        log_to_file(folder / "logs", name)
    for chatty in ("celery", "kombu"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    setup_logging.connect(_keep_logging, weak=False)


def _keep_logging(**_: object) -> None:
    """Celery configures no logging where somebody listens to this signal."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="archdesk worker", description="Convert documents from a queue.", epilog=_SETTINGS)
    parser.add_argument("--concurrency", type=int, default=1, help="documents at once, each in a process of its own")
    parser.add_argument("--name", default="worker", help="what this worker is called in the window")
    parser.add_argument("--parent", type=int, default=0, help="end when this process ends")
    return parser
