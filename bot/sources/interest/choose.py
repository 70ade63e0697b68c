"""Which source of search interest the settings and the news in store allow."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answer import Searches
from bot.clock import Clock, utc_now
from bot.settings import Settings
from bot.sources.interest.guard import Guarded
from bot.sources.interest.official import OfficialInterest
from bot.sources.interest.sample import SampleInterest
from bot.sources.interest.source import InterestError, NoInterest, Part, Search, SearchInterest
from bot.sources.interest.trends import TrendsInterest, Wire
from bot.sources.warehouse import Warehouse, WarehouseError
from bot.state import State


@dataclass(frozen=True, slots=True)
class BesideNews:
    """Made-up searches beside made-up news and real ones beside real news, never mixed."""

    warehouse: Warehouse
    sample: SearchInterest
    real: SearchInterest

    def find(self, part: Part, search: Search) -> Searches:
        try:
            made_up = self.warehouse.status().sample
        except WarehouseError as e:
            raise InterestError("unavailable", f"nobody knows which news is in store: {e}") from e
        return (self.sample if made_up else self.real).find(part, search)


def open_interest(
    settings: Settings, state: State, warehouse: Warehouse, clock: Clock = utc_now
) -> SearchInterest:
    """What `settings.trends` names; no searches where it names nothing known.

    Make one for a process: it paces its questions and takes turns.
    """
    if settings.trends == "off":
        return NoInterest()
    real: SearchInterest = NoInterest()
    if settings.trends == "pytrends":
        real = Guarded("google trends", TrendsInterest(Wire(settings.trends_url.rstrip("/"))), state)
    elif settings.trends == "official":
        real = OfficialInterest(warehouse, clock)
    return BesideNews(warehouse, SampleInterest(settings.data), real)
