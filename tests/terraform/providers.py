"""Terraform with Google's real provider, or without a registry with one that knows its schema alone."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MODULE = ROOT / "terraform"
STUB = ROOT.parent / "shared" / "tools" / "terraform_stub.py"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tidings-tests"
SCHEMAS = {
    "hashicorp/google": "cdktn-provider-google==21.1.0",
    "hashicorp/time": "cdktn-provider-time==14.0.2",
}
"""By provider the package that carries its schema; the first is of hashicorp/google 8.7.0."""


class Unavailable(Exception):
    """What this machine lacks, in words for the reason of a skip."""


@dataclass(frozen=True, slots=True)
class Terraform:
    """Runs in `folder`, a copy of the module; `real` tells whether Google's own provider is there."""

    folder: Path
    real: bool

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = ["terraform", *arguments]
        environment = os.environ | {"TF_CLI_CONFIG_FILE": os.devnull, "TF_IN_AUTOMATION": "1"}
        if not self.real:
            command = [str(_stub_python()), str(STUB), str(self.folder), *command]
            environment["STUBS"] = json.dumps({name: str(_schema(name)) for name in SCHEMAS})
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )


def initialised(folder: Path) -> Terraform:
    """Terraform in a copy of the module below `folder`. Raises Unavailable."""
    if not shutil.which("terraform"):
        raise Unavailable("there is no terraform on the PATH")
    copy = folder / "terraform"
    shutil.copytree(MODULE, copy, ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*", "*.tfvars"))
    shutil.copytree(MODULE / "examples", copy / "examples", dirs_exist_ok=True)
    shutil.copy(ROOT / "manifest.json", folder)
    real = Terraform(copy, real=True)
    first = real("init", "-backend=false", "-no-color", "-input=false")
    if first.returncode == 0:
        return real
    if "registry.terraform.io" not in first.stderr + first.stdout:
        raise AssertionError(first.stderr)
    if not STUB.exists():
        raise Unavailable("the Terraform registry does not answer, and there is no stub of the provider")
    stub = Terraform(copy, real=False)
    done = stub("init", "-backend=false", "-no-color", "-input=false")
    assert done.returncode == 0, done.stdout + done.stderr
    return stub


def tool(name: str, *packages: str) -> Path:
    """The folder of programs of an environment of its own with these packages, kept. Raises Unavailable."""
    home = CACHE / name
    with _alone():
        if not (home / "ready").exists():
            _run(sys.executable, "-m", "venv", "--clear", str(home))
            _run(str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages)
            (home / "ready").touch()
    return home / "bin"


@cache
def _stub_python() -> Path:
    return tool("terraform-stub-tf-1.2.0", "tf==1.2.0") / "python"


@cache
def _schema(provider: str) -> Path:
    package = SCHEMAS[provider]
    name = package.replace("-", "_").replace("==", "-")
    wheel = CACHE / f"{name}-py3-none-any.whl"
    with _alone():
        if not wheel.exists():
            _run(
                sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(CACHE), package
            )
    return wheel


@contextmanager
def _alone() -> Iterator[None]:
    """Of the processes that run tests side by side, one fills the cache."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        raise Unavailable(f"{' '.join(command[-3:])} did not work: {done.stderr.strip()[-200:]}")
