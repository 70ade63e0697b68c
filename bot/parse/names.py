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
DATED = ("4th of july", "fourth of july", "january 6", "9/11", "may day", "black friday", "cyber monday", "prime day", "good friday",
         "super tuesday", "bloody sunday", "usa today", "now tv", "about you", "sun microsystems", "prague spring", "arab spring")  # fmt: skip
"""Names that would read as a day or a time."""
COMMANDLIKE = ("social media", "state media", "mass media", "fake news", "climate change", "regime change", "interest rate", "interest rates", "interest-rate", "conflict of interest", "compare the market", "volume group", "match group", "trend micro", "related group", "story group",
               "digest group", "reader's digest", "readers digest", "help to buy", "help for heroes",
               "news corp", "news uk", "sentiment ai", "media markt", "press association", "associated press",
               "compare club", "daily mail", "daily mirror", "daily express", "daily telegraph", "daily star",
               "weekly world news", "world news", "bbc news", "sky news", "fox news", "channel 4 news",
               "volvo trucks", "trending topics", "article 50", "article 5", "article 370", "show me the money",
               "news of the world", "world news", "press freedom", "media freedom", "search engine", "market volume",
               "media group", "press secretary", "press council", "media bias", "news agency", "data centre", "data center",
               "data protection", "data privacy", "health coverage", "mobile coverage", "network coverage",
               "insurance coverage", "consumer sentiment", "market sentiment", "investor sentiment", "business sentiment",
               "economic sentiment", "trading volume", "trading volumes", "people's bank of china", "world bank",
               "world cup", "world trade organization", "world economic forum", "world health organization", "like-for-like")  # fmt: skip

POSSESSIVE = ("mcdonald's", "moody's", "levi's", "sotheby's", "christie's", "wendy's", "kellogg's", "macy's", "lloyd's", "sainsbury's",
              "domino's", "kohl's", "lowe's", "standard & poor's", "papa john's", "dunkin'", "l'oréal", "sephora's", "women's march", "mother's day",
              "valentine's day", "new year's eve", "st patrick's day", "people's daily", "children's day", "harley's", "denny's", "arby's", "hershey's")  # fmt: skip
PLACES = (
    "africa", "asia", "europe", "north america", "south america", "latin america", "the middle east", "middle east",
    "scandinavia", "the nordics", "the baltics", "the balkans", "the eurozone", "the eu", "southeast asia", "the gulf",
    "the arctic", "the caribbean", "central asia", "eastern europe", "western europe", "southern europe", "the alps",
    "amsterdam", "athens", "atlanta", "baghdad", "bangkok", "barcelona", "beijing", "beirut", "belfast", "belgrade", "berlin",
    "birmingham", "bogota", "boston", "brussels", "bucharest", "budapest", "buenos aires", "cairo", "cape town", "chicago",
    "copenhagen", "dallas", "damascus", "delhi", "denver", "detroit", "dubai", "dublin", "edinburgh", "frankfurt", "geneva",
    "glasgow", "gothenburg", "göteborg", "hamburg", "hanoi", "helsinki", "houston", "istanbul", "jakarta", "jerusalem",
    "johannesburg", "kabul", "kyiv", "kiev", "lagos", "las vegas", "lisbon", "liverpool", "ljubljana", "london", "los angeles",
    "lyon", "madrid", "malmo", "malmö", "manchester", "manila", "marseille", "melbourne", "mexico city", "miami", "milan",
    "minneapolis", "montreal", "moscow", "mumbai", "munich", "nairobi", "naples", "new delhi", "new orleans", "new york",
    "oslo", "ottawa", "paris", "philadelphia", "prague", "reykjavik", "riga", "rio de janeiro", "riyadh", "rome", "rotterdam",
    "san francisco", "santiago", "sao paulo", "sarajevo", "seattle", "seoul", "shanghai", "shenzhen", "sofia",
    "st petersburg", "stockholm", "sydney", "taipei", "tallinn", "tehran", "tel aviv", "tokyo", "toronto", "uppsala",
    "vancouver", "vienna", "vilnius", "warsaw", "washington", "zagreb", "zurich", "zürich", "gaza", "crimea", "donbas",
    "alberta", "bavaria", "california", "catalonia", "england", "florida", "georgia", "hawaii", "kashmir", "lapland",
    "northern ireland", "ontario", "quebec", "scotland", "siberia", "sicily", "skåne", "texas", "tibet", "wales", "xinjiang",
)  # fmt: skip
"""Cities, regions and continents that are places also in lower case, after "in"."""

WITH_IN = ("alice in chains", "men in black", "made in china", "women in tech", "alice in wonderland", "lost in translation",
           "stranger in moscow", "an american in paris", "emily in paris", "midnight in paris", "made in britain")  # fmt: skip
WHOLE = tuple(
    sorted(
        {*WITH_AND, *WITH_VS, *WITH_OR, *WITH_IN, *COMMANDLIKE, *DATED, *POSSESSIVE}, key=len, reverse=True
    )
)
