"""What people type, and what it must be taken for."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.parse import parse, unparse
from bot.parse.convention import context_from_json, parse_to_json
from bot.question import Options, Question, Refusal, question_from_json, question_to_json

TODAY = date(2026, 11, 20)
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
SURFACES = [
    *(f"command:/{name}" for name in ("sentiment", "compare", "news", "trends", "related", "digest")),
    "mention",
    "dm",
    "thread",
]
ROOT = Question("sentiment", (("tesla",),), date(2026, 10, 1), date(2026, 10, 31), today=TODAY)
PAIR = Question("compare", (("riksbank",), ("fed",)), date(2026, 1, 1), TODAY, today=TODAY)


def question(said: str, surface: str = "command:/sentiment", context: Question | None = None) -> Question:
    got = parse(said, surface, context, TODAY, "Europe/Stockholm")
    assert isinstance(got, Question), got
    return got


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("", (2026, 10, 22), (2026, 11, 20)),
        ("last 30 days", (2026, 10, 22), (2026, 11, 20)),
        ("90d", (2026, 8, 23), (2026, 11, 20)),
        ("3m", (2026, 8, 21), (2026, 11, 20)),
        ("last two weeks", (2026, 11, 7), (2026, 11, 20)),
        ("last year", (2025, 1, 1), (2025, 12, 31)),
        ("past year", (2025, 11, 21), (2026, 11, 20)),
        ("this month", (2026, 11, 1), (2026, 11, 20)),
        ("Q3 2024", (2024, 7, 1), (2024, 9, 30)),
        ("Q4", (2026, 10, 1), (2026, 11, 20)),
        ("in March", (2026, 3, 1), (2026, 3, 31)),
        ("in December", (2025, 12, 1), (2025, 12, 31)),
        ("in 2024", (2024, 1, 1), (2024, 12, 31)),
        ("2019-2022", (2019, 1, 1), (2022, 12, 31)),
        ("since January", (2026, 1, 1), (2026, 11, 20)),
        ("since the 1st", (2026, 11, 1), (2026, 11, 20)),
        ("since the 31st", (2026, 10, 31), (2026, 11, 20)),
        ("14.10.2026", (2026, 10, 14), (2026, 10, 14)),
        ("2026-01-01..2026-03-31", (2026, 1, 1), (2026, 3, 31)),
        ("from 1 March to 15 April", (2026, 3, 1), (2026, 4, 15)),
        ("Jan–Mar", (2026, 1, 1), (2026, 3, 31)),
        ("from October to March", (2025, 10, 1), (2026, 3, 31)),
        ("since septmber", (2026, 9, 1), (2026, 11, 20)),
        ("(last 30 days)", (2026, 10, 22), (2026, 11, 20)),
    ],
)
def test_timeframes(said: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    got = question(f"inflation {said}")
    assert (got.topics, got.start, got.end) == ((("inflation",),), date(*start), date(*end))


@pytest.mark.parametrize(
    ("said", "baseline"),
    [
        ("inflation this month vs last month", (date(2026, 10, 1), date(2026, 10, 31))),
        ("inflation Q3 2026 compared to Q2 2026", (date(2026, 4, 1), date(2026, 6, 30))),
        ("inflation this year vs last year", (date(2025, 1, 1), date(2025, 12, 31))),
        ("inflation last month vs the same period last year", (date(2025, 10, 1), date(2025, 10, 31))),
    ],
)
def test_one_period_is_held_against_another(said: str, baseline: tuple[date, date]) -> None:
    got = question(said)
    assert got.topics == (("inflation",),)
    assert got.baseline == baseline


@pytest.mark.parametrize(
    ("said", "surface", "topics"),
    [
        ("oil, gas and electricity", "command:/compare", [["oil"], ["gas"], ["electricity"]]),
        ("coffee vs tea", "command:/sentiment", [["coffee"], ["tea"]]),
        ('"interest rates" vs inflation', "command:/compare", [["interest rates"], ["inflation"]]),
        ("Klarna and IPO", "command:/sentiment", [["Klarna", "IPO"]]),
        ("(strike OR walkout) Tesla", "command:/sentiment", [["strike|walkout", "Tesla"]]),
        ("oil OR gas", "command:/sentiment", [["oil|gas"]]),
        ("housing -sports", "command:/sentiment", [["housing", "-sports"]]),
        ("Apple NOT iPhone", "command:/sentiment", [["Apple", "-iPhone"]]),
        ("Apple excluding iPhone or iPad", "command:/sentiment", [["Apple", "-iPhone", "-iPad"]]),
        ("Johnson & Johnson", "command:/sentiment", [["Johnson & Johnson"]]),
        ("Bosnia and Herzegovina and tourism", "command:/sentiment", [["Bosnia and Herzegovina", "tourism"]]),
        ("Marks and Spencer and Tesco", "command:/compare", [["Marks and Spencer"], ["Tesco"]]),
        ("theme:ECON_INFLATION", "command:/sentiment", [["theme:ECON_INFLATION"]]),
        ('person:"Alva Lindqvist"', "command:/sentiment", [["person:Alva Lindqvist"]]),
        ("which gets more coverage, oil or gas?", "dm", [["oil"], ["gas"]]),
        ("how does oil stack up against gas", "dm", [["oil"], ["gas"]]),
        ("what are the media saying about the Riksbank?", "mention", [["Riksbank"]]),
        ("latest articles about interest rates", "dm", [["interest rates"]]),
        ("sentiment on data centers", "dm", [["data centers"]]),
        ("how much coverage did interest rates get?", "dm", [["interest rates"]]),
        ("3M", "command:/sentiment", [["3M"]]),
        ("Theresa May last month", "command:/sentiment", [["Theresa May"]]),
        ("sentiment on Harris", "dm", [["Harris"]]),
        ("tennis", "dm", [["tennis"]]),
    ],
)
def test_topics(said: str, surface: str, topics: list[list[str]]) -> None:
    assert question(said, surface).topics == tuple(map(tuple, topics))


@pytest.mark.parametrize(
    ("said", "surface", "action"),
    [
        ("inflation", "command:/news", "articles"),
        ("tone on inflation", "command:/news", "sentiment"),
        ("how much coverage did oil get?", "dm", "volume"),
        ("latest articles about oil", "dm", "articles"),
        ("compare oil and gas", "mention", "compare"),
        ("comapre oil and gas", "mention", "compare"),
        ("help", "dm", "help"),
        ("thanks!", "dm", "unknown"),
        ("", "command:/digest", "digest-list"),
    ],
)
def test_actions(said: str, surface: str, action: str) -> None:
    assert question(said, surface).action == action


def test_what_was_said_of_countries_and_languages_becomes_options() -> None:
    assert question("housing in Sweden", "dm").options == Options(geo="SE")
    assert question("housing in the German press", "dm").options == Options(source_country="DE")
    assert question("housing in Swedish", "dm").options == Options(source_language="sv")


@pytest.mark.parametrize(
    "said",
    [
        "<@U0NEWSBOT> sentiment on “inflation” last 30 days",
        "sentiment on *inflation* :wave: last 30 days <@U0NEWSBOT>",
        "<!here> sentiment on\u00a0inflation\u200b last 30 days",
        "sentiment\n• topic: inflation\n• period: last 30 days",
        "sentiment on `inflation` last 30 days 🙏",
        "sentiment on <https://example.com/x|inflation> last 30 days",
    ],
)
def test_slack_writes_it_in_many_ways(said: str) -> None:
    got = question(said, "mention")
    assert (got.action, got.topics) == ("sentiment", (("inflation",),))
    assert got.start == date(2026, 10, 22)


def test_entities_are_letters_and_quoted_words_are_kept() -> None:
    assert question("H&amp;M").topics == (("H&M",),)
    assert question('"last week"').topics == (("last week",),)
    assert question('"last week"').phrases == ("last week",)


@pytest.mark.parametrize(
    ("said", "context", "changed"),
    [
        ("what about BYD?", ROOT, {"topics": (("BYD",),)}),
        ("vs BYD", ROOT, {"topics": (("tesla",), ("BYD",)), "action": "compare"}),
        ("and the ECB?", PAIR, {"topics": (("riksbank",), ("fed",), ("ECB",))}),
        ("and in Sweden?", ROOT, {"options": Options(geo="SE")}),
        ("the month before", ROOT, {"start": date(2026, 9, 1), "end": date(2026, 9, 30)}),
        ("same period last year", ROOT, {"start": date(2025, 10, 1), "end": date(2025, 10, 31)}),
        ("same for 2024", ROOT, {"start": date(2024, 1, 1), "end": date(2024, 12, 31)}),
        ("weekly instead", ROOT, {"options": Options(granularity="weekly")}),
        ("as a table", ROOT, {"options": Options(chart="table")}),
        ("only Swedish media", ROOT, {"options": Options(source_country="SE")}),
        ("exclude Ukraine", ROOT, {"topics": (("tesla", "-Ukraine"),)}),
    ],
)
def test_a_follow_up_changes_only_what_it_says(
    said: str, context: Question, changed: dict[str, object]
) -> None:
    got = question(said, "thread", context)
    for name in ("action", "topics", "start", "end", "options"):
        assert getattr(got, name) == changed.get(name, getattr(context, name)), name


@pytest.mark.parametrize("said", ["thanks!", "👍", "<@U0ANNA42> look at this", "lol"])
def test_people_talking_to_each_other_are_left_alone(said: str) -> None:
    assert question(said, "thread", ROOT).action == "unknown"


@pytest.mark.parametrize(
    ("said", "surface", "code"),
    [
        ("last 30 days", "command:/sentiment", "missing_topic"),
        ("inflation vs", "command:/compare", "missing_second_topic"),
        ("and in Sweden?", "dm", "missing_context"),
        ("inflation in 2027", "command:/sentiment", "future_timeframe"),
        ("inflation Q5 2025", "command:/sentiment", "invalid_date"),
        ("inflation 31 February", "command:/sentiment", "invalid_date"),
        ("inflation from 2026-03-01 to 2026-01-01", "command:/sentiment", "reversed_range"),
        ("tourism since the pandemic", "command:/sentiment", "unresolved_timeframe"),
        ("a, b, c, d, e, f", "command:/trends", "too_many_topics"),
        ("a, b, c, d, e, f", "command:/compare", "too_many_topics"),
        ("x" * 1001, "mention", "text_too_long"),
    ],
)
def test_refusals_have_a_code_a_sentence_and_a_way_on(said: str, surface: str, code: str) -> None:
    got = parse(said, surface, None, TODAY, "UTC")
    assert isinstance(got, Refusal)
    assert got.code == code
    assert got.message.endswith(".")
    assert isinstance(parse(got.suggestions[0], "dm", None, TODAY, "UTC"), Question)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(SURFACES), st.sampled_from([None, ROOT, PAIR]))
def test_any_text_gives_a_result_that_survives_json(
    said: str, surface: str, context: Question | None
) -> None:
    got = parse(said, surface, context, TODAY, "UTC")
    assert json.loads(json.dumps(parse_to_json(got)))["action"]
    if isinstance(got, Question):
        assert question_from_json(json.loads(json.dumps(question_to_json(got)))) == got
    else:
        assert got.message


@pytest.mark.skipif(not CASES.is_dir(), reason="the utterances of ../shared/cases are not there")
def test_the_conventions_are_kept(tmp_path: Path) -> None:
    lines = (CASES / "utterances.jsonl").read_text("utf-8").splitlines()
    with (tmp_path / "out.jsonl").open("w") as out:
        for item in map(json.loads, lines):
            context = context_from_json(item["context"])
            got = parse(item["text"], item["surface"], context, TODAY, "Europe/Stockholm")
            out.write(json.dumps({"id": item["id"], "parse": parse_to_json(got)}) + "\n")
    scored = subprocess.run(
        [sys.executable, str(CASES / "score.py"), "--predictions", str(tmp_path / "out.jsonl")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    share = {
        line.split()[0].removeprefix("difficulty:"): float(line.split()[-1].rstrip("%"))
        for line in scored.splitlines()
        if line.startswith("difficulty:")
    }
    assert share["easy"] == 100
    assert share["medium"] >= 97
    assert share["hard"] >= 93


WHY = (
    ("why did inflation jump last week?", ("inflation",), "rise"),
    ("Why is the tone on housing falling", ("housing",), "drop"),
    ("explain the spike in cyber attack", ("cyber attack",), "rise"),
    ("what caused the drop in oil since September?", ("oil",), "drop"),
    ("why is Northvolt so negative", ("Northvolt",), "change"),
    ("what's behind the increase in sanctions coverage", ("sanctions",), "rise"),
)


@pytest.mark.parametrize(("text", "topic", "way"), WHY)
def test_why_a_named_topic_moved_is_a_question(text: str, topic: tuple[str, ...], way: str) -> None:
    found = parse(text, "mention", None, date(2026, 11, 20), "UTC")
    assert isinstance(found, Question)
    assert (found.action, found.topics, found.options.why) == ("articles", (topic,), way)
    assert parse(unparse.text(found), "mention", None, date(2026, 11, 20), "UTC") == found


@pytest.mark.parametrize("text", ["why did you do that", "why is lunch late", "explain yourself", "why not?"])
def test_why_of_people_is_no_question_about_the_news(text: str) -> None:
    found = parse(text, "mention", None, date(2026, 11, 20), "UTC")
    assert not isinstance(found, Question) or found.action == "unknown"


RANKED = (
    ("who writes most about Northvolt", "volume", ("Northvolt",), "source", None),
    ("Which outlets are most negative on housing?", "sentiment", ("housing",), "source", "negative"),
    ("which countries cover inflation most since October", "volume", ("inflation",), "country", None),
    ("which countries are most critical of sanctions", "sentiment", ("sanctions",), "country", "negative"),
    ("which newspaper is most positive about the Riksbank", "sentiment", ("Riksbank",), "source", "positive"),
    ("inflation by country last 7 days", "volume", ("inflation",), "country", None),
)


@pytest.mark.parametrize(("text", "action", "topic", "by", "order"), RANKED)
def test_who_writes_about_a_topic_is_a_question(
    text: str, action: str, topic: tuple[str, ...], by: str, order: str | None
) -> None:
    found = parse(text, "mention", None, date(2026, 11, 20), "UTC")
    assert isinstance(found, Question)
    assert (found.action, found.topics, found.options.by, found.options.order) == (
        action,
        (topic,),
        by,
        order,
    )
    assert parse(unparse.text(found), "mention", None, date(2026, 11, 20), "UTC") == found


@pytest.mark.parametrize("operator", ["AND", "OR", "NOT", "and"])
@pytest.mark.parametrize("verb", ["coverage of", "sentiment on", "articles about", "related to"])
def test_an_operator_in_capitals_leaves_the_words_before_the_topic_alone(verb: str, operator: str) -> None:
    read = question(f"{verb} oil {operator} gas last week", "mention")
    assert "oil" in read.topics[0][0].split("|")
    assert parse(unparse.text(read), "mention", None, TODAY, "UTC") == read
