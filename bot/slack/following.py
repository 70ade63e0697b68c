"""Making and changing what people follow: what the commands, menus and forms of digests and alerts do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.digests import subscriptions
from bot.digests.schedule import next_moment
from bot.digests.values import (
    LEVELS,
    WEEKDAYS,
    Alert,
    Level,
    Subscription,
    subscription_from_json,
    to_json,
)
from bot.question import Options, Question, Topic, topic_label
from bot.render.blocks import Block, Message
from bot.render.digest_blocks import FOLLOW_MENU, entry, moment_in, place_text, schedule_text, topics_text
from bot.render.mrkdwn import code, escape
from bot.slack.buttons import FOLLOW_ANYWAY, button
from bot.state import State
from bot.state.records import WAITING

EXPIRED = "That was too long ago. Order the digest again."

MUTE = timedelta(weeks=4)
SNOOZE = timedelta(weeks=1)
DEFAULT_TIME = "08:00"

NOTHING = (
    "You follow nothing yet. Try `/digest inflation, riksbank every monday 08:00`, or `/alert riksbank`."
)
GONE = "That is not followed any more; `/digest` lists what is."
NOT_YOURS = "Only <@{owner}>, who follows this, and the workspace's admins can change it."
MOST_UNDONE = 5
"""Digests ended at once of which each gets a button that brings it back."""
SAME = "You follow *{what}* just so already, {place}: {id}. `/digest` lists what you follow."
TOO_MANY = f"You follow {subscriptions.MOST_FOLLOWED} things already. Delete one first; `/digest` lists them."
UNKNOWN = "You follow nothing like that. `/digest` lists what you follow, with the names to type."


def new_subscription(
    question: Question, owner: str, channel: str, zone: str, now: datetime, key: str
) -> Subscription:
    """The digest that a question asks for, with what it leaves open filled in: weekly, on Monday at 08:00.

    The same request (`key`) delivered again is the same digest.
    """
    o = question.options
    return Subscription(
        id=subscriptions.new_id("d", key),
        owner=owner,
        channel=o.channel or channel,
        topics=question.topics,
        frequency=o.frequency or "weekly",
        weekday=o.weekday or WEEKDAYS[0],
        time=o.time or DEFAULT_TIME,
        zone=zone,
        created=now,
        options=of_sources(o),
    )


def new_alert(question: Question, level: str, owner: str, channel: str, now: datetime, key: str) -> Alert:
    """The watch over a question's first topic, under its filters; by `key` as a digest."""
    known = next(name for name in LEVELS if name == level)
    filters = of_sources(question.options)
    return Alert(subscriptions.new_id("a", key), owner, channel, question.topics[0], known, now, filters)


def of_sources(of: Options) -> Options:
    """What narrows the sources; how an answer was to look does not matter to what is followed."""
    return Options(
        source_country=of.source_country,
        source_language=of.source_language,
        geo=of.geo,
        domain=of.domain,
    )


@dataclass(frozen=True, slots=True)
class Following:
    """What may be done with digests and alerts, each answered with the words for it."""

    state: State

    def start(self, value: Subscription | Alert, now: datetime) -> str:
        """Keeps something new, or a new version of it; the sentence that says so."""
        mine = self._of(value.owner)
        known = any(v.id == value.id for v in mine)
        if not known and len(mine) >= subscriptions.MOST_FOLLOWED:
            return TOO_MANY
        if same := next((v for v in mine if v.id != value.id and _alike(v, value)), None):
            return SAME.format(
                what=escape(topics_text(value)), place=place_text(value.channel), id=code(same.id)
            )
        subscriptions.save(self.state, value)
        if isinstance(value, Alert) and not known:
            # What was before has been looked back at; from now on no day is left out.
            subscriptions.looked(self.state, value.id, now.astimezone(UTC).date() - timedelta(1))
        what = escape(topics_text(value))
        if isinstance(value, Alert):
            return (
                f"Watching *{what}*, {value.level} sensitivity, and telling {place_text(value.channel)}. "
                f"{code(value.id)}"
            )
        coming = moment_in(value.zone, next_moment(value, now))
        return (
            f"A digest on *{what}* comes {schedule_text(value)} {place_text(value.channel)}. "
            f"The first issue: {coming}. {code(value.id)}"
        )

    def wait(self, value: Subscription) -> None:
        """Keeps a digest aside until its owner has said whether it is wanted."""
        WAITING.put(self.state, value.id, to_json(value))

    def waiting(self, id: str) -> Subscription | None:
        """What was kept aside, if it is not too long ago."""
        kept = WAITING.get(self.state, id)
        return subscription_from_json(kept) if kept else None

    def listing(self, user: str, now: datetime) -> Message:
        """All that the person follows, each with a menu."""
        blocks = self.entries(user, now)
        if not blocks:
            return Message(NOTHING, ())
        said = [topics_text(v) for v in self._of(user)]
        return Message("You follow: " + escape("; ".join(said)), tuple(blocks))

    def entries(self, user: str, now: datetime) -> list[Block]:
        return [entry(v, self._state_of(v, now)) for v in self._of(user)[:45]]

    def stop(self, question: Question, user: str) -> Message:
        """Ends what a question names, by its id or its topics; a digest can be had back for a day."""
        wanted = question.options.digest_id
        topics = {_folded(t) for t in question.topics}
        gone = [
            v
            for number, v in enumerate(self._of(user), start=1)
            if (wanted and wanted.strip("#d- ") in (str(number), v.id.removeprefix("d-")))
            or topics & {_folded(t) for t in (v.topics if isinstance(v, Subscription) else (v.topic,))}
        ]
        for value in gone:
            subscriptions.remove(self.state, value)
        if not gone:
            return Message(UNKNOWN, ())
        back = [v for v in gone if isinstance(v, Subscription)]
        for value in back:
            self.wait(value)
        said = "Stopped: " + escape("; ".join(topics_text(v) for v in gone)) + "."
        return with_undo(said, *((FOLLOW_ANYWAY, value.id) for value in back[:MOST_UNDONE]))

    def started(self, value: Subscription, now: datetime) -> Message:
        """Keeps a digest and says so; Undo ends a new one, and brings back what a changed one was."""
        before = subscriptions.find(self.state, value.id)
        said = self.start(value, now)
        if before == value or subscriptions.find(self.state, value.id) != value:
            return Message(said, ())
        if isinstance(before, Subscription):
            self.wait(before)
            return with_undo(said, (FOLLOW_ANYWAY, value.id))
        return with_undo(said, (f"{FOLLOW_MENU}_undo", f"delete:{value.id}"))

    def act(self, what: str, value: Subscription | Alert, now: datetime) -> str:
        """Does what a menu says, for somebody who may."""
        named = escape(topics_text(value))
        if what == "delete":
            subscriptions.remove(self.state, value)
            return f"Stopped: {named}."
        if what == "pause":
            subscriptions.save(self.state, replace(value, paused_by="owner"))
            return f"Paused: {named}. Resume it from the list that `/digest` shows."
        if what == "resume":
            subscriptions.save(self.state, replace(value, paused_by=None))
            # What was due meanwhile is not made up for.
            subscriptions.succeeded(self.state, value.id, now)
            return f"Resumed: {named}. {self._state_of(replace(value, paused_by=None), now)}"
        if what == "mute" and isinstance(value, Subscription):
            until = (now.astimezone(ZoneInfo(value.zone)) + MUTE).date()
            subscriptions.save(self.state, replace(value, muted_until=until))
            return f"Muted until {until:%-d %B %Y}: {named}."
        if what == "snooze" and isinstance(value, Alert):
            subscriptions.save(self.state, replace(value, snoozed_until=now + SNOOZE))
            return f"Snoozed for a week: {named}."
        raise ValueError(f"nothing is called {what!r} for {type(value).__name__}")

    def _of(self, user: str) -> list[Subscription | Alert]:
        return [*subscriptions.digests(self.state, user), *subscriptions.alerts(self.state, user)]

    def _state_of(self, v: Subscription | Alert, now: datetime) -> str:
        if v.paused_by:
            return "paused" if v.paused_by == "owner" else "paused after three deliveries failed"
        if isinstance(v, Subscription):
            muted = (
                f"muted until {v.muted_until}, then " if v.muted_until and v.muted_until > now.date() else ""
            )
            return f"{muted}next issue {moment_in(v.zone, next_moment(v, now))}"
        if v.snoozed_until and v.snoozed_until > now:
            return f"snoozed until {v.snoozed_until:%-d %B %Y}"
        return "watching"


def with_undo(said: str, *undo: tuple[str, str]) -> Message:
    """Words in mrkdwn, and under them a button for each action and value that takes back what they tell."""
    section: Block = {"type": "section", "text": {"type": "mrkdwn", "text": said}}
    rows: list[Block] = [{"type": "actions", "elements": [button(act, "Undo", of)]} for act, of in undo]
    return Message(said, (section, *rows) if rows else ())


def _alike(one: Subscription | Alert, other: Subscription | Alert) -> bool:
    """Whether two were ordered in the same words, but for the order of topics."""
    return _what(one) == _what(other)


def _what(value: Subscription | Alert) -> tuple[object, ...]:
    if isinstance(value, Alert):
        return (value.channel, _folded(value.topic), value.level, value.options)
    on = value.weekday if value.frequency in ("weekly", "monthly") else ""
    topics = frozenset(map(_folded, value.topics))
    return (value.channel, topics, value.frequency, on, value.time, value.options)


def may_change(value: Subscription | Alert, user: str, client: WebClient) -> bool:
    """Its owner may, and an admin or owner of the same workspace: others share channels with it."""
    if user == value.owner:
        return True
    try:
        profile = client.users_info(user=user)["user"]
        if not (profile.get("is_admin") or profile.get("is_owner")) or profile.get("is_stranger"):
            return False
        return bool(client.users_info(user=value.owner)["user"].get("team_id") == profile.get("team_id"))
    except (SlackClientError, OSError):
        return False


_LEVEL = re.compile(
    rf"(?:^|[\s,(]+)(?:(?:at|with) )?(?P<level>{'|'.join(LEVELS)})(?: (?:sensitivity|level))?[\s).]*$", re.I
)


def read_alert(text: str) -> tuple[str, Level]:
    """The topic and the sensitivity of ``riksbank high``; medium where the text does not end with one."""
    if said := _LEVEL.search(text):
        level: Level = next(name for name in LEVELS if name == said["level"].lower())
        return text[: said.start()].strip(), level
    return text.strip(), "medium"


def _folded(topic: Topic) -> str:
    return topic_label(topic).lower()
