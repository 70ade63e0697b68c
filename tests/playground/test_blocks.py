"""Blocks and mrkdwn in a real browser: what a person sees, can reach, and sends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from bot.sources.store import Store

STATIC = Path(__file__).parents[2] / "bot" / "playground" / "static"
HARNESS = Path(__file__).with_name("harness.html")
ORIGIN = "http://blocks.test"
PIXEL = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'

Block = dict[str, Any]
KEY = "0123456789abcdef0123456789abcdef"
"""Under which an answer is kept."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """The harness; nothing is fetched but the files under test."""
    context = browser.new_context(timezone_id="Europe/Stockholm", locale="en-US")
    context.set_default_timeout(180_000)
    page = context.new_page()
    page.route("**/*", _serve)
    page.goto(ORIGIN)
    page.wait_for_function("window.show !== undefined")
    yield page
    context.close()


def _serve(route: Route) -> None:
    path = route.request.url.removeprefix(ORIGIN)
    if path == "/":
        route.fulfill(path=HARNESS)
    elif path.startswith("/static/"):
        route.fulfill(path=STATIC / path.removeprefix("/static/"))
    elif path == "/files/F1":
        route.fulfill(body=PIXEL, content_type="image/svg+xml")
    else:
        route.abort()


def show(page: Page, *blocks: Block) -> None:
    page.evaluate("blocks => show(blocks)", list(blocks))


def actions(page: Page) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = page.evaluate("actions")
    return sent


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Block:
    return {"text": plain(text), "value": value}


OPTIONS = [option("Seven days", "7"), option("Thirty days", "30"), option("Ninety days", "90")]
RISK = {
    "title": plain("Delete it?"),
    "text": {"type": "mrkdwn", "text": "This *cannot* be undone."},
    "confirm": plain("Delete"),
    "deny": plain("Keep"),
    "style": "danger",
}


def row(*elements: Block) -> Block:
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def entry(element: Block, **more: Any) -> Block:
    """An input block named after its element."""
    kind = element["type"]
    return {
        "type": "input",
        "block_id": f"b-{kind}",
        "label": plain(f"The {kind}"),
        "element": {"action_id": f"a-{kind}"} | element,
    } | more


# mrkdwn


def link(url: str, shown: str) -> str:
    return f'<a href="{url}" target="_blank" rel="noopener noreferrer">{shown}</a>'


SHOWN = {
    "plain": "plain",
    "*bold* _it_ ~gone~ `code`": "<strong>bold</strong> <em>it</em> <s>gone</s> <code>code</code>",
    "*_both_*": "<strong><em>both</em></strong>",
    "(*bold*), *b*.": "(<strong>bold</strong>), <strong>b</strong>.",
    "snake_case_name 2*3*4 a~b~c": "snake_case_name 2*3*4 a~b~c",
    "*not bold *": "*not bold *",
    "* not bold*": "* not bold*",
    "**": "**",
    "**twice**": "**twice**",
    "*one\ntwo*": "*one<br>two*",
    "*pré*més": "*pré*més",
    "`*raw* :tada: &lt;b&gt;`": "<code>*raw* :tada: &lt;b&gt;</code>",
    "*a `*` b*": "<strong>a <code>*</code> b</strong>",
    "``": "``",
    "one\n\ntwo": "one<br><br>two",
    "• one\n• two": "• one<br>• two",
    "&amp;amp; &lt;b&gt; &quot;": "&amp;amp; &lt;b&gt; &amp;quot;",
    "a\n&gt; *q*\n&gt; r\nb": "a<blockquote><strong>q</strong><br>r</blockquote>b",
    "> raw": "<blockquote>raw</blockquote>",
    "a &gt; b": "a &gt; b",
    "&gt;&gt;&gt; all\nthe rest": "<blockquote>all<br>the rest</blockquote>",
    "a\n```\nx *y*\n  z\n```\nb": "a<pre>x *y*<br>  z</pre>b",
    "```open": "```open",
    "<https://a.example/?x=1&amp;y=2|here>": link("https://a.example/?x=1&amp;y=2", "here"),
    "<https://a.example>": link("https://a.example", "https://a.example"),
    "<mailto:a@b.example|Ann>": link("mailto:a@b.example", "Ann"),
    "*<https://a.example/a*b|x>*": f"<strong>{link('https://a.example/a*b', 'x')}</strong>",
    "<https://a.example|*b* &amp; c>": link("https://a.example", "<strong>b</strong> &amp; c"),
    "<@U1> <@U9|eve> <@U9>": '<span class="mention" data-user="U1">@ada</span> '
    '<span class="mention" data-user="U9">@eve</span> <span class="mention" data-user="U9">@U9</span>',
    "<#C1> <#C9|other>": '<span class="mention" data-channel="C1">#general</span> '
    '<span class="mention" data-channel="C9">#other</span>',
    "<!here> <!channel>": '<span class="mention mention-all">@here</span> '
    '<span class="mention mention-all">@channel</span>',
    "<!subteam^S1|@desk>": '<span class="mention mention-all">@desk</span>',
    ":tada::no_such_emoji: 10:30:45": (
        '<span class="emoji" role="img" aria-label="tada" title=":tada:">🎉</span>:no_such_emoji: 10:30:45'
    ),
    ":constructor: :__proto__:": ":constructor: :__proto__:",
    "https://a.example is left": "https://a.example is left",
}


@pytest.mark.parametrize(("text", "html"), SHOWN.items(), ids=SHOWN)
def test_mrkdwn_is_shown_as_slack_shows_it(page: Page, text: str, html: str) -> None:
    got = page.evaluate("text => mrkdwn(text)", text)
    # Line breaks within preformatted text are characters, not elements.
    assert got.replace("\n", "<br>") == html


def test_plain_addresses_and_channel_names_become_links_unless_verbatim(page: Page) -> None:
    text = "See https://a.example/x?a=1&amp;b=2, and #general, not #nowhere."
    got = page.evaluate("text => mrkdwn(text, false)", text)
    assert got == (
        f"See {link('https://a.example/x?a=1&amp;b=2', 'https://a.example/x?a=1&amp;b=2')}, and "
        '<span class="mention" data-channel="C1">#general</span>, not #nowhere.'
    )


# The page's clock stands at 20 November 2026, 12:00 UTC, and its reader in Stockholm.
@pytest.mark.parametrize(
    ("moment", "tokens", "shown"),
    [
        (datetime(2026, 11, 20, 8, 5, tzinfo=UTC), "{date_short_pretty} at {time}", "Today at 9:05 AM"),
        (datetime(2026, 11, 19, 23, 5, tzinfo=UTC), "since {date_pretty}", "since today"),
        (datetime(2026, 11, 19, 22, 5, tzinfo=UTC), "{date_pretty}", "Yesterday"),
        (datetime(2026, 11, 3, 12, tzinfo=UTC), "{date}", "November 3rd"),
        (datetime(2025, 11, 11, 12, tzinfo=UTC), "{date_long}", "Tuesday, November 11th, 2025"),
        (datetime(2025, 2, 8, 12, tzinfo=UTC), "{date_short}, {date_num}", "Feb 8, 2025, 2025-02-08"),
        (datetime(2025, 2, 8, 12, tzinfo=UTC), "on {date_slash}", "on 02/08/2025"),
        (datetime(2026, 11, 20, 10, tzinfo=UTC), "{ago}", "2 hours ago"),
        (datetime(2026, 11, 20, 10, 0, 7, tzinfo=UTC), "{time_secs}", "11:00:07 AM"),
        (datetime(2026, 11, 20, tzinfo=UTC), "{no_such}", "fallback"),
    ],
)
def test_dates_are_told_in_the_readers_own_time(
    page: Page, moment: datetime, tokens: str, shown: str
) -> None:
    page.evaluate("text => mrkdwn(text)", f"<!date^{int(moment.timestamp())}^{tokens}|fallback>")
    assert page.locator("main time").inner_text().replace("\u202f", " ") == shown


ATTACKS = [
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 1'>",
    "&lt;img src=x onerror=window.hit=1&gt;",
    "<javascript:window.hit=1|click>",
    "<JavaScript:window.hit=1>",
    "<data:text/html,<script>window.hit=1</script>|x>",
    "<vbscript:x|y>",
    '<https://a.example/"onmouseover="window.hit=1|x>',
    "<https://a.example|<img src=x onerror=window.hit=1>>",
    "<!date^1^{date}^javascript:window.hit=1|x>",
    "<@U1|<b>x</b>>",
    "```<script>window.hit = 1</script>```",
    "`<svg onload=window.hit=1>`",
    ":__proto__: :constructor: :toString:",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_markup_or_a_dangerous_link(page: Page, attack: str) -> None:
    show(
        page,
        {"type": "section", "text": {"type": "mrkdwn", "text": attack}},
        {"type": "header", "text": plain(attack)},
        {"type": "markdown", "text": f"{attack} [x](javascript:window.hit=1)"},
        {"type": "image", "image_url": "javascript:window.hit=1", "alt_text": attack, "title": plain(attack)},
        row({"type": "button", "action_id": "a", "text": plain(attack), "url": "javascript:window.hit=1"}),
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "link", "url": "javascript:window.hit=1", "text": attack},
                        {"type": "emoji", "name": "constructor"},
                        {"type": "color", "value": "red; background: url(//evil.example)"},
                    ],
                }
            ],
        },
        {"type": attack},
    )
    page.get_by_role("button").last.click()
    assert page.evaluate("window.hit") is None
    blocks = page.locator(".blocks")
    assert blocks.locator("script, svg, iframe, object, img").count() == 0
    schemes = blocks.locator("a").evaluate_all("links => links.map((link) => link.protocol)")
    assert set(schemes) <= {"http:", "https:", "mailto:"}
    handlers = blocks.evaluate(
        "root => [...root.querySelectorAll('*')].flatMap((node) => node.getAttributeNames())"
        ".filter((name) => name.startsWith('on'))"
    )
    assert handlers == []


# Blocks


def test_fields_stand_in_two_columns_and_in_one_on_a_phone(page: Page) -> None:
    fields = [{"type": "mrkdwn", "text": f"*{name}*\n1"} for name in ("Coverage", "Tone")]
    show(page, {"type": "section", "fields": fields})

    def tops() -> list[float]:
        boxes = page.locator(".fields > div").evaluate_all(
            "all => all.map((n) => n.getBoundingClientRect().top)"
        )
        return [float(top) for top in boxes]

    left, right = tops()
    assert left == right
    page.set_viewport_size({"width": 400, "height": 800})
    first, second = tops()
    page.set_viewport_size({"width": 1280, "height": 720})
    assert second > first


def test_an_uploaded_image_opens_large_and_has_its_alternative(page: Page) -> None:
    show(
        page,
        {
            "type": "image",
            "slack_file": {"id": "F1"},
            "alt_text": "Tone of inflation",
            "title": plain("Chart"),
        },
    )
    page.get_by_role("button", name="Tone of inflation").click()
    assert page.evaluate("opened") == [["/files/F1", "Tone of inflation"]]
    assert page.locator("figcaption").inner_text() == "Chart"


def test_an_image_that_is_gone_says_so(page: Page) -> None:
    show(page, {"type": "image", "slack_file": {"id": "F404"}, "alt_text": "Tone of inflation"})
    page.get_by_text("could not be loaded: Tone of inflation").wait_for()
    assert page.locator("img").count() == 0


def test_what_cannot_be_shown_says_so_and_the_rest_is_shown(page: Page) -> None:
    show(
        page,
        {"type": "hologram"},
        {"type": "table"},
        row({"type": "lever", "action_id": "a"}),
        {"type": "header", "text": plain("Still here")},
    )
    notices = page.get_by_role("note").all_inner_texts()
    assert len(notices) == 3
    assert "hologram" in notices[0]
    assert "table" in notices[1]
    assert "lever" in notices[2]
    assert page.get_by_role("heading").inner_text() == "Still here"


def test_rich_text_keeps_its_structure_and_styles(page: Page) -> None:
    def words(text: str, **style: bool) -> Block:
        return {"type": "text", "text": text, "style": style}

    def item(text: str) -> Block:
        return {"type": "rich_text_section", "elements": [words(text)]}

    show(
        page,
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        words("both", bold=True, italic=True),
                        {
                            "type": "link",
                            "url": "https://a.example",
                            "text": "there",
                            "style": {"bold": True},
                        },
                        {"type": "user", "user_id": "U2"},
                        {"type": "channel", "channel_id": "C2"},
                        {"type": "broadcast", "range": "here"},
                        {"type": "emoji", "name": "custom", "unicode": "1f44d-1f3fd"},
                        {"type": "date", "timestamp": 0, "format": "{date_num}", "fallback": "then"},
                    ],
                },
                {"type": "rich_text_list", "style": "bullet", "elements": [item("one"), item("two")]},
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "indent": 1,
                    "offset": 2,
                    "elements": [item("a")],
                },
                {"type": "rich_text_quote", "elements": [words("said")]},
                {"type": "rich_text_preformatted", "elements": [words("x\n  y")]},
            ],
        },
    )
    rich = page.locator(".rich")
    assert rich.locator("strong > em").inner_text() == "both"
    assert rich.locator("strong > a").get_attribute("href") == "https://a.example"
    assert rich.locator(".mention").all_inner_texts() == ["@grace", "#news-desk", "@here"]
    assert rich.locator(".emoji").inner_text() == "👍🏽"
    assert rich.locator("time").inner_text() == "1970-01-01"
    assert rich.locator("ul > li").all_inner_texts() == ["one", "two"]
    assert rich.locator("ol").get_attribute("start") == "3"
    outer, inner = (rich.locator(f"{tag} > li").first.bounding_box() for tag in ("ul", "ol"))
    assert outer is not None
    assert inner is not None
    assert inner["x"] > outer["x"]
    assert rich.locator("blockquote").inner_text() == "said"
    assert rich.locator("pre").inner_text() == "x\n  y"


def test_a_table_has_headings_and_aligned_cells(page: Page) -> None:
    bold = {"type": "text", "text": "inflation", "style": {"bold": True}}
    rich = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [bold]}]}
    topic, stories, count = ({"type": "raw_text", "text": text} for text in ("Topic", "Stories", "1,170"))
    rows = [[topic, stories], [rich, count]]
    show(page, {"type": "table", "rows": rows, "column_settings": [None, {"align": "right"}]})
    assert page.get_by_role("columnheader").all_inner_texts() == ["Topic", "Stories"]
    assert page.locator("td strong").inner_text() == "inflation"
    right = page.get_by_role("cell", name="1,170")
    assert right.evaluate("cell => getComputedStyle(cell).textAlign") == "right"


def test_markdown_is_shown_with_its_structure(page: Page) -> None:
    lines = ["# Title", "Some **bold**, *em* and `x*y*`", "- one", "- [two](https://a.example)", "", "> said"]
    show(page, {"type": "markdown", "text": "\n".join([*lines, "```", "*raw*", "```"])})
    rich = page.locator(".rich")
    assert rich.locator(".heading").inner_text() == "Title"
    assert rich.locator("p strong").inner_text() == "bold"
    assert rich.locator("p em").all_inner_texts() == ["em"]
    assert rich.locator("li").all_inner_texts() == ["one", "two"]
    assert rich.locator("pre").inner_text() == "*raw*"
    assert rich.locator("blockquote").inner_text() == "said"


@pytest.mark.parametrize(("kind", "marks"), [("line", ".stroke"), ("area", ".fill"), ("bar", "rect")])
def test_a_chart_is_drawn_and_its_figures_can_be_read(page: Page, kind: str, marks: str) -> None:
    def series(name: str, *values: float) -> Block:
        data = [{"label": f"Week {i}", "value": value} for i, value in enumerate(values)]
        return {"name": name, "data": data}

    chart = {
        "type": kind,
        "series": [series("inflation", 3, -1.5), series("housing", 2, 4)],
        "axis_config": {"categories": ["Week 0", "Week 1"], "y_label": "Tone"},
    }
    show(page, {"type": "data_visualization", "title": "Tone", "chart": chart})
    assert page.get_by_role("img", name=f"Tone: {kind} chart").count() == 1
    assert page.locator(f".chart {marks}").count() == (4 if kind == "bar" else 2)
    assert page.locator(".legend li").all_inner_texts() == ["inflation", "housing"]
    page.get_by_text("Figures").click()
    assert page.get_by_role("row", name="Week 1").get_by_role("cell").all_inner_texts() == ["-1.5", "4"]


def test_a_pie_has_a_slice_for_each_segment(page: Page) -> None:
    segments = [{"label": "positive", "value": 3}, {"label": "negative", "value": 1}]
    show(page, {"type": "data_visualization", "title": "T", "chart": {"type": "pie", "segments": segments}})
    assert page.locator(".slice").count() == 2
    assert page.locator(".legend li").all_inner_texts() == ["positive", "negative"]


# Actions


def test_a_button_sends_its_action(page: Page) -> None:
    text = plain("30 days") | {"emoji": True}
    show(page, row({"type": "button", "action_id": "go", "value": "v", "style": "primary", "text": text}))
    page.get_by_role("button", name="30 days").click()
    assert actions(page) == [
        {
            "type": "button",
            "action_id": "go",
            "block_id": "row",
            "text": text,
            "value": "v",
            "style": "primary",
        }
    ]


def test_a_risky_button_asks_first_and_gives_the_focus_back(page: Page) -> None:
    show(page, row({"type": "button", "action_id": "go", "text": plain("Unsubscribe"), "confirm": RISK}))
    button = page.get_by_role("button", name="Unsubscribe")
    button.click()
    dialog = page.get_by_role("dialog", name="Delete it?")
    assert dialog.locator("strong").inner_text() == "cannot"
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    button.click()
    dialog.get_by_role("button", name="Keep").click()
    dialog.wait_for(state="detached")
    assert actions(page) == []
    assert button.evaluate("node => node === document.activeElement")
    button.click()
    dialog.get_by_role("button", name="Delete").click()
    page.wait_for_function("actions.length === 1")
    assert actions(page)[0]["action_id"] == "go"


@pytest.mark.parametrize(
    ("element", "value", "sent"),
    [
        ({"type": "static_select", "options": OPTIONS}, "30", {"selected_option": OPTIONS[1]}),
        (
            {"type": "static_select", "option_groups": [{"label": plain("Long"), "options": OPTIONS}]},
            "90",
            {"selected_option": OPTIONS[2]},
        ),
        ({"type": "users_select"}, "U2", {"selected_user": "U2"}),
        ({"type": "channels_select"}, "C1", {"selected_channel": "C1"}),
        ({"type": "conversations_select"}, "C2", {"selected_conversation": "C2"}),
    ],
    ids=lambda given: given.get("type", "") if isinstance(given, dict) else "",
)
def test_a_menu_sends_what_is_chosen(page: Page, element: Block, value: str, sent: Block) -> None:
    show(page, row({"action_id": "pick", "placeholder": plain("Pick one")} | element))
    page.get_by_role("combobox", name="Pick one").select_option(value)
    assert actions(page) == [{"type": element["type"], "action_id": "pick", "block_id": "row"} | sent]


@pytest.mark.parametrize(
    ("element", "typed", "sent"),
    [
        ({"type": "datepicker"}, "2026-11-20", {"selected_date": "2026-11-20"}),
        ({"type": "timepicker"}, "09:30", {"selected_time": "09:30"}),
        ({"type": "datetimepicker"}, "2026-11-20T13:00", {"selected_date_time": 1795176000}),
    ],
    ids=lambda given: given.get("type", "") if isinstance(given, dict) else "",
)
def test_a_picker_sends_what_is_picked(page: Page, element: Block, typed: str, sent: Block) -> None:
    show(page, row(element | {"action_id": "pick"}))
    page.locator("[data-action-id=pick]").fill(typed)
    page.locator("[data-action-id=pick]").blur()
    assert actions(page) == [{"type": element["type"], "action_id": "pick", "block_id": "row"} | sent]


def test_radio_buttons_and_checkboxes_send_each_choice(page: Page) -> None:
    show(
        page,
        row(
            {"type": "radio_buttons", "action_id": "one", "options": OPTIONS},
            {"type": "checkboxes", "action_id": "many", "options": OPTIONS, "initial_options": OPTIONS[:1]},
        ),
    )
    page.get_by_role("radio", name="Thirty days").check()
    page.get_by_role("checkbox", name="Ninety days").check()
    one, many = actions(page)
    assert one == {
        "type": "radio_buttons",
        "action_id": "one",
        "block_id": "row",
        "selected_option": OPTIONS[1],
    }
    assert many["selected_options"] == [OPTIONS[0], OPTIONS[2]]


def test_a_menu_of_several_sends_once_when_it_closes(page: Page) -> None:
    element = {"type": "multi_static_select", "placeholder": plain("Timeframes"), "max_selected_items": 2}
    show(page, row(element | {"action_id": "many", "options": OPTIONS, "initial_options": OPTIONS[:1]}))
    summary = page.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Thirty days").check()
    assert page.get_by_role("checkbox", name="Ninety days").is_disabled()
    assert actions(page) == []
    page.keyboard.press("Escape")
    page.wait_for_function("actions.length === 1")
    assert actions(page)[0]["selected_options"] == OPTIONS[:2]
    assert summary.evaluate("node => node === document.activeElement")
    assert summary.get_attribute("aria-label") == "Timeframes, Seven days, Thirty days"


def test_an_overflow_menu_is_worked_by_keyboard_alone(page: Page) -> None:
    section = {
        "type": "section",
        "block_id": "s",
        "text": plain("A topic"),
        "accessory": {"type": "overflow", "action_id": "more", "options": OPTIONS},
    }
    show(page, section)
    opener = page.get_by_role("button", name="More actions")

    def focused() -> str:
        return str(page.evaluate("document.activeElement.textContent"))

    opener.focus()
    page.keyboard.press("Enter")
    page.get_by_role("menu").wait_for()
    page.wait_for_function("document.activeElement.role === 'menuitem'")
    assert opener.get_attribute("aria-expanded") == "true"
    walked = [focused()]
    for key in ("ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"):
        page.keyboard.press(key)
        walked.append(focused())
    first, second, last = "Seven days", "Thirty days", "Ninety days"
    assert walked == [first, second, last, first, last, first]
    page.keyboard.press("Escape")
    page.get_by_role("menu").wait_for(state="hidden")
    assert opener.get_attribute("aria-expanded") == "false"
    assert opener.evaluate("node => node === document.activeElement")
    assert actions(page) == []
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert actions(page) == [
        {"type": "overflow", "action_id": "more", "block_id": "s", "selected_option": OPTIONS[2]}
    ]
    assert opener.evaluate("node => node === document.activeElement")


def test_an_external_menu_asks_for_its_options_and_sends_the_one_chosen(page: Page) -> None:
    show(page, row({"type": "external_select", "action_id": "find", "placeholder": plain("Find a topic")}))
    box = page.get_by_role("combobox", name="Find a topic")
    box.fill("inflation")
    page.wait_for_function("document.querySelectorAll('datalist option').length === 2")
    box.fill("inflation two")
    page.wait_for_function("actions.length === 1")
    assert actions(page)[0]["selected_option"]["value"] == "2"


# Inputs

WHEN = 1795176000
INPUTS: list[tuple[Block, Block, Block]] = [
    ({"type": "plain_text_input"}, {"initial_value": "rates"}, {"value": "rates"}),
    ({"type": "number_input", "is_decimal_allowed": True}, {"initial_value": "1.5"}, {"value": "1.5"}),
    ({"type": "email_text_input"}, {"initial_value": "a@b.example"}, {"value": "a@b.example"}),
    ({"type": "url_text_input"}, {"initial_value": "https://a.example"}, {"value": "https://a.example"}),
    ({"type": "datepicker"}, {"initial_date": "2026-11-20"}, {"selected_date": "2026-11-20"}),
    ({"type": "timepicker"}, {"initial_time": "09:30"}, {"selected_time": "09:30"}),
    ({"type": "datetimepicker"}, {"initial_date_time": WHEN}, {"selected_date_time": WHEN}),
    (
        {"type": "static_select", "options": OPTIONS},
        {"initial_option": OPTIONS[1]},
        {"selected_option": OPTIONS[1]},
    ),
    ({"type": "external_select"}, {"initial_option": OPTIONS[1]}, {"selected_option": OPTIONS[1]}),
    (
        {"type": "radio_buttons", "options": OPTIONS},
        {"initial_option": OPTIONS[1]},
        {"selected_option": OPTIONS[1]},
    ),
    ({"type": "users_select"}, {"initial_user": "U1"}, {"selected_user": "U1"}),
    ({"type": "channels_select"}, {"initial_channel": "C1"}, {"selected_channel": "C1"}),
    ({"type": "conversations_select"}, {"initial_conversation": "C1"}, {"selected_conversation": "C1"}),
]
LISTS: list[tuple[Block, Block, Block]] = [
    (
        {"type": "checkboxes", "options": OPTIONS},
        {"initial_options": OPTIONS[:2]},
        {"selected_options": OPTIONS[:2]},
    ),
    (
        {"type": "multi_static_select", "options": OPTIONS},
        {"initial_options": OPTIONS[:2]},
        {"selected_options": OPTIONS[:2]},
    ),
    ({"type": "multi_users_select"}, {"initial_users": ["U2"]}, {"selected_users": ["U2"]}),
    ({"type": "multi_channels_select"}, {"initial_channels": ["C2"]}, {"selected_channels": ["C2"]}),
    (
        {"type": "multi_conversations_select"},
        {"initial_conversations": ["C2"]},
        {"selected_conversations": ["C2"]},
    ),
]
ALL = INPUTS + LISTS


def values(*held: tuple[str, Block]) -> Block:
    return {f"b-{kind}": {f"a-{kind}": {"type": kind} | value} for kind, value in held}


def test_inputs_hold_what_they_begin_with(page: Page) -> None:
    show(page, *(entry(element | initial) for element, initial, _ in ALL))
    assert page.evaluate("read()") == values(*((element["type"], value) for element, _, value in ALL))
    assert page.evaluate("missing()") == {}


def test_empty_inputs_hold_nothing_and_the_required_ones_are_missed(page: Page) -> None:
    show(page, *(entry(element, optional=i % 2 == 0) for i, (element, _, _) in enumerate(ALL)))
    empty = [(element["type"], dict.fromkeys(value, None)) for element, _, value in INPUTS]
    empty += [(element["type"], {key: [] for key in value}) for element, _, value in LISTS]
    assert page.evaluate("read()") == values(*empty)
    required = {f"b-{element['type']}" for i, (element, _, _) in enumerate(ALL) if i % 2}
    assert page.evaluate("missing()").keys() == required


def test_what_is_typed_is_read_and_no_action_is_sent(page: Page) -> None:
    show(page, entry({"type": "plain_text_input", "multiline": True, "max_length": 5}))
    page.get_by_role("textbox", name="The plain_text_input").press_sequentially("a\nbcdef")
    assert page.evaluate("read()") == values(("plain_text_input", {"value": "a\nbcd"}))
    assert actions(page) == []


def test_too_short_a_text_is_told_before_it_is_sent(page: Page) -> None:
    show(page, entry({"type": "plain_text_input", "min_length": 3}))
    page.get_by_role("textbox").press_sequentially("ab")
    assert "3" in page.evaluate("missing()")["b-plain_text_input"]


def test_an_input_that_dispatches_sends_on_enter(page: Page) -> None:
    show(page, entry({"type": "plain_text_input"}, dispatch_action=True))
    page.get_by_role("textbox").press_sequentially("oil")
    assert actions(page) == []
    page.keyboard.press("Enter")
    assert actions(page) == [
        {
            "type": "plain_text_input",
            "action_id": "a-plain_text_input",
            "block_id": "b-plain_text_input",
            "value": "oil",
        }
    ]


def test_errors_stand_by_their_inputs_until_the_next_ones(page: Page) -> None:
    show(
        page,
        entry({"type": "plain_text_input"}, hint=plain("Up to five.")),
        entry({"type": "radio_buttons", "options": OPTIONS}),
    )
    box = page.get_by_role("textbox")
    page.evaluate("fail({'b-plain_text_input': 'Name a topic.', 'b-nowhere': 'x'})")
    assert page.locator(".error").all_inner_texts() == ["Name a topic.", ""]
    assert box.get_attribute("aria-invalid") == "true"
    described = box.evaluate(
        "node => node.getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id).innerText)"
    )
    assert sorted(described) == ["Name a topic.", "Up to five."]
    assert box.evaluate("node => node === document.activeElement")
    page.evaluate("fail({'b-radio_buttons': 'Choose one.'})")
    assert page.locator(".error").all_inner_texts() == ["", "Choose one."]
    assert box.get_attribute("aria-invalid") is None


# Names


def test_everything_that_takes_the_focus_has_a_name(page: Page) -> None:
    elements = [element | {"action_id": f"n{i}"} for i, (element, _, _) in enumerate(ALL)]
    show(
        page,
        *(entry(element) for element, _, _ in ALL),
        row(*elements, {"type": "overflow", "action_id": "o", "options": OPTIONS}),
        {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A chart"},
        {"type": "table", "rows": [[plain("Topic") | {"type": "raw_text"}]]},
    )
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()

    def is_focusable(node: dict[str, Any]) -> bool:
        return any(p["name"] == "focusable" and p["value"]["value"] for p in node.get("properties", ()))

    reached = [
        n for n in nodes if not n["ignored"] and is_focusable(n) and n["role"]["value"] != "RootWebArea"
    ]
    assert len(reached) > 2 * len(ALL)
    assert [n["role"]["value"] for n in reached if not n.get("name", {}).get("value")] == []


def test_ids_are_unique_however_often_the_same_blocks_are_shown(page: Page) -> None:
    same = entry({"type": "plain_text_input"}, hint=plain("Hint"))
    show(page, same, same)
    ids = page.locator("[id]").evaluate_all("nodes => nodes.map((node) => node.id)")
    assert len(ids) == len(set(ids)) > 4


# A real answer


def test_an_answer_is_shown_whole(page: Page, sample_store: Store) -> None:
    import handlers
    from bot.parse import parse
    from bot.question import Question
    from bot.render.blocks import message
    from bot.slack.buttons import answer_rows
    from bot.sources.duckdb import DuckDBWarehouse
    from tests.worlds import TODAY

    question = parse("sentiment on inflation last 30 days", "dm", None, TODAY, "UTC")
    assert isinstance(question, Question)
    answer = handlers.answer(question, DuckDBWarehouse(sample_store))
    told = message(answer, chart_file="F1", actions=answer_rows(answer, None, KEY))
    show(page, *told.blocks)
    assert page.get_by_role("note").count() == 0
    assert page.locator("strong", has_text=answer.headline).count() == 1
    assert page.locator(".context").first.inner_text().startswith("Sample data")
    links = page.locator(".section a").evaluate_all("all => all.map((link) => link.href)")
    wanted = [article.url for article in answer.articles[:3]]
    assert [unquote(link).endswith(url) for link, url in zip(links, wanted, strict=True)] == [True] * 3
    period = page.locator("[data-action-id=set_period]")
    assert period.locator("option:checked").inner_text() == "30 days"
    period.select_option(label="90 days")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name="Details").click()
    page.get_by_role("button", name="Headlines").click()
    assert [(a["action_id"], a.get("selected_option", {}).get("value")) for a in actions(page)] == [
        ("set_period", f"90d:{KEY}"),
        ("answer_menu", f"details:{KEY}"),
        ("ask_question", None),
    ]


def test_the_details_of_an_answer_are_shown_whole(page: Page) -> None:
    from bot.render.details import counted_as, details
    from tests.render import examples as ex

    answer = ex.sampled(ex.sentiment())
    show(page, *details(answer), *counted_as(answer))
    assert page.get_by_role("note").count() == 0
    assert "95% intervals" in page.locator(".blocks").inner_text()
