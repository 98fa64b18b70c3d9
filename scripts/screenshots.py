"""Takes the pictures in docs/ in a real browser: the chat page over the sample articles, and a report of questions."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, get_args

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
LARGEST = 300_000  # bytes of a picture

Scheme = Literal["light", "dark"]

QUESTION = "What did Hanwha pay for the shipyard in Philadelphia?"
UNANSWERED = "Who won the cricket world cup final in Ahmedabad?"


def main() -> None:
    DOCS.mkdir(exist_ok=True)
    with serving_samples() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        first = opened(browser, address, 1280, 800, "light")
        save(first, "first")
        for scheme in get_args(Scheme):
            page = opened(browser, address, 1280, 800, scheme)
            ask(page, QUESTION)
            page.locator("a.marker").first.click()
            page.wait_for_timeout(1000)
            page.mouse.move(0, 0)
            save(page, f"wide-{scheme}")
        ask(first, UNANSWERED)
        save(first, "refusal")
        phone = opened(browser, address, 360, 740, "light")
        ask(phone, QUESTION)
        save(phone, "phone")
        with reported() as report:
            save_report(browser, report)
        browser.close()


@contextmanager
def serving_samples() -> Iterator[str]:
    """The address of the page over the samples, served from a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-u", "-m", "ui", "--home", home, "chat", "--samples", "--port", "0"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
            yield next(word for line in server.stdout or () for word in line.split() if word.startswith("http://"))
            server.terminate()


@contextmanager
def reported() -> Iterator[Path]:
    """A report of the packaged questions against a run with half of the passages."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "ui", "--home", f"{folder}/home"]
        for name, options in (("before", ["--set", "passages=5"]), ("now", ["--compare", f"{folder}/before"])):
            subprocess.run([*command, "eval", "samples", "--out", f"{folder}/{name}", *options], cwd=ROOT, check=False)
        yield Path(folder, "now", "report.html")


def save_report(browser: Browser, report: Path) -> None:
    """The top of the report, and a question opened."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page.goto(report.as_uri())
    save(page, "report")
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto(f"{report.as_uri()}#case-1")
    page.wait_for_timeout(500)
    save(page, "report-question")


def opened(browser: Browser, address: str, width: int, height: int, scheme: Scheme) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(address)
    expect(page.get_by_label("Your question")).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1000)
    return page


def ask(page: Page, question: str) -> None:
    turns = page.locator(".turn").count()
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".turn").nth(turns).locator(".standing, .refusal")).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1000)


def save(page: Page, name: str) -> None:
    path = DOCS / f"{name}.png"
    page.screenshot(path=path)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit(f"{path.name} is larger than {LARGEST:,} bytes.")


if __name__ == "__main__":
    main()
