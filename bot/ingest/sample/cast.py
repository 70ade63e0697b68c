"""The invented companies, people and towns of the sample world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

COMPANIES: Mapping[str, tuple[str, ...]] = {
    "bank": ("Ostrelle Bank", "Linnmark Savings", "Quillon Insurance", "Hallebro Kredit", "Marbeck Trust"),
    "energy": ("Sundmark Power", "Oxenvale Energy", "Marrowind", "Solvendra", "Tyrsvik Energi"),
    "industry": ("Corvane Steel", "Kestrelle Motors", "Hexavane Chips", "Linnholm Paper", "Dorvik Marine"),
    "shops": ("Lumenhart", "Tallgrove Foods", "Grettavik Seafood", "Brassel & Finch", "Pellaris Pharma"),
    "builders": ("Aldersten Bygg", "Wrenfield Homes", "Grünhafen Bau", "Castrelle Habitat"),
    "transport": ("Dunmarch Rail", "Oskerry Ferries", "Norvane Freight", "Pelikan Lines"),
}
"""Companies by trade."""

TRADES: Mapping[str, tuple[str, ...]] = {
    "inflation": ("shops",),
    "interest rates": ("bank",),
    "housing": ("builders",),
    "unemployment": ("industry",),
    "strike": ("industry", "transport"),
    "stock market": ("bank", "industry"),
    "sanctions": ("transport",),
    "cyber attack": ("shops", "transport"),
    "climate change": ("energy", "industry"),
    "oil": ("energy",),
    "gas": ("energy",),
    "electricity": ("energy",),
    "nuclear power": ("energy",),
    "debt": ("builders", "bank"),
    "bankruptcy": ("builders", "shops"),
    "trade dispute": ("industry", "shops"),
    "storm": ("energy", "transport"),
}
"""The trades whose companies a topic's news is about; any, where nothing is said."""

_FIRST = (
    "Ilva Tamsin Orrin Brede Junia Casper Lisbet Rolf Ondine Pelle Mirea Anselm Sunniva Tarek Odile Gerwin "
    "Imke Florian Maren Isolde Teodor Ruben Amparo Leontine"
).split()
_LAST = (
    "Varnholt Quillby Tarnesund Oxhult Brandelius Marchetto Skogmyr Hollandre Vintersol Pemberley Roskvist "
    "Almgården Drevik Castellane Oyelarin Sandoval-Rey Thornquist Lindemarck Faucheval"
).split()
PEOPLE = tuple(f"{first} {last}" for first in _FIRST for last in _LAST)

TOWNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("Marlowick", "4#Marlowick, Kent, United Kingdom#UK#UKG5"),
        ("Thornley Quay", "4#Thornley Quay, Devon, United Kingdom#UK#UKD4"),
        ("Ashcombe Vale", "4#Ashcombe Vale, Somerset, United Kingdom#UK#UKM3"),
        ("Port Ellery", "4#Port Ellery, Maine, United States#US#USME"),
        ("Brindle Creek", "4#Brindle Creek, Ohio, United States#US#USOH"),
        ("Ballymorrow", "4#Ballymorrow, Cork, Ireland#EI#EI04"),
    ),
    "sv": (
        ("Ekhyttan", "4#Ekhyttan, Dalarnas Län, Sweden#SW#SW10"),
        ("Kvarnsund", "4#Kvarnsund, Västra Götaland, Sweden#SW#SW28"),
        ("Lindamåla", "4#Lindamåla, Kalmar Län, Sweden#SW#SW09"),
        ("Ådalsro", "4#Ådalsro, Västernorrland, Sweden#SW#SW24"),
        ("Stenhaga", "4#Stenhaga, Uppsala Län, Sweden#SW#SW21"),
    ),
    "no": (
        ("Gravdalen", "4#Gravdalen, Buskerud, Norway#NO#NO04"),
        ("Fjellvik", "4#Fjellvik, Nordland, Norway#NO#NO09"),
        ("Tyrsvik", "4#Tyrsvik, Rogaland, Norway#NO#NO14"),
        ("Solhaugen", "4#Solhaugen, Hordaland, Norway#NO#NO07"),
    ),
    "de": (
        ("Mühlbronn", "4#Mühlbronn, Bayern, Germany#GM#GM02"),
        ("Kaltenried", "4#Kaltenried, Baden-Württemberg, Germany#GM#GM01"),
        ("Altenwerda", "4#Altenwerda, Sachsen, Germany#GM#GM13"),
        ("Grünhafen", "4#Grünhafen, Niedersachsen, Germany#GM#GM06"),
        ("Bad Lorchen", "4#Bad Lorchen, Hessen, Germany#GM#GM05"),
    ),
    "fr": (
        ("Port-Vernelle", "4#Port-Vernelle, Normandie, France#FR#FRA7"),
        ("Castelrive", "4#Castelrive, Aquitaine, France#FR#FR97"),
        ("Saint-Orvin", "4#Saint-Orvin, Bretagne, France#FR#FRA2"),
        ("Montlieu-sur-Arve", "4#Montlieu-sur-Arve, Bourgogne, France#FR#FRA1"),
    ),
    "es": (
        ("Fuentelarga", "4#Fuentelarga, Castilla y León, Spain#SP#SP55"),
        ("Montesino", "4#Montesino, Andalucía, Spain#SP#SP51"),
        ("Valderra", "4#Valderra, Aragón, Spain#SP#SP52"),
        ("Puerto Lumbre", "4#Puerto Lumbre, Galicia, Spain#SP#SP58"),
    ),
}
"""Towns of the countries in which a language's outlets are: their names and GKG's entries of them."""

TOWNS_OF: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sweden": TOWNS["sv"],
    "stockholm": (("Vasalund", "4#Vasalund, Stockholms Län, Sweden#SW#SW26"),),
    "norway": TOWNS["no"],
    "germany": TOWNS["de"],
    "united kingdom": TOWNS["en"][:3],
}
"""The towns that lie in a place which is a topic."""

STORYLINES = 4
"""Stories of a topic that go on side by side, each with a company, a person and a town of its own."""
LASTING = 5
"""Days for which a story goes on."""
_KEPT = 797
"""Stories after which their cast begins anew."""


@cache
def companies_of(topic: str) -> tuple[str, ...]:
    """The companies that a topic's news is about."""
    trades = TRADES.get(topic, tuple(COMPANIES))
    return tuple(name for trade in trades for name in COMPANIES[trade])


def make_storylines(rng: np.random.Generator, topics: int) -> NDArray[np.int64]:
    """Numbers that choose the cast: for each topic (the first: none), storyline and spell of days, three."""
    return rng.integers(0, 1 << 20, (topics + 1, STORYLINES, _KEPT, 3))


def spell(ordinal: int, storyline: int) -> int:
    """The number of the story that a storyline tells on a day; the storylines do not change on one day."""
    return (ordinal + 2 * storyline) // LASTING % _KEPT


def pick(names: Sequence[str], number: int) -> str:
    """One of the names."""
    return names[number % len(names)]
