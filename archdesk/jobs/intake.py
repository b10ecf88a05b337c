"""A dropped document on its way in: copied, or answered from an identical one that is done."""

import dataclasses

from archdesk.jobs.ledger import Ledger
from archdesk.jobs.store import Store
from archdesk.jobs.wire import Answer
from archdesk.model.job import Job
from archdesk.model.problems import ArchDeskError


class Intake:
    """Copies documents into the store."""

    def __init__(self, ledger: Ledger, store: Store) -> None:
        self._ledger, self._store = ledger, store

    def take_in(self, job: Job) -> tuple[Job, Answer | None]:
        """The job with its private copy, and its answer where that is known already: refused, or converted before."""
        try:
            copied = self._store.take_in(job.id, job.source, job.options)
        except ArchDeskError as error:
            return job, Answer(failure=error.failure())
        job = dataclasses.replace(job, sha256=copied.sha256, folder=self._store.folder(job.id))
        return job, self._known_answer(job)

    def _known_answer(self, job: Job) -> Answer | None:
        """The answer of an identical document with the same options, its results given to this job too."""
        known = self._ledger.find_finished(job.sha256, job.options)
        if known is None or known.outcome is None or known.id == job.id:
            return None
        try:
            self._store.share_results(known.id, job.id)
        except OSError:
            return None  # its results are gone, so they are made again
        return Answer(outcome=known.outcome)
