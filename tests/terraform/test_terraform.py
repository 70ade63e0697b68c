"""Terraform's own word on the module: form, validity, what plans and applies say, and what is refused."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.terraform.conftest import or_skip
from tests.terraform.providers import MODULE, Terraform, tool


def test_it_is_formatted() -> None:
    if not shutil.which("terraform"):
        pytest.skip("there is no terraform on the PATH")
    done = subprocess.run(
        ["terraform", "fmt", "-check", "-recursive", str(MODULE)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_it_is_valid(terraform: Terraform) -> None:
    said = terraform("validate", "-json")
    found = json.loads(said.stdout[said.stdout.index("{") :])
    assert found["valid"], found["diagnostics"]
    assert found["diagnostics"] == []


def test_what_is_misspelled_is_found(terraform: Terraform, tmp_path: Path) -> None:
    """That `validate` knows the provider's schema, whichever provider it is."""
    folder = shutil.copytree(terraform.folder, tmp_path / "terraform", symlinks=True)
    shutil.copy(terraform.folder.parent / "manifest.json", tmp_path)
    tasks = folder / "tasks.tf"
    tasks.write_text(tasks.read_text("utf-8").replace("max_attempts", "max_atempts"), "utf-8")
    said = Terraform(folder, terraform.real)("validate", "-no-color")
    assert said.returncode != 0
    assert "max_atempts" in said.stdout + said.stderr


def test_plans_and_applies_say_what_they_should(terraform: Terraform) -> None:
    done = terraform("test", "-no-color")
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed, 0 failed", done.stdout)
    written = "".join(path.read_text("utf-8") for path in MODULE.glob("tests/*.tftest.hcl"))
    assert passed is not None
    assert int(passed[1]) == len(re.findall(r"^run ", written, re.M))


@pytest.mark.parametrize("example", sorted(path.name for path in MODULE.glob("examples/*.tfvars")))
def test_an_example_can_be_planned(terraform: Terraform, tmp_path: Path, example: str) -> None:
    folder = shutil.copytree(terraform.folder, tmp_path / "terraform", symlinks=True)
    shutil.copy(terraform.folder.parent / "manifest.json", tmp_path)
    for other in folder.glob("tests/*.tftest.hcl"):
        other.unlink()
    (folder / "tests" / "example.tftest.hcl").write_text(
        'mock_provider "google" {}\nmock_provider "time" {}\nrun "example" {\n  command = plan\n'
        '  variables {\n    source_archive = "tests/source.zip"\n  }\n}\n'
    )
    done = Terraform(folder, terraform.real)("test", "-no-color", f"-var-file=examples/{example}")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_variable_is_typed_described_and_in_the_readme() -> None:
    text = (MODULE / "variables.tf").read_text("utf-8")
    readme = (MODULE / "README.md").read_text("utf-8")
    for name, body in re.findall(r'^variable "(\w+)" \{\n(.*?)\n\}', text, re.S | re.M):
        assert re.search(r"^  description\s+= ", body, re.M), name
        assert re.search(r"^  type\s+= ", body, re.M), name
        assert f"| `{name}` |" in readme, f"{name} is missing in terraform/README.md"


def test_checkov_finds_nothing_that_is_not_explained() -> None:
    with or_skip():
        programs = tool("checkov-3.3.30", "checkov==3.3.30")
    done = subprocess.run(
        [
            str(programs / "checkov"),
            *("-d", str(MODULE), "--framework", "terraform"),
            *("-o", "json", "--quiet", "--skip-download"),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    found = json.loads(done.stdout)
    failed = {
        f"{c['check_id']} {c['resource']}: {c['check_name']}" for c in found["results"]["failed_checks"]
    }
    assert not failed
    assert found["summary"]["passed"] > 30
    for skipped in re.findall(
        r"#checkov:skip=(.*)", "".join(f.read_text("utf-8") for f in MODULE.glob("*.tf"))
    ):
        assert re.fullmatch(r"CKV\d?_GCP_\d+:.{20,}", skipped), f"a skip says why: {skipped}"
