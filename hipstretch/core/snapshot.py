"""A session as it stands at one moment: what the journal keeps, and what the record is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from .record import Feeling, SessionRecord, session_record
from .resume_point import ResumePoint
from .routine import Routine


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A session at `saved_at`: who it is, what was planned, and where it stands.

    `finished` says that it ended, so that only its record is missing. `app` is the version of the program. `reading` is
    what the timeline was built by, so that the session is planned on as it began.
    """

    id: str
    routine: Routine
    started_at: datetime
    saved_at: datetime
    point: ResumePoint
    finished: bool
    feeling_before: Feeling | None
    app: str
    reading: Mapping[str, float] = field(default_factory=dict)

    def record(self) -> SessionRecord:
        """What history keeps if the session ends here."""
        return session_record(
            self.point.timeline,
            self.point.credited(),
            id_=self.id,
            started_at=self.started_at,
            ended_at=self.saved_at,
            routine=self.routine.id,
            app=self.app,
            feeling_before=self.feeling_before,
        )

    def redone(self) -> "Snapshot":
        """The same session at the beginning of the phase where it stands; what was done of it before still counts."""
        results = self.point.credited()
        return replace(self, point=replace(self.point, results=results, elapsed_s=0.0))
