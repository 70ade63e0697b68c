"""`python -m bot`: the operator's and the newcomer's way in."""

import sys

from bot.cli import main
from bot.settings import BadSetting

if __name__ == "__main__":
    try:
        main(prog_name="python -m bot")
    except BadSetting as bad:
        sys.exit(str(bad))
