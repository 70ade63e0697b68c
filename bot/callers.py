"""Who calls a private function: the service account that Google's token names, meant for this function."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from google.auth.transport.requests import Request

CLOCK_SKEW = 10
"""Seconds by which the machine that signed and this one may disagree."""


def refusal(authorization: str, audience: str, account: str, certs_url: str) -> str | None:
    """Why the caller is not let in, for the log, or None. Nobody is while a setting is missing.

    `authorization` is the request's header of that name; `certs_url` where Google's keys are.
    """
    if not audience or not account:
        return "the address of this function, or the account that may call it, is not set"
    kind, _, token = authorization.partition(" ")
    if kind.lower() != "bearer" or not token:
        return "there is no bearer token"

    from google.auth.exceptions import GoogleAuthError
    from google.oauth2.id_token import verify_token

    try:
        claims = verify_token(token, _keys(), audience, certs_url, CLOCK_SKEW)
    except (ValueError, GoogleAuthError) as error:
        return f"the token is not valid: {type(error).__name__}"
    if claims.get("iss") not in ("https://accounts.google.com", "accounts.google.com"):
        return "the token is not Google's"
    if claims.get("email") != account or claims.get("email_verified") is not True:
        return "the token is another account's"
    return None


@cache
def _keys() -> Request:
    """Fetches Google's keys as seldom as Google says."""
    import requests
    from cachecontrol import CacheControl
    from google.auth.transport.requests import Request

    return Request(CacheControl(requests.Session()))
