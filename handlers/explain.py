"""“Why did it jump?”: the events of the timeframe that are said, and what is behind them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import Answer, Article, Spike, Why
from bot.findings import Finding
from bot.question import Question
from bot.sources.warehouse import Status, Warehouse
from bot.words.claims import fitted, phrase
from bot.words.format import counted, listed, span_text
from handlers import claims, wording
from handlers.finish import caveats, provenance
from handlers.mix import TONE, inside
from handlers.refusals import NotAnswerable
from handlers.series import Measured, Setting, measure, prepare, told
from handlers.suggestions import MOST, beside, meanings
from handlers.untested import gap_findings, untested
from handlers.why import CHANGES, EVENTS, EVERY_KIND, MOST_EVENTS, event, why

MOST_STORIES = 10
"""Where nothing is said, the stories that most sites carried are all there is to tell."""


def explain(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """What is behind the moves of a topic, or behind the day that the chart marks. Raises NotAnswerable."""
    setting = prepare(question, warehouse, status)
    w, topic = setting.window, question.topics[0]
    measured = measure(setting, topic, question, stories=True)
    s = measured.series
    stories, spikes = told(setting, measured, MOST_STORIES)
    findings = (
        *claims.decide(claims.of_topic(s.topic, measured.history, w), untested(s, measured.history, w)),
        *gap_findings(g for g in setting.gaps if w.start <= g <= w.end),
    )
    asked = _asked(question, s.topic, findings, spikes)
    events = [e for f in asked if (e := event(measured, f, spikes)) is not None]
    behind = why(setting, topic, measured, events[:MOST_EVENTS], EVERY_KIND)
    mixed = inside(setting, measured, next((f for f in asked if f.kind in TONE), None))
    articles = _articles(behind) or stories
    headline = phrase(asked[0]) if asked and asked[0].said else fitted("Nothing in ", s.topic, " stands out")
    if asked and not asked[0].said:
        headline = fitted("", s.topic, f" on {span_text(asked[0].start, asked[0].end)}")
    told_of = _summary(question, setting, measured, asked, findings, behind, articles)
    return Answer(
        question=question,
        headline=headline,
        summary=" ".join(p for p in (told_of, mixed.text if mixed else "") if p),
        alt_text=f"{headline}. A list of {counted(len(articles), 'article')}.",
        findings=findings,
        series=(s,),
        articles=articles,
        spikes=tuple(p for p in spikes if any(p.letter == b.letter for b in behind)),
        why=behind,
        mix=mixed,
        caveats=caveats(question, setting, (measured,)),
        gaps=tuple(sorted(g for g in setting.gaps if w.start <= g <= w.end)),
        suggestions=(
            *meanings(question, (measured.found,)),
            *beside(question, "sentiment", 30),
            *beside(question, "volume", 90),
        )[:MOST],
        provenance=provenance(setting, (measured,), status),
    )


def _asked(
    question: Question, topic: str, findings: Sequence[Finding], spikes: Sequence[Spike]
) -> list[Finding]:
    """What is to be explained: the marked days, or what is said that goes the way that was asked about."""
    letter = question.options.peak
    if letter:
        marked = next((s for s in spikes if s.letter == letter.upper()), None)
        if marked is None:
            others = listed([s.letter for s in spikes]) if spikes else "no days"
            raise NotAnswerable(
                "nothing_unusual",
                f"No days of {topic} are marked {letter}; marked are {others}. Name a date instead.",
            )
        of = [f for f in findings if f.kind == "spike" and f.start == marked.start]
        return of[:1]
    said = [f for f in findings if f.said and f.kind in EVENTS]
    said = said or [f for f in findings if f.said and f.kind in CHANGES][:1]
    wanted = [f for f in said if question.options.why in (None, "change", _way(f))]
    return wanted or said


def _way(f: Finding) -> str:
    nothing = 0.0 if f.measure == "tone" else 1.0
    return "rise" if (f.size or 0.0) > nothing else "drop"


def _summary(
    question: Question,
    setting: Setting,
    measured: Measured,
    asked: Sequence[Finding],
    findings: Sequence[Finding],
    behind: Sequence[Why],
    articles: Sequence[Article],
) -> str:
    """What moved, then what is behind it; what was asked about and is not there is said first."""
    w, topic = setting.window, measured.series.topic
    when = span_text(w.start, w.end)
    if not asked:
        calm = wording.findings_told(findings)
        shown = f"These {counted(len(articles), 'story')} were carried by most sites." if articles else ""
        first = f"Over {when} nothing in {topic} stands out enough to be explained."
        return " ".join(p for p in (first, *calm, shown) if p)
    direction = question.options.why
    parts = []
    if direction in ("rise", "drop") and not any(_way(f) == direction for f in asked):
        parts.append(f"No {direction} in {topic} stands out over {when}; this does.")
    parts += [f.text for f in asked[:MOST_EVENTS]]
    parts += [b.text for b in behind]
    if not any(b.surges for b in behind):
        parts.append("No other topic is clearly more frequent in these stories than before.")
    return " ".join(parts)


def _articles(behind: Sequence[Why]) -> tuple[Article, ...]:
    """The headlines of all events, each once."""
    return tuple({a.url: a for b in behind for a in b.headlines}.values())
