"""A question answered once for everybody, within what may be spent, and with what it cost."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import handlers
from bot.answer import VERSION, Answer, answer_from_json, answer_to_json
from bot.budget import Budget, price_usd, resets_at
from bot.question import Question, question_to_json
from bot.settings import GIB, Settings
from bot.sources.warehouse import Metered, Query, Rows, Status, Warehouse, WarehouseError
from bot.state import State

KEPT = 86_400.0
SMALL = 4 * GIB
"""What a query may be expected to read where the day's budget is used up."""
ANSWERED = "answered"
"""The kind of state record of an answer that is kept for whoever asks the same."""


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
    """Answers questions of people. Safe to use from several threads."""

    warehouse: Warehouse
    state: State
    settings: Settings
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def answer(self, question: Question, user: str, *, confirmed: bool = False) -> Answer:
        """The answer to a user's question; never raises for what can be expected.

        ``needs_confirmation`` is the error of a question that is costly: its provenance holds bytes and price
        at most, and `confirmed` answers it. ``over_budget`` is that of one beyond what the day may cost.
        """
        key = self._key(question)
        kept = self.state.get(ANSWERED, key) if key else None
        if kept is not None:
            found = answer_from_json(kept)
            return replace(
                found, provenance=replace(found.provenance, bytes_scanned=0, seconds=0.0, price_usd=0.0)
            )
        now = self.clock()
        budget = Budget(self.state, self.settings.user_bytes, self.settings.workspace_bytes)
        used = budget.used(user, now) if isinstance(self.warehouse, Metered) else 0.0
        if used >= 2:
            return self._over_budget(question, now)
        counted = _Counted(self._for(question, user, confirmed=confirmed, small=used >= 1))
        found = handlers.answer(question, counted)
        budget.charge(user, counted.billed, now)
        billed = found.provenance.bytes_scanned if found.error == "too_costly" else counted.billed
        priced = replace(found.provenance, bytes_scanned=billed, price_usd=price_usd(billed))
        found = replace(found, provenance=priced)
        if found.error == "too_costly" and used >= 1:
            return self._over_budget(question, now)
        if found.error == "too_costly" and not confirmed and billed <= self.settings.most:
            return _needs_confirmation(found)
        if key and not found.error:
            self.state.put(ANSWERED, key, answer_to_json(found), KEPT)
        return found

    def _key(self, question: Question) -> str | None:
        """The same for the same question of the same data; None where nobody knows the data."""
        try:
            status = self.warehouse.status()
        except WarehouseError:
            return None
        said = json.dumps(question_to_json(question), sort_keys=True)
        return hashlib.sha256(f"{VERSION} {status} {said}".encode()).hexdigest()

    def _for(self, question: Question, user: str, *, confirmed: bool, small: bool) -> Warehouse:
        if not isinstance(self.warehouse, Metered):
            return self.warehouse
        cap = SMALL if small else self.settings.most if confirmed else self.settings.ask_above
        who = hashlib.sha256(user.encode()).hexdigest()[:16]
        return self.warehouse.capped(cap).labelled(action=question.action, asker=who)

    def _over_budget(self, question: Question, now: datetime) -> Answer:
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
