"""The command line as a person or a script uses it, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.environment import environment

ROOT = Path(__file__).resolve().parent.parent
PNG = b"\x89PNG\r\n\x1a\n"
TODAY = ["--today", "2026-11-20"]


def run(*args: str, data: Path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *args],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=300,
        env=environment(data, **{"COLUMNS": "100", **env}),
    )


def test_a_question_is_answered_with_numbers_words_and_a_chart(sample_folder: Path, tmp_path: Path) -> None:
    chart = tmp_path / "charts" / "inflation.png"
    done = run(
        "ask", "sentiment on inflation last 60 days", *TODAY, "--chart", str(chart), data=sample_folder
    )
    assert done.returncode == 0, done.stderr
    assert "sample data" in done.stdout.lower()
    assert "inflation" in done.stdout
    assert "gdeltproject.org" in done.stdout
    assert chart.read_bytes().startswith(PNG)


def test_the_answer_as_json_has_the_keys_that_scripts_read(sample_folder: Path) -> None:
    done = run("ask", "/compare inflation vs riksbank last 30 days", "--json", *TODAY, data=sample_folder)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    assert answer["error"] is None
    assert answer["question"]["action"] == "compare"
    assert [s["topic"] for s in answer["series"]] == ["inflation", "riksbank"]
    for series in answer["series"]:
        assert series["total"] > series["articles"] >= series["stories"] > 0
        assert series["share"] == pytest.approx(series["articles"] / series["total"])
        assert series["tone_low"] <= series["tone"] <= series["tone_high"]
        assert sum(d["articles"] for d in series["days"]) >= series["articles"]
    assert {"articles", "spikes", "related", "caveats", "provenance", "summary", "alt_text"} <= set(answer)


def test_many_questions_go_through_one_process_and_no_line_stops_the_others(sample_folder: Path) -> None:
    lines = [
        '{"id": 1, "text": "inflation last 30 days", "today": "2026-11-20"}',
        "no json",
        '["a", "list"]',
        '{"id": {"any": 1}}',
        '{"id": 4, "text": 7}',
        '{"id": 5, "text": "inflation", "today": "soon"}',
        '{"id": 6, "text": "inflation", "tz": "Mars/Olympus"}',
        '{"id": 7, "text": "inflation", "today": 20261120}',
        "",
        '{"id": "åtta", "text": "/compare inflation vs oil last 30 days", "tz": "Europe/Stockholm"}',
        '{"id": 9, "text": "compare oil"}',
        "[" * 100_000,
    ]
    done = run("ask", "--jsonl", *TODAY, data=sample_folder, stdin="\n".join(lines))
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [f["id"] for f in found] == [1, None, None, {"any": 1}, 4, 5, 6, 7, "åtta", 9, None]
    errors = [f["answer"]["error"] for f in found]
    assert errors == [None, *["bad_line"] * 7, None, "missing_second_topic", "bad_line"]
    for number, answer in zip((2, 3, 4, 5, 6, 7, 8), (f["answer"] for f in found[1:8]), strict=True):
        assert f"Line {number}" in answer["summary"]
    alone = run("ask", "inflation last 30 days", "--json", *TODAY, data=sample_folder)
    assert found[0]["answer"]["series"] == json.loads(alone.stdout)["series"]


def test_the_blocks_that_slack_would_get_are_printed(sample_folder: Path) -> None:
    done = run("ask", "inflation last 30 days", "--blocks", *TODAY, data=sample_folder)
    assert done.returncode == 0, done.stderr
    blocks = json.loads(done.stdout)
    assert [b["type"] for b in blocks] == ["section", "image", "section", "context", "actions"]
    assert "inflation" in blocks[0]["text"]["text"]
    assert run("ask", "inflation", "--blocks", "--json", data=sample_folder).returncode == 2


def test_a_refusal_is_told_in_words_with_status_1(sample_folder: Path) -> None:
    done = run("ask", "compare oil, gas, gold, silver, copper and zinc", "--json", data=sample_folder)
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert answer["error"] == "too_many_topics"
    assert "five" in answer["summary"] or "5" in answer["summary"]


def test_an_empty_store_names_the_two_commands_that_fill_it(tmp_path: Path) -> None:
    done = run("ask", "inflation", data=tmp_path / "nothing")
    assert done.returncode == 1
    assert "python -m bot sample" in done.stdout
    assert "python -m bot ingest" in done.stdout


def test_wrong_use_has_status_2(tmp_path: Path) -> None:
    assert run("ask", data=tmp_path).returncode == 2
    assert run("ask", "inflation", "--jsonl", data=tmp_path).returncode == 2
    assert run("ask", "--json", "--jsonl", data=tmp_path).returncode == 2
    assert run("parse", data=tmp_path).returncode == 2
    assert run("ingest", data=tmp_path).returncode == 2
    assert run("ask", "inflation", "--tz", "Mars/Olympus", data=tmp_path).returncode == 2


def test_a_time_zone_that_is_none_is_named(tmp_path: Path) -> None:
    done = run("ask", "inflation", data=tmp_path, TIDINGS_TIMEZONE="Mars/Olympus")
    assert done.returncode == 1
    assert "TIDINGS_TIMEZONE" in done.stderr
    assert "Traceback" not in done.stderr


def test_parse_shows_how_a_text_is_read(tmp_path: Path) -> None:
    done = run("parse", "inflation last 7 days", "--surface", "command:/sentiment", *TODAY, data=tmp_path)
    parsed = json.loads(done.stdout)
    assert parsed["action"] == "sentiment"
    assert parsed["topics"] == [["inflation"]]
    assert (parsed["start"], parsed["end"], parsed["error"]) == ("2026-11-14", "2026-11-20", None)


def test_parse_reads_lines_and_writes_a_line_for_each(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": "inflation 90d", "surface": "command:/sentiment", "context": None},
        {"id": "b", "text": "in 2024 instead", "surface": "thread", "context": None},
    ]
    stdin = "\n".join(json.dumps({**line, "today": "2026-11-20", "tz": "Europe/Stockholm"}) for line in lines)
    done = run("parse", "--jsonl", data=tmp_path, stdin=stdin)
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in out] == ["a", "b"]
    assert out[0]["parse"]["start"] == "2026-08-23"
    assert out[1]["parse"]["error"] == "missing_context"


def test_parse_names_the_line_that_is_no_json(tmp_path: Path) -> None:
    done = run("parse", "--jsonl", data=tmp_path, stdin="not json\n")
    assert done.returncode == 2
    assert "Line 1" in done.stderr


def test_ingest_counts_what_it_rejects_and_why(tmp_path: Path) -> None:
    broken = tmp_path / "20260101000000.gkg.csv"
    broken.write_text("one\ttwo\n")
    done = run("ingest", str(broken), str(tmp_path / "absent.zip"), data=tmp_path / "store")
    assert done.returncode == 1
    assert "absent.zip" in done.stderr
    assert "Traceback" not in done.stderr


def test_sample_fills_the_store_and_says_that_it_is_made_up(tmp_path: Path) -> None:
    done = run("sample", "--days", "14", "--articles", "1500", "--seed", "3", *TODAY, data=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "not real news" in done.stdout
    truth = json.loads((tmp_path / "truth.json").read_text())
    assert {event["kind"] for event in truth} >= {"spike", "outage"}


def test_doctor_says_how_to_mend_what_is_missing(tmp_path: Path, sample_folder: Path) -> None:
    empty = run("doctor", data=tmp_path / "nothing")
    assert empty.returncode == 1
    assert "python -m bot sample" in empty.stdout
    filled = run("doctor", data=sample_folder)
    assert filled.returncode == 0, filled.stdout
    assert "SLACK_BOT_TOKEN" in filled.stdout


def test_socket_without_tokens_says_which_are_missing(tmp_path: Path) -> None:
    done = run("socket", data=tmp_path)
    assert done.returncode == 1
    assert "SLACK_APP_TOKEN" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("TIDINGS_MOST_GIB", "lots"), ("TIDINGS_WAREHOUSE", "oracle"), ("TIDINGS_STATE", "redis")],
)
def test_a_setting_that_cannot_be_used_is_named_with_what_to_set(
    sample_folder: Path, name: str, value: str
) -> None:
    done = run("ask", "inflation", *TODAY, data=sample_folder, **{name: value})
    assert done.returncode == 1
    assert name in done.stderr
    assert "set it to" in done.stderr
    assert "Traceback" not in done.stderr
