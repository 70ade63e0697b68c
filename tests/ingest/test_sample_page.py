"""The page behind a link to made-up news."""

from __future__ import annotations

from functools import partial

import pytest

from bot.ingest.sample.page import article_page
from bot.sources.store import Store
from tests.worlds import SMALL, world


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(world(tmp_path_factory.mktemp("article") / "data", SMALL))


def test_every_article_of_the_made_up_world_can_be_opened_and_says_that_it_is_made_up(store: Store) -> None:
    found = store.connect().execute("SELECT url, title, source FROM articles USING SAMPLE 30").fetchall()
    for url, title, source in found:
        assert url.startswith(f"https://{source}/")
        page = article_page(store, url)
        assert page is not None
        assert "This article is made up" in page
        assert title.split("'")[0].split("&")[0].split('"')[0] in page


def test_an_address_that_the_store_does_not_hold_has_no_page(store: Store) -> None:
    assert article_page(store, "https://malar-posten.se.example/2026/11/20/nothing-1") is None
    assert article_page(store, "https://example.org/") is None


def test_the_playground_serves_it(store: Store) -> None:
    from bot.local_slack import LocalSlack
    from bot.playground.server import Playground, page

    url, title = store.connect().execute("SELECT url, title FROM articles LIMIT 1").fetchone() or ("", "")
    with LocalSlack() as slack:
        client = page(
            Playground(slack, "http://127.0.0.1:1", article=partial(article_page, store)), 8080
        ).test_client()
        here, unknown = "http://127.0.0.1:8080", {"url": "https://no.se.example/"}
        assert title[:9] in client.get("/article", query_string={"url": url}, base_url=here).text
        assert client.get("/article", query_string=unknown, base_url=here).status_code == 404
        assert client.get("/article", query_string=unknown, base_url="http://evil:8080").status_code == 403
