"""How often the bot would say that something moved where nothing did, on the store's own days."""

from __future__ import annotations

import click

from bot.commands.console import out, stop
from bot.settings import load_settings


@click.command()
@click.option("--months", default=500, show_default=True, help="Shuffled topic-months to ask about.")
@click.option("--seed", default=1, show_default=True, help="Another one gives other topics and orders.")
def placebo(months: int, seed: int) -> None:
    """Shuffle the store's own weeks, so that nothing moves, and count what would be said all the same."""
    from bot.answer import Answer
    from bot.asking import Asking
    from bot.sources.choose import open_warehouse
    from bot.state.choose import open_state
    from bot.words.claims import placebo_told

    settings = load_settings()
    found = Asking(open_warehouse(settings), open_state(settings), settings).placebo(months, seed)
    if isinstance(found, Answer):
        stop(found.summary)
    if not found.months:
        stop("The store has too few days for this: it takes ninety days of news on a topic.")
    out.print(placebo_told(found.months, found.wrong, found.kinds))
