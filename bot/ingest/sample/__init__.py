"""A made-up news world in GKG's own format, with events planted in it whose truth is written down.

Places, themes and public institutions are real names; people, companies, outlets and every
headline are invented, and no headline says anything about a real person or company.
"""

from bot.ingest.sample.events import Event, plan_events
from bot.ingest.sample.making import SUFFIX, make_world, sample

__all__ = ["SUFFIX", "Event", "make_world", "plan_events", "sample"]
