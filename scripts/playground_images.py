"""Draws the screenshots of the playground again, from sample data.

``PYTHONPATH=. .venv/bin/python scripts/playground_images.py``
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from bot.commands.news import WORLD_ARTICLES, WORLD_DAYS
from bot.commands.run import playing
from bot.ingest.sample import sample
from bot.settings import Settings
from bot.sources.store import Store

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, today = Path(folder), datetime.now(UTC).date()
        sample(Store(data), days=WORLD_DAYS, articles=WORLD_ARTICLES, seed=1, today=today)
        with (
            playing(Settings(data=data), greeted=True) as address,
            sync_playwright() as playwright,
        ):
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            for scheme in ("light", "dark"):
                page = chromium.new_page(viewport={"width": 1280, "height": 860}, color_scheme=scheme)
                page.goto(address)
                page.click("#messages .replies >> nth=0", timeout=20_000)
                page.wait_for_selector("#thread article img", timeout=20_000)
                page.wait_for_timeout(1_000)
                page.evaluate("document.querySelector('#thread .messages').scrollTop = 0")
                page.mouse.move(640, 600)
                page.screenshot(path=IMAGES / f"playground-{scheme}.png")
                page.close()
            chromium.close()


if __name__ == "__main__":
    main()
