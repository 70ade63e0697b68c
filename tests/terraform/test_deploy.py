"""No request reaches a new revision before it has answered, and none stays on a bad one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.terraform.providers import ROOT

GCLOUD = """#!/usr/bin/env bash
echo "gcloud $*" >> "$CALLS"
case "$*" in
  *"services list"*) echo "$SERVICES" ;;
  *"services describe"*"latestCreatedRevisionName"*) echo "${4}-new" ;;
  *"update-traffic ${REFUSE:-nothing}"*"-new=100"*) exit 1 ;;
  *"update-traffic ${BROKEN:-nothing}"*"-old=100"*) ! grep -q "${BROKEN}-new=100" "$CALLS" ;;
  *"projects describe"*) echo 123456789012 ;;
  *"logging read"*) echo "$ANSWERED" ;;
esac
"""
CURL = """#!/usr/bin/env bash
echo "curl $*" >> "$CALLS"
case "$*" in *X-Slack-Signature*) printf %s "${UNSIGNED:-401}" ;; *) printf %s "${FRONT:-200}" ;; esac
"""
TERRAFORM = """#!/usr/bin/env bash
echo "terraform $*" >> "$CALLS"
[[ "$*" != *apply* ]] || exit "${APPLIED:-0}"
"""


@dataclass(frozen=True, slots=True)
class Run:
    code: int
    calls: list[str]
    said: str

    def traffic(self) -> list[str]:
        """The revisions that were given all traffic, in order."""
        moved = (call.partition("--to-revisions ")[2] for call in self.calls if "--to-revisions" in call)
        return [m.partition("=")[0] for m in moved]

    def at(self, text: str) -> int:
        return next(n for n, call in enumerate(self.calls) if text in call)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A source to deploy, and stand-ins for the programs that reach Google."""
    for name in ("scripts/deploy.sh", "scripts/smoke.sh", "scripts/source_archive.py", "main.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in {"gcloud": GCLOUD, "curl": CURL, "terraform": TERRAFORM}.items():
        (programs / name).write_text(text, "utf-8")
        (programs / name).chmod(0o755)
    return tmp_path


OLD = ["tidings-worker-old", "tidings-digest-old", "tidings-slack-old"]
NEW = ["tidings-worker-new", "tidings-digest-new", "tidings-slack-new"]


def service(revision: str) -> dict[str, object]:
    """As `gcloud run services list` tells of one: tags of other revisions stand beside what serves."""
    tried = {"revisionName": f"{revision}er", "tag": "smoke"}
    traffic = [tried, {"revisionName": revision, "percent": 100}]
    return {"metadata": {"name": revision.removesuffix("-old")}, "status": {"traffic": traffic}}


def deploy(source: Path, **facts: str) -> Run:
    """`facts` are what the stand-ins go by: SERVICES, ANSWERED, FRONT, UNSIGNED, APPLIED, REFUSE, BROKEN."""
    calls = source / "calls"
    environment = {
        **os.environ,
        "PATH": f"{source / 'programs'}:{os.environ['PATH']}",
        "CALLS": str(calls),
        "PROJECT": "my-tidings",
        "REGION": "us-central1",
        "PATIENCE": "2",
        "PAUSE": "0",
        "ANSWERED": "200",
        "SERVICES": json.dumps([service(old) for old in OLD]),
        **facts,
    }
    done = subprocess.run(
        [str(source / "scripts" / "deploy.sh")], env=environment, capture_output=True, text=True, check=False
    )
    return Run(done.returncode, calls.read_text("utf-8").splitlines(), done.stdout + done.stderr)


def test_traffic_moves_once_the_new_revisions_have_answered(source: Path) -> None:
    run = deploy(source)
    assert run.code == 0, run.said
    assert run.traffic() == OLD + NEW
    assert "hold_traffic=true" in run.calls[run.at("terraform -chdir=terraform apply")]
    assert run.at("tidings-slack-old=100") < run.at("apply") < run.at("smoke=tidings-worker-new")
    assert (
        run.at("smoke=tidings-worker-new") < run.at("scheduler jobs run") < run.at("tidings-worker-new=100")
    )
    assert "revision_name=tidings-worker-new" in run.calls[run.at("logging read")]


@pytest.mark.parametrize(
    ("facts", "named"),
    [
        ({"ANSWERED": "500"}, "The worker answers a question"),
        ({"ANSWERED": ""}, "The worker answers a question: status none"),
        ({"FRONT": "500"}, "The front is up"),
        ({"FRONT": "000"}, "The front is up"),
        ({"UNSIGNED": "500"}, "The front refuses"),
        ({"UNSIGNED": "200"}, "The front refuses"),
    ],
)
def test_what_does_not_answer_gets_no_traffic(source: Path, facts: dict[str, str], named: str) -> None:
    run = deploy(source, **facts)
    assert run.code == 1
    assert named in run.said
    assert "traffic stays where it was" in run.said
    assert not set(run.traffic()) & set(NEW)
    assert run.calls[-1].count("smoke=tidings-slack-old") == 1


def test_half_moved_traffic_goes_back(source: Path) -> None:
    run = deploy(source, REFUSE="tidings-digest")
    assert run.code == 1
    assert run.traffic()[-3:] == OLD


def test_one_that_cannot_be_put_back_is_named_and_the_others_go_back(source: Path) -> None:
    run = deploy(source, REFUSE="tidings-slack", BROKEN="tidings-worker")
    assert run.code == 1
    assert "tidings-worker could not be put back to tidings-worker-old" in run.said
    assert run.traffic()[-2:] == ["tidings-digest-old", "tidings-slack-old"]


def test_where_nothing_can_be_seen_nothing_is_done(source: Path) -> None:
    """Taken for a first deployment, a new revision would be served untried."""
    run = deploy(source, SERVICES="ERROR: not logged in")
    assert run.code != 0
    assert not [call for call in run.calls if call.startswith("terraform")]


def test_an_apply_that_fails_moves_nothing(source: Path) -> None:
    run = deploy(source, APPLIED="1")
    assert run.code == 1
    assert not set(run.traffic()) & set(NEW)


def test_the_first_deployment_serves_at_once(source: Path) -> None:
    run = deploy(source, SERVICES="[]")
    assert run.code == 0, run.said
    assert "hold_traffic=false" in run.calls[run.at("apply")]
    assert run.traffic() == NEW


def test_the_first_time_the_front_is_made_before_the_rest(source: Path) -> None:
    """Three first functions at once would race to make the bucket that Google keeps their source in."""
    first, rest = (call for call in deploy(source, SERVICES="[]").calls if " apply " in call)
    assert '-target=google_cloudfunctions2_function.function["slack"]' in first
    assert "-target" not in rest


def test_a_first_deployment_that_fails_says_that_there_is_no_way_back(source: Path) -> None:
    run = deploy(source, SERVICES="[]", ANSWERED="500")
    assert run.code == 1
    assert "there is no older one" in run.said


def test_the_build_replaces_code_only(source: Path) -> None:
    applied = deploy(source, ONLY_CODE="1").calls
    [apply] = [call for call in applied if " apply " in call]
    assert "-target=google_cloudfunctions2_function.function" in apply
    assert "-auto-approve" in apply


def test_by_hand_the_plan_is_shown_first(source: Path) -> None:
    [apply] = [call for call in deploy(source).calls if " apply " in call]
    assert "-target" not in apply
    assert "-auto-approve" not in apply


def test_the_archive_runs_and_holds_nothing_else(tmp_path: Path) -> None:
    pack = [sys.executable, str(ROOT / "scripts" / "source_archive.py")]
    for name in ("a.zip", "b.zip"):
        subprocess.run([*pack, str(tmp_path / name)], check=True, capture_output=True)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path / "source")
        names = archive.namelist()
    assert {name.partition("/")[0] for name in names} == {
        "main.py",
        "requirements.txt",
        "bot",
        "handlers",
        "sql_templates",
    }
    assert not [name for name in names if name.endswith((".pyc", ".env", ".sqlite"))]
    started = subprocess.run(
        [sys.executable, "-c", "from main import digest, slack, worker; print('imported')"],
        cwd=tmp_path / "source",
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.stdout == "imported\n", started.stderr


def test_the_build_tests_and_audits_before_it_deploys() -> None:
    build = yaml.safe_load((ROOT / "cloudbuild.yaml").read_text("utf-8"))
    steps = build["steps"]
    assert [step["id"] for step in steps] == ["terraform", "test", "audit", "deploy"]
    # One after the other, and none goes on where another failed.
    assert not [step["id"] for step in steps if "waitFor" in step or "allowFailure" in step]
    named = set(re.findall(r"(?<!\$)\$\{?(_[A-Z_]+)", json.dumps(steps)))
    trigger = (ROOT / "terraform" / "cloudbuild.tf").read_text("utf-8")
    assert named == set(build["substitutions"]) == set(re.findall(r"^    (_[A-Z_]+)\s+= ", trigger, re.M))
