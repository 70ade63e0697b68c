"""Questions and refusals as JSON objects in the shape of the parsing conventions."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.question import Question, Refusal, question_from_json, question_to_json


def parse_to_json(result: Question | Refusal) -> dict[str, Any]:
    """The Question with "error" null, or the Refusal with its code as "error"."""
    if isinstance(result, Question):
        return question_to_json(result) | {"error": None}
    told: dict[str, Any] = {"action": result.action, "topics": [list(t) for t in result.topics]}
    told |= {"start": None, "end": None, "baseline": None, "options": {}}
    told |= {"error": result.code, "message": result.message}
    return told | {"suggestions": list(result.suggestions)}


def context_from_json(obj: dict[str, Any] | None) -> Question | None:
    """The previous question of a thread, also where only some keys are given; None for none."""
    if not obj:
        return None
    try:
        return question_from_json({k: v for k, v in obj.items() if k != "error"})
    except msgspec.ValidationError:
        return None
