"""What people leave out when they type on a phone. Words of the grammar only; a topic keeps its spelling."""

from __future__ import annotations

SHORT = {
    "2day": "today", "tdy": "today", "2moro": "tomorrow", "tmrw": "tomorrow", "tmr": "tomorrow", "yday": "yesterday", "yest": "yesterday",
    "ystrday": "yesterday", "ystd": "yesterday", "mnth": "month", "mnths": "months", "wks": "weeks", "yrs": "years", "hw": "how", "wats": "what's", "wots": "what's", "wat": "what", "wot": "what",
    "wht": "what", "whats": "what's", "hows": "how's", "w": "with", "w/": "with", "abt": "about", "bout": "about", "rn": "now", "atm": "now",
    "da": "the", "b4": "before", "ppl": "people", "sth": "something", "smth": "something", "smthg": "something", "thru": "through",
    "btwn": "between", "n": "and", "pls": "please", "wdym": "what", "shud": "should", "cud": "could", "wud": "would", "coz": "because", "cos": "because",
    "cuz": "because", "bc": "because", "thx": "thanks", "evry": "every", "frm": "from", "fm": "from", "snce": "since", "latst": "latest",
    "any1": "anyone", "some1": "someone", "every1": "everyone", "gonna": "going", "gotta": "need", "lemme": "show", "gimme": "give", "dis": "this", "dat": "that",
    "hv": "have", "hav": "have", "r": "are", "u": "you", "ur": "your", "chk": "check", "lk": "look", "cmpare": "compare", "nd": "and", "im": "i'm",
    "prev": "previous", "curr": "current", "eod": "today", "qtrly": "quarterly", "wkly": "weekly", "mthly": "monthly", "stuff": "news", "covg": "coverage", "sent": "sentiment",
    "senti": "sentiment", "hdlines": "headlines", "hdlns": "headlines", "arts": "articles", "cov": "coverage", "cvg": "coverage", "covrg": "coverage", "hdls": "headlines", "hdln": "headline", "hl": "headlines", "sntmt": "sentiment", "sntmnt": "sentiment", "sentmt": "sentiment", "attn": "attention", "artcls": "articles", "w/o": "without", "wo": "without",
    "wknd": "weekend", "wkend": "weekend", "y'day": "yesterday", "ystday": "yesterday", "o/n": "overnight", "fri": "friday", "tho": "though", "cant": "can't", "dunno": "wondering", "info": "information", "u'd": "you'd", "wth": "with", "wit": "with", "dem": "them", "dey": "they", "dose": "those", "2nite": "tonight", "tonite": "tonight", "plz": "please", "pleez": "please", "msg": "message", "vol": "volume", "vols": "volume",
}  # fmt: skip

SPOKEN_ING = frozenset(
    "saying talking writing doing going looking happening reporting trending wondering checking searching asking covering feeling thinking googling having getting making treating publishing mentioning comparing".split()
)
LEADING_TO = frozenset(
    "linked related tied connected compared relating up close next similar want wanna need like trying".split()
)
SHORT_BEFORE = frozenset(
    "tone sentiment news coverage vibe vibes headlines articles mood stories trends volume chart looking search".split()
)
