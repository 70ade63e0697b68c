"""`python -m bot`: the operator's and the newcomer's way in; `tidings` is the same."""

from bot.cli import entry

if __name__ == "__main__":
    entry()
