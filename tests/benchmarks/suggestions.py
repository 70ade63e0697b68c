"""A word that nothing matches, among 200,000 topics: what it takes to find what was meant.

python tests/benchmarks/suggestions.py [KEYS]
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from functools import partial

from machine import describe, median_seconds, peak_memory_mb

from bot.question import KINDS
from bot.sources.catalogue import MOST_KEYS, Catalogue
from bot.vocabulary.readings import Key

SYLLABLES = "an ber cor dal en fra gor hal jo kal lin mar nor os pel ran ster tion ul ven wal xi".split()
TYPED = {
    "a misspelled word": "inflaton",
    "a misspelled name": "europan centrl bank",
    "a long question": "interest rate hike of the bank in the spring",
    "nothing alike": "xqzzyvw",
    "eight misspelled words": "corkalfa ennorlinx ranpelmaz johalgorx tionvenj wallquixi dalmarx osstern",
    "5,000 letters": "a" * 5000,
    "5,000 letters in words": "interest rates " * 333,
}


def topics(count: int) -> dict[Key, int]:
    """Made-up names of one to four words, a few words in many of them, as in the news."""
    rng = random.Random(1)
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(count // 4)]
    out = {Key("theme", t): 5000 for t in ("econ_inflation", "econ_interest_rates")}
    out |= {Key("organization", "european central bank"): 900}
    while len(out) < count:
        name = " ".join(words[int(len(words) * rng.random() ** 3)] for _ in range(rng.randint(1, 4)))
        out[Key(rng.choice(KINDS), name)] = int(1 + 10_000 * rng.random() ** 20)
    return out


def main(count: int) -> None:
    print(describe())
    held = topics(count)
    start = time.perf_counter()
    catalogue = Catalogue(held.items())
    made = time.perf_counter() - start
    print(f"{len(catalogue.entries):,} names of {count:,} keys, put in order in {made:.1f} s")
    common = Counter(w for key in held for w in key.topic.split()).most_common(8)
    typed = {**TYPED, "the eight commonest words": " ".join(w for w, _ in common)}
    for what, text in typed.items():
        seconds = median_seconds(partial(catalogue.near, text))
        offered = ", ".join(e.text for e in catalogue.near(text)[:2]) or "nothing"
        print(f"{what:25} {1000 * seconds:5.1f} ms   {offered}")
    print(f"peak memory {peak_memory_mb():.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MOST_KEYS)
