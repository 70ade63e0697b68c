"""What the sample world's news is about, and who writes it. Outlets, people and companies are invented."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["theme", "institution", "company", "person", "place"]


@dataclass(frozen=True, slots=True)
class Topic:
    """Something the news is about. `share` of all articles, `tone` points beside the mean of all news.

    `themes`, `organization`, `person` and `place` are what its articles carry in GKG; `place` is a location
    entry without coordinates. A real institution or country has only headlines that claim nothing.
    """

    name: str
    kind: Kind
    share: float
    tone: float
    themes: tuple[str, ...] = ()
    organization: str = ""
    person: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A made-up source under the reserved top-level domain; the label before it is its country.

    `tone` is its manner: points beside the mean of all.
    """

    domain: str
    language: str
    weight: float
    tone: float


def _bank(name: str, share: float, tone: float) -> Topic:
    return Topic(name, "institution", share, tone, ("ECON_CENTRALBANK",), name)


TOPICS = (
    Topic("inflation", "theme", 0.12, -0.5, ("ECON_INFLATION", "WB_442_INFLATION")),
    Topic("interest rates", "theme", 0.10, -0.2, ("ECON_INTEREST_RATES", "EPU_POLICY_INTEREST_RATES")),
    Topic("housing", "theme", 0.06, -0.3, ("ECON_HOUSING_PRICES", "WB_904_HOUSING_MARKETS")),
    Topic("unemployment", "theme", 0.04, -1.2, ("UNEMPLOYMENT",)),
    Topic("strike", "theme", 0.03, -1.4, ("STRIKE",)),
    Topic("stock market", "theme", 0.08, 0.6, ("ECON_STOCKMARKET",)),
    Topic("sanctions", "theme", 0.03, -1.8, ("SANCTIONS",)),
    Topic("cyber attack", "theme", 0.025, -2.2, ("CYBER_ATTACK",)),
    Topic("climate change", "theme", 0.05, -0.6, ("ENV_CLIMATECHANGE",)),
    Topic("oil", "theme", 0.04, -0.4, ("ENV_OIL",)),
    Topic("gas", "theme", 0.035, -0.4, ("ENV_NATURALGAS",)),
    Topic("electricity", "theme", 0.035, -0.3, ("ECON_ELECTRICALGENERATION",)),
    Topic("nuclear power", "theme", 0.02, 0.1, ("ENV_NUCLEARPOWER", "WB_509_NUCLEAR_ENERGY")),
    Topic("taxes", "theme", 0.04, -0.5, ("ECON_TAXATION",)),
    Topic("debt", "theme", 0.03, -1.0, ("ECON_DEBT",)),
    Topic("bankruptcy", "theme", 0.02, -2.4, ("ECON_BANKRUPTCY",)),
    Topic("exchange rates", "theme", 0.02, 0.0, ("ECON_CURRENCY_EXCHANGE_RATE",)),
    Topic("trade dispute", "theme", 0.018, -1.1, ("ECON_TRADE_DISPUTE",)),
    Topic("wages", "theme", 0.025, 0.2, ("WB_856_WAGES",)),
    Topic("election", "theme", 0.04, 0.0, ("ELECTION",)),
    Topic("storm", "theme", 0.02, -1.5, ("NATURAL_DISASTER",)),
    _bank("riksbank", 0.05, 0.2),
    _bank("european central bank", 0.06, 0.1),
    _bank("federal reserve", 0.05, 0.0),
    _bank("bank of england", 0.025, -0.1),
    _bank("norges bank", 0.015, 0.1),
    Topic("imf", "institution", 0.02, -0.3, organization="international monetary fund"),
    Topic("nordhavn bank", "company", 0.02, 0.4, organization="nordhavn bank"),
    Topic("velmora systems", "company", 0.015, 0.8, organization="velmora systems"),
    Topic("alva lindqvist", "person", 0.015, 0.3, person="alva lindqvist"),
    Topic("tobren kaldvik", "person", 0.012, 0.1, person="tobren kaldvik"),
    Topic("sweden", "place", 0.10, 0.1, place="1#Sweden#SW#SW"),
    Topic("norway", "place", 0.05, 0.3, place="1#Norway#NO#NO"),
    Topic("germany", "place", 0.09, -0.1, place="1#Germany#GM#GM"),
    Topic("stockholm", "place", 0.04, 0.2, place="4#Stockholm, Stockholms Län, Sweden#SW#SW26"),
    Topic("united kingdom", "place", 0.08, -0.2, place="1#United Kingdom#UK#UK"),
)

UNRELATED = 0.6
"""How much more often than by chance two topics stand in one article of which nothing else is said."""
AFFINITIES = {
    ("inflation", "interest rates"): 4.0,
    ("inflation", "wages"): 3.0,
    ("inflation", "electricity"): 2.0,
    ("inflation", "oil"): 1.8,
    ("inflation", "riksbank"): 1.8,
    ("inflation", "european central bank"): 1.8,
    ("interest rates", "riksbank"): 3.5,
    ("interest rates", "european central bank"): 3.0,
    ("interest rates", "federal reserve"): 3.0,
    ("interest rates", "bank of england"): 3.0,
    ("interest rates", "norges bank"): 3.0,
    ("interest rates", "housing"): 3.0,
    ("interest rates", "debt"): 2.5,
    ("interest rates", "stock market"): 1.8,
    ("interest rates", "exchange rates"): 2.5,
    ("riksbank", "sweden"): 2.5,
    ("riksbank", "stockholm"): 3.0,
    ("riksbank", "exchange rates"): 2.5,
    ("norges bank", "norway"): 4.0,
    ("bank of england", "united kingdom"): 3.5,
    ("european central bank", "germany"): 2.0,
    ("federal reserve", "stock market"): 2.5,
    ("housing", "debt"): 3.0,
    ("housing", "stockholm"): 2.0,
    ("unemployment", "strike"): 1.5,
    ("unemployment", "wages"): 3.0,
    ("unemployment", "bankruptcy"): 2.5,
    ("strike", "wages"): 4.0,
    ("oil", "gas"): 4.0,
    ("oil", "norway"): 3.0,
    ("oil", "sanctions"): 2.5,
    ("gas", "electricity"): 4.0,
    ("gas", "germany"): 2.5,
    ("electricity", "nuclear power"): 5.0,
    ("electricity", "climate change"): 2.0,
    ("climate change", "storm"): 4.0,
    ("sanctions", "trade dispute"): 4.0,
    ("trade dispute", "exchange rates"): 2.5,
    ("taxes", "debt"): 2.0,
    ("taxes", "election"): 3.0,
    ("debt", "imf"): 4.0,
    ("bankruptcy", "debt"): 4.0,
    ("cyber attack", "velmora systems"): 3.0,
    ("stock market", "nordhavn bank"): 2.5,
    ("nordhavn bank", "alva lindqvist"): 3.0,
    ("oil", "tobren kaldvik"): 3.0,
    ("norway", "tobren kaldvik"): 3.0,
}
"""How much more often than by chance one article has both: what real news mentions together."""


@cache
def affinities() -> NDArray[np.float64]:
    """The affinities of all topics, a row and a column each; nothing goes with itself."""
    place = {topic.name: n for n, topic in enumerate(TOPICS)}
    found = np.full((len(TOPICS), len(TOPICS)), UNRELATED)
    for (one, other), times in AFFINITIES.items():
        found[place[one], place[other]] = found[place[other], place[one]] = times
    np.fill_diagonal(found, 0.0)
    return found


OUTLETS = (
    Outlet("northern-ledger.uk.example", "en", 9, 0.2),
    Outlet("harbour-times.uk.example", "en", 8, -1.2),
    Outlet("the-plain-record.us.example", "en", 12, 0.1),
    Outlet("prairie-dispatch.us.example", "en", 9, 0.8),
    Outlet("market-almanac.us.example", "en", 8, 0.9),
    Outlet("emerald-courier.ie.example", "en", 4, 0.0),
    Outlet("southern-cross-post.au.example", "en", 4, -0.3),
    Outlet("maple-gazette.ca.example", "en", 4, 0.6),
    Outlet("nordisk-finansblad.se.example", "sv", 8, 0.5),
    Outlet("svenska-kuriren.se.example", "sv", 8, -0.9),
    Outlet("malar-posten.se.example", "sv", 5, 0.3),
    Outlet("fjordbladet.no.example", "no", 5, 0.4),
    Outlet("handelskurier.de.example", "de", 7, 0.2),
    Outlet("neue-tageszeit.de.example", "de", 6, -1.1),
    Outlet("le-quotidien-clair.fr.example", "fr", 6, -0.2),
    Outlet("la-gaceta-nueva.es.example", "es", 5, -0.5),
)

ISO_639_2 = {"sv": "swe", "no": "nor", "de": "deu", "fr": "fra", "es": "spa"}

BOILERPLATE = (
    "TAX_FNCACT",
    "EPU_ECONOMY",
    "TAX_ETHNICITY",
    "TAX_WORLDLANGUAGES",
    "CRISISLEX_CRISISLEXREC",
    "GENERAL_GOVERNMENT",
    "EDUCATION",
    "MEDIA_MSM",
)
"""Themes that GDELT puts on almost everything."""
