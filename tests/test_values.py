"""Question and Answer go through JSON unchanged."""

import json
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import (
    Answer,
    Article,
    Band,
    Day,
    Estimate,
    Period,
    Provenance,
    Related,
    Series,
    Spike,
    answer_from_json,
    answer_to_json,
    refused,
)
from bot.question import (
    Options,
    Question,
    Refusal,
    Term,
    Word,
    question_from_json,
    question_to_json,
    read_term,
    topic_label,
)
from bot.reasons import LASTING, PASSING

QUESTION = Question(
    action="compare",
    topics=(("oil", "-sports"), ("theme:env_gas|gas",)),
    start=None,
    end=date(2026, 11, 20),
    baseline=(date(2025, 1, 1), date(2025, 12, 31)),
    options=Options(granularity="weekly", source_country="SE"),
    phrases=("oil",),
    today=date(2026, 11, 20),
)

days = st.dates(date(2015, 2, 18), date(2030, 1, 1))
texts = st.text(max_size=20)
numbers = st.floats(allow_nan=False, allow_infinity=False)
articles = st.builds(
    Article, texts, texts, texts, st.datetimes(timezones=st.just(UTC)), tone=st.none() | numbers
)
answers = st.builds(
    Answer,
    st.none() | st.just(QUESTION),
    headline=texts,
    summary=texts,
    series=st.lists(
        st.builds(
            Series,
            texts,
            st.integers(0, 10**9),
            st.integers(0, 10**9),
            st.integers(0, 10**9),
            st.none() | numbers,
            st.none() | numbers,
            st.none() | numbers,
            st.none() | numbers,
            days=st.lists(st.builds(Day, days, st.just(1), st.just(1), st.just(2), numbers), max_size=2).map(
                tuple
            ),
            share_change=st.none()
            | st.builds(Estimate, numbers, st.none() | st.builds(Band, numbers, numbers)),
        ),
        max_size=2,
    ).map(tuple),
    articles=st.lists(articles, max_size=2).map(tuple),
    gaps=st.lists(days, max_size=2).map(tuple),
    error=st.none() | st.sampled_from(sorted(PASSING | LASTING)),
)


@given(answers)
def test_an_answer_goes_through_json_unchanged(answer: Answer) -> None:
    assert answer_from_json(json.loads(json.dumps(answer_to_json(answer)))) == answer


def test_every_part_of_an_answer_goes_through_json() -> None:
    seen = datetime(2026, 11, 20, 7, 15, tzinfo=UTC)
    period = Period(date(2026, 1, 1), date(2026, 1, 2), 1, 1, 2, 0.5, -1.5, None, None, 2)
    answer = Answer(
        QUESTION,
        series=(Series("oil", 1, 1, 2, 0.5, None, None, None, previous=period),),
        spikes=(Spike("oil", date(2026, 1, 1), 90, 30.5, 1e-4, "A", (Article("t", "u", "s", seen),)),),
        related=(Related("gas", "theme", 12, 4.1, 0.3),),
        provenance=Provenance(data_until=seen, matched=("theme:oil",), sample=True),
    )
    assert answer_from_json(json.loads(json.dumps(answer_to_json(answer)))) == answer


def test_a_question_goes_through_json_unchanged_and_says_only_what_was_said() -> None:
    data = json.loads(json.dumps(question_to_json(QUESTION)))
    assert question_from_json(data) == QUESTION
    assert data["options"] == {"granularity": "weekly", "source_country": "SE"}
    assert data["version"] == 1
    assert data["start"] is None


def test_another_shape_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        question_from_json({"action": "dance"})


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("inflation", Term((Word("inflation"),))),
        ("-oil|theme:env_gas", Term((Word("oil"), Word("env_gas", "theme")), excluded=True)),
        ("re: invent", Term((Word("re: invent"),))),
    ],
)
def test_a_term_string_has_the_structure_it_says(text: str, term: Term) -> None:
    assert read_term(text) == term


def test_a_topic_is_called_by_its_words() -> None:
    assert topic_label(("oil|gas", "place:norway", "-sports")) == "oil or gas and norway, without sports"


def test_a_refusal_is_told_as_an_answer() -> None:
    answer = refused(Refusal("missing_topic", "Name a topic.", suggestions=("inflation",)))
    assert (answer.error, answer.summary, answer.suggestions) == (
        "missing_topic",
        "Name a topic.",
        ("inflation",),
    )


def test_trouble_either_passes_or_lasts() -> None:
    assert PASSING
    assert LASTING
    assert not PASSING & LASTING
