"""Parts of which sentences are composed: written down before the grammar was fitted to any of them.

A third of each list, chosen by a fixed seed, was never looked at while the grammar was made: `halves` parts them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

T = TypeVar("T")
TODAY = date(2026, 11, 20)

OPENERS = (
    "", "hi, ", "hi! ", "Hello! ", "hey, ", "hey team, ", "Good morning, ", "good morning! ", "good afternoon, ", "Hi all, ", "Hi there, ", "morning! ",
    "please ", "pls ", "quick question: ", "quick one: ", "Quick question, ", "one question: ", "question: ", "team, ", "folks, ", "ok ", "okay, ", "so, ",
    "well, ", "um, ", "sorry to bother you, ", "excuse me, ", "for my report, ", "for a client meeting, ", "for the board: ", "for our morning call, ",
    "before my meeting, ", "when you have a moment, ", "if possible, ", "if you can, ", "just wondering: ", "just curious, ", "out of curiosity, ",
    "by the way, ", "one more thing: ", "my boss is asking: ", "I am writing a note. ", "I have a call with a client. ", "We are preparing the weekly note. ",
    "Hope you are well. ", "Hi,\n\n", "Dear all,\n", "Hello team,\n\n", "thanks for yesterday! ", "hi bot, ", "Hey there! ", "yo, ",
)  # fmt: skip
CLOSERS = (
    "", " please", " thanks", ", thanks", ", thank you", "?", "!", " asap", ", thx", " thx!", " pls", ", please and thank you", ", many thanks",
    ". Thanks!", ". Thank you very much.", ". Much appreciated.", ", cheers", ". Cheers, Anna", "\n\nBest regards,\nKarin", "\n\nThanks\nLars", "\n/Eva",
    " when you can", ", no rush", ". No hurry.", ", if you don't mind", " for me", " for my boss", " for a client meeting", ", need it for a deck",
    ", it is urgent", " :)", " 🙏",
)  # fmt: skip
FRAMES = (
    ("sentiment on {}", "sentiment"), ("tone on {}", "sentiment"), ("the mood around {}", "sentiment"), ("what is the tone on {}", "sentiment"),
    ("what's the sentiment towards {}", "sentiment"), ("show me the sentiment for {}", "sentiment"), ("how is {} portrayed", "sentiment"),
    ("how is the press treating {}", "sentiment"), ("how do the media see {}", "sentiment"), ("what do the papers think of {}", "sentiment"),
    ("could someone check the mood around {}", "sentiment"), ("can you pull the tone on {}", "sentiment"), ("I need the sentiment on {}", "sentiment"),
    ("I would like to see the tone of the coverage of {}", "sentiment"), ("how has the tone on {} developed", "sentiment"),
    ("give me a picture of the sentiment on {}", "sentiment"), ("is the press positive about {}", "sentiment"), ("{} sentiment", "sentiment"),
    ("sentiment: {}", "sentiment"), ("how positive is the coverage of {}", "sentiment"), ("what is the general feeling about {}", "sentiment"),
    ("coverage of {}", "volume"), ("how much coverage did {} get", "volume"), ("how many articles mention {}", "volume"),
    ("how often was {} mentioned", "volume"), ("how much is written about {}", "volume"), ("show me the coverage of {}", "volume"),
    ("can you show how much attention {} got", "volume"), ("volume of articles about {}", "volume"), ("I need the number of articles on {}", "volume"),
    ("how has coverage of {} changed", "volume"), ("{} coverage", "volume"), ("number of mentions of {}", "volume"),
    ("latest news on {}", "articles"), ("news about {}", "articles"), ("show me articles about {}", "articles"), ("headlines on {}", "articles"),
    ("any news on {}", "articles"), ("what are people writing about {}", "articles"), ("what happened with {}", "articles"),
    ("can you find stories about {}", "articles"), ("catch me up on {}", "articles"), ("send me the headlines about {}", "articles"),
    ("get me the latest articles on {}", "articles"), ("google searches for {}", "trends"), ("search interest in {}", "trends"),
    ("google trends for {}", "trends"), ("how often do people search for {}", "trends"), ("what is related to {}", "related"),
    ("which topics are connected to {}", "related"), ("what topics go with {}", "related"), ("related to {}", "related"),
)  # fmt: skip
COMPARISONS = (
    "compare {} and {}", "compare {} with {}", "{} vs {}", "{} versus {}", "compare the coverage of {} and {}", "which gets more coverage, {} or {}",
    "who is mentioned more, {} or {}", "how does {} compare to {}", "compare {} to {}", "is the press kinder to {} or {}",
)  # fmt: skip
TOPICS = (
    "inflation", "the Riksbank", "Volvo", "electric vehicles", "nuclear power", "Northvolt", "climate change", "wheat", "coffee", "sugar", "copper",
    "the housing market", "Deutsche Bank", "UBS", "interest rates", "cyber attacks", "artificial intelligence", "OpenAI", "Microsoft", "Saab", "NATO",
    "Ukraine", "Gaza", "immigration", "the European Central Bank", "Christine Lagarde", "Elon Musk", "Tesla", "BYD", "Lego", "Kone", "Ericsson", "Nokia",
    "semiconductors", "lithium", "green bonds", "heat pumps", "wind power", "solar panels", "hydrogen", "carbon capture", "avian flu", "Ozempic",
    "Novo Nordisk", "Eli Lilly", "Pfizer", "AstraZeneca", "Boeing", "Airbus", "SAS", "Lufthansa", "Spotify", "Netflix", "Klarna", "bitcoin", "ethereum",
    "gold", "crude oil", "natural gas", "LNG", "the krona", "the euro", "the dollar", "Brexit", "tariffs", "sanctions", "money laundering", "Wirecard",
    "Danske Bank", "Swedbank", "Handelsbanken", "Nordea", "SEB", "JPMorgan", "Goldman Sachs", "BlackRock", "private equity", "commercial real estate",
    "unemployment", "wages", "strikes", "pensions", "student loans", "house prices", "mortgage rates", "rent control", "water scarcity", "wildfires",
    "heat waves", "floods in Spain", "the war in Ukraine", "Greenland", "the Arctic", "Taiwan", "the South China Sea", "Xi Jinping", "Donald Trump",
    "Kamala Harris", "Emmanuel Macron", "Ulf Kristersson", "Greta Thunberg", "Ursula von der Leyen", "Johnson & Johnson", "Procter & Gamble", "H&M",
    "IKEA", "Zara", "Adidas", "Nike", "Unilever", "Nestlé", "Danone", "Heineken", "Carlsberg", "Maersk", "Vestas", "Ørsted", "Equinor", "Shell", "BP",
    "TotalEnergies", "ExxonMobil", "rare earths", "uranium", "cobalt", "deforestation", "palm oil", "cocoa prices", "food prices", "obesity drugs",
    "remote work", "quantum computing", "5G", "data centres", "cloud computing", "ransomware", "GDPR", "net neutrality", "social media", "TikTok",
    "fake news", "press freedom", "public transport", "high-speed rail", "self-driving cars", "drones", "space debris", "SpaceX", "Starlink", "the Moon",
    "World Cup", "the Olympics", "Taylor Swift", "Eurovision", "Black Friday", "Prague Spring", "Theresa May", "3M", "Bank of England", "Bank of America",
    "Federal Reserve", "International Monetary Fund", "World Bank", "World Health Organization", "the European Union", "Red Cross", "Amnesty International",
    "Just Stop Oil", "Extinction Rebellion", "Sweden Democrats", "the Green Party", "child poverty", "gender pay gap", "minimum wage", "tax evasion",
    "inheritance tax", "stamp duty", "quantitative easing", "yield curve", "credit default swaps", "junk bonds", "hedge funds", "crypto regulation",
    "stablecoins", "central bank digital currency", "Basel III", "Swiss franc", "Credit Suisse", "Julius Baer", "Zürich Insurance", "Allianz", "AXA",
    "Munich Re", "reinsurance", "shipping rates", "Suez Canal", "Panama Canal", "Strait of Hormuz", "Red Sea", "Houthi", "Hezbollah", "Iran deal",
    "nuclear waste", "Fukushima", "Chernobyl", "small modular reactors", "grid batteries", "electric trucks", "Scania", "MAN", "Daimler", "BMW",
)  # fmt: skip
TIMES = (
    ("", "2026-10-22", "2026-11-20"), ("last 30 days", "2026-10-22", "2026-11-20"), ("over the last 30 days", "2026-10-22", "2026-11-20"),
    ("in the past week", "2026-11-14", "2026-11-20"), ("last week", "2026-11-09", "2026-11-15"), ("this week", "2026-11-16", "2026-11-20"),
    ("this month", "2026-11-01", "2026-11-20"), ("last month", "2026-10-01", "2026-10-31"), ("this year", "2026-01-01", "2026-11-20"),
    ("so far this year", "2026-01-01", "2026-11-20"), ("last year", "2025-01-01", "2025-12-31"), ("since January", "2026-01-01", "2026-11-20"),
    ("since March", "2026-03-01", "2026-11-20"), ("since 2024", "2024-01-01", "2026-11-20"), ("since 1 May", "2026-05-01", "2026-11-20"),
    ("in October", "2026-10-01", "2026-10-31"), ("in March 2025", "2025-03-01", "2025-03-31"), ("in 2024", "2024-01-01", "2024-12-31"),
    ("during 2023", "2023-01-01", "2023-12-31"), ("in Q3", "2026-07-01", "2026-09-30"), ("in Q1 2025", "2025-01-01", "2025-03-31"),
    ("last quarter", "2026-07-01", "2026-09-30"), ("this quarter", "2026-10-01", "2026-11-20"), ("ytd", "2026-01-01", "2026-11-20"),
    ("last 3 months", "2026-08-21", "2026-11-20"), ("in the last three months", "2026-08-21", "2026-11-20"), ("last 12 months", "2025-11-21", "2026-11-20"),
    ("past 6 months", "2026-05-21", "2026-11-20"), ("over the past two weeks", "2026-11-07", "2026-11-20"), ("last 2 years", "2024-11-21", "2026-11-20"),
    ("last 90 days", "2026-08-23", "2026-11-20"), ("90d", "2026-08-23", "2026-11-20"), ("yesterday", "2026-11-19", "2026-11-19"),
    ("today", "2026-11-20", "2026-11-20"), ("since yesterday", "2026-11-19", "2026-11-20"), ("since Monday", "2026-11-16", "2026-11-20"),
    ("last weekend", "2026-11-14", "2026-11-15"), ("over the weekend", "2026-11-14", "2026-11-15"), ("from 1 March to 15 April", "2026-03-01", "2026-04-15"),
    ("between January and March 2025", "2025-01-01", "2025-03-31"), ("from 2020 to 2022", "2020-01-01", "2022-12-31"),
    ("2026-01-01..2026-03-31", "2026-01-01", "2026-03-31"), ("2026-01-01 to 2026-03-31", "2026-01-01", "2026-03-31"),
    ("in week 42", "2026-10-12", "2026-10-18"), ("the week of 14 October", "2026-10-12", "2026-10-18"), ("this autumn", "2026-09-01", "2026-11-20"),
    ("last summer", "2026-06-01", "2026-08-31"), ("in early March", "2026-03-01", "2026-03-10"), ("since the start of the year", "2026-01-01", "2026-11-20"),
    ("since the start of Q3", "2026-07-01", "2026-11-20"), ("in the first half of 2025", "2025-01-01", "2025-06-30"),
    ("in the second half of last year", "2025-07-01", "2025-12-31"), ("H1 2024", "2024-01-01", "2024-06-30"), ("Q2/2024", "2024-04-01", "2024-06-30"),
    ("3Q25", "2025-07-01", "2025-09-30"), ("last 1.5 years", "2025-05-21", "2026-11-20"), ("weeks 40-42", "2026-09-28", "2026-10-18"),
    ("lately", "2026-10-22", "2026-11-20"), ("these days", "2026-10-22", "2026-11-20"), ("in the last couple of weeks", "2026-11-07", "2026-11-20"),
    ("on 14 October", "2026-10-14", "2026-10-14"), ("14.10.2026", "2026-10-14", "2026-10-14"), ("20240101-20240131", "2024-01-01", "2024-01-31"),
    ("since last Monday", "2026-11-16", "2026-11-20"), ("in the last 24 hours", "2026-11-19", "2026-11-20"), ("March last year", "2025-03-01", "2025-03-31"),
)  # fmt: skip
OPTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {}), ("in Sweden", {"geo": "SE"}), ("in the UK", {"geo": "GB"}), ("in Germany", {"geo": "DE"}), ("in the US", {"geo": "US"}),
    ("in German media", {"source_country": "DE"}), ("in the French press", {"source_country": "FR"}), ("from Danish newspapers", {"source_country": "DK"}),
    ("in American media", {"source_country": "US"}), ("in Swedish", {"source_language": "sv"}), ("in Spanish-language media", {"source_language": "es"}),
    ("weekly", {"granularity": "weekly"}), ("by month", {"granularity": "monthly"}), ("month by month", {"granularity": "monthly"}),
    ("on a weekly basis", {"granularity": "weekly"}), ("as a table", {"chart": "table"}), ("as a bar chart", {"chart": "bar"}),
    ("as a line chart", {"chart": "line"}), ("site:ft.com", {"domain": "ft.com"}), ("daily", {"granularity": "daily"}),
    ("in Norwegian media", {"source_country": "NO"}), ("per quarter", {"granularity": "quarterly"}),
)  # fmt: skip


def halves(items: Sequence[T]) -> tuple[list[T], list[T]]:
    """Two thirds that were seen while the grammar was made, and the third that was not."""
    chosen = random.Random(20261124)
    order = list(range(len(items)))
    chosen.shuffle(order)
    unread = set(order[: len(items) // 3])
    return [x for n, x in enumerate(items) if n not in unread], [
        x for n, x in enumerate(items) if n in unread
    ]
