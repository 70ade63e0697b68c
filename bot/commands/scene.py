"""What the playground offers and shows of the news in the store."""

from __future__ import annotations

from bot.commands.examples import examples
from bot.playground.greeting import EMPTY, Scene
from bot.settings import Settings
from bot.sources.choose import open_warehouse
from bot.sources.warehouse import WarehouseError

FOLLOW_UP = "show me the articles"


def scene(settings: Settings) -> Scene:
    """The tour's questions; of a store that cannot be read or is empty nothing."""
    try:
        warehouse = open_warehouse(settings)
        tour = tuple(example.text for example in examples(settings, warehouse))
        news = "made-up news" if warehouse.status().sample else "real news from GDELT"
    except WarehouseError:
        return EMPTY
    return Scene(news, tour, (tour[1], FOLLOW_UP, tour[2]) if len(tour) > 2 else None)
