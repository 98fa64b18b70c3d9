"""Conversations that are kept: as they were, for the browser that they belong to, and bounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from index.errors import StoreError
from index.filters import Filters
from index.library import Library
from rag.answer import Compared, ComparedSide, Difference, Passage, Refusal, ShortAnswer
from rag.chain import NewsChain
from tests.index.hashing import HashEmbeddings, record, write_records
from tests.ui.browsing import EXAMPLE, MARKS, ask
from tests.ui.made import BRIDGE, COPY, FERRY, cite, quoting, refused
from tests.ui.serving import served
from tests.ui.test_render import CLOSED, exchange
from ui import markup, panel
from ui.earlier import checked, earlier
from ui.exchange import Exchange
from ui.saved import MOST, ConversationStore, Kept, is_key

MINE, YOURS = "a" * 32, "b" * 32
NOW = datetime(2025, 11, 2, 12, 30, tzinfo=UTC)


def name(number: int) -> str:
    return f"{number:032x}"


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(tmp_path)


def test_a_conversation_reads_as_it_did(store: ConversationStore) -> None:
    quotes = quoting(cite(1, BRIDGE, CLOSED, COPY), cite(2, FERRY, FERRY.text))
    sides = (ComparedSide("the bridge", "eleven weeks", 1), ComparedSide("the ferry", "five", 2))
    values = (ShortAnswer("eleven weeks", 1), ShortAnswer("five", 2))
    answer = replace(
        quotes,
        short=values[:1],
        compared=Compared("Eleven.", sides),
        differences=(Difference("changed", values),),
        newer=(FERRY,),
        passages=(Passage(1, BRIDGE, 0, 10, 0.5),),
        timings_ms={"total": 12.5},
    )
    limited = replace(exchange(answer), filters=Filters(since=date(2025, 3, 1), publishers=("North Wire",)))
    stopped = Exchange(3, "And then?", Filters()).stopped("Stopped.")
    before = (limited, exchange(refused(Refusal("not_covered", "Nobody says.", (BRIDGE,))), 2), stopped)
    store.put(MINE, name(1), before, NOW)
    after = store.get(MINE, name(1))

    assert markup.transcript(after) == markup.transcript(before)
    assert panel.sources(after) == panel.sources(before)
    assert after[0].answer == replace(answer, passages=())
    assert store.list(MINE) == (Kept(name(1), "How long?", NOW),)


def test_nobody_sees_or_changes_the_conversations_of_another_browser(store: ConversationStore) -> None:
    asked = (exchange(quoting(cite(1, BRIDGE, CLOSED))),)
    store.put(MINE, name(1), asked, NOW)
    store.put(YOURS, name(1), (replace(asked[0], question="Mine now?"),), NOW)
    store.delete(YOURS, [name(1)])
    store.delete(YOURS)

    assert store.list(YOURS) == () and store.get(YOURS, name(1)) == ()
    assert [kept.title for kept in store.list(MINE)] == ["How long?"]
    assert not is_key("' or 1=1") and not is_key(None) and is_key(MINE)


def test_the_newest_come_first_and_the_oldest_make_room(store: ConversationStore) -> None:
    for number in range(MOST + 2):
        asked = (Exchange(1, f"Question {number}?", Filters()).stopped("Stopped."),)
        store.put(MINE, name(number), asked, NOW + timedelta(minutes=number))
    store.put(MINE, name(5), (Exchange(1, "Again?", Filters()),), NOW + timedelta(days=1))
    titles = [kept.title for kept in store.list(MINE)]

    assert len(titles) == MOST and titles[:2] == ["Again?", f"Question {MOST + 1}?"]
    assert "Question 1?" not in titles and "Question 2?" in titles
    store.delete(MINE, [name(5)])
    assert store.list(MINE)[0].title == f"Question {MOST + 1}?"
    store.delete(MINE)
    assert store.list(MINE) == ()


def test_what_cannot_be_read_is_named(store: ConversationStore) -> None:
    store.path.write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match="conversations cannot be kept or read"):
        store.list(MINE)


def test_a_reopened_answer_says_which_articles_changed_or_are_gone(tmp_path: Path) -> None:
    with Library.open(tmp_path / "home", embedder=HashEmbeddings()) as library:
        library.sync([write_records(tmp_path / "a.jsonl", [record(1, text="The bridge closes today at noon.")])])
        library.sync([write_records(tmp_path / "b.jsonl", [record(2, text="The ferry sails today at noon.")])])
        cited = sorted(library.articles(), key=lambda article: article.text)
        before = (exchange(quoting(*(cite(n, one, one.text) for n, one in enumerate(cited, 1)))),)
        assert checked(before, library)[0].since == ()
        library.sync([write_records(tmp_path / "a.jsonl", [record(1, text="The bridge closes today at ten.")])])
        library.remove([cited[1].article_id])
        html = markup.transcript(checked(before, library))

    assert f"“{cited[0].title}” has changed" in html
    assert f"“{cited[1].title}” was removed from the collection" in html


def test_the_list_escapes_questions_and_says_where_nothing_is_kept() -> None:
    kept = [Kept(name(1), '<img src=x onerror="hacked=1">', NOW)]
    assert "<img" not in earlier(kept, "") and "2 November 2025" in earlier(kept, "")
    assert 'aria-current="true"' in earlier(kept, name(1))
    assert "not kept" in earlier((), "", read_only=True)


class TestInABrowser:
    pytestmark = MARKS

    def test_a_conversation_is_back_after_a_reload_and_for_its_browser_alone(
        self, browser: Browser, news: Library, tmp_path: Path
    ) -> None:
        with served(news, NewsChain(news), saved=ConversationStore(tmp_path)) as address:
            context = browser.new_context()
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.goto(address)
            turn = ask(page, EXAMPLE)
            before = turn.locator("blockquote").first.inner_text()
            expect(page.locator(".earlier summary")).to_have_text("Earlier conversations (1)")
            page.reload()
            expect(page.locator("#turn-1 blockquote").first).to_have_text(before)
            ask(page, "And in 2023?")  # the conversation goes on
            page.get_by_role("button", name="New conversation").click()
            expect(page.locator(".turn")).to_have_count(0)

            stranger = browser.new_context().new_page()
            stranger.goto(address)
            expect(stranger.get_by_label("Your question")).to_be_visible()
            expect(stranger.locator(".earlier")).to_have_count(0)
            stranger.close()

            tab = context.new_page()
            tab.goto(address)
            tab.set_viewport_size({"width": 390, "height": 800})  # a phone's: the title has the width, fingers find all
            title, delete = (tab.locator(".earlier li button").nth(place).bounding_box() for place in (0, 1))
            assert title and delete and title["width"] > 280 and min(title["height"], delete["height"]) >= 40
            tab.set_viewport_size({"width": 1280, "height": 800})
            tab.get_by_role("button", name=EXAMPLE, exact=True).and_(tab.locator(".earlier button")).click()
            expect(tab.locator(".turn")).to_have_count(2)
            tab.locator(".earlier summary").press("Enter")
            tab.get_by_role("button", name=f"Delete: {EXAMPLE}").press("Enter")
            expect(tab.locator(".turn")).to_have_count(0)
            expect(tab.locator(".earlier")).to_have_count(0)
            context.close()
