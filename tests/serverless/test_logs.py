"""What stands in the log: severities that alerts can go by, and no secret."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys

import pytest

from bot.logs import JsonLines, MaskedLines
from tests.serverless.processes import ROOT

SECRET = "0123456789abcdef0123456789abcdef"


def record(message: str, *arguments: object, error: BaseException | None = None) -> logging.LogRecord:
    caught = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("bot", logging.ERROR, __file__, 1, message, arguments, caught)


@pytest.mark.parametrize("formatter", [MaskedLines(), JsonLines()])
@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("refused: xoxb-12-34-abcDEF", "xoxb-12-34-abcDEF"),
        ("app token xapp-1-A0-9-ff", "xapp-1-A0-9-ff"),
        ("POST https://hooks.slack.com/commands/T1/22/abcDEF failed", "T1/22/abcDEF"),
        ("Authorization: Bearer ya29.a0Af_x", "ya29.a0Af_x"),
        ("token eyJhbGciOi.eyJhdWQi.c2ln", "eyJhdWQi"),
        (f"signing secret is {SECRET}!", SECRET),
    ],
)
def test_a_secret_is_masked(
    formatter: logging.Formatter, line: str, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    assert secret not in formatter.format(record("%s", line))
    try:
        raise ConnectionError(line)
    except ConnectionError as error:
        told = formatter.format(record("not posted", error=error))
    assert secret not in told
    assert "ConnectionError" in told
    assert "[secret]" in told


def test_what_is_no_secret_stays() -> None:
    text = "job 4f2 failed, delivery 3: https://example.com/a/b?c=d"
    assert MaskedLines().format(record(text)) == text


def test_in_the_cloud_a_record_is_one_line_with_its_severity() -> None:
    code = "import main, logging\ntry: 1/0\nexcept Exception: logging.getLogger('bot').exception('no')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "K_SERVICE": "tidings-worker"},
        capture_output=True,
        text=True,
        check=True,
    )
    [line] = done.stderr.splitlines()
    said = json.loads(line)
    assert said["severity"] == "ERROR"
    assert said["message"].startswith("no\nTraceback")
    assert "ZeroDivisionError" in said["message"]
