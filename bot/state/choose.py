"""Which state the settings name."""

from __future__ import annotations

import os

from bot.settings import Settings
from bot.state.protocol import State
from bot.state.sqlite import SqliteState


def open_state(settings: Settings, timeout: float = 20.0) -> State:
    """SQLite in `settings.data`, or Firestore, whose calls then take `timeout` seconds at most.

    Opening Firestore loads its library (a third of a second) and asks it nothing.
    """
    if settings.state != "firestore":
        return SqliteState(settings.data / "state.sqlite")
    from google.auth.credentials import AnonymousCredentials
    from google.cloud.firestore import Client

    from bot.state.firestore import FirestoreState

    if os.environ.get("FIRESTORE_EMULATOR_HOST"):
        nobody = AnonymousCredentials()  # type: ignore[no-untyped-call]
        return FirestoreState(Client(settings.project or "tidings-local", credentials=nobody), timeout)
    return FirestoreState(Client(settings.project or None), timeout)
