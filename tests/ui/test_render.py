"""What an answer looks like on a terminal and in the page's HTML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import StringIO

import pytest
from rich.console import Console

from eval.plain import web_address
from index.filters import Filters
from rag.answer import (
    UNSURE,
    Answer,
    Compared,
    ComparedSide,
    DateSpan,
    Difference,
    ModelUsage,
    Refusal,
    Sentence,
    ShortAnswer,
    TimeAsked,
    TimelineEntry,
    Turn,
)
from rag.events import Finished, Proven, Retrieved, Understood
from rag.question import understand
from tests.ui.made import BRIDGE, COPY, FERRY, HOSTILE, answered, cite, quoting, refused
from ui import markup, panel
from ui.exchange import Exchange, history
from ui.forms import span
from ui.render import careful, day, limits, listed, spent, standing
from ui.terminal import print_answer

CLOSED = "It will be closed to cars for eleven weeks."
COST = "Repairs are put at 4.2 million crowns."


class Page(HTMLParser):
    """The tags, attributes and text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed("".join(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def printed(answer: Answer) -> str:
    output = StringIO()
    print_answer(Console(file=output, width=100, force_terminal=True, color_system=None), answer)
    return output.getvalue()


def exchange(answer: Answer, number: int = 1) -> Exchange:
    return Exchange(number, answer.question, Filters()).after(Finished(answer))


def test_terminal_shows_each_quote_its_number_and_its_source() -> None:
    text = printed(quoting(cite(1, BRIDGE, CLOSED, COPY), cite(2, FERRY, FERRY.text)))

    assert f"“{CLOSED}” [1]" in text
    assert "The Harbour Courier, 14 October 2025 (updated 15 October 2025)" in text
    assert "https://northwire.example/ferry" in text
    assert "As of 20 October 2025" in text
    assert "also carried by Eastern Post" in text


def test_the_short_answer_comes_first_with_the_number_of_its_quote() -> None:
    answer = replace(quoting(cite(1, BRIDGE, CLOSED)), short=(ShortAnswer("eleven weeks", 1),))

    assert printed(answer).startswith(f"eleven weeks [1]\nThe Harbour Courier, 14 October 2025: “{CLOSED}” [1]")
    assert answer.text == f"eleven weeks [1]. {CLOSED} [1]"
    page = Page(markup.transcript([exchange(answer)]))
    assert page.text.index("eleven weeks") < page.text.index("It will be closed")
    assert [attrs["href"] for attrs in page.all("a")].count("#cite-1-1") == 2


def test_an_answer_that_is_not_sure_says_so_before_its_quotes() -> None:
    answer = replace(quoting(cite(1, BRIDGE, CLOSED)), sure=False)

    assert answer.text == f"{UNSURE} {CLOSED} [1]"
    assert printed(answer).startswith(f"{UNSURE}\nThe Harbour Courier, 14 October 2025: “{CLOSED}” [1]")
    page = Page(markup.transcript([exchange(answer)]))
    assert page.text.index(UNSURE) < page.text.index("It will be closed")
    assert "Is the answer among these?" in page.text
    assert UNSURE not in printed(replace(answer, sure=True))
    assert UNSURE not in markup.transcript([exchange(replace(answer, sure=True))])


def test_a_timeline_has_a_dated_line_for_each_event() -> None:
    day, month = date(2025, 10, 20), DateSpan(date(2025, 1, 1), date(2025, 1, 31))
    entries = (TimelineEntry(month, True, 1), TimelineEntry(DateSpan(day, day), False, 2))
    answer = replace(quoting(cite(1, BRIDGE, CLOSED), cite(2, FERRY, FERRY.text)), timeline=entries)

    text = " ".join(printed(answer).split())
    assert f"January 2025: “{CLOSED}” (The Harbour Courier) [1]" in text
    assert f"reported 20 October 2025: “{FERRY.text}” (North Wire) [2]" in text
    page = Page(markup.transcript([exchange(answer)]))
    assert len(page.all("li")) == 2
    assert (
        page.text.index("January 2025") < page.text.index(CLOSED.rsplit(" ", 1)[0]) < page.text.index("reported 20 Oct")
    )


def test_what_was_worked_out_comes_first_with_both_its_quotes() -> None:
    sides = (ComparedSide("the bridge", "eleven weeks", 1), ComparedSide("the ferry", "five", 2))
    quotes = quoting(cite(1, BRIDGE, CLOSED), cite(2, FERRY, FERRY.text))
    answer = replace(quotes, compared=Compared("The bridge: eleven, against five for the ferry.", sides))

    assert printed(answer).startswith("The bridge: eleven, against five for the ferry. [1][2]\n")
    assert answer.text.startswith("The bridge: eleven, against five for the ferry. [1][2]")
    page = Page(markup.transcript([exchange(answer)]))
    assert "against five for the ferry" in page.text
    assert [attrs["href"] for attrs in page.all("a")].count("#cite-1-2") == 2


def test_the_parts_and_the_time_understood_are_told() -> None:
    spring = DateSpan(date(2025, 3, 1), date(2025, 5, 31))
    parts = ("Who designed <b>it</b>", "when was it built")
    answer = replace(
        quoting(cite(1, BRIDGE, CLOSED)), parts=parts, asked_time=TimeAsked("last spring", spring, only=True)
    )

    for text in (" ".join(printed(answer).split()), Page(markup.transcript([exchange(answer)])).text):
        assert "Asked one by one: Who designed <b>it</b>?; when was it built?" in text
        assert "Time asked about: 1 March 2025 to 31 May 2025 (“last spring”), and only what was published then" in text


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 2, 1), date(2025, 2, 28), "February 2025"),
        (date(2025, 2, 3), date(2025, 2, 3), "3 February 2025"),
        (date(2025, 2, 3), date(2025, 3, 3), "3 February 2025 to 3 March 2025"),
        (date(2025, 2, 3), None, "from 3 February 2025"),
        (None, date(2025, 2, 3), "up to 3 February 2025"),
    ],
)
def test_days_in_words(first: date | None, last: date | None, words: str) -> None:
    assert span(DateSpan(first, last)) == words


def test_a_hostile_short_answer_stays_text() -> None:
    words = '<a href="javascript:hacked=1">go</a>'
    answer = replace(quoting(cite(1, HOSTILE, words)), short=(ShortAnswer(words, 1),))

    assert "javascript:hacked=1" not in {
        attrs.get("href") for attrs in Page(markup.transcript([exchange(answer)])).all("a")
    }


def test_terminal_prose_runs_on_with_its_markers() -> None:
    cited = (cite(1, BRIDGE, CLOSED), cite(2, FERRY, FERRY.text))
    answer = answered([Sentence("The bridge is closed.", (1,)), Sentence("A ferry runs.", (1, 2))], cited)

    assert "The bridge is closed. [1] A ferry runs. [1][2]" in printed(answer)


def test_terminal_refusal_says_why_and_what_comes_nearest() -> None:
    text = printed(refused(Refusal("not_covered", "None of the articles covers this.", (FERRY,))))

    assert "None of the articles covers this." in text
    assert "Free ferry while the bridge is closed (North Wire, 20 October 2025)" in text
    assert "Sources" not in text


def test_terminal_reads_no_markup_and_no_escape_codes_in_article_text() -> None:
    text = printed(quoting(cite(1, HOSTILE, HOSTILE.text)))

    assert "[red]Mayor[/red]" in text
    assert "[bold]said[/bold]" in text
    assert "\x1b[31m" not in text
    assert "javascript:hacked=1\n" not in text


def test_html_of_a_hostile_article_holds_only_our_own_tags() -> None:
    answer = replace(quoting(cite(1, HOSTILE, HOSTILE.text)), notes=("<script>hacked=1</script>",))
    asked = replace(exchange(answer), question="<img src=x onerror=hacked=1>")
    page = Page(markup.transcript([asked]) + panel.sources([asked]))

    assert not page.all("script")
    assert not page.all("img")
    assert not page.all("b")
    assert all(str(link["href"]).startswith(("#", "article/hostile?")) for link in page.all("a"))
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert "<script>hacked=1</script>" in page.text


def test_neighbouring_quotes_of_one_article_share_an_attribution() -> None:
    answer = quoting(cite(1, BRIDGE, CLOSED), cite(2, BRIDGE, COST), cite(3, FERRY, FERRY.text))
    page = Page(markup.transcript([exchange(answer)]))

    assert len(page.all("figure")) == 2
    assert page.text.count("The Harbour Courier, 14 October 2025") == 1


def test_a_refusal_names_its_reason_and_the_nearest_articles() -> None:
    page = Page(markup.transcript([exchange(refused(Refusal("not_covered", "Nobody says.", (BRIDGE, HOSTILE))))]))

    assert "No sure answer in these articles" in page.text
    assert "Nobody says." in page.text
    assert [link["href"] for link in page.all("a")] == ["article/bridge", "article/hostile"]


def test_the_understood_question_is_shown_where_it_differs() -> None:
    answer = replace(quoting(cite(1, FERRY, FERRY.text)), question="And then?")
    typed = Exchange(1, "And then?", Filters()).after(Understood(understand("And then?")))
    leaning = replace(typed, understood="And then? (about: ferry)").after(Finished(answer))

    assert "Understood as" not in markup.transcript([typed])
    assert "Understood as: And then? (about: ferry)" in markup.transcript([leaning])


def test_an_answer_grows_with_each_proven_sentence() -> None:
    first, second = cite(1, BRIDGE, CLOSED), cite(2, BRIDGE, COST)
    growing = Exchange(1, "How long?", Filters()).after(Retrieved(()))
    growing = growing.after(Proven(Sentence(CLOSED, (1,), quoted=True), (first,)))

    assert CLOSED in Page(markup.transcript([growing])).text
    assert COST not in Page(markup.transcript([growing])).text
    growing = growing.after(Proven(Sentence(COST, (2,), quoted=True), (second,)))
    assert growing.citations == (first, second)
    assert 'class="status"' in markup.transcript([growing])
    assert 'class="status"' not in markup.transcript([growing.after(Finished(quoting(first, second)))])


def test_history_is_plain_text_and_leaves_out_what_failed() -> None:
    answer = quoting(cite(1, BRIDGE, CLOSED), cite(2, BRIDGE, COST))
    failed = Exchange(2, "And?", Filters()).stopped("The model did not answer.")

    assert history([exchange(answer), failed]) == (
        Turn("user", "How long?"),
        Turn("assistant", f"{CLOSED} {COST}"),
    )


def test_standing_tells_when_who_and_what_is_undated() -> None:
    assert standing(quoting(cite(1, BRIDGE, CLOSED, COPY))) == (
        "As of 15 October 2025",
        "earliest report 14 October 2025",
        "1 article",
        "reported by The Harbour Courier",
        "also carried by Eastern Post",
    )
    assert standing(quoting(cite(1, COPY, CLOSED)))[0].startswith("Undated")
    assert "1 independent report" in standing(quoting(cite(1, BRIDGE, CLOSED), cite(2, COPY, COST)))


def test_standing_tells_the_day_of_the_question_and_the_days_of_the_collection() -> None:
    answer = replace(
        quoting(cite(1, FERRY, FERRY.text)),
        collection=DateSpan(date(2025, 10, 14), date(2025, 10, 20)),
        asked_as_of=date(2025, 10, 21),
    )
    assert standing(answer)[-2:] == (
        "asked as of 21 October 2025",
        "the collection runs from 14 October 2025 to 20 October 2025",
    )
    of_a_day = replace(answer, collection=DateSpan(date(2025, 10, 20), date(2025, 10, 20)))
    assert standing(of_a_day)[-1] == "the collection is of 20 October 2025"


def test_a_long_question_is_headed_by_its_beginning_and_can_be_read_whole() -> None:
    question = "Who " + "won and " * 60 + "<b>when</b>?"
    page = Page(markup.transcript([Exchange(1, question, Filters())]))

    assert len(page.all("details")) == 1 and not page.all("b")
    assert page.text.index("… Read the whole question".replace(" ", "", 1)) < 300 and question in page.text
    assert not Page(markup.transcript([Exchange(1, "Who won?", Filters())])).all("details")


def test_what_is_newer_than_the_quotes_is_named_and_escaped() -> None:
    answer = replace(quoting(cite(1, BRIDGE, CLOSED)), newer=(FERRY, HOSTILE))

    text = " ".join(printed(answer).split())
    assert "Newer on this: Free ferry while the bridge is closed (North Wire, 20 October 2025)" in text
    page = Page(markup.transcript([exchange(answer)]))
    assert "Newer on this: Free ferry while the bridge is closed" in page.text
    assert "article/ferry" in [link.get("href") for link in page.all("a")]
    assert not page.all("img") and not page.all("b")


def test_a_refusal_shows_what_the_articles_do_say() -> None:
    refusal = Refusal("false_premise", "The articles say otherwise.", (FERRY,), (cite(1, BRIDGE, CLOSED),))

    text = " ".join(printed(refused(refusal)).split())
    assert f"What the articles do say “{CLOSED}” (The Harbour Courier, 14 October 2025)" in text
    page = Page(markup.transcript([exchange(refused(refusal))]))
    assert f"What the articles do say{CLOSED}The Harbour Courier, 14 October 2025" in page.text
    assert any(str(link["href"]).startswith("article/bridge?version=") for link in page.all("a"))


def test_whose_word_it_is_stands_after_the_words() -> None:
    quotes = quoting(cite(1, BRIDGE, CLOSED))
    answer = replace(
        quotes,
        sentences=(replace(quotes.sentences[0], speaker="Ruth Amsel"),),
        short=(ShortAnswer("eleven weeks", 1, "according to the council"),),
    )
    text = " ".join(printed(answer).split())
    assert "eleven weeks (according to the council) [1]" in text
    assert f"“{CLOSED}” (Ruth Amsel) [1]" in text
    page = " ".join(Page(markup.transcript([exchange(answer)])).text.split())
    assert "eleven weeks (according to the council)" in page and f"{CLOSED} (Ruth Amsel)" in page


def test_values_that_differ_are_shown_with_who_says_so_and_when() -> None:
    quotes = quoting(cite(1, BRIDGE, CLOSED), cite(2, FERRY, FERRY.text))
    changed = Difference("changed", (ShortAnswer("eleven weeks", 1), ShortAnswer("until midnight", 2)))
    answer = replace(quotes, differences=(changed,))

    text = " ".join(printed(answer).split())
    assert "It changed over time eleven weeks (earlier: The Harbour Courier, 14 October 2025) [1]" in text
    assert "until midnight (now: North Wire, 20 October 2025) [2]" in text
    page = Page(markup.transcript([exchange(answer)]))
    assert "until midnight (now: North Wire, 20 October 2025)" in page.text
    disputed = replace(quotes, differences=(replace(changed, kind="disputed"),))
    assert "The sources differ eleven weeks (The Harbour Courier" in " ".join(printed(disputed).split())


def test_answers_are_not_judged_where_verdicts_cannot_be_kept() -> None:
    asked = [exchange(quoting(cite(1, BRIDGE, CLOSED)))]
    assert "Was this right?" in markup.transcript(asked)
    assert "Was this right?" not in markup.transcript(asked, judged=False)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://courier.example/a", True),
        ("http://courier.example/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//courier.example/a", False),
        ("https://", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert web_address(url) == (url if kept else None)


def test_phrases() -> None:
    assert day(date(2025, 3, 1)) == "1 March 2025"
    assert day(None) == "undated"
    assert listed(["A", "B"]) == "A and B"
    assert listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
    assert limits(Filters(until=date(2025, 3, 1), publishers=("North Wire",))) == "up to 1 March 2025, by North Wire"


def test_an_answer_of_a_chat_model_says_what_it_took() -> None:
    answer = Answer("q", "q", "answered", "openai:x", usage=ModelUsage(2, 1200, 80, 0.0032))
    assert spent(answer) == "openai:x: 2 calls, 1,200 tokens in, 80 out, cost 0.0032"
    assert spent(Answer("q", "q", "answered", "openai:x", usage=ModelUsage(1))) == "openai:x: 1 call"
    assert spent(Answer("q", "q", "answered", "builtin")) == ""


def test_the_short_answers_of_several_parts_stand_each_behind_its_part() -> None:
    short = (
        ShortAnswer("eleven weeks", 1, part="How long is it closed"),
        ShortAnswer("until May", 1, part="till <when>"),
    )
    answer = replace(quoting(cite(1, BRIDGE, CLOSED)), short=short)
    assert answer.text.startswith("How long is it closed: eleven weeks [1]; till <when>: until May [1].")
    assert "How long is it closed: eleven weeks [1]; till <when>: until May [1]" in " ".join(printed(answer).split())
    assert '<span class="part">till &lt;when&gt;:</span> until May' in markup.transcript([exchange(answer)])


def test_a_short_answer_tells_the_day_that_it_means_and_what_is_not_certain() -> None:
    tuesday = date(2028, 10, 17)
    assert careful(ShortAnswer("Tuesday", 1, "reportedly", DateSpan(tuesday, tuesday))) == (
        " (17 October 2028; reportedly)"
    )
    assert careful(ShortAnswer("Tuesday", 1, "", DateSpan(tuesday, tuesday))) == " (17 October 2028)"
    assert careful(ShortAnswer("31", 1, "reportedly")) == " (reportedly)"
    assert careful(ShortAnswer("31", 1)) == ""
