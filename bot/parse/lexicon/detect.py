"""Tells the language of a text from its small words."""

from __future__ import annotations

from functools import cache

from bot.parse.lexicon import lexicon
from bot.parse.tokens import Token

OWN = {
    "swedish": "och är hur vad om för det jag kan med av till den inte har senaste nyheter nyheterna tonen stämningen bevakningen jämför visa tack hej vilka mycket skriver sedan åt ska artiklar sökningar förra på i som vilken skrivits omnämnts rubriker månaden veckan året vill snälla",
    "german": "und ist wie was über für der die das den dem ein eine ich mir uns bitte danke zeig zeige nicht mit von auf stimmung berichterstattung nachrichten vergleiche viele letzten seit gibt schlagzeilen wird wurde hat haben kannst können gesucht hallo zu zur zum gegen diesem dieser woche monat jahr im",
    "french": "le la les des du est et sur pour dans que qui quel quelle comment montre montrez donne donnez moi merci bonjour couverture presse médias depuis derniers dernière une au aux combien recherches avec nouvelles je nous vous pas ces cette ce montre-moi donne-moi montrez-moi donnez-moi compare-moi qu'est-ce d' l' actualités en mois semaine",
    "norwegian": "og hvordan hva jeg ikke er på av siste nyheter stemningen dekningen vis meg takk fra uke måned år i for med om hvor mye blitt skrevet",
    "danish": "og hvordan hvad jeg ikke er på af seneste nyheder stemningen dækningen vis mig tak fra uge måned år i for med om hvor meget blevet skrevet",
    "spanish": "el los las de del y en por para con qué cómo cuál cuántos noticias sobre últimos última muéstrame dame gracias hola sentimiento cobertura prensa medios desde está es una un",
    "italian": "il lo gli di del della e in per con che cosa come quali notizie su ultimi ultima mostrami dammi grazie ciao sentimento copertura stampa dal è una un",
    "dutch": "het een en van in op voor met hoe wat wie nieuws over laatste laat zien dank hallo stemming berichtgeving sinds is de mij geef",
    "portuguese": "o os as de do da e em por para com que como qual notícias sobre últimos última mostre obrigado olá sentimento cobertura imprensa desde é uma um",
    "finnish": "ja on ei mitä miten kuinka uutisia uutiset viime viikon kuukauden näytä kiitos hei mediassa sävy kirjoitettu viimeisen",
    "polish": "i w na z do jak co ile wiadomości o ostatnich pokaż dziękuję cześć jest się nie od",
}
READ = ("english", "swedish", "german", "french")
"""The languages that are read."""


def language(tokens: list[Token]) -> str:
    """The language of a text: English unless more of its small words are those of another."""
    lows = [low for t in tokens if not t.mark and not t.text.isupper() for low in _pieces(t.low)]
    english = lexicon("english").words
    strange = [low for low in lows if low not in english]
    if not strange:
        return "english"
    known = sum(low in english and low not in _SHARED for low in lows)
    best, most = "english", 0.0
    for name, words in _SETS.items():
        framed = _framed(name) if name in READ else words
        hits = sum(low in words or low in framed for low in strange)
        if hits and (score := hits + 0.35 * sum(low in words for low in lows if low in english)) > most:
            best, most = name, score
    return best if most > 0.6 * known and (most >= 2 or most >= len(lows) / 2) else "english"


@cache
def _framed(name: str) -> frozenset[str]:
    """The words with which one asks in a language, as far as English does not know them."""
    of = lexicon(name)
    told = (first for first, rests in of.meant.items() if any(meaning != first for _, meaning in rests))
    return frozenset((*of.words, *told))


def _pieces(low: str) -> tuple[str, ...]:
    head, hyphen, rest = low.rpartition("-")
    if hyphen and rest in ("je", "tu", "il", "elle", "on", "nous", "vous", "moi"):
        return (head, rest)
    head, quote, rest = low.partition("'")
    return (head + quote, rest) if quote and rest and len(head) <= 2 else (low,)


_SHARED = frozenset(("vs", "vs.", "google", "sentiment"))
_SETS = {name: frozenset(words.split()) for name, words in OWN.items()}
