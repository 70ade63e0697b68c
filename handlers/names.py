"""Countries, languages and filed names as people write them."""

from __future__ import annotations

from bot.parse.options import LANGUAGES
from bot.vocabulary.lookups import countries_by_iso

_LANGUAGES = {code: name.title() for name, code in reversed(LANGUAGES.items())}


_SMALL = frozenset(("and", "of", "the", "for", "in", "on", "de", "la", "von", "van"))


def cased(name: str) -> str:
    """A name that is filed in lower case: ``bank of england`` is Bank of England."""
    words = name.split()
    return " ".join(w if i and w in _SMALL else w[:1].upper() + w[1:] for i, w in enumerate(words))


def country_name(iso: str) -> str:
    """``SE`` is Sweden; a code that is none stays as it is."""
    return cased(countries_by_iso().get(iso, iso))


def language_name(code: str) -> str:
    """``sv`` is Swedish; a code that is none stays as it is."""
    return _LANGUAGES.get(code, code)
