"""When something may be said to have moved: pure functions of numbers and arrays, without input or output.

Days depend on each other and have heavy tails; every test here says how often it passes chance for a finding
on such days, and `tests/benchmarks/claims.py` measures it.
"""
