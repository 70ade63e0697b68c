"""What a job has shown in Slack so far, over all its attempts, so that none of it is shown twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.state.lease import Lease

EVENT_TYPE = "tidings_job"
SEEN = "seen"
"""In place of a timestamp: posted for one person alone, which can be neither found nor edited."""


@dataclass(slots=True)
class PostLog:
    """Without a lease nothing is remembered, and everything is new."""

    lease: Lease | None = None
    begun: int = field(default=0, init=False)

    def post(self) -> Post:
        """The job's next message."""
        number, self.begun = self.begun, self.begun + 1
        return Post(self, number)

    def file(self, digest: str) -> str | None:
        """The id under which a file of these contents was uploaded."""
        return self.lease.facts.get(f"file:{digest}") if self.lease else None

    def uploaded(self, digest: str, file: str) -> None:
        if self.lease:
            self.lease.remember(**{f"file:{digest}": file})

    @property
    def shown(self) -> bool:
        """Whether a message of the job stands in Slack."""
        facts = self.lease.facts if self.lease else {}
        return any(ts for name, ts in facts.items() if name.startswith("post:"))


@dataclass(frozen=True, slots=True)
class Post:
    """One message of a job."""

    post_log: PostLog
    number: int

    @property
    def ts(self) -> str | None:
        """The timestamp of the message (or SEEN), "" if an attempt began to post it, else None."""
        lease = self.post_log.lease
        return lease.facts.get(f"post:{self.number}") if lease else None

    @property
    def since(self) -> str:
        """A time before the message can have been posted, for `oldest`; clocks may be minutes apart."""
        lease = self.post_log.lease
        return f"{max(lease.since - 300, 0):.6f}" if lease else "0"

    @property
    def mark(self) -> dict[str, Any] | None:
        """Metadata by which a message is found whose posting nobody lived to remember."""
        lease = self.post_log.lease
        if lease is None:
            return None
        return {"event_type": EVENT_TYPE, "event_payload": {"job": lease.key, "message": self.number}}

    def begin(self) -> None:
        """To be called before Slack is: from now on the message may stand there. Raises LeaseLost."""
        self._remember("")

    def refused(self) -> None:
        """Slack surely did not take it."""
        self._remember(None)

    def done(self, ts: str) -> None:
        self._remember(ts)

    def _remember(self, ts: str | None) -> None:
        if self.post_log.lease:
            self.post_log.lease.remember(**{f"post:{self.number}": ts})
