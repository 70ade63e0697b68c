"""Small tables that turn GDELT's codes into the ones that people use."""

from __future__ import annotations

from functools import cache
from pathlib import Path

# Country domains that sites all over the world use for their sound or their name.
_GENERIC = frozenset("ag ai am as cc cd co dj fm gg im io la ly me ms nu pw sh st tk to tv ws".split())
_TLD_ISO = {"uk": "GB", "su": "RU", "ac": ""}


@cache
def _table(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


@cache
def countries_by_fips() -> dict[str, str]:
    """FIPS 10-4 code, as GKG writes it → English country name in lower case."""
    return {fips: name.lower() for fips, _, name, _ in _table("countries.tsv")}


@cache
def countries_by_iso() -> dict[str, str]:
    """ISO 3166-1 alpha-2 → the lower-case name under which places of the country are filed."""
    return {iso: name.lower() for _, iso, name, _ in _table("countries.tsv") if iso}


@cache
def countries_as_written() -> dict[str, str]:
    """ISO 3166-1 alpha-2 → how a question may name the country, its own name first and `|` between.

    Only countries whose names and adjectives are told apart from everyday words.
    """
    return {iso: written for _, iso, _, written in _table("countries.tsv") if written}


@cache
def languages() -> dict[str, str]:
    """ISO 639-2 code (either kind), as in TranslationInfo → ISO 639-1."""
    return {row[0]: row[1] for row in _table("languages.tsv")}


@cache
def known_sources() -> dict[str, str]:
    """Domain of a well-known news site → its ISO 3166-1 alpha-2."""
    return {row[0]: row[1] for row in _table("sources.tsv")}


@cache
def gdelt_sources() -> dict[str, str]:
    """Domain of a news site that tells no country → its ISO 3166-1 alpha-2, as GDELT has it."""
    text = Path(__file__).with_name("domains.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {site: iso for iso, sites in rows for site in sites.split()}


@cache
def _iso_codes() -> frozenset[str]:
    return frozenset(iso for _, iso, _, _ in _table("countries.tsv") if iso)


def source_country(domain: str) -> str:
    """ISO 3166-1 alpha-2 of a news site: as curated, else by its own domain, else as GDELT has it."""
    parts = domain.lower().removesuffix(".example").split(".")  # made-up outlets: `name.se.example`
    sites = dict.fromkeys((".".join(parts), ".".join(parts[-3:]), ".".join(parts[-2:])))
    for site in sites:
        if known := known_sources().get(site):
            return known
    tld = parts[-1]
    second_level = len(parts) > 2 and parts[-2] in ("com", "co", "net", "org", "gov", "edu")
    if tld not in _GENERIC or second_level:
        iso = _TLD_ISO.get(tld, tld.upper())
        if iso in _iso_codes():
            return iso
    return next((found for site in sites if (found := gdelt_sources().get(site))), "")
