"""A small Slack on loopback: the Web API that the bot calls, and people who write to the bot.

`LocalSlack` is the workspace and its Web API; `Person` signs and sends what Slack would send.
"""

from bot.local_slack.objects import Call, Failure
from bot.local_slack.person import Person
from bot.local_slack.server import LocalSlack

__all__ = ["Call", "Failure", "LocalSlack", "Person"]
