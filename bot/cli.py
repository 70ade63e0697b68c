"""The command line, put together. Exit status: 0 an answer, 1 an error told in words, 2 wrong use."""

from __future__ import annotations

import sys

import click

from bot.commands import ask, counted, demo, examples, following, news, placebo, run
from bot.commands.console import utf8
from bot.settings import BadSetting

OF_THE_CLOUD = ("google", "pytrends", "pandas", "cachecontrol", "functions_framework")
"""Packages that `make demo` and `make serve` do without."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Tidings: how the world's news treats a topic.

    Start with `sample` (a made-up news world) or `ingest` (real GDELT data), then `ask`.
    Settings come from the environment or .env; `doctor` checks them.
    """


for command in (
    ask.ask,
    ask.parse_command,
    counted.counted,
    examples.examples_command,
    demo.demo,
    news.ingest,
    news.sample,
    news.backfill,
    following.digest,
    following.alerts,
    placebo.placebo,
    run.serve,
    run.socket,
    run.doctor,
):
    main.add_command(command)


def entry() -> None:
    """The command line as a program: what is wrong with a setting is told in words."""
    utf8(sys.stdout)
    utf8(sys.stderr)
    try:
        main()
    except BadSetting as bad:
        sys.exit(str(bad))
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in OF_THE_CLOUD:
            raise
        sys.exit(
            f"The package {missing.name} is not installed. `make cloud` installs what these settings need."
        )
