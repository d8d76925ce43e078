"""Opens the dashboard in headless Chromium, takes its picture, and says what is on it.

Run by superset_server.py with the Python of Superset's environment, which has playwright:
python superset_page.py ADDRESS SLUG TARGET. Prints JSON: text, errors and empty charts.
"""

from __future__ import annotations

import json
import shutil
import sys

from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTH = 1600
DRAWN = """() => document.querySelectorAll('[data-test-viz-type]').length > 0
    && document.querySelectorAll('[data-test=loading-indicator], .loading').length === 0"""
BOTTOM = """() => Math.ceil(Math.max(
    ...[...document.querySelectorAll('.grid-container')].map(e => e.getBoundingClientRect().bottom)))"""
TEXTS = """selector => [...document.querySelectorAll(selector)].map(e => e.innerText)"""


def main(address: str, slug: str, target: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS, timeout=60_000
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": 1200}, locale="zh-CN")
        page.set_default_timeout(120_000)
        page.goto(f"{address}/login/")
        page.fill("#username", "admin")
        page.fill("#password", "admin")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "login" not in url)
        page.wait_for_load_state("networkidle")
        page.goto(f"{address}/superset/dashboard/{slug}/?standalone=2")
        page.wait_for_selector("[data-test-viz-type]")
        page.wait_for_load_state("networkidle")
        # charts below the window's edge are drawn only when it reaches them
        page.set_viewport_size({"width": WIDTH, "height": page.evaluate(BOTTOM) + 30})
        page.wait_for_timeout(1000)
        page.wait_for_function(DRAWN)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(3000)  # bars grow for a while
        page.screenshot(path=target)
        found = {
            "text": page.evaluate("() => document.body.innerText"),
            "charts": len(page.query_selector_all("[data-test-viz-type]")),
            "errors": page.evaluate(TEXTS, ".ant-alert-error, [class*=error-]"),
            "empty": page.evaluate(TEXTS, "[data-test-viz-type] .ant-empty"),
        }
        browser.close()
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
