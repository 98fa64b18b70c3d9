"""The page for those who use the keyboard, a screen reader, a small screen or little contrast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.browsing import EXAMPLE, MARKS, ask

CSS = "".join((Path(__file__).parents[2] / "ui" / f"{name}.css").read_text("utf-8") for name in ("light", "dark"))
CHANGED = "How many people died when the ferry capsized?"
READ = (("ink", "paper"), ("ink", "sheet"), ("soft", "paper"), ("soft", "sheet"), ("soft", "accent-wash"))
LINKS = (("accent", "paper"), ("accent", "sheet"), ("accent", "accent-wash"), ("paper", "accent"))
MARKED = (("ink", "mark"), ("ink", "mark-lit"), ("ink", "accent-wash"))


def colours(theme: str) -> dict[str, str]:
    block = re.search(rf"^{re.escape(theme)} {{(.*?)^}}", CSS, re.MULTILINE | re.DOTALL)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))


def contrast(one: str, other: str) -> float:
    """The ratio of luminances, 1 to 21 (WCAG 2.2)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [":root", ".dark"])
def test_what_is_read_stands_out_and_so_do_the_edges_of_controls(theme: str) -> None:
    known = colours(theme)
    assert dict.fromkeys(READ + LINKS + MARKED, True) == {
        pair: contrast(known[pair[0]], known[pair[1]]) >= 4.5 for pair in READ + LINKS + MARKED
    }
    assert min(contrast(known["edge"], known[ground]) for ground in ("paper", "sheet")) >= 3


class TestInABrowser:
    pytestmark = MARKS

    def test_the_page_is_used_by_keyboard_alone(self, page: Page) -> None:
        page.keyboard.type(EXAMPLE)  # the box has the focus at once
        page.keyboard.press("Enter")
        turn = page.locator("#turn-1")
        expect(turn.locator(".standing")).to_be_visible()
        for name in ("Yes", "No"):
            button = turn.get_by_role("button", name=name, exact=True)
            button.focus()
            page.keyboard.press("Enter")
            expect(button).to_have_attribute("aria-pressed", "true")
            expect(button).to_be_focused()  # though the conversation was drawn anew
        page.keyboard.press("Tab")
        expect(turn.get_by_label("The right answer")).to_be_focused()

        turn.locator("a.marker").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".card.lit")).to_be_focused()
        back = page.locator(".card.lit a.back")
        for _ in range(3):
            page.keyboard.press("Tab")
            if back.evaluate("element => element === document.activeElement"):
                break
        expect(back).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(turn).to_be_focused()

        page.get_by_role("button", name="New conversation").press("Enter")
        expect(page.get_by_label("Your question")).to_be_focused()

    def test_a_screen_reader_hears_names_states_and_answers(self, page: Page) -> None:
        expect(page.get_by_role("heading", level=1)).to_have_text("Dateline")
        expect(page.get_by_role("textbox", name="Your question", exact=True)).to_be_visible()
        fold = page.get_by_role("button", name="Dates and publishers", exact=True)
        expect(fold).to_have_attribute("aria-expanded", "false")
        fold.click()
        expect(fold).to_have_attribute("aria-expanded", "true")

        ask(page, CHANGED)
        expect(page.locator("#teller")).to_have_text("Thirty. It changed over time")
        expect(page.get_by_role("group", name="Was this right?")).to_be_visible()
        ask(page, "Who won the cricket world cup final in Ahmedabad?")
        expect(page.locator("#teller")).to_have_text("None of the articles covers this.")
        expect(page.get_by_role("group", name="Is it right that the articles do not say?")).to_be_visible()

    @pytest.mark.parametrize("width", [360, 1280])
    def test_that_a_figure_changed_is_seen_with_the_first_answer(self, page: Page, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 740})
        turn = ask(page, CHANGED)

        expect(turn.locator(".short")).to_be_in_viewport()
        expect(turn.locator(".differ")).to_be_in_viewport(ratio=1)

    def test_what_has_the_focus_is_outlined_and_nothing_moves_where_that_is_not_wanted(
        self, browser: Browser, address: str
    ) -> None:
        page = browser.new_page(reduced_motion="reduce")
        page.goto(address)
        ask(page, EXAMPLE)
        page.get_by_label("Your question").focus()
        outlined = """() => {
            const shown = (element) => getComputedStyle(element).outlineStyle !== "none";
            const box = document.activeElement.closest(".input-container");
            return box ? getComputedStyle(box).boxShadow !== "none" : shown(document.activeElement);
        }"""
        for _ in range(8):
            assert page.evaluate(f"document.activeElement === document.body || ({outlined})()")
            page.keyboard.press("Tab")
        moving = "[...document.querySelectorAll('*')].filter(e => getComputedStyle(e).animationName !== 'none').length"
        assert page.evaluate(moving) == 0
        page.close()
