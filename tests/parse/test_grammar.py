"""The grammar reads sentences that nobody wrote down: composed, varied, with words left out of its lexicon."""

from __future__ import annotations

import random
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.parse import parse, slack_text
from bot.parse.evidence import verdict
from bot.parse.grammar import RULES, Rule
from bot.parse.lexicon import lexicon
from bot.parse.parts import read_parts
from bot.question import Question, Refusal, question_from_json
from tests.parse.lists import CLOSERS, COMPARISONS, FRAMES, OPENERS, OPTIONS, TIMES, TODAY, TOPICS

GKG = Path(__file__).resolve().parents[3] / "shared" / "gdelt" / "gkg"
PLAIN = (
    "sentiment on Kone", "coverage of wheat last 30 days", "latest news on Volvo", "compare oil and gas since January",
    "how much coverage did the Riksbank get in Q3 2025?", "google searches for mortgage rates", "what topics go with sanctions?",
    "how is the press treating Lego this month?", "articles about interest rates yesterday", "tone on Nordea this year",
    "which gets more coverage, oil or gas?", "how many articles mention Saab since March?",
)  # fmt: skip
TALK = (
    "should I sell my Philips shares", "translate this into French", "remind us to water the plants", "lunch anyone?",
    "see you at the meeting tomorrow", "great work everyone", "who is on call this weekend?", "what's for dinner",
    "please approve my expense report", "can you write a poem about Sweden", "how do I reset my password?",
    "is it going to rain on Friday", "happy birthday Anna!", "good morning all", "what should I invest in",
    "buy 100 shares of Apple", "my flight is delayed", "I'll be late today", "we need to talk about the budget",
    "let's meet at noon", "this is really interesting", "please call me back", "could you order pizza for the team",
    "I love this song", "calculate 15% of 300", "set a timer for 10 minutes", "what do you think, Anna?", "no idea",
    "ska jag köpa Volvo", "soll ich Tesla kaufen", "dois-je acheter Tesla",
)  # fmt: skip


def read(text: str, surface: str = "dm") -> Question | Refusal:
    return parse(text, surface, None, TODAY, "UTC")


def topics(text: str) -> list[str]:
    return [" and ".join(t) for t in read(text).topics]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example_and_leaves_its_counterexample_to_another(rule: Rule) -> None:
    for text, topic in (rule.example, rule.counter):
        assert topics(text)[0].lower() == topic.lower()


def composed(chosen: random.Random) -> tuple[str, Question]:
    """A sentence of one item of each list, and the question that its parts make."""
    (frame, action), topic = chosen.choice(FRAMES), chosen.choice(TOPICS)
    (time, start, end), (option, said) = chosen.choice(TIMES), chosen.choice(OPTIONS)
    tail = [time, option]
    chosen.shuffle(tail)
    body = " ".join(part for part in (frame.format(topic), *tail) if part)
    text = chosen.choice(OPENERS) + body + chosen.choice(CLOSERS)
    terms = topic.removeprefix("the ").split(" in ") if "war" not in topic else [topic.removeprefix("the ")]
    return text, expected(action, (tuple(terms),), start, end, said)


def expected(
    action: str, named: tuple[tuple[str, ...], ...], start: str, end: str, said: dict[str, str]
) -> Question:
    return question_from_json(
        {"action": action, "topics": named, "start": start, "end": end, "options": said, "today": str(TODAY)}
    )


def share_read(sentences: list[tuple[str, Question]]) -> float:
    return sum(read(text) == question for text, question in sentences) / len(sentences)


def test_composed_sentences_give_their_parts_back() -> None:
    chosen = random.Random(1)
    assert share_read([composed(chosen) for _ in range(1500)]) >= 0.97


def test_composed_comparisons_give_their_topics_back() -> None:
    chosen = random.Random(2)
    right = 0
    for _ in range(300):
        one, other = chosen.sample([t for t in TOPICS if "&" not in t and " in " not in t], 2)
        text = chosen.choice(OPENERS) + chosen.choice(COMPARISONS).format(one, other)
        right += sorted(topics(text)) == sorted(t.removeprefix("the ") for t in (one, other))
    assert right / 300 >= 0.95


def test_openers_and_closers_change_nothing() -> None:
    same = total = 0
    for plain in PLAIN:
        alone = read(plain)
        for opener in OPENERS:
            for closer in CLOSERS:
                total += 1
                same += read(opener + plain.rstrip("?") + closer) == alone
    assert same / total >= 0.98


@pytest.mark.parametrize("plain", PLAIN)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text + "!",
        lambda text: "please " + text,
        lambda text: text.replace(" ", "  "),
        lambda text: text + "\n",
        lambda text: "<@U0NEWSBOT> " + text,
        lambda text: text[0].upper() + text[1:],
        lambda text: f"“{text}”".strip("“”"),
        lambda text: text + " :pray:",
    ],
    ids=["loud", "polite", "spaced", "broken", "addressed", "capital", "quoted", "emoji"],
)
def test_manner_changes_nothing(plain: str, change: object) -> None:
    assert callable(change)
    assert read(change(plain)) == read(plain)


def test_a_word_less_in_the_lexicon_never_puts_it_into_the_topic() -> None:
    """With any one word of the frame unknown the reading is the same, or somebody is asked back."""
    chosen = random.Random(3)
    words = lexicon("english")
    kept = total = silent = 0
    for _ in range(400):
        frame, _ = chosen.choice(FRAMES)
        sentence = frame.format("Kone") + " this year"
        known = [w for w in frame.split() if w in words.words and w != "{}" and len(w) > 2]
        if not known:
            continue
        gone = chosen.choice(known)
        said = slack_text.read(sentence, "dm")
        alone = read_parts(said, None, None, TODAY, words.without(gone))
        total += 1
        kept += verdict(alone) != "search" or alone.topics == (("Kone",),)
        silent += (
            any(gone in term.split() for topic in alone.topics for term in topic)
            and verdict(alone) == "search"
        )
    assert kept / total >= 0.72
    assert silent / total <= 0.28


@pytest.mark.parametrize("text", TALK)
def test_talk_orders_and_advice_run_no_search(text: str) -> None:
    got = read(text)
    assert isinstance(got, Refusal) or got.action in ("unknown", "help")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("how fresh is your data?", "data"),
        ("where do you get your data from", "data"),
        ("how is tone measured?", "method"),
        ("who are you?", "self"),
        ("delete my answers", "erase"),
        ("what moved today?", "movers"),
        ("¿Cómo está el sentimiento sobre Tesla?", "language"),
    ],
)
def test_questions_to_the_bot_are_no_topics(text: str, about: str) -> None:
    got = read(text)
    assert isinstance(got, Question)
    assert (got.options.about, got.topics) == (about, ())


def test_where_it_is_not_clear_what_is_wanted_the_bot_asks_back() -> None:
    got = read("what's the blorp on bitcoin")
    assert isinstance(got, Refusal)
    assert (got.code, got.topics) == ("ambiguous", (("bitcoin",),))
    for way in got.suggestions:
        asked = read(way)
        assert isinstance(asked, Question)
        assert asked.topics == (("bitcoin",),)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(("sentiment on oil {}", "oil {}", "compare oil and gas {}", "digest on oil {}")),
    st.sampled_from([time for time, *_ in TIMES]),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_on_every_day_a_text_is_a_question_or_a_refusal(sentence: str, time: str, today: date) -> None:
    context = Question("sentiment", (("oil",),), today, today, today=today)
    for text in (sentence.format(time), f"{time}", "the month before"):
        for known in (None, context):
            assert isinstance(parse(text, "dm", known, today, "UTC"), Question | Refusal)


@pytest.mark.skipif(not GKG.is_dir(), reason="the files of ../shared/gdelt/gkg are not there")
def test_names_of_the_news_come_back_whole_from_every_frame() -> None:
    names: list[str] = []
    for path in sorted(GKG.glob("*.gkg.csv.zip"))[:1]:
        with zipfile.ZipFile(path) as packed:
            rows = packed.read(packed.namelist()[0]).decode("utf-8", "replace").splitlines()
        columns = [row.split("\t") for row in rows[:400]]
        names += [n.split(",")[0] for row in columns if len(row) > 23 for n in row[23].split(";") if n]
    usable = sorted({n for n in names if 2 <= len(n.split()) <= 4 and n.replace(" ", "").isalpha()})
    chosen = random.Random(4)
    if not usable:
        pytest.skip("no zipped file of the news is there")
    sample = chosen.sample(usable, min(500, len(usable)))
    right = sum(
        topics(chosen.choice(FRAMES)[0].format(name)) == [name.removeprefix("The ")] for name in sample
    )
    assert right / len(sample) >= 0.9


def test_any_two_ends_of_a_timeframe_are_read_or_refused() -> None:
    ends = [time for time, *_ in TIMES if time] + [
        "the beginning of 2025",
        "the end of June 2026",
        "late March",
        "the 90s",
    ]
    forms = ("oil from {} until {}", "oil {} to {}", "oil between {} and {}", "oil {} vs {}")
    chosen = random.Random(6)
    for _ in range(1500):
        said = chosen.choice(forms).format(chosen.choice(ends), chosen.choice(ends))
        assert isinstance(read(said), Question | Refusal)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("L3M", "2026-08-21", "2026-11-20"),
        ("fy25", "2025-01-01", "2025-12-31"),
        ("in twenty twenty-three", "2023-01-01", "2023-12-31"),
        ("5–12/10", "2026-10-05", "2026-10-12"),
        ("in the 90 days to 30 June", "2026-04-02", "2026-06-30"),
        ("KW 46", "2026-11-09", "2026-11-15"),
        ("the last half year", "2026-05-21", "2026-11-20"),
    ],
)
def test_times_in_the_shorthand_of_trades_and_in_dictation_are_read(said: str, start: str, end: str) -> None:
    question = read(f"sentiment on Kone {said}")
    assert isinstance(question, Question)
    assert (question.topics, str(question.start), str(question.end)) == ((("Kone",),), start, end)


@pytest.mark.parametrize("verb", ["pause", "silence", "get me off", "sign off from"])
def test_a_digest_is_ended_in_many_words(verb: str) -> None:
    assert (read(f"{verb} my Kone digest").action, topics(f"{verb} my Kone digest")) == (
        "digest-remove",
        ["Kone"],
    )


def test_a_wish_that_nobody_here_knows_before_a_name_is_asked_back() -> None:
    asked = read("blorp around Kone this year")
    assert isinstance(asked, Refusal)
    assert asked.code == "ambiguous"


def test_of_a_message_that_is_passed_on_the_quoted_lines_are_read() -> None:
    assert topics("Fwd: a question from the desk\n\n> tone on Kone since 2021\n\n-- \nAnna") == ["Kone"]
