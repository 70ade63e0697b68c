"""An answer's chart, where it can be had."""

from __future__ import annotations

import logging

from bot.answer import Answer
from bot.render.chart import chart_png
from bot.slack.work.delivery import NO_CHART_DRAWN, NO_CHART_UPLOADED, Delivery

logger = logging.getLogger(__name__)


def drawn(answer: Answer, delivery: Delivery) -> tuple[str | None, str | None]:
    """The id of the uploaded chart, or None and perhaps why there is none."""
    try:
        png = chart_png(answer)
    except Exception:
        logger.exception("a chart was not drawn")
        return None, NO_CHART_DRAWN
    if png is None:
        return None, None
    file = delivery.upload(png, answer.alt_text)
    return file, None if file else NO_CHART_UPLOADED
