"""The playground as a person uses it: the real page, the real bot, a made-up news world."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.commands.run import playing, warm
from bot.settings import Settings
from tests import worlds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 180_000
"""Milliseconds, for a machine that is busy with other work."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = worlds.world(tmp_path_factory.mktemp("playground") / "data")
    settings = Settings(data=data)
    with playing(settings, clock=worlds.clock) as url:
        warm(settings, worlds.TODAY)
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page.set_default_timeout(PATIENCE)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#composer textarea")
    yield page
    page.close()
    assert problems == []


def write(page: Page, text: str, where: str = "#composer") -> None:
    page.fill(f"{where} textarea", text)
    page.press(f"{where} textarea", "Enter")


def go(page: Page, place: str) -> None:
    page.click(f"nav >> text={place}")


def answers(page: Page, count: int, box: str = "#messages") -> None:
    """Waits until so many charts stand there."""
    page.wait_for_function(
        "([box, n]) => document.querySelectorAll(`${box} article img`).length >= n",
        arg=[box, count],
    )


def choose(page: Page, entry: str) -> None:
    """Takes an entry of the menu under the last answer."""
    page.click("#messages article:last-of-type button.overflow")
    page.click(f"#messages article:last-of-type [role=menuitem]:has-text('{entry}')")


def test_the_first_example_is_answered_with_a_chart_that_opens_large(page: Page) -> None:
    page.click(".welcome button >> nth=0")
    answers(page, 1)
    assert "Sample data" in page.inner_text("#messages")
    page.click("#messages article img")
    picture = page.locator("dialog#picture[open] img")
    assert picture.get_attribute("alt")
    page.keyboard.press("Escape")
    assert page.locator("dialog#picture[open]").count() == 0


def test_a_thread_goes_on_from_its_question(page: Page) -> None:
    go(page, "# markets")
    write(page, "@tidings coverage of inflation last 14 days")
    page.click("text=1 reply")
    answers(page, 1, "#thread")
    write(page, "what about unemployment?", "#thread")
    answers(page, 2, "#thread")
    assert "unemployment" in page.inner_text("#thread article:last-of-type").lower()


def test_a_menu_changes_the_period_in_place_and_the_form_the_question(page: Page) -> None:
    go(page, "# general")
    write(page, "/sentiment inflation last 14 days")
    answers(page, 1)
    assert "Only visible to you" in page.inner_text("#messages")
    first = page.locator("#messages article img").get_attribute("src")
    page.locator("#messages article:last-of-type select").select_option(label="30 days")
    page.wait_for_function(
        "first => [...document.querySelectorAll('#messages article img')]"
        ".map((image) => image.getAttribute('src') !== first).join() === 'true'",
        arg=first,
    )
    choose(page, "Edit")
    page.wait_for_selector("dialog#modal[open]")
    topics = page.locator("dialog#modal [data-block-id=topics] input")
    assert topics.input_value() == "inflation"
    page.locator("dialog#modal [data-block-id=timeframe] input").fill("next year")
    page.click("dialog#modal button[type=submit]")
    page.wait_for_selector("dialog#modal >> text=has not begun yet")
    page.locator("dialog#modal [data-block-id=timeframe] input").fill("last 7 days")
    topics.fill("sanctions")
    page.click("dialog#modal button[type=submit]")
    answers(page, 2)
    assert "sanctions" in page.inner_text("#messages article:last-of-type").lower()
    page.wait_for_selector("dialog#modal", state="hidden")


def test_a_digest_is_ordered_previewed_muted_and_ended(page: Page) -> None:
    go(page, "# markets")
    write(page, "/digest inflation, housing every monday 08:00 in #markets")
    page.wait_for_selector("text=every Monday 08:00")
    write(page, "/digest list")
    menu = page.locator("#messages button[aria-haspopup]").last
    menu.wait_for()
    for choice, told in (
        ("Preview now", "Weekly digest: inflation, housing"),
        ("Mute", "Muted until"),
        ("Delete", "Stopped"),
    ):
        menu.click()
        page.click(f"[role=menu] >> text={choice}")
        page.wait_for_selector(f"#messages >> text={told}")


def test_the_home_shows_what_was_asked(page: Page) -> None:
    charts = page.locator("#messages article img").count()
    write(page, "coverage of sanctions last 7 days")
    answers(page, charts + 1)
    go(page, "Tidings: home")
    page.wait_for_selector("button:has-text('coverage of sanctions last 7 days')")


def test_dark_stays_dark(page: Page) -> None:
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.reload()
    page.wait_for_selector("#composer textarea")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_two_people_see_what_is_theirs(page: Page) -> None:
    go(page, "# general")
    write(page, "/news unheard of words only ada typed")
    page.wait_for_selector("text=Only visible to you")
    page.select_option("#user", label="Björn")
    go(page, "# general")
    page.wait_for_timeout(300)
    assert "Only visible to you" not in page.inner_text("#messages")


def test_slack_misbehaving_still_ends_in_words(page: Page) -> None:
    page.select_option("#misbehave", "invalid_blocks")
    before = page.locator("#messages article").count()
    write(page, "sentiment on inflation last 9 days")
    page.wait_for_function("n => document.querySelectorAll('#messages article').length >= n + 2", arg=before)
    page.select_option("#misbehave", "")
    assert "Slack did not show the chart" in page.inner_text("#messages article:last-of-type")


def test_it_is_used_by_keyboard_alone(page: Page) -> None:
    page.keyboard.type("/sen")
    page.wait_for_selector(".offers li[aria-selected=true] >> text=/sentiment")
    page.keyboard.press("Tab")
    page.keyboard.type("inflation last 14 days")
    charts = page.locator("#messages article img").count()
    page.keyboard.press("Enter")
    answers(page, charts + 1)
    page.focus("#messages article:last-of-type button.overflow")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement?.textContent === 'Edit'")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog#modal[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog#modal", state="hidden")


def test_what_is_behind_a_message_is_shown(page: Page) -> None:
    write(page, "sentiment on inflation last 8 days")
    last = page.locator("#messages article").last
    page.wait_for_selector("#messages article:last-of-type .badge")
    last.hover()
    last.locator("text=Look behind").click()
    page.wait_for_selector("#behind pre")
    told = page.inner_text("#behind")
    assert "Status 200 after" in told
    assert "Copy for Block Kit Builder" in told
    assert '"type": "section"' in told


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    charts = page.locator("#messages article img").count()
    write(page, "compare inflation vs unemployment last 10 days")
    answers(page, charts + 1)
    choose(page, "Details")
    page.wait_for_selector("dialog#modal[open]")
    found = axe.Axe().run(page).response["violations"]
    page.keyboard.press("Escape")
    found += axe.Axe().run(page).response["violations"]
    grave = [
        f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found if v["impact"] in ("serious", "critical")
    ]
    assert grave == []


@pytest.mark.parametrize(
    "headers",
    [{"Host": "tidings.example.com"}, {"Origin": "https://elsewhere.example"}],
    ids=["another host", "another site"],
)
def test_only_the_page_itself_is_answered(address: str, headers: dict[str, str]) -> None:
    request = urllib.request.Request(
        f"{address}say",
        b'{"channel": "C0GENERAL", "text": "hi"}',
        {"Content-Type": "application/json"} | headers,
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=180)
    assert refused.value.code == 403


def test_a_form_of_another_site_is_refused(address: str) -> None:
    request = urllib.request.Request(f"{address}misbehave", b"how=500")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=180)
    assert refused.value.code == 415


def test_the_pages_files_are_all_its_own() -> None:
    static = Path(__file__).resolve().parents[2] / "bot" / "playground" / "static"
    for file in static.iterdir():
        for line in file.read_text().splitlines():
            loads = [word for word in ("src=", "href=", "import ", "@import", "url(") if word in line]
            assert not (loads and "http" in line and "docs.slack.dev" not in line), f"{file.name}: {line}"


def test_no_other_page_can_frame_it(address: str) -> None:
    with urllib.request.urlopen(address) as answer:
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.fixture(scope="module")
def greeted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a playground as `serve` starts it."""
    data = worlds.world(tmp_path_factory.mktemp("greeted") / "data")
    with playing(Settings(data=data), clock=worlds.clock, greeted=True) as url:
        yield url


def test_a_newcomer_finds_a_conversation_and_can_start_over(browser: Browser, greeted: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(greeted)
    answers(page, 1, "#thread")
    assert page.inner_text("#title") == "# markets"
    assert page.locator("#messages .day").count() == 1
    assert page.locator("#messages .replies").all_inner_texts() == ["3 replies", "1 reply"]
    write(page, "@tidings inflation last 14 days")
    messages = page.locator("#messages article")
    messages.nth(2).wait_for()
    page.click("#start-over")
    messages.nth(2).wait_for(state="detached")
    page.wait_for_selector("#messages >> text=1 reply")
    assert messages.count() == 2
    page.close()


def test_on_a_phone_everything_can_be_reached(browser: Browser, greeted: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_default_timeout(PATIENCE)
    page.goto(greeted)
    page.click("#messages .replies >> nth=0")
    answers(page, 1, "#thread")
    page.click("#thread .close")
    page.click("#menu")
    page.select_option("#user", "U0BJORN")
    page.click("nav >> text=# general")
    page.wait_for_selector("nav", state="hidden")
    write(page, "/sentiment inflation last 14 days")
    answers(page, 1)
    choose(page, "Edit")
    page.click("dialog#modal[open] >> text=Cancel")
    page.click("#menu")
    page.click("nav >> text=Tidings: home")
    page.wait_for_selector("#messages >> text=What you follow")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_home_has_no_box_to_write_in_and_nothing_can_be_said_to_it(page: Page) -> None:
    go(page, "Tidings: home")
    page.wait_for_selector("#messages >> text=What you follow")
    assert page.locator("#composer").is_hidden()
    told = page.evaluate(
        """async () => {
          const sent = { method: "POST", headers: { "Content-Type": "application/json" },
                         body: JSON.stringify({ channel: "home", text: "inflation" }) };
          const answer = await fetch("/say?user=U0ADA", sent);
          return [answer.status, (await answer.json()).error];
        }"""
    )
    assert told == [200, "There is nobody here to write to. Choose a channel or the messages with Tidings."]


def test_while_one_types_the_page_shows_how_the_bot_would_read_it(page: Page) -> None:
    page.click("nav button:text-is('Tidings')")
    page.fill("#composer textarea", "coverage of inflation last 14 days")
    page.wait_for_selector("#composer .reading:has-text('Coverage · inflation')")
    go(page, "# markets")
    page.fill("#composer textarea", "coverage of inflation last 14 days")
    page.wait_for_timeout(600)
    assert page.inner_text("#composer .reading") == "", "nobody has called the bot"
    page.fill("#composer textarea", "/compare inflation")
    page.wait_for_selector("#composer .reading:has-text('needs two topics')")
