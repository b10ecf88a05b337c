"""Claims: a stage is run by one process at a time, and a stranger's claim falls when its owner is dead."""

import os
from dataclasses import dataclass

import redis

from archdesk.jobs import wire
from archdesk.jobs.owners import born_at, host_name, is_dead
from archdesk.jobs.wire import Claim, Message

_LEASE = int(wire.LEASE * 1000)
# A claim that lapsed while Redis was away is taken again, if the ticket still holds and nobody else has it.
_RENEW = """
local held = redis.call('get', KEYS[1])
if held == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end
if held or redis.call('get', KEYS[2]) ~= ARGV[3] then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
return 1
"""
_RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"
# Takes the claim if it still is what was seen, and counts the start; one script, so that the disk is written once.
_TAKE = """
if (redis.call('get', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
local starts = redis.call('incr', KEYS[2])
redis.call('expire', KEYS[2], ARGV[4])
return starts
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A claim of our own, and the how-manieth start of its stage this is."""

    claim: Claim
    starts: int


class Claims:
    """The claims of one process."""

    def __init__(self, connection: redis.Redis) -> None:
        self._redis = connection

    def take(self, message: Message) -> Taken | None:
        """Claim a message's job; none where it is void or somebody else is at it."""
        key = wire.claim_key(message.job, message.stage)
        ticket, held = map(_text, self._redis.mget([wire.ticket_key(message.job), key]))
        if ticket != message.ticket or (held is not None and not self._may_replace(held, message)):
            return None
        claim = Claim(message.ticket, message.stage, host_name(), os.getpid(), born_at(os.getpid()), os.getppid())
        starts_key = wire.starts_key(message.job, message.stage)
        starts = self._redis.eval(_TAKE, 2, key, starts_key, held or "", wire.claim_to_json(claim), _LEASE, wire.KEPT)
        return Taken(claim, int(str(starts))) if starts else None

    def renew(self, job: str, claim: Claim) -> bool:
        """Make the claim live on; false where it is no longer ours."""
        keys = (wire.claim_key(job, claim.stage), wire.ticket_key(job))
        return bool(self._redis.eval(_RENEW, 2, *keys, wire.claim_to_json(claim), _LEASE, claim.ticket))

    def release(self, job: str, claim: Claim) -> None:
        self._redis.eval(_RELEASE, 1, wire.claim_key(job, claim.stage), wire.claim_to_json(claim))

    @staticmethod
    def _may_replace(held: str, message: Message) -> bool:
        claim = wire.claim_from_json(held)
        return claim is None or claim.ticket != message.ticket or is_dead(claim)


def _text(value: bytes | str | None) -> str | None:
    return value.decode() if isinstance(value, bytes) else value
