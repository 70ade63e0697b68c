"""Words and the keys they stand for: titles, codes, countries, meanings. Pure; every room above uses it."""
