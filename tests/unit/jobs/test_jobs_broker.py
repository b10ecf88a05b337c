import json

import pytest

from archdesk.jobs.broker import _news


def _told(kind: str, message: str = "") -> str:
    return json.dumps({"status": "FAILURE", "result": {"exc_type": kind, "exc_message": [message]}})


@pytest.mark.parametrize("kind", ["Reject", "OperationalError", "ConnectionError", "TimeoutError"])
def test_a_task_whose_queue_went_away_has_no_answer(kind: str) -> None:
    assert _news("ticket", [None, _told(kind, "Error 111 connecting"), None]).answer is None


@pytest.mark.parametrize(("kind", "code"), [("TimeLimitExceeded", "ARC-902"), ("ValueError", "ARC-905")])
def test_a_task_that_its_worker_ended_has_failed(kind: str, code: str) -> None:
    answer = _news("ticket", [None, _told(kind), None]).answer

    assert answer is not None
    assert answer.failure is not None
    assert code == answer.failure.code
