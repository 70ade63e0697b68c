"""The sample world: the same every time, in GKG's format, with its planted events really in it."""

from __future__ import annotations

import gzip
import html
import json
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.ingest.load import ingest_files
from bot.ingest.sample import make_world, plan_events, sample
from bot.ingest.sample.events import Planted
from bot.ingest.sample.news import GLOOMY
from bot.ingest.sample.world import BOILERPLATE, OUTLETS, TOPICS
from bot.ingest.sample.writing import desk
from bot.sources.store import Store

TODAY = date(2026, 11, 20)
THEMES = Path(__file__).resolve().parents[3] / "shared" / "gdelt" / "lookups" / "LOOKUP-GKGTHEMES.TXT.gz"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    make_world(folder, days=60, articles=24_000, seed=7, today=TODAY)
    return folder


@pytest.fixture(scope="module")
def rows(world: Path) -> list[list[str]]:
    return [row for path in sorted(world.glob("*.gz")) for row in read_rows(path)]


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The same world without events."""
    folder = tmp_path_factory.mktemp("quiet")
    paths = make_world(folder, days=60, articles=24_000, seed=7, today=TODAY, planted="none")
    return [row for path in paths for row in read_rows(path)]


def read_rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in gzip.decompress(path.read_bytes()).decode().splitlines()]


@pytest.fixture(scope="module")
def truth(world: Path) -> dict[str, dict[str, Any]]:
    events: list[dict[str, Any]] = json.loads((world / "truth.json").read_text())
    return {event["kind"]: event for event in events}


def per_day(rows: list[list[str]], organization: str = "") -> Counter[date]:
    return Counter(
        date.fromisoformat(row[1][:8])
        for row in rows
        if not organization or organization in row[13].split(";")
    )


def between(event: dict[str, Any]) -> list[date]:
    first, last = date.fromisoformat(event["from"]), date.fromisoformat(event["to"])
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_the_same_seed_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    def made(name: str, seed: int) -> dict[str, bytes]:
        paths = make_world(tmp_path / name, days=16, articles=800, seed=seed, today=TODAY)
        return {path.name: path.read_bytes() for path in [*paths, tmp_path / name / "truth.json"]}

    assert made("a", 1) == made("b", 1)
    assert made("a", 1) != made("c", 2)


def test_rows_are_gkg_rows_and_as_many_as_asked_for(rows: list[list[str]]) -> None:
    assert {len(row) for row in rows} == {27}
    assert len(rows) == pytest.approx(24_000, rel=0.02)
    assert len({row[0] for row in rows}) == len(rows)
    assert all(row[3].endswith(".example") for row in rows)
    for row in rows[:500]:
        tone, positive, negative, polarity, *_ = map(float, row[15].split(","))
        assert tone == pytest.approx(positive - negative, abs=1e-3)
        assert polarity == pytest.approx(positive + negative, abs=1e-3)
        assert positive >= 0
        assert negative >= 0


def test_weekends_are_quieter_and_today_is_not_over(rows: list[list[str]]) -> None:
    days = per_day(rows)
    week = [n for d, n in days.items() if d.weekday() < 5 and d != TODAY]
    weekend = [n for d, n in days.items() if d.weekday() >= 5]
    assert sum(weekend) / len(weekend) == pytest.approx(0.7 * sum(week) / len(week), rel=0.05)
    assert max(int(row[1][8:10]) for row in rows if row[1].startswith("20261120")) <= 12


def test_copies_languages_and_countries_are_there(rows: list[list[str]]) -> None:
    titles = Counter((row[1][:8], row[26]) for row in rows)
    shared = sum(n for n in titles.values() if n > 1)
    assert 0.15 < shared / len(rows) < 0.4
    assert {row[25][6:9] for row in rows if row[25]} == {"swe", "nor", "deu", "fra", "spa"}
    assert len({row[3].split(".")[-2] for row in rows}) >= 8


def test_the_spike_and_the_outage_are_in_the_rows(
    rows: list[list[str]], truth: dict[str, dict[str, Any]]
) -> None:
    total = per_day(rows)
    attacks = Counter(date.fromisoformat(r[1][:8]) for r in rows if "CYBER_ATTACK" in r[7].split(";"))
    spike = between(truth["spike"])
    usual = [attacks[d] / total[d] for d in total if d not in spike]
    assert sum(attacks[d] / total[d] for d in spike) / len(spike) > 5 * sum(usual) / len(usual)
    assert not any(total[d] for d in between(truth["outage"]))


def test_the_level_and_the_tone_shift_are_what_events_add_to_a_quiet_world(
    rows: list[list[str]], quiet: list[list[str]], truth: dict[str, dict[str, Any]]
) -> None:
    """Days have shares and tones of their own, so the same world without events is beside it."""

    def late(of: list[list[str]], theme: str, kind: str) -> tuple[float, float]:
        """The share of a theme in the days of an event, and its mean tone."""
        days = set(between(truth[kind]))
        inside = [row for row in of if date.fromisoformat(row[1][:8]) in days]
        tones = [float(row[15].split(",")[0]) for row in inside if theme in row[7].split(";")]
        return len(tones) / len(inside), sum(tones) / len(tones)

    higher, usual = (late(of, "SANCTIONS", "level")[0] for of in (rows, quiet))
    assert higher / usual == pytest.approx(truth["level"]["size"], rel=0.25)
    shifted, unshifted = (late(of, "ECON_HOUSING_PRICES", "tone_shift")[1] for of in (rows, quiet))
    assert shifted - unshifted == pytest.approx(truth["tone_shift"]["size"], abs=0.9)


def test_the_growing_pair_is_in_the_rows(rows: list[list[str]], truth: dict[str, dict[str, Any]]) -> None:
    together = {True: 0, False: 0}
    half = set(between(truth["related"]))
    for row in rows:
        themes = row[7].split(";")
        if "UNEMPLOYMENT" in themes and "STRIKE" in themes:
            together[date.fromisoformat(row[1][:8]) in half] += 1
    assert together[True] > 2 * together[False]


def test_a_quiet_world_has_no_events(tmp_path: Path) -> None:
    make_world(tmp_path, days=120, articles=400, seed=1, today=TODAY, planted="none")
    assert json.loads((tmp_path / "truth.json").read_text()) == []


@pytest.mark.parametrize("planted", ["some", "all"])
@pytest.mark.parametrize("days", [14, 25, 40, 60, 90, 365])
def test_the_truth_lies_within_the_days(planted: Planted, days: int) -> None:
    events = plan_events(days, TODAY, planted)
    names = {t.name for t in TOPICS} | {"all news"}
    for event in events:
        assert TODAY - timedelta(days=days - 1) <= event.start <= event.end <= TODAY
        assert event.topic in names
        assert event.other in names or event.other is None
    kinds = Counter(e.kind for e in events)
    assert kinds.keys() >= {"spike", "tone_shift", "level", "related", "outage", "lead"}
    if planted == "all" and days >= 60:
        assert (kinds["spike"], kinds["level"], kinds["mix"]) == (3, 2, 1)


def lag_1(series: list[float]) -> float:
    around = np.array(series) - np.mean(series)
    return float((around[1:] * around[:-1]).sum() / (around**2).sum())


def test_days_depend_on_each_other_as_in_real_news(tmp_path: Path) -> None:
    """Real daily series have a lag-1 autocorrelation of 0.2 to 0.4 (tone) and 0.26 to 0.5 (log share)."""
    days = 150
    dates = [TODAY - timedelta(days=n) for n in range(days, 0, -1)]
    paths = make_world(tmp_path, days=days + 1, articles=90_000, seed=3, today=TODAY, planted="none")
    total: Counter[date] = Counter()
    count: dict[str, Counter[date]] = {}
    tone: dict[str, defaultdict[date, float]] = {}
    common = {t.themes[0]: t.name for t in TOPICS if t.themes and t.share >= 0.08}
    for path in paths:
        for row in read_rows(path):
            day = date.fromisoformat(row[1][:8])
            total[day] += 1
            for theme in common.keys() & set(row[7].split(";")):
                count.setdefault(theme, Counter())[day] += 1
                tone.setdefault(theme, defaultdict(float))[day] += float(row[15].split(",")[0])
    shares = [lag_1([float(np.log(count[t][d] / total[d])) for d in dates]) for t in count]
    tones = [lag_1([tone[t][d] / count[t][d] for d in dates]) for t in count]
    assert len(shares) >= 3
    assert 0.25 < np.mean(shares) < 0.5
    assert 0.2 < np.mean(tones) < 0.45


def test_a_planted_mix_moves_the_outlets_and_not_their_manner(tmp_path: Path) -> None:
    paths = make_world(tmp_path, days=60, articles=24_000, seed=2, today=TODAY, planted="all")
    mix = next(e for e in json.loads((tmp_path / "truth.json").read_text()) if e["kind"] == "mix")
    gloomy = {o.domain for o in OUTLETS if o.tone <= GLOOMY}
    counts = {late: Counter[bool]() for late in (True, False)}
    for path in paths:
        for row in read_rows(path):
            if "ECON_STOCKMARKET" in row[7].split(";"):
                counts[date.fromisoformat(row[1][:8]) in between(mix)][row[3] in gloomy] += 1
    odds = {late: n[True] / n[False] for late, n in counts.items()}
    assert odds[True] / odds[False] == pytest.approx(mix["size"], rel=0.3)


def test_a_short_world_has_no_events(tmp_path: Path) -> None:
    make_world(tmp_path, days=7, articles=200, seed=1, today=TODAY)
    assert json.loads((tmp_path / "truth.json").read_text()) == []


@pytest.mark.skipif(not THEMES.is_file(), reason="the theme list of ../shared/gdelt is not there")
def test_every_theme_is_one_of_gdelts() -> None:
    known = {line.split("\t")[0] for line in gzip.decompress(THEMES.read_bytes()).decode().splitlines()}
    assert {theme for topic in TOPICS for theme in topic.themes} | set(BOILERPLATE) <= known


def test_a_world_in_the_store_says_that_it_is_made_up(tmp_path: Path) -> None:
    store = Store(tmp_path)
    report = sample(store, days=20, articles=1_000, seed=1, today=TODAY)
    assert report.articles == report.rows == store.status().articles
    assert store.status().sample
    assert (store.status().last_day, store.status().first_day) == (TODAY, TODAY - timedelta(days=19))
    countries = {
        c for (c,) in store.connect().execute("SELECT DISTINCT source_country FROM articles").fetchall()
    }
    assert countries == {o.domain.split(".")[1].upper().replace("UK", "GB") for o in OUTLETS}


def test_a_new_world_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    store = Store(tmp_path)
    sample(store, days=20, articles=1_000, seed=1, today=TODAY - timedelta(days=1))
    report = sample(store, days=20, articles=600, seed=2, today=TODAY)
    assert report.articles == store.status().articles == pytest.approx(600, rel=0.05)


def test_made_up_news_is_not_mixed_into_real_news(tmp_path: Path, world: Path) -> None:
    store = Store(tmp_path)
    as_gdelt_names_it = tmp_path / "20260922000000.gkg.csv.gz"
    as_gdelt_names_it.write_bytes(min(world.glob("*.gz")).read_bytes())
    ingest_files(store, [as_gdelt_names_it])
    before = store.status()
    report = sample(store, days=20, articles=600, seed=2, today=TODAY)
    assert "TIDINGS_DATA" in report.failed_files[0][1]
    assert store.status() == before


def test_headlines_read_like_news(rows: list[list[str]]) -> None:
    """No digits, no writer in brackets, no slot left open, no double space; short enough for a page."""
    titles = [html.unescape(row[26])[len("<PAGE_TITLE>") : -len("</PAGE_TITLE>")] for row in rows]
    for title in titles:
        assert not re.search(r"[0-9(){}<>_]|  |^[ ,.]|[ ,;:]$", title), title
        assert title[0].upper() == title[0]
        assert 8 < len(title) < 120, title


def test_many_headlines_of_a_day_differ(rows: list[list[str]]) -> None:
    """Of twenty headlines of a week by chance hardly two are the same, copies of a story apart."""
    english = [r for r in rows if not r[25] and "20261109" <= r[1][:8] <= "20261115"]
    titles = list(dict.fromkeys((r[1][:8], r[26]) for r in english))
    drawn = [t for _, t in titles]
    assert len(set(drawn)) > 0.8 * len(drawn)


@pytest.mark.parametrize("language", ["en", "sv", "no", "de", "fr", "es"])
def test_every_language_can_write_about_every_topic(language: str) -> None:
    of = desk(language)
    causes = {e.cause for e in plan_events(365, TODAY) if e.cause}
    for topic in TOPICS:
        assert of.nouns[topic.name]
        if topic.kind in ("theme", "company", "person"):
            assert len(of.sections[topic.name]) >= 2, topic.name
    assert all(len(of.sections[kind]) >= 4 for kind in "?~&%#")
    named = {"company", "company2", "person", "town", "this", "other", *of.fills}
    for templates in of.sections.values():
        for template in templates:
            assert {slot.lower() for slot in template.slots} <= named, template.text
    if language == "en":
        assert all(f"!{cause}" in of.sections for cause in causes)
        assert sum(map(len, of.sections.values())) > 350


def test_real_institutions_and_countries_have_only_general_headlines(rows: list[list[str]]) -> None:
    """What names one comes from the templates for all of them, whatever was planted."""
    of = desk("en")
    general = [re.sub(r"\\\{\w+\\\}", ".+", re.escape(t.text)) for kind in "&%" for t in of.sections[kind]]
    pattern = re.compile("|".join(general), re.I)
    names = re.compile("Riksbank|European Central|Federal Reserve|Bank of England|Norges|Monetary Fund")
    titles = {html.unescape(row[26])[12:-13] for row in rows if not row[25]}
    named = [t for t in titles if names.search(t)]
    assert len(named) > 50
    assert [t for t in named if not pattern.fullmatch(t)] == []


def test_events_have_a_cause_that_headlines_and_topics_tell(
    rows: list[list[str]], truth: dict[str, dict[str, Any]]
) -> None:
    titles = Counter(html.unescape(row[26])[12:-13] for row in rows)
    for kind in ("spike", "tone_shift", "level", "related"):
        event = truth[kind]
        assert titles[event["headline"]] > 2, event
        assert event["topic"] in event["topics"]
        company = event["topics"][-1]
        days = set(between(event))
        with_it = [row for row in rows if company in row[13].split(";")]
        inside = sum(date.fromisoformat(row[1][:8]) in days for row in with_it)
        assert inside > 10
        if kind != "spike":
            assert inside == len(with_it), "the company is news only while the event lasts"
    assert (truth["outage"]["headline"], truth["outage"]["topics"]) == ("", [])
