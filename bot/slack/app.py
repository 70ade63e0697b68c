"""The Bolt app: verifies what Slack sends, gives it its type, and hands it to the listeners."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult

from bot.clock import Clock
from bot.jobs import Place, Queue, Tell, job_key
from bot.logs import failure
from bot.settings import Settings
from bot.slack import requests
from bot.slack.acknowledge import trouble
from bot.slack.front import PATIENCE, Front, FrontClient
from bot.slack.listeners import actions, commands, digests, events, home, menus, views
from bot.slack.requests import Click, Command, Event, Mention, Other
from bot.state import State

logger = logging.getLogger(__name__)

Next = Callable[[], BoltResponse]
DONE = BoltResponse(status=200, body="")


def build_app(settings: Settings, queue: Queue, state: State, clock: Clock) -> App:
    """An app that asks Slack nothing while it is built.

    Work is done before the response, as nothing after it is sure to run in a function.
    """

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=settings.slack_bot_token)

    client = FrontClient(settings.slack_bot_token, base_url=settings.slack_api_url, timeout=PATIENCE)
    app = App(
        signing_secret=settings.slack_signing_secret,
        process_before_response=True,
        token_verification_enabled=False,
        authorize=authorize,
        client=client,
    )
    front = Front(settings, queue, state, clock, client)

    @app.use
    def known(body: dict[str, Any], context: BoltContext, next: Next) -> BoltResponse:
        """Listeners name what they take: the `front`, and the request as its type. Other kinds end here."""
        typed = requests.typed(body)
        if isinstance(typed, Other):
            logger.info("nothing is done with %r", typed.type)
            return DONE
        context["front"] = front
        context["typed"] = typed
        return next()

    @app.use
    def admitted(context: BoltContext, next: Next) -> BoltResponse:
        """The rules about channels hold for whatever Slack sends from one, each told in its own way."""
        return _turned_away(front, context["typed"]) or next()

    for listeners in (commands, events, actions, menus, views, digests, home):
        listeners.register(app)

    @app.error
    def told(error: Exception, body: dict[str, Any]) -> BoltResponse:
        """Events are sent again, so Slack is told; what is not sent again is told to the person."""
        try:
            raise error
        except Exception:
            sentence = failure("a request could not be handed on")
        match typed := requests.typed(body):
            case Click(response_url=str(url)) if front.respond(url, sentence):
                return DONE
        return trouble(typed, sentence)

    return app


def _turned_away(front: Front, typed: requests.Request) -> BoltResponse | None:
    """What answers a request from a channel in which the bot does not work; None where it does.

    What people say in a thread without naming the bot is no request to it: its listener leaves it alone.
    """
    match typed:
        case Command(channel_id=channel):
            refusal = front.channels.refusal(channel)
            return _ephemeral(refusal.message) if refusal else None
        case Click(channel=requests.Named(id=channel)):
            if refusal := front.channels.refusal(channel):
                front.reply(typed, refusal.message)
                return DONE
        case Event(event=Mention() as event) if event.by_a_person:
            if refusal := front.channels.refusal(event.channel, typed.is_ext_shared_channel):
                place = Place(event.channel, event.user or "", "thread", event.thread_ts or event.ts)
                front.queue.enqueue(Tell(job_key(event.channel, event.ts), place, text=refusal.message))
                return DONE
    return None


def _ephemeral(text: str) -> BoltResponse:
    return BoltResponse(status=200, body={"response_type": "ephemeral", "text": text})
