"""Countries and languages, as a question names them."""

from __future__ import annotations

from bot.vocabulary.lookups import countries_as_written

COUNTRIES = countries_as_written()
"""ISO 3166-1 alpha-2 → the country's names and its adjective, as written in a question."""

LANGUAGES = {
    "english": "en", "swedish": "sv", "german": "de", "french": "fr", "spanish": "es", "norwegian": "no",
    "danish": "da", "italian": "it", "finnish": "fi", "polish": "pl", "dutch": "nl", "portuguese": "pt",
    "russian": "ru", "chinese": "zh", "japanese": "ja", "arabic": "ar", "ukrainian": "uk", "hungarian": "hu",
    "turkish": "tr", "greek": "el", "czech": "cs", "slovak": "sk", "romanian": "ro", "bulgarian": "bg",
    "croatian": "hr", "serbian": "sr", "estonian": "et", "latvian": "lv", "lithuanian": "lt", "icelandic": "is",
    "korean": "ko", "hindi": "hi", "hebrew": "he", "persian": "fa", "farsi": "fa", "thai": "th",
    "vietnamese": "vi", "indonesian": "id", "catalan": "ca", "mandarin": "zh",
}  # fmt: skip
CODE_OF = {name: code for code, names in COUNTRIES.items() for name in names.split("|")}
