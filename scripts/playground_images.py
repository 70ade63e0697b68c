"""Draws the screenshots of the playground again, from sample data.

``PYTHONPATH=. .venv/bin/python scripts/playground_images.py``
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from bot.ingest.sample import sample
from bot.playground.server import running, warm
from bot.sources.store import Store

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        sample(Store(data), days=90, articles=30_000, seed=1, today=datetime.now(UTC).date())
        with running(data) as address, sync_playwright() as playwright:
            warm(data)
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            for scheme in ("light", "dark"):
                page = chromium.new_page(viewport={"width": 1280, "height": 860}, color_scheme=scheme)
                page.goto(address)
                page.click("nav >> text=# markets")
                page.fill("#composer textarea", "@tidings sentiment on housing last 30 days")
                page.press("#composer textarea", "Enter")
                page.click("text=1 reply >> nth=-1", timeout=20_000)
                page.wait_for_selector("#thread article img", timeout=20_000)
                page.wait_for_timeout(1_000)
                page.evaluate("document.querySelector('#thread .messages').scrollTop = 90")
                page.screenshot(path=IMAGES / f"playground-{scheme}.png")
                page.close()
            chromium.close()


if __name__ == "__main__":
    main()
