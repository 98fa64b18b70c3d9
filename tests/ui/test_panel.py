"""What stands beside the conversation: cards of the cited articles, with their quotes."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.made import BRIDGE, COPY, FERRY, cite, quoting
from tests.ui.test_render import CLOSED, COST, Page, exchange, printed
from ui import markup, panel
from ui.render import page as page_in_words


def test_every_marker_leads_to_the_quote_in_its_card() -> None:
    answer = quoting(cite(1, BRIDGE, COST), cite(2, FERRY, FERRY.text), cite(3, BRIDGE, CLOSED))
    turns = [exchange(answer, 1), exchange(answer, 2)]
    markers = [str(a["href"]) for a in Page(markup.transcript(turns)).all("a") if a["class"] == "marker"]
    marked = [f"#{mark['id']}" for mark in Page(panel.sources(turns)).all("mark")]

    assert sorted(markers) == sorted(marked)
    assert len(set(marked)) == 6


def test_a_card_marks_the_quotes_inside_their_paragraphs() -> None:
    html = panel.sources([exchange(quoting(cite(1, BRIDGE, CLOSED, COPY), cite(2, BRIDGE, COST)))])

    assert 'Work on the swing bridge starts on 12 January. <mark id="cite-1-1"><sup>1</sup>' in html
    assert len(Page(html).all("article")) == 1
    assert "updated 15 October 2025" in html
    assert 'Also carried by <a href="article/copy" target="_blank" rel="noopener">Eastern Post, undated</a>' in html
    assert 'href="https://courier.example/bridge" target="_blank" rel="noopener noreferrer nofollow">courier.' in html
    spans = "&quote=".join(
        f"{BRIDGE.text.index(words)}-{BRIDGE.text.index(words) + len(words)}" for words in (CLOSED, COST)
    )
    [read] = [link["href"] for link in Page(html).all("a") if str(link["href"]).startswith("article/bridge")]
    assert read == f"article/bridge?version={BRIDGE.content_hash}&quote={spans}#quote"


def test_a_quote_from_a_document_with_pages_says_on_which_it_stands() -> None:
    article = replace(BRIDGE, pages=((0, 3), (BRIDGE.text.index("eleven"), 4), (BRIDGE.text.index(COST), 6)))
    answer = quoting(cite(1, article, CLOSED), cite(2, article, COST))
    html = panel.sources([exchange(answer)])

    assert f"[1] “{CLOSED}” (pages 3 and 4)" in printed(answer)
    assert f"[2] “{COST}” (page 6)" in printed(answer)
    assert '</mark> <span class="page">pages 3 and 4</span></p>' in html
    assert '<span class="page">page 6</span>' in html
    assert page_in_words(article, 0, len(article.text)) == "pages 3 to 6"
    assert 'class="page"' not in panel.sources([exchange(quoting(cite(1, BRIDGE, CLOSED)))])


def test_a_long_paragraph_is_cut_around_the_quote() -> None:
    filler = "Nothing much happened there. " * 60
    article = replace(FERRY, text=f"{filler}{CLOSED} {filler}".strip())
    text = Page(panel.sources([exchange(quoting(cite(1, article, CLOSED)))])).text

    assert CLOSED in text
    assert text.count("…") == 2
    assert len(text) < 1200
