"""GKG files into the store: real files, and every fault that GDELT's files are known to have."""

from __future__ import annotations

import gzip
import io
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.ingest.load import IngestReport, ingest_files
from bot.sources.store import Store
from bot.vocabulary.lookups import source_country
from tests.handlers.world import title_topics

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "../shared/gdelt/gkg"
real = pytest.mark.skipif(not REAL.exists(), reason="the real GKG files are not on this machine")


def row(url: str = "https://news.example.se/1", date: str = "20260301120000", **fields: str) -> str:
    """A GKG row; `fields` by name: collection, source, themes, locations, persons, tone, …"""
    columns = [""] * 27
    columns[0], columns[1], columns[4] = f"{date}-1", date, url
    places = {
        "collection": 2,
        "source": 3,
        "themes": 7,
        "locations": 9,
        "persons": 11,
        "organizations": 13,
        "tone": 15,
        "names": 23,
        "translation": 25,
        "extras": 26,
    }
    defaults = {"collection": "1", "source": "example.se", "tone": "-1.5,2,3.5,5.5,20,1,300"}
    for name, value in (defaults | fields).items():
        columns[places[name]] = value
    return "\t".join(columns)


def title(text: str) -> str:
    return f"<PAGE_TITLE>{text}</PAGE_TITLE>"


def write(folder: Path, *rows: str | bytes, name: str = "20260301120000.gkg.csv") -> Path:
    path = folder / name
    path.write_bytes(b"".join((r.encode() if isinstance(r, str) else r) + b"\n" for r in rows))
    return path


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    con = store.connect()
    try:
        return con.execute(sql).fetchall()
    finally:
        con.close()


def topics(store: Store, kind: str) -> set[str]:
    return {t for (t,) in rows(store, f"SELECT topic FROM mentions WHERE kind = '{kind}'")}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_a_row_becomes_an_article_with_all_its_topics(store: Store, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        row(
            source="Example.SE",
            themes="ECON_INFLATION;TAX_FNCACT;ECON_INFLATION;",
            locations="4#Stockholm, Stockholms Lan, Sweden#SW#SW26#59#18#-2524234;1#Norway#NO#NO#62#10#NO",
            persons="anna example;bo example",
            organizations="riksbank",
            names="Riksbank,10;Nordic Council,20;Riksbank,90",
            extras=title("Riksbank&#x2019;s plan - Example"),
        ),
    )
    assert ingest_files(store, [path]).articles == 1
    [article] = rows(
        store,
        """SELECT day::VARCHAR, seen_at::VARCHAR, url, title, source, source_country, language, tone,
           positive, negative, polarity, words FROM articles""",
    )
    assert article == (
        "2026-03-01",
        "2026-03-01 12:00:00",
        "https://news.example.se/1",
        "Riksbank’s plan - Example",
        "example.se",
        "SE",
        "en",
        -1.5,
        2.0,
        3.5,
        5.5,
        300,
    )
    assert topics(store, "theme") == {"econ_inflation", "tax_fncact"}
    assert topics(store, "person") == {"anna example", "bo example"}
    assert topics(store, "organization") == {"riksbank"}
    assert topics(store, "name") == {"riksbank", "nordic council"}
    assert topics(store, "place") == {
        "stockholm, stockholms lan, sweden",
        "stockholm",
        "sweden",
        "norway",
    }
    assert topics(store, "title") == {"riksbank", "plan", "example", "riksbank plan", "plan example"}
    twice = "SELECT count(*) FROM mentions GROUP BY kind, topic, article_id HAVING count(*) > 1"
    assert rows(store, twice) == []


def test_a_translated_row_has_the_language_of_its_page(store: Store, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        row("https://a.fr/1", translation="srclc:fra;eng:Moses 2.1.1 / MosesCore"),
        row("https://a.fr/2", translation="srclc:xxx;eng:Moses"),
    )
    ingest_files(store, [path])
    assert rows(store, "SELECT language FROM articles ORDER BY url") == [("fr",), ("",)]


def test_every_bad_row_is_counted_by_its_reason_and_written_down(store: Store, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        row("https://a.se/good"),
        "too\tshort",
        row("https://a.se/long") + "\tone more",
        row("https://a.se/date", date="2026-03-01"),
        row("https://a.se/month", date="20261301120000"),
        row("BBC Monitoring", collection="2"),
        row(""),
        "",
        row("https://a.se/good", tone="9,9,0,9,1,1,10"),
        row("https://a.se/also"),
    )
    rejects = tmp_path / "rejects.tsv"
    report = ingest_files(store, [path], rejects=rejects)
    assert report.rejected == {
        "wrong_column_count": 2,
        "bad_date": 2,
        "not_web": 1,
        "no_url": 1,
        "blank_line": 1,
        "duplicate_url": 1,
    }
    assert (report.rows, report.articles, report.files) == (10, 2, 1)
    assert rows(store, "SELECT url, tone FROM articles ORDER BY url") == [
        ("https://a.se/also", -1.5),
        ("https://a.se/good", -1.5),
    ]
    told = [line.split("\t", 3) for line in rejects.read_text("utf-8").splitlines()]
    assert sorted((int(line), reason) for reason, _, line, _ in told) == [
        (2, "wrong_column_count"),
        (3, "wrong_column_count"),
        (4, "bad_date"),
        (5, "bad_date"),
        (6, "not_web"),
        (7, "no_url"),
        (8, "blank_line"),
        (9, "duplicate_url"),
    ]
    assert {file for _, file, _, _ in told} == {str(path)}
    assert [raw for _, _, line, raw in told if line == "2"] == ["too\tshort"]


def test_rejects_that_cannot_be_written_are_told_before_any_work(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDINGS_DATA", str(store.folder))
    wanted = tmp_path / "absent" / "rejects.tsv"
    result = CliRunner().invoke(main, ["ingest", "--rejects", str(wanted), str(write(tmp_path, row()))])
    assert result.exit_code == 2
    assert "cannot be written (No such file or directory)" in " ".join(result.output.split())
    assert store.status().articles == 0


def test_damaged_bytes_never_cost_a_file(store: Store, tmp_path: Path) -> None:
    quoted = row("https://a.se/quote", extras=title('He said "no" and "'))
    path = write(
        tmp_path,
        quoted,
        row("https://a.se/bad", extras=title("caf@ opens")).encode().replace(b"@", b"\xe9"),
        row("https://a.se/nul", extras=title("nul@byte")).encode().replace(b"@", b"\0"),
        row("https://a.se/return").encode() + b"\r",
        row("https://a.se/unclosed", extras="<PAGE_TITLE>No end"),
    )
    report = ingest_files(store, [path])
    assert (report.articles, report.rejected, report.failed_files) == (5, {}, ())
    assert rows(store, "SELECT title FROM articles ORDER BY url") == [
        ("caf\ufffd opens",),
        ("nulbyte",),
        ('He said "no" and "',),
        ("",),
        ("No end",),
    ]


@pytest.mark.parametrize("tone", ["", "none", "nan,1,1,1,1,1,1", "inf", ",,,,,,"])
def test_an_article_without_a_readable_tone_is_kept(store: Store, tmp_path: Path, tone: str) -> None:
    ingest_files(store, [write(tmp_path, row(tone=tone, themes="ECON"))])
    assert rows(store, "SELECT tone FROM articles UNION ALL SELECT tone FROM mentions") == [(None,), (None,)]
    assert rows(store, "SELECT articles, tone_sum FROM topic_days") == [(1, None)]


def test_a_place_of_type_zero_is_read_like_any_other(store: Store, tmp_path: Path) -> None:
    ingest_files(store, [write(tmp_path, row(locations="0#Georgia, , Georgia#GG#GG##42#.5#1#GG#402;;#;x"))])
    assert topics(store, "place") == {"georgia, , georgia", "georgia"}


def test_one_url_on_one_day_is_one_article_also_over_files_and_runs(store: Store, tmp_path: Path) -> None:
    first = write(tmp_path, *[row(tone=f"{n},0,0,0,0,0,90") for n in range(12)], name="a.csv")
    second = write(tmp_path, row(), row(date="20260302000000"), name="b.csv")
    assert ingest_files(store, [first, second]).rejected == {"duplicate_url": 12}
    again = write(tmp_path, row(), row("https://a.se/new"), name="c.csv")
    assert ingest_files(store, [again]).rejected == {"duplicate_url": 1}
    assert rows(store, "SELECT day::VARCHAR, tone FROM articles ORDER BY ALL") == [
        ("2026-03-01", -1.5),
        ("2026-03-01", 0.0),
        ("2026-03-02", -1.5),
    ]
    assert rows(store, "SELECT sum(articles) FROM coverage_days WHERE source_country || language = '**'") == [
        (3,)
    ]


def page(n: int, title: str, tone: str, source: str = "example.se", date: str = "20260301120000") -> str:
    extras = f"<PAGE_TITLE>{title}</PAGE_TITLE>"
    return row(f"https://{source}/{n}", date, tone=tone, source=source, extras=extras)


def test_a_page_that_gdelt_did_not_read_counts_but_has_no_tone(store: Store, tmp_path: Path) -> None:
    furniture, own = "1,2,1,3,20,1,80", "-4,1,5,6,20,1,300"
    earlier = write(tmp_path, page(1, "One", furniture, date="20260301110000"), name="a.csv")
    later = write(
        tmp_path,
        page(2, "Two", furniture),
        page(3, "Three", furniture),
        page(4, "Elsewhere", furniture, source="other.se"),
        page(5, "Short", "3,4,1,5,20,1,49"),
        page(6, "Same", own),
        page(7, "Same", own),
        page(8, "Two", furniture, date="20260302120000"),
        name="b.csv",
    )
    for path in (earlier, later):
        ingest_files(store, [path])
    found = dict(rows(store, "SELECT url, tone FROM articles"))
    tones = {int(url.rsplit("/", 1)[1]): tone for url, tone in found.items()}
    # The first of its batch is taken for read: that there are others is known only later.
    assert tones == {1: 1.0, 2: None, 3: None, 4: 1.0, 5: None, 6: -4.0, 7: -4.0, 8: 1.0}
    whole = "FROM coverage_days WHERE source_country || language = '**' AND day = '2026-03-01'"
    assert rows(store, f"SELECT articles, stories, toned, unread {whole}") == [(7, 6, 3, 3)]


def test_a_store_of_an_earlier_version_takes_in_nothing_and_says_what_to_do(
    store: Store, tmp_path: Path
) -> None:
    ingest_files(store, [write(tmp_path, row())])
    manifest = store.folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"version":2', '"version":1'))
    report = ingest_files(store, [write(tmp_path, row("https://a.se/2"), name="b.csv")])
    assert report.articles == 0
    assert "ingest all files again" in report.failed_files[0][1]


def test_the_same_file_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, row(), row("https://a.se/2"))
    ingest_files(store, [path])
    before = (store.folder / "manifest.json").read_bytes()
    report = ingest_files(store, [path, path])
    assert (report.skipped_files, report.files, report.articles, report.rows) == (2, 0, 0, 0)
    assert (store.folder / "manifest.json").read_bytes() == before


def packed(kind: str, content: bytes) -> bytes:
    if kind == "gzip":
        return gzip.compress(content)
    if kind == "zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("20260301120000.gkg.csv", content)
        return out.getvalue()
    return content


@pytest.mark.parametrize("kind", ["plain", "gzip", "zip"])
def test_the_packing_is_known_by_the_bytes_not_by_the_name(store: Store, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(packed(kind, (row() + "\n" + row("https://a.se/2")).encode()))
    assert ingest_files(store, [path]).articles == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (packed("zip", os.urandom(5000))[:3000], "damaged or not complete"),
        (packed("gzip", os.urandom(5000))[:3000], "damaged or not complete"),
        (b"PK\x03\x04 nothing of the kind", "damaged or not complete"),
        (b"\x1f\x8b\x08 nothing of the kind", "damaged or not complete"),
        (b"", "is empty"),
        (packed("zip", b""), "is empty"),
        (b"<html>Not Found</html>\n", "not a GKG 2.1 file"),
        (b"a,b,c\n1,2,3\n", "not a GKG 2.1 file"),
        (b"# Prose\n\nwith blank lines\n", "not a GKG 2.1 file"),
        (b"0123456789" * 200_000, "it has a line of over 1 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    monkeypatch.setattr("bot.ingest.gkg._LONGEST_LINE", 1 << 20)
    bad = tmp_path / "bad.zip"
    bad.write_bytes(content)
    good = write(tmp_path, row())
    report = ingest_files(store, [bad, good, tmp_path / "absent.csv", tmp_path])
    assert (report.files, report.articles) == (1, 1)
    names = [name for name, _ in report.failed_files]
    assert names == [str(bad), str(tmp_path / "absent.csv"), str(tmp_path)]
    assert said in report.failed_files[0][1]
    assert "cannot be read" in report.failed_files[1][1]
    assert bad.name not in store.manifest().sources.values()


def without_its_end(packing: bytes) -> bytes:
    return packing[:-200]


def with_a_wrong_checksum(packing: bytes) -> bytes:
    at = packing.index(b"PK\x01\x02") + 16
    return packing[:at] + bytes(4) + packing[at + 4 :]


@pytest.mark.parametrize(
    ("kind", "damaged"), [("gzip", without_its_end), ("zip", with_a_wrong_checksum)], ids=["gzip", "zip"]
)
def test_a_large_file_that_is_damaged_at_its_end_leaves_nothing(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    damaged: Callable[[bytes], bytes],
) -> None:
    monkeypatch.setattr("bot.ingest.gkg._UNPACKED", 4096)
    monkeypatch.setattr("bot.ingest.load._HELD_BYTES", 4096)
    monkeypatch.setattr("bot.ingest.load._PASS_BYTES", 4096)
    content = "".join(row(f"https://a.se/{n}") + "\n" for n in range(500)).encode()
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    whole.write_bytes(packed(kind, content))
    broken.write_bytes(damaged(packed(kind, content.replace(b"a.se", b"b.se"))))
    report = ingest_files(store, [broken, whole])
    assert (report.files, report.articles, len(report.failed_files)) == (1, 500, 1)
    assert "damaged or not complete" in report.failed_files[0][1]
    assert rows(store, "SELECT count(*) FROM articles WHERE url LIKE '%b.se%'") == [(0,)]


def test_lines_are_numbered_through_all_blocks_of_a_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ingest.gkg._UNPACKED", 1000)
    monkeypatch.setattr("bot.ingest.load._HELD_BYTES", 4096)
    lines = [row(f"https://a.se/{n}") for n in range(100)]
    lines[60:60] = ["too\tshort", "\r", row("https://a.se/7")]
    rejects = tmp_path / "rejects.tsv"
    report = ingest_files(store, [write(tmp_path, *lines)], rejects=rejects)
    assert (report.rows, report.articles) == (103, 100)
    told = {tuple(line.split("\t")[::2][:2]) for line in rejects.read_text("utf-8").splitlines()}
    assert told == {("wrong_column_count", "61"), ("blank_line", "62"), ("duplicate_url", "63")}


def test_copies_of_a_story_are_one_story_and_untitled_pages_go_by_their_tone(
    store: Store, tmp_path: Path
) -> None:
    path = write(
        tmp_path,
        row("https://a.se/1", extras=title("Rate cut - A")),
        row("https://b.se/1", extras=title("RATE CUT | B")),
        row("https://c.se/1", extras=title("Rate cut"), translation="srclc:swe;"),
        row("https://d.se/1"),
        row("https://e.se/1"),
        row("https://f.se/1", tone="0,0,0,0,0,0,10"),
    )
    ingest_files(store, [path])
    assert rows(store, "SELECT count(DISTINCT story) FROM articles") == [(4,)]


def test_a_sample_marks_the_store_for_good(store: Store, tmp_path: Path) -> None:
    ingest_files(store, [write(tmp_path, row(), name="a.csv")], sample=True)
    ingest_files(store, [write(tmp_path, row("https://a.se/2"), name="b.csv")])
    assert store.status().sample


def test_a_second_ingest_is_told_that_one_is_running(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, row())
    with store.write():
        report = ingest_files(store, [path])
    assert report.articles == 0
    assert "Another ingest is writing" in report.failed_files[0][1]
    assert ingest_files(store, [path]).articles == 1


def test_progress_ends_with_all_files(store: Store, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    paths = [write(tmp_path, row(f"https://a.se/{n}"), name=f"{n}.csv") for n in range(3)]
    ingest_files(store, paths, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("domain", "country"),
    [
        ("svd.se", "SE"),
        ("bbc.co.uk", "GB"),
        ("bbc.com", "GB"),
        ("edition.cnn.com", "US"),
        ("eltiempo.com.co", "CO"),
        ("example.com", ""),
        ("example.io", ""),
        ("example.eu", ""),
        ("", ""),
    ],
)
def test_source_country(domain: str, country: str) -> None:
    assert source_country(domain) == country


@real
def test_a_whole_real_file_is_stored_to_the_last_row(store: Store) -> None:
    report = ingest_files(store, [REAL / "20230702153000.gkg.csv.zip"])
    assert (report.rows, report.articles, report.rejected) == (951, 951, {})
    assert rows(store, "SELECT count(*), count(tone), count(DISTINCT story) < 951 FROM articles") == [
        (951, 872, True)
    ]
    assert rows(store, "SELECT count(*) FROM articles WHERE title LIKE '%&#%'") == [(0,)]
    assert rows(store, "SELECT round(avg(tone), 2) FROM articles") == [(-0.7,)]


@real
def test_the_store_and_a_typed_phrase_agree_on_every_real_title(store: Store) -> None:
    ingest_files(store, sorted(REAL.iterdir()))
    stored: dict[int, set[str]] = {}
    for article, topic in rows(store, "SELECT article_id, topic FROM mentions WHERE kind = 'title'"):
        stored.setdefault(article, set()).add(topic)
    titles = rows(store, "SELECT id, title FROM articles WHERE title <> ''")
    assert len(titles) > 1000
    assert [t for id_, t in titles if stored.get(id_, set()) != title_topics(t)] == []


@real
def test_the_faults_of_the_real_samples_are_counted(store: Store) -> None:
    report: IngestReport = ingest_files(store, sorted(REAL.iterdir()))
    assert report.rows == 1203
    assert report.rejected == {"not_web": 2, "duplicate_url": 11}
    assert report.failed_files == ()


def many(folder: Path, count: int) -> list[Path]:
    themes = ";".join(f"THEME_{n}" for n in range(200))
    return [
        write(
            folder,
            *[row(f"https://a.se/{f}/{n}", f"202603{f % 28 + 1:02}120000", themes=themes) for n in range(40)],
            name=f"{f:03}.csv",
        )
        for f in range(count)
    ]


INGEST = """
import sys
from pathlib import Path
from bot.ingest import load
from bot.sources.store import Store
load._PASS_BYTES, load._COMMIT_MENTIONS = 200_000, 20_000
print("go", flush=True)
load.ingest_files(Store(Path(sys.argv[1])), sorted(Path(sys.argv[2]).iterdir()))
"""


@pytest.mark.parametrize(
    "wait", [0.2, 0.8, *(pytest.param(s, marks=pytest.mark.soak) for s in (0.05, 0.35, 0.5, 1.2))]
)
def test_a_killed_ingest_leaves_whole_commits_and_the_next_run_ends_it(
    store: Store, tmp_path: Path, wait: float
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    paths = many(folder, 30)
    process = subprocess.Popen(
        [sys.executable, "-c", INGEST, str(store.folder), str(folder)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(wait)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    held = store.status().articles
    assert held == 40 * len(store.manifest().sources)
    assert rows(store, "SELECT count(*) FROM articles") == [(held,)]
    assert rows(store, "SELECT count(*) FROM mentions") == [(held * 200,)]
    assert rows(store, "SELECT coalesce(sum(articles), 0) FROM topic_days") == [(held * 200,)]
    report = ingest_files(store, paths)
    assert report.articles == 1200 - held
    assert rows(store, "SELECT count(*), count(DISTINCT id) FROM articles") == [(1200, 1200)]


def test_questions_are_answered_during_an_ingest(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ingest.load._PASS_BYTES", 200_000)
    monkeypatch.setattr("bot.ingest.load._COMMIT_MENTIONS", 20_000)
    folder = tmp_path / "files"
    folder.mkdir()
    paths = many(folder, 20)
    ingest = threading.Thread(target=ingest_files, args=(store, paths))
    ingest.start()
    seen = []
    while ingest.is_alive():
        con = store.connect()
        [(articles, mentions)] = con.execute(
            "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM mentions)"
        ).fetchall()
        con.close()
        assert mentions == articles * 200
        seen.append(articles)
    ingest.join()
    assert seen == sorted(seen)
    assert len(set(seen)) > 1
    assert store.status().articles == 800
