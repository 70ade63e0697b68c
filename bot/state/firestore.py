"""The state in Firestore, for functions on many machines."""

from __future__ import annotations

import json
import random
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from google.api_core.exceptions import Aborted, AlreadyExists, FailedPrecondition, NotFound
from google.api_core.retry import Retry
from google.cloud.firestore import Client, DocumentReference, DocumentSnapshot
from google.cloud.firestore_v1.base_query import FieldFilter

from bot.deadline import patience
from bot.state.protocol import Change, Value

COLLECTION = "tidings"
"""One collection, so that one time-to-live policy, on the field ``expires``, clears all that has expired."""

TRIES = 12


class FirestoreState:
    """A `State` in one collection of `client`'s database.

    `timeout` is how many seconds a call may take in all; a front that has three seconds to answer
    asks for less than a worker. Fails with google.api_core's exceptions.
    """

    def __init__(self, client: Client, timeout: float = 20.0, clock: Callable[[], float] = time.time) -> None:
        self._records = client.collection(COLLECTION)
        self._client = client
        self._clock = clock
        self._timeout = timeout

    @property
    def _how(self) -> dict[str, Any]:
        """How long a call may take: the rest of the request's time, where that is less."""
        seconds = patience(self._timeout)
        return {"retry": Retry(timeout=seconds), "timeout": seconds}

    def put(self, kind: str, key: str, value: Value, ttl: float) -> None:
        self._record(kind, key).set(self._fields(kind, key, value, ttl), **self._how)

    def get(self, kind: str, key: str) -> Value | None:
        return self._value(self._record(kind, key).get(**self._how))

    def delete(self, kind: str, key: str) -> None:
        self._record(kind, key).delete(**self._how)

    def list(self, kind: str) -> list[tuple[str, Value]]:
        of_kind = self._records.where(filter=FieldFilter("kind", "==", kind))
        found = [(str(s.get("key")), self._value(s)) for s in of_kind.stream(**self._how)]
        return sorted((key, value) for key, value in found if value is not None)

    def clear(self, kept: str) -> None:
        for record in self._records.stream(**self._how):
            if record.get("kind") != kept:
                record.reference.delete(**self._how)

    def change(self, kind: str, key: str, change: Change, ttl: float) -> Value | None:
        """An optimistic transaction: written on the condition that nobody wrote since it was read."""
        record = self._record(kind, key)
        for tried in range(TRIES):
            there = record.get(**self._how)
            before = self._value(there)
            after = change(before)
            if after is None:
                return before
            fields = self._fields(kind, key, after, ttl)
            try:
                if there.exists:
                    unchanged = self._client.write_option(last_update_time=there.update_time)
                    record.update(fields, option=unchanged, **self._how)
                else:
                    record.create(fields, **self._how)
                return after
            except (AlreadyExists, FailedPrecondition, NotFound, Aborted):
                time.sleep(random.uniform(0, 0.02 * 2 ** min(tried, 6)))
        raise RuntimeError(f"{kind} {key} is written by too many at once")

    def _record(self, kind: str, key: str) -> DocumentReference:
        return self._records.document(f"{kind}:{quote(key, safe='')}")

    def _fields(self, kind: str, key: str, value: Value, ttl: float) -> dict[str, Any]:
        # Compressed, for an answer of many days comes near the megabyte that a document may hold.
        text = zlib.compress(json.dumps(value, ensure_ascii=False).encode())
        expires = datetime.fromtimestamp(min(self._clock() + ttl, 2**34), UTC)
        return {"kind": kind, "key": key, "value": text, "expires": expires}

    def _value(self, there: DocumentSnapshot[DocumentReference]) -> Value | None:
        """What is there and has not expired: Firestore clears what has within a day, not at once."""
        if not there.exists or there.get("expires").timestamp() <= self._clock():
            return None
        value: Value = json.loads(zlib.decompress(there.get("value")))
        return value
