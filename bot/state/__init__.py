"""What the bot remembers between requests: jobs taken, answers to share, threads, what is followed."""

from bot.state.protocol import Change, State, Value, count
from bot.state.sqlite import SqliteState

__all__ = ["Change", "SqliteState", "State", "Value", "count"]
