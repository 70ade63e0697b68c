"""The commands of `python -m bot`, a file each kind; `bot/cli.py` puts them together."""
