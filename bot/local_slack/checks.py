"""What Slack refuses in a message, as its error messages name it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from bot.local_slack import limits

BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
HEADER_TEXT = 150
BLOCK_ID = 255
OVERFLOW_OPTIONS = 5
SELECT_OPTIONS = 100
PLACEHOLDER = 150
OPTION_VALUE = 150
CONTEXT_ELEMENTS = 10

Found = list[str]


def block_errors(blocks: Any, files: Collection[str]) -> Found:
    """Why Slack answers ``invalid_blocks``; empty if it does not. `files` are the ids it can show."""
    if not isinstance(blocks, list):
        return ["[ERROR] must be an array [json-pointer:/blocks]"]
    found: Found = []
    if len(blocks) > limits.MESSAGE_BLOCKS:
        found.append(f"[ERROR] no more than {limits.MESSAGE_BLOCKS} items allowed [json-pointer:/blocks]")
    for i, block in enumerate(blocks):
        at = f"/blocks/{i}"
        kind = block.get("type") if isinstance(block, dict) else None
        check = _BLOCKS.get(kind) if isinstance(kind, str) else None
        if check is None:
            found.append(_error(f"unsupported type: {kind}", at))
            continue
        if len(str(block.get("block_id", ""))) > BLOCK_ID:
            found.append(_error(f"must be less than {BLOCK_ID + 1} characters", f"{at}/block_id"))
        found += check(block, at, files)
    return found


def _error(what: str, at: str) -> str:
    return f"[ERROR] {what} [json-pointer:{at}]"


def _text(value: Any, at: str, limit: int, kinds: tuple[str, ...] = ("mrkdwn", "plain_text")) -> Found:
    if not isinstance(value, dict) or value.get("type") not in kinds:
        return [_error("missing or wrong text object", at)]
    text = value.get("text")
    if not isinstance(text, str) or not text:
        return [_error("must be more than 0 characters", f"{at}/text")]
    if len(text) > limit:
        return [_error(f"must be less than {limit + 1} characters", f"{at}/text")]
    return []


def _section(block: dict[str, Any], at: str, files: Collection[str]) -> Found:
    fields = block.get("fields")
    if "text" not in block and not fields:
        return [_error("missing required field: text", at)]
    found = _text(block["text"], f"{at}/text", limits.SECTION_TEXT) if "text" in block else []
    if fields is not None:
        if not 1 <= len(fields) <= limits.SECTION_FIELDS:
            found.append(_error("1 to 10 items allowed", f"{at}/fields"))
        for i, item in enumerate(fields):
            found += _text(item, f"{at}/fields/{i}", limits.FIELD_TEXT)
    if "accessory" in block:
        found += _element(block["accessory"], f"{at}/accessory", files)
    return found


def _header(block: dict[str, Any], at: str, _files: Collection[str]) -> Found:
    return _text(block.get("text"), f"{at}/text", HEADER_TEXT, ("plain_text",))


def _divider(_block: dict[str, Any], _at: str, _files: Collection[str]) -> Found:
    return []


def _image(block: dict[str, Any], at: str, files: Collection[str]) -> Found:
    found = []
    alt = block.get("alt_text")
    if not isinstance(alt, str) or not alt:
        found.append(_error("missing required field: alt_text", at))
    elif len(alt) > limits.IMAGE_ALT:
        found.append(_error(f"must be less than {limits.IMAGE_ALT + 1} characters", f"{at}/alt_text"))
    if ("image_url" in block) == ("slack_file" in block):
        found.append(_error("exactly one of image_url and slack_file", at))
    elif "slack_file" in block and block["slack_file"].get("id") not in files:
        found.append(_error("invalid slack file", f"{at}/slack_file/id"))
    return found


def _context(block: dict[str, Any], at: str, files: Collection[str]) -> Found:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= CONTEXT_ELEMENTS:
        return [_error(f"1 to {CONTEXT_ELEMENTS} items allowed", f"{at}/elements")]
    found = []
    for i, element in enumerate(elements):
        here = f"{at}/elements/{i}"
        if element.get("type") == "image":
            found += _image(element, here, files)
        else:
            found += _text(element, here, limits.CONTEXT_TEXT)
    return found


def _actions(block: dict[str, Any], at: str, files: Collection[str]) -> Found:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= limits.ACTIONS:
        return [_error(f"1 to {limits.ACTIONS} items allowed", f"{at}/elements")]
    found = []
    for i, element in enumerate(elements):
        found += _element(element, f"{at}/elements/{i}", files)
    ids = [e.get("action_id") for e in elements if e.get("action_id")]
    if len(ids) != len(set(ids)):
        found.append(_error("action_id must be unique", f"{at}/elements"))
    return found


def _element(element: dict[str, Any], at: str, files: Collection[str]) -> Found:
    kind = element.get("type")
    if kind == "image":
        return _image(element, at, files)
    if kind == "overflow":
        return _options(element.get("options") or [], at, OVERFLOW_OPTIONS)
    if kind == "static_select":
        return _select(element, at)
    if kind != "button":
        return [_error(f"unsupported type: {kind}", at)]
    found = _text(element.get("text"), f"{at}/text", BUTTON_TEXT, ("plain_text",))
    if len(element.get("value", "")) > BUTTON_VALUE:
        found.append(_error(f"must be less than {BUTTON_VALUE + 1} characters", f"{at}/value"))
    if len(element.get("url", "")) > limits.URL:
        found.append(_error(f"must be less than {limits.URL + 1} characters", f"{at}/url"))
    return found


def _select(element: dict[str, Any], at: str) -> Found:
    options = element.get("options") or []
    found = _options(options, at, SELECT_OPTIONS)
    if "placeholder" in element:
        found += _text(element["placeholder"], f"{at}/placeholder", PLACEHOLDER, ("plain_text",))
    if "initial_option" in element and element["initial_option"] not in options:
        found.append(_error("initial_option must match one of the options", f"{at}/initial_option"))
    return found


def _options(options: list[dict[str, Any]], at: str, most: int) -> Found:
    if not 1 <= len(options) <= most:
        return [_error(f"1 to {most} items allowed", f"{at}/options")]
    found = []
    for i, option in enumerate(options):
        here = f"{at}/options/{i}"
        found += _text(option.get("text"), f"{here}/text", BUTTON_TEXT, ("plain_text",))
        if not 0 < len(option.get("value") or "") <= OPTION_VALUE:
            found.append(_error(f"must be 1 to {OPTION_VALUE} characters", f"{here}/value"))
    return found


_BLOCKS: dict[str, Callable[[dict[str, Any], str, Collection[str]], Found]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "image": _image,
    "context": _context,
    "actions": _actions,
}
