"""Where a session stands: all that is needed to go on with it later, or to keep what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .outcome import Outcome, PhaseResult
from .timeline import Phase, PhaseKey, Timeline


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """The phases of a session, what was done of them, and the phase that runs or waits.

    `elapsed_s` are the seconds of the present attempt at the phase `here`.
    """

    timeline: Timeline
    results: Mapping[PhaseKey, PhaseResult]
    here: PhaseKey
    elapsed_s: float

    @property
    def phase(self) -> Phase:
        """The phase at `here`. Raises ValueError if the timeline has no such phase."""
        return self.timeline[place_of(self.here, self.timeline)]

    def credited(self) -> dict[PhaseKey, PhaseResult]:
        """The results if the session ends here: with the present attempt, which is not over."""
        done_s = min(self.elapsed_s, self.phase.duration_s)
        return (
            with_attempt(self.results, self.here, Outcome.SKIPPED, done_s) if done_s else dict(self.results)
        )


def place_of(key: PhaseKey, timeline: Sequence[Phase]) -> int:
    """Where in a timeline a phase stands. Raises ValueError if it has no such phase."""
    for place, phase in enumerate(timeline):
        if phase.key == key:
            return place
    raise ValueError(f"the timeline has no phase {key}")


def with_attempt(
    results: Mapping[PhaseKey, PhaseResult], key: PhaseKey, outcome: Outcome, done_s: float
) -> dict[PhaseKey, PhaseResult]:
    """The results with one more attempt at a phase, which took `done_s` seconds.

    The longest attempt counts, and what was done once stays done.
    """
    before = results.get(key)
    if before is None:
        return {**results, key: PhaseResult(outcome, done_s)}
    kept = before.outcome if before.outcome is Outcome.DONE else outcome
    return {**results, key: PhaseResult(kept, max(done_s, before.done_s))}
