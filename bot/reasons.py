"""Why there is no answer: every reason code, by who finds it out, and which of them pass."""

from __future__ import annotations

from typing import Literal, get_args

RefusalCode = Literal[
    "missing_topic",
    "missing_second_topic",
    "missing_context",
    "ambiguous",
    "future_timeframe",
    "reversed_range",
    "invalid_date",
    "unresolved_timeframe",
    "too_many_topics",
    "unsupported_schedule",
    "invalid_time",
    "text_too_long",
    "bad_line",
    "internal",
]
"""What a text lacks to be a question; `bad_line` is a line without one, `internal` a bug on the way."""

NotAnswerableCode = Literal[
    "no_topic",
    "not_available",
    "no_coverage",
    "no_data_for_timeframe",
    "future_timeframe",
    "only_exclusions",
    "wrong_number_of_topics",
    "too_many_topics",
    "too_few_days",
    "nothing_unusual",
]
"""What a question lacks to have an answer in the news that is there."""

Passing = Literal["busy", "timeout", "backend", "unreachable", "quota", "query_failed", "over_budget"]
"""Trouble that the same question may not meet again later."""

Lasting = Literal[
    "empty_store",
    "no_days",
    "outdated",
    "too_costly",
    "too_large",
    "needs_confirmation",
    "no_access",
    "no_billing",
    "no_dataset",
    "no_tables",
    "wrong_location",
    "no_project",
    "no_credentials",
    "bad_credentials",
]
"""Trouble that lasts until a person does something about it."""

Trouble = Passing | Lasting
"""Why the news could not be read, or not for this price."""

Reason = RefusalCode | NotAnswerableCode | Trouble

PASSING: frozenset[Trouble] = frozenset(get_args(Passing))
LASTING: frozenset[Trouble] = frozenset(get_args(Lasting))
