"""How often a process that ends is started again."""

from dataclasses import dataclass, field

MOST = 5  # restarts within the span; then something is wrong that restarting does not mend
SPAN = 60.0  # seconds
LONGEST_WAIT = 60.0  # seconds


@dataclass(slots=True)
class Restarts:
    """The deaths of one process, on a clock that only runs forward."""

    deaths: list[float] = field(default_factory=list)

    def note(self, now: float) -> None:
        self.deaths = [death for death in self.deaths if now - death < SPAN] + [now]

    def is_due(self, now: float) -> bool:
        """Whether to start it again now: at once the first time, then after 1, 2, 4 ... seconds."""
        if not self.deaths:
            return True
        wait = 0.0 if len(self.deaths) == 1 else min(2.0 ** (len(self.deaths) - 2), LONGEST_WAIT)
        return not self.is_given_up and now - self.deaths[-1] >= wait

    @property
    def is_given_up(self) -> bool:
        return len(self.deaths) > MOST

    def forget(self) -> None:
        self.deaths = []
