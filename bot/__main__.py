"""`python -m bot`: the operator's and the newcomer's way in."""

from bot.cli import main

if __name__ == "__main__":
    main(prog_name="python -m bot")
