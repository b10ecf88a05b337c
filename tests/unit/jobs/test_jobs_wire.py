from pathlib import Path

from archdesk.jobs import wire
from archdesk.jobs.wire import Answer, Claim, Message
from archdesk.model.job import Outcome
from archdesk.model.problems import Failure


def test_the_limits_are_in_an_order_in_which_nothing_runs_twice() -> None:
    assert wire.SOFT_LIMIT < wire.HARD_LIMIT < wire.VISIBILITY_TIMEOUT
    assert wire.LONGEST_RETRY_DELAY < wire.VISIBILITY_TIMEOUT
    assert wire.BEAT * 3 < wire.SILENCE < wire.LEASE
    assert wire.CELERY_SETTINGS["accept_content"] == wire.CELERY_SETTINGS["result_accept_content"] == ["json"]


def test_answers_travel() -> None:
    done = Answer(outcome=Outcome(Path("/f"), 1, 2.0, 3, 4.0))
    failed = Answer(failure=Failure("ARC-1", "a", "b"))

    for answer in (done, failed, Answer(cancelled=True), wire.GO_ON):
        assert answer == wire.answer_from_record(wire.answer_to_record(answer))
    assert not wire.GO_ON.is_final


def test_claims_travel_and_strange_ones_are_none() -> None:
    claim = Claim("t", "s", "host", 2, 3.0, 4)

    assert claim == wire.claim_from_json(wire.claim_to_json(claim))
    assert wire.claim_from_json("nonsense") is None
    assert wire.claim_from_json('{"ticket": 1}') is None


def test_only_our_own_ids_are_accepted() -> None:
    assert wire.is_message("a" * 32, wire.PROCESS_DOCUMENT, "b" * 12)
    assert not wire.is_message("../../etc/passwd", wire.PROCESS_DOCUMENT, "b" * 12)
    assert not wire.is_message("a" * 32 + "\n", wire.PROCESS_DOCUMENT, "b" * 12)
    assert not wire.is_message("a" * 32, "os.system", "b" * 12)


def test_a_message_holds_ids_only() -> None:
    assert {"job": "j", "stage": "s", "attempt": 1, "ticket": "t"} == Message("j", "s", 1, "t").as_arguments()
