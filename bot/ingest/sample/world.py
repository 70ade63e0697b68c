"""Who and what the sample world is made of. Outlets, people and companies are invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """Something the news is about. `share` of all articles, `tone` points beside the mean of all news.

    `words` are what titles call it, by language; `place` is a GKG location entry without coordinates.
    """

    name: str
    share: float
    tone: float
    themes: tuple[str, ...] = ()
    organization: str = ""
    person: str = ""
    place: str = ""
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """A made-up source under the reserved top-level domain; the label before it is its country.

    `tone` is its manner: points beside the mean of all.
    """

    domain: str
    language: str
    weight: float
    tone: float


TOPICS = (
    Topic(
        "inflation",
        0.12,
        -0.5,
        ("ECON_INFLATION", "WB_442_INFLATION"),
        words=(
            ("en", "Inflation"),
            ("sv", "Inflationen"),
            ("de", "Inflation"),
            ("fr", "Inflation"),
            ("no", "Inflasjonen"),
            ("es", "Inflación"),
        ),
    ),
    Topic(
        "interest rates",
        0.10,
        -0.2,
        ("ECON_INTEREST_RATES", "EPU_POLICY_INTEREST_RATES"),
        words=(
            ("en", "Interest rates"),
            ("sv", "Räntorna"),
            ("de", "Zinsen"),
            ("fr", "Taux d&#x2019;intérêt"),
            ("no", "Rentene"),
            ("es", "Tipos de interés"),
        ),
    ),
    Topic(
        "riksbank",
        0.05,
        0.2,
        ("ECON_CENTRALBANK",),
        "riksbank",
        words=(
            ("en", "Riksbank"),
            ("sv", "Riksbank"),
            ("de", "Riksbank"),
            ("fr", "Riksbank"),
            ("no", "Riksbank"),
            ("es", "Riksbank"),
        ),
    ),
    Topic(
        "european central bank",
        0.06,
        0.1,
        ("ECON_CENTRALBANK",),
        "european central bank",
        words=(("en", "European Central Bank"),),
    ),
    Topic(
        "federal reserve",
        0.05,
        0.0,
        ("ECON_CENTRALBANK",),
        "federal reserve",
        words=(("en", "Federal Reserve"),),
    ),
    Topic(
        "bank of england",
        0.025,
        -0.1,
        ("ECON_CENTRALBANK",),
        "bank of england",
        words=(("en", "Bank of England"),),
    ),
    Topic("norges bank", 0.015, 0.1, ("ECON_CENTRALBANK",), "norges bank", words=(("en", "Norges Bank"),)),
    Topic(
        "housing",
        0.06,
        -0.3,
        ("ECON_HOUSING_PRICES", "WB_904_HOUSING_MARKETS"),
        words=(
            ("en", "Housing"),
            ("sv", "Bostäder"),
            ("de", "Wohnungen"),
            ("fr", "Logement"),
            ("no", "Boliger"),
            ("es", "Vivienda"),
        ),
    ),
    Topic(
        "unemployment",
        0.04,
        -1.2,
        ("UNEMPLOYMENT",),
        words=(
            ("en", "Unemployment"),
            ("sv", "Arbetslösheten"),
            ("de", "Arbeitslosigkeit"),
            ("fr", "Chômage"),
            ("es", "Desempleo"),
        ),
    ),
    Topic(
        "strike",
        0.03,
        -1.4,
        ("STRIKE",),
        words=(("en", "Strike"), ("sv", "Strejk"), ("de", "Streik"), ("fr", "Grève"), ("es", "Huelga")),
    ),
    Topic(
        "stock market",
        0.08,
        0.6,
        ("ECON_STOCKMARKET",),
        words=(("en", "Stock market"), ("sv", "Börsen"), ("de", "Börse")),
    ),
    Topic(
        "sanctions",
        0.03,
        -1.8,
        ("SANCTIONS",),
        words=(("en", "Sanctions"), ("sv", "Sanktioner"), ("de", "Sanktionen"), ("fr", "Sanctions")),
    ),
    Topic(
        "cyber attack",
        0.02,
        -2.2,
        ("CYBER_ATTACK",),
        words=(("en", "Cyber attack"), ("de", "Cyberangriff"), ("fr", "Cyberattaque")),
    ),
    Topic(
        "climate change",
        0.05,
        -0.6,
        ("ENV_CLIMATECHANGE",),
        words=(("en", "Climate change"), ("sv", "Klimatförändringar"), ("de", "Klimawandel")),
    ),
    Topic(
        "oil", 0.04, -0.4, ("ENV_OIL",), words=(("en", "Oil"), ("sv", "Olja"), ("de", "Öl"), ("no", "Olje"))
    ),
    Topic("gas", 0.03, -0.4, ("ENV_NATURALGAS",), words=(("en", "Gas"), ("de", "Gas"), ("no", "Gass"))),
    Topic(
        "nuclear power",
        0.015,
        0.1,
        ("ENV_NUCLEARPOWER", "WB_509_NUCLEAR_ENERGY"),
        words=(("en", "Nuclear power"), ("sv", "Kärnkraft"), ("de", "Kernkraft")),
    ),
    Topic(
        "taxes",
        0.04,
        -0.5,
        ("ECON_TAXATION",),
        words=(("en", "Taxes"), ("sv", "Skatter"), ("de", "Steuern"), ("fr", "Impôts")),
    ),
    Topic("debt", 0.03, -1.0, ("ECON_DEBT",), words=(("en", "Debt"), ("de", "Schulden"), ("fr", "Dette"))),
    Topic(
        "bankruptcy",
        0.012,
        -2.4,
        ("ECON_BANKRUPTCY",),
        words=(("en", "Bankruptcy"), ("sv", "Konkurs"), ("de", "Insolvenz")),
    ),
    Topic(
        "exchange rates",
        0.02,
        0.0,
        ("ECON_CURRENCY_EXCHANGE_RATE",),
        words=(("en", "Exchange rates"), ("sv", "Kronkursen")),
    ),
    Topic(
        "trade dispute",
        0.015,
        -1.1,
        ("ECON_TRADE_DISPUTE",),
        words=(("en", "Trade dispute"), ("de", "Handelsstreit")),
    ),
    Topic(
        "imf", 0.02, -0.3, (), "international monetary fund", words=(("en", "International Monetary Fund"),)
    ),
    Topic(
        "nordhavn bank",
        0.02,
        0.4,
        (),
        "nordhavn bank",
        words=(("en", "Nordhavn Bank"), ("sv", "Nordhavn Bank"), ("no", "Nordhavn Bank")),
    ),
    Topic("velmora systems", 0.012, 0.8, (), "velmora systems", words=(("en", "Velmora Systems"),)),
    Topic(
        "alva lindqvist",
        0.012,
        0.3,
        person="alva lindqvist",
        words=(("en", "Alva Lindqvist"), ("sv", "Alva Lindqvist")),
    ),
    Topic(
        "tobren kaldvik",
        0.010,
        0.1,
        person="tobren kaldvik",
        words=(("en", "Tobren Kaldvik"), ("no", "Tobren Kaldvik")),
    ),
    Topic("sweden", 0.10, 0.1, place="1#Sweden#SW#SW", words=(("en", "Sweden"), ("sv", "Sverige"))),
    Topic("norway", 0.05, 0.3, place="1#Norway#NO#NO", words=(("en", "Norway"), ("no", "Norge"))),
    Topic("germany", 0.09, -0.1, place="1#Germany#GM#GM", words=(("en", "Germany"), ("de", "Deutschland"))),
    Topic(
        "stockholm",
        0.04,
        0.2,
        place="4#Stockholm, Stockholms Län, Sweden#SW#SW26",
        words=(("en", "Stockholm"), ("sv", "Stockholm")),
    ),
    Topic("united kingdom", 0.08, -0.2, place="1#United Kingdom#UK#UK", words=(("en", "United Kingdom"),)),
)

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

ANGLES = {
    "en": (
        "what the new figures mean",
        "the week ahead",
        "five questions and answers",
        "an explainer",
        "the view from households",
        "how companies prepare",
        "a quiet change",
        "readers&#x2019; letters",
        "the numbers behind the debate",
        "what economists watch",
        "a look back",
        "the long view",
    ),
    "sv": (
        "det här betyder siffrorna",
        "veckan som kommer",
        "frågor och svar",
        "så påverkas hushållen",
        "en tillbakablick",
    ),
    "no": ("dette betyr tallene", "uken som kommer", "spørsmål og svar", "slik påvirkes husholdningene"),
    "de": (
        "was die Zahlen bedeuten",
        "die Woche im Überblick",
        "Fragen und Antworten",
        "der Blick der Haushalte",
    ),
    "fr": (
        "ce que disent les chiffres",
        "la semaine à venir",
        "questions et réponses",
        "le regard des ménages",
    ),
    "es": (
        "qué dicen las cifras",
        "la semana que viene",
        "preguntas y respuestas",
        "la mirada de los hogares",
    ),
}

WRITERS = tuple(
    f"{first} {last}"
    for first in (
        "Ilva",
        "Tamsin",
        "Orrin",
        "Brede",
        "Junia",
        "Casper",
        "Lisbet",
        "Rolf",
        "Ondine",
        "Pelle",
        "Mirea",
        "Anselm",
    )
    for last in (
        "Varnholt",
        "Quillby",
        "Tarnesund",
        "Oxhult",
        "Brandelius",
        "Marchetto",
        "Skogmyr",
        "Hollandre",
        "Vintersol",
        "Pemberley",
        "Roskvist",
        "Almgården",
    )
)

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
