"""All that the bot remembers, kind by kind: what a record holds, and how long it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypedDict, TypeVar, cast

from bot.state.protocol import State, Value

R = TypeVar("R", bound=Mapping[str, Any])

HOUR = 3600.0
DAY = 24 * HOUR
YEAR = 365 * DAY


@dataclass(frozen=True, slots=True)
class Kind(Generic[R]):
    """Records of one kind, under keys of their own, each kept for so many seconds after it was written."""

    name: str
    kept: float

    def get(self, state: State, key: str) -> R | None:
        return cast("R | None", state.get(self.name, key))

    def put(self, state: State, key: str, record: R) -> None:
        state.put(self.name, key, cast(Value, record), self.kept)

    def delete(self, state: State, key: str) -> None:
        state.delete(self.name, key)

    def all(self, state: State) -> list[tuple[str, R]]:
        """The keys and records, in order of their keys."""
        return cast("list[tuple[str, R]]", state.list(self.name))

    def change(self, state: State, key: str, change: Callable[[R | None], R | None]) -> R | None:
        """Reads and writes with nobody in between, over all processes. Returns what is there then."""
        changed = cast("Callable[[Value | None], Value | None]", change)
        return cast("R | None", state.change(self.name, key, changed, self.kept))


class Billed(TypedDict):
    """Bytes that were billed to somebody on a day."""

    count: int


class Thread(TypedDict):
    """What a thread is about: its last `question`, asked in the message `ts`, and the question `before`.

    The bot answers the person `floor`, nobody once people talk among themselves; the message `heard` decided
    this. Questions are as `question_to_json` writes them.
    """

    ts: str
    question: Value
    before: Value | None
    floor: str | None
    heard: str


class Shown(TypedDict):
    """An answer that `user` was given, as `answer_to_json` writes it, and the id of its uploaded chart."""

    answer: Value
    chart: str | None
    user: str


class Share(TypedDict):
    """The job that shares an answer, for it is shared once."""

    job: str


class Data(TypedDict):
    """How far the data reaches, in words, and whether it is made up."""

    until: str
    sample: bool


class Channel(TypedDict):
    """Whether another organisation shares the channel; only those are kept that none does."""

    shared: bool


class Direct(TypedDict):
    """A person's direct messages with the bot."""

    channel: str


class Zone(TypedDict):
    """A person's time zone; empty where Slack knows none."""

    tz: str


class Recent(TypedDict):
    """A person's last questions, as texts, the newest first."""

    texts: list[str]


class Greeted(TypedDict):
    """Whoever has a record was greeted."""


class Unfinished(TypedDict):
    """A job that somebody waits for: its place, as JSON, and when it was asked, in seconds since 1970."""

    place: Value
    asked_at: float


class Found(TypedDict):
    """Searches as they were found, as JSON, and when, in seconds since 1970."""

    at: float
    found: Value


class Breaker(TypedDict):
    """Until when (seconds since 1970) a source of searches is left alone, and how long that rest was."""

    until: float
    rest: float


class Rewritten(TypedDict):
    """What a model made of a text: one line, or nothing."""

    line: str


class Shuffled(TypedDict):
    """On a day: of how many shuffled topic-months something was said wrongly, and findings by kind."""

    day: str
    months: int
    wrong: int
    kinds: dict[str, int]


LEASE: Kind[Value] = Kind("lease", DAY)
"""A worker's hold on a job, by the job's key; `bot/state/lease.py` has its parts."""
UNFINISHED: Kind[Unfinished] = Kind("unfinished", DAY)
ANSWERED: Kind[Value] = Kind("answered", DAY)
"""Answers by question and data, as `answer_to_json` writes them."""
REWRITTEN: Kind[Rewritten] = Kind("rewritten", DAY)
"""Lines of the optional rewriter, by a hash of the text and of the question before it."""
BILLED: Kind[Billed] = Kind("billed", 2 * DAY)
SUBSCRIPTION: Kind[Value] = Kind("subscription", 10 * YEAR)
ALERT: Kind[Value] = Kind("alert", 10 * YEAR)
PROGRESS: Kind[Value] = Kind("progress", 10 * YEAR)
"""What is followed, and how far its deliveries have come; `bot/digests/values.py` has the types."""
WAITING: Kind[Value] = Kind("waiting", DAY)
"""A digest or alert that waits for its owner's yes."""
THREAD: Kind[Thread] = Kind("thread", 30 * DAY)
RECENT: Kind[Recent] = Kind("recent", 30 * DAY)
SHOWN: Kind[Shown] = Kind("shown", 30 * DAY)
"""Answers by the job that gave them, for what their menus lead to."""
SHARE: Kind[Share] = Kind("share", 7 * DAY)
DATA: Kind[Data] = Kind("data", 7 * DAY)
ZONE: Kind[Zone] = Kind("timezone", 7 * DAY)
CHANNEL: Kind[Channel] = Kind("channel", HOUR)
DIRECT: Kind[Direct] = Kind("direct", YEAR)
GREETED: Kind[Greeted] = Kind("greeted", YEAR)
PLACEBO: Kind[Shuffled] = Kind("placebo", YEAR)
"""The last count of what is said of shuffled days, under the key ``last``."""
SEARCHES: Kind[Found] = Kind("searches", 14 * DAY)
BREAKER: Kind[Breaker] = Kind("searches-breaker", 2 * DAY)
