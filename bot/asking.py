"""The only way from a question to an answer: answered once for everybody, within what may be spent."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import TypeVar

import handlers
from bot.answer import VERSION, Answer, FalseClaims, answer_from_json, answer_to_json
from bot.budget import Budget, price_usd, resets_at
from bot.clock import Clock, utc_now
from bot.counted import CountedTopic
from bot.digests.values import Level
from bot.logs import failure
from bot.question import Question, question_to_json
from bot.settings import GIB, Settings
from bot.sources.interest.source import NoInterest, SearchInterest
from bot.sources.warehouse import Metered, Query, Rows, Status, Warehouse, WarehouseError
from bot.state import State
from bot.state.records import ANSWERED, PLACEBO, Shuffled
from handlers.placebo import Placebo

SMALL = 4 * GIB
"""What a query may be expected to read where the day's budget is used up."""
AT_ONCE = 0.5
"""Seconds in which searches that are at hand come; the news is not held back for others."""

_T = TypeVar("_T")


@dataclass(slots=True)
class _Counted:
    """A warehouse that adds up what its queries are billed, those of refused questions too."""

    warehouse: Warehouse
    billed: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, query: Query) -> Rows:
        rows = self.warehouse.run(query)
        with self.lock:
            self.billed += rows.bytes_scanned
        return rows

    def status(self) -> Status:
        return self.warehouse.status()


@dataclass(frozen=True, slots=True)
class Asking:
    """Answers the questions of people, digests and alerts. Safe to use from several threads.

    An `asker` is a person, who has a budget of their own within the workspace's; None is the workspace.
    What can be expected to go wrong is an Answer with an error, never an exception.
    """

    warehouse: Warehouse
    state: State
    settings: Settings
    clock: Clock = utc_now
    interest: SearchInterest = field(default_factory=NoInterest)

    def answer(
        self,
        question: Question,
        asker: str | None,
        *,
        confirmed: bool = False,
        fresh: bool = False,
        meanwhile: Callable[[Answer], None] | None = None,
    ) -> Answer:
        """The answer to a question, with what people search for where that belongs to it.

        Where the searches are not at hand, `meanwhile` is called with the news alone, before they come.
        ``needs_confirmation`` is the error of a question that is costly: its provenance holds bytes and price
        at most, and `confirmed` answers it. ``over_budget`` is that of one beyond what the day may cost.
        A `fresh` answer is none that was kept.
        """
        news = self._measured(self._news(question, asker, confirmed=confirmed, fresh=fresh))
        if not handlers.wants_interest(question):
            return news
        with ThreadPoolExecutor(1, thread_name_prefix="searches") as pool:
            searching = pool.submit(self._with_searches, news)
            if meanwhile and wait([searching], AT_ONCE).not_done:
                meanwhile(news)
            return searching.result()

    def watch(self, question: Question, level: Level) -> Answer:
        """What an alert has to tell of the question's days; ``nothing_unusual`` is its error on most.

        Whoever set the alert up has agreed to what it costs, which the workspace bears.
        """
        return self._spend(question, None, partial(handlers.watch, question, level), confirmed=True)

    def look_back(self, question: Question, asker: str) -> Mapping[Level, int] | Answer:
        """On how many of the question's days each sensitivity would have alerted, or why nobody knows."""
        return self._spend(question, asker, partial(handlers.look_back, question))

    def counted(self, question: Question, asker: str) -> tuple[CountedTopic, ...] | Answer:
        """Every article that counts for each topic of the question, or why there is none."""
        return self._spend(question, asker, partial(handlers.counted_for, question))

    def placebo(self, months: int, seed: int) -> Placebo | Answer:
        """How often something is said of shuffled days, kept as the last figure; the workspace pays."""
        ask = partial(handlers.shuffled, months, seed)
        found = self._spend(Question("volume", ()), None, ask, confirmed=True)
        if not isinstance(found, Answer) and found.months:
            day = self.clock().date().isoformat()
            record: Shuffled = {
                "day": day,
                "months": found.months,
                "wrong": found.wrong,
                "kinds": found.kinds,
            }
            PLACEBO.put(self.state, "last", record)
        return found

    def _measured(self, answer: Answer) -> Answer:
        """With how often the bot was last wrong where nothing moved."""
        last = PLACEBO.get(self.state, "last")
        if last is None or answer.error:
            return answer
        figure = FalseClaims(date.fromisoformat(last["day"]), last["months"], last["wrong"])
        return replace(answer, provenance=replace(answer.provenance, false_claims=figure))

    def _news(self, question: Question, asker: str | None, *, confirmed: bool, fresh: bool) -> Answer:
        key = self._key(question)
        kept = ANSWERED.get(self.state, key) if key and not fresh else None
        if kept is not None:
            found = answer_from_json(kept)
            free = replace(found.provenance, bytes_scanned=0, seconds=0.0, price_usd=0.0)
            return replace(found, provenance=free)
        found = self._spend(question, asker, partial(handlers.answer, question), confirmed=confirmed)
        if key and not found.error:
            ANSWERED.put(self.state, key, answer_to_json(found))
        return found

    def _with_searches(self, news: Answer) -> Answer:
        """The news stands whatever happens to the searches."""
        try:
            return handlers.add_interest(news, self.interest)
        except Exception:
            return replace(news, caveats=(*news.caveats, failure("searches were not added")))

    def _spend(
        self,
        question: Question,
        asker: str | None,
        ask: Callable[[Warehouse], _T | Answer],
        *,
        confirmed: bool = False,
    ) -> _T | Answer:
        """What `ask` finds in a warehouse that is capped by the budget, charged with what it was billed."""
        now = self.clock()
        budget = Budget(self.state, self.settings.user_bytes, self.settings.workspace_bytes)
        used = budget.used(asker, now) if isinstance(self.warehouse, Metered) else 0.0
        if used >= 2:
            return _over_budget(question, now)
        counted = _Counted(self._for(question, asker, confirmed=confirmed, small=used >= 1))
        found = ask(counted)
        budget.charge(asker, counted.billed, now)
        if not isinstance(found, Answer):
            return found
        billed = found.provenance.bytes_scanned if found.error == "too_costly" else counted.billed
        priced = replace(found.provenance, bytes_scanned=billed, price_usd=price_usd(billed))
        found = replace(found, provenance=priced)
        if found.error == "too_costly" and used >= 1:
            return _over_budget(question, now)
        if found.error == "too_costly" and not confirmed and billed <= self.settings.most:
            return _needs_confirmation(found)
        return found

    def _key(self, question: Question) -> str | None:
        """The same for the same question of the same data; None where nobody knows the data."""
        try:
            status = self.warehouse.status()
        except WarehouseError:
            return None
        said = json.dumps(question_to_json(question), sort_keys=True)
        return hashlib.sha256(f"{VERSION} {status} {said}".encode()).hexdigest()

    def _for(self, question: Question, asker: str | None, *, confirmed: bool, small: bool) -> Warehouse:
        if not isinstance(self.warehouse, Metered):
            return self.warehouse
        cap = SMALL if small else self.settings.most if confirmed else self.settings.ask_above
        who = hashlib.sha256(asker.encode()).hexdigest()[:16] if asker else "workspace"
        return self.warehouse.capped(cap).labelled(action=question.action, asker=who)


def _over_budget(question: Question, now: datetime) -> Answer:
    return Answer(
        question=question,
        summary=f"The day's budget for reading the news is used up. It starts anew at "
        f"{resets_at(now):%H:%M} UTC on {resets_at(now):%-d %B}. Until then I still answer what somebody "
        "asked today already, and most questions about one topic over up to a month.",
        error="over_budget",
    )


def _needs_confirmation(found: Answer) -> Answer:
    p = found.provenance
    return replace(
        found,
        summary=f"This question may read up to {p.bytes_scanned / 1e9:,.0f} GB, which costs up to "
        f"${p.price_usd:.2f}. Confirm it, or ask about fewer days.",
        error="needs_confirmation",
    )
