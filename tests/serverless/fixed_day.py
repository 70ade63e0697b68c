"""main.py's functions on the last day of the tests' worlds, for functions-framework to serve."""

from __future__ import annotations

from flask import Request, Response

from bot.settings import load_settings
from bot.slack import runtime
from main import create
from tests.worlds import clock

runtime.FRONT_PATIENCE = 60.0  # on a busy machine an emulator answers late, and no test is about that
_application = create(load_settings(), clock)


def slack(request: Request) -> Response:
    return _application.slack(request)


def worker(request: Request) -> Response:
    return _application.worker(request)


def digest(request: Request) -> Response:
    return _application.digest(request)
