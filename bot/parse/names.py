"""Names that hold a word of the grammar and stay whole. Lower case; `&` reads as `and`."""

WITH_AND = (
    "johnson and johnson", "procter and gamble", "marks and spencer", "ernst and young", "standard and poor's",
    "standard and poors", "bang and olufsen", "antigua and barbuda", "trinidad and tobago",
    "bosnia and herzegovina", "saint kitts and nevis", "st kitts and nevis", "saint vincent and the grenadines",
    "sao tome and principe", "turks and caicos", "supply and demand",
    "mergers and acquisitions", "research and development", "health and safety", "law and order",
    "war and peace", "food and drug administration", "black and decker", "smith and wesson",
    "barnes and noble", "tiffany and co", "h and m", "at and t", "s and p",
    "m and a", "r and d", "profit and loss", "house and home", "terms and conditions",
    "bed bath and beyond", "abercrombie and fitch", "dolce and gabbana", "crate and barrel", "ben and jerry's", "search and rescue",
    "tyne and wear", "newfoundland and labrador", "wallis and futuna", "king and country", "arts and crafts",
    "crime and punishment", "pride and prejudice", "romeo and juliet", "tom and jerry", "rock and roll",
    "drum and bass", "fish and chips", "lock and load", "black and white",
    "church and state", "truth and reconciliation",
    "department of health and human services", "ministry of health and welfare",
    "securities and exchange commission", "centers for disease control and prevention",
    "organisation for economic co-operation and development", "international bank for reconstruction and development",
    "european bank for reconstruction and development", "brown and brown", "marsh and mclennan", "legal and general",
    "dun and bradstreet", "lloyds and tsb", "pratt and whitney", "allen and overy", "bausch and lomb",
    "fortnum and mason", "mac and cheese", "salt and straw", "town and country",
)  # fmt: skip
WITH_VS = ("roe v. wade", "roe v wade", "brown v. board of education", "kramer vs. kramer", "kramer vs kramer",
           "ford v ferrari", "batman v superman", "marbury v. madison", "dobbs v. jackson")  # fmt: skip
WITH_OR = ("trick or treat", "life or death", "do or die", "boom or bust", "make or break", "dead or alive",
           "believe it or not", "make-or-break", "double or nothing")  # fmt: skip
COMMANDLIKE = ("compare the market", "volume group", "match group", "trend micro", "related group", "story group",
               "digest group", "reader's digest", "readers digest", "help to buy", "help for heroes",
               "news corp", "news uk", "sentiment ai", "media markt", "press association", "associated press",
               "compare club", "daily mail", "daily mirror", "daily express", "daily telegraph", "daily star",
               "weekly world news", "world news", "bbc news", "sky news", "fox news", "channel 4 news",
               "volvo trucks", "trending topics", "article 50", "article 5", "article 370", "show me the money",
               "the week", "news of the world")  # fmt: skip
WHOLE = tuple(sorted({*WITH_AND, *WITH_VS, *WITH_OR, *COMMANDLIKE}, key=len, reverse=True))
