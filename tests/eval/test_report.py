"""The report: whole in itself, made from a run's folder, and harmless whatever the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from eval.case import Nugget
from eval.figures import Figures, summarise
from eval.intervals import Figure
from eval.measures import GIVEN, GIVEN_NOTE
from eval.report import report_page
from eval.report.cases import case_view
from eval.run import Result
from eval.save import save_results, save_summary, summary_of
from eval.saved import SavedRun, load_run
from eval.saved_case import SavedPassage, SavedResult
from eval.score import Scored, score_results
from eval.tables import console_tables, counts_line, markdown, outcome_line, outcome_table
from index.filters import Filters
from rag.answer import Answer, ShortAnswer, Turn
from rag.settings import BUILTIN
from tests.eval.made import BRIDGE, FERRY, STORED, hurt_case, passage, quoted, refused

HOSTILE = (
    '<script>alert(1)</script></template></script><img src="https://evil.example/x.png" onerror=alert(2)> '
    "$x$ {{ 7*7 }} \u202egnp.exe\u2066 a|b \x1b[2J"
)
BASELINE = {"article_first": Figure(0.5, 0.4, 0.6, 3), "quote_recall_4": Figure(0.5, 0.4, 0.6, 3)}
RIGHT = quoted((FERRY, "Eleven people were hurt."), passages=(passage(FERRY),))
WRONG = quoted((FERRY, "All 212 passengers left by boat."), passages=(passage(BRIDGE), passage(FERRY)))


def made(
    *answers: Answer | None, text: str = "How many were hurt on the Solvei?"
) -> tuple[tuple[Scored, ...], Figures]:
    """A question for each answer, and one that has none and is refused."""
    history = (Turn("user", text), Turn("assistant", text))
    results = [
        Result(
            hurt_case(case_id=f"c{at}", question=f"{text} {at}", kind=text, history=history, note=text),
            answer,
            12.0 - at,
            None if answer else text,
        )
        for at, answer in enumerate(answers)
    ]
    unanswerable = hurt_case(case_id="no", answerable=False, answers=(), evidence=(), kind="none")
    scored = score_results([*results, Result(unanswerable, refused((passage(FERRY),)), 9.0)], STORED.get)
    return scored, summarise(scored)


def saved(folder: Path, *answers: Answer | None, text: str = "How many were hurt?", suite: str = "ferries") -> SavedRun:
    folder.mkdir()
    return written(folder, made(*answers, text=text)[0], text, suite)


def written(folder: Path, scored: Sequence[Scored], text: str = "", suite: str = "ferries") -> SavedRun:
    """The run as it is read back from its folder."""
    settings = {"rag": {"model": text, "gate_threshold": 0.45}}
    figures = summarise(scored)
    save_results(scored, folder)
    save_summary(summary_of(figures, BASELINE, settings, suite=suite, articles=3, seconds=1.0, missed=[text]), folder)
    return load_run(folder)


@pytest.fixture(scope="module")
def hostile_run(tmp_path_factory: pytest.TempPathFactory) -> SavedRun:
    """A run in which every text that others wrote is hostile."""
    title = replace(FERRY, title=HOSTILE, url="javascript:alert(3)", publisher=HOSTILE)
    answer = quoted((title, "Eleven people were hurt."), passages=(passage(title),))
    return saved(tmp_path_factory.mktemp("runs") / "now", answer, RIGHT, None, text=HOSTILE, suite=HOSTILE)


@pytest.fixture(scope="module")
def html(hostile_run: SavedRun) -> str:
    return report_page(hostile_run)


class Tags(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_names_nothing_to_load(html: str) -> None:
    tags = Tags(html).found
    assert not {tag for tag, _ in tags} & {"link", "img", "image", "iframe", "object", "embed", "base", "video"}
    assert not [tag for tag, attributes in tags if "src" in attributes or "action" in attributes]
    assert {tag for tag, attributes in tags if "href" in attributes} == {"a"}
    assert all((attributes.get("xlink:href") or "#").startswith("#") for _, attributes in tags)
    assert not re.search(r"url\(\s*['\"]?\s*(?!#)|@import", html)
    assert "default-src 'none'" in html


def test_hostile_text_stays_text(html: str) -> None:
    assert html.count("<script") == 1
    assert html.count("</template>") == 4
    assert "&lt;script&gt;alert(1)" in html
    assert "javascript:" not in html
    assert "{{ 7*7 }}" in html
    assert 'href="https://news.example/ferry" rel="noopener noreferrer"' in html
    assert not {"\u202e", "\u2066", "\x1b"} & set(html)


def test_each_page_has_a_nonce_of_its_own(hostile_run: SavedRun, html: str) -> None:
    def nonces(page: str) -> set[str]:
        return set(re.findall(r"nonce[-=]\"?([\w-]+)", page))

    again = report_page(hostile_run)
    assert len(nonces(html)) == len(nonces(again)) == 1
    assert nonces(html) != nonces(again)


def test_every_plot_that_the_run_has_figures_for_is_drawn_in_the_colours_of_the_page(html: str) -> None:
    labels = re.findall(r'<svg role="img" aria-label="([^"]+)"', html)
    assert labels == [
        "Right outcome by kind of question",
        "Retrieval: recall at k",
        "Refusals: what a stricter gate would cost",
        "Calibration of the gate",
        "Time by stage",
    ]
    assert html.count("<svg ") == 5
    assert "var(--series-1)" in html
    assert "#0102" not in html
    assert "prefers-color-scheme: dark" in html


def test_a_run_with_nothing_to_draw_has_a_page_all_the_same(tmp_path: Path) -> None:
    page = report_page(saved(tmp_path / "a", None))
    assert "Calibration" in page
    assert "recall at k" not in page


def test_the_summary_shows_the_plain_recipe_and_the_figures_by_kind(tmp_path: Path) -> None:
    page = report_page(saved(tmp_path / "a", RIGHT, WRONG))
    assert "plain recipe .500 (.400 to .600)" in page
    assert page.count("By kind of question") == 2
    assert "gate_threshold" in page
    assert "Below the suite's thresholds" in page


def test_gold_quotes_and_accepted_answers_are_marked(tmp_path: Path) -> None:
    page = report_page(saved(tmp_path / "a", RIGHT))
    assert '<mark class="gold">Eleven people were hurt.</mark>' in page
    assert '<mark class="accepted">Eleven</mark>' in page


def test_all_that_a_case_expects_is_shown(tmp_path: Path) -> None:
    case = hurt_case(
        answers=("eleven", "Solvei"),
        note="all",
        superseded=("nine",),
        nuggets=(Nugget("It ran aground.", False),),
        limits=Filters(since=date(2024, 1, 1), publishers=("Coast Post",)),
    )
    answer = replace(RIGHT, short=(ShortAnswer("Eleven", 1),))
    nothing = hurt_case(case_id="no", answerable=False, answers=(), reason="outside_dates")
    results = [Result(case, answer, 5.0), Result(nothing, refused(), 5.0)]
    page = report_page(written(tmp_path, score_results(results, STORED.get)))
    text = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "eleven, and Solvei" in text
    assert "No longer right: nine" in text
    assert "It ran aground. (not vital)" in text
    assert "since 2024-01-01, publishers Coast Post" in text
    assert "A refusal: outside dates." in text
    assert '<strong><span class="text" dir="auto">Eleven</span></strong>' in page
    assert "<tr><td>outside dates, fact</td><td></td><td>1</td></tr>" in page


def test_near_misses_and_questions_off_the_subject_are_told_apart(tmp_path: Path) -> None:
    answers = {"near": RIGHT, "off-subject": refused(), "rare": RIGHT}
    none = {kind: hurt_case(answerable=False, answers=(), evidence=(), kind=kind) for kind in answers}
    results = [
        Result(replace(none[kind], case_id=f"{kind} {at}"), answers[kind], 5.0)
        for kind, number in (("near", 6), ("off-subject", 5), ("rare", 1))
        for at in range(number)
    ]
    page = report_page(written(tmp_path, score_results(results, STORED.get)))
    text = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "near 1.000 of 6" in text
    assert "off-subject .000 of 5" in text
    assert "rare 1.000 of" not in text
    assert "<tr><td>refusal, near</td><td>6</td><td></td></tr>" in page
    assert "<tr><td>refusal, off-subject</td><td></td><td>5</td></tr>" in page


def test_a_comparison_stands_in_the_page(tmp_path: Path) -> None:
    before, after = saved(tmp_path / "old", WRONG, RIGHT, RIGHT), saved(tmp_path / "new", RIGHT, WRONG, RIGHT)
    page = report_page(after, before)
    assert "Against the run <span" in page
    assert '<a href="#case-0">' in page
    assert "<del>All</del>" in page
    assert "<ins>Eleven</ins>" in page
    assert "gold passage at 2 → at 1" in page
    assert 'data-change="came right|answer|retrieval"' in page
    assert 'data-change="nothing"' in page
    assert "Against the run" not in report_page(after)


def test_of_many_questions_only_the_passages_that_matter_are_shown_with_their_text() -> None:
    two = SavedResult(
        id="c",
        question="?",
        status="refused",
        scores={},
        passages=tuple(
            SavedPassage(article_id=name, start=0, end=4, score=0.5, text="Text", holds_quote=name == "c")
            for name in "abc"
        ),
    )
    assert [bool(found.parts) for found in case_view(0, two, None).passages] == [True, True, True]
    assert [bool(found.parts) for found in case_view(0, two, None, brief=True).passages] == [True, False, True]


def test_markdown_and_console_show_the_figures_beside_the_baseline() -> None:
    _, figures = made(RIGHT, refused())
    text = markdown(figures, BASELINE, "Evaluation: a|b", True)
    assert "| right article first | .500 |" in text
    assert "Evaluation: a\\|b" in text
    assert "<script" not in text
    assert counts_line(figures) == "3 questions: 1 answered, 2 refused (not_covered 2), 0 errors"
    tables = list(console_tables(figures, BASELINE, True))
    assert [table.title for table in tables][:2] == ["Answers", "Citations"] and tables[-1].title == "Times, ms"
    assert tables[0].columns[-1].header == "plain recipe"


def test_a_run_on_a_terminal_comes_to_seven_figures() -> None:
    _, figures = made(RIGHT, refused())
    table = outcome_table(figures, BASELINE, True)

    assert 0 < table.row_count <= 7
    assert outcome_line(figures).startswith("correct ")
    assert "right article first .500" in outcome_line(figures)


def test_what_is_1_by_construction_is_marked_so(tmp_path: Path) -> None:
    _, figures = made(RIGHT, refused())
    quoting, writing = (markdown(figures, {}, "a", quotes) for quotes in (True, False))
    assert "| quotes verbatim in the stored article ° |" in quoting
    assert "| sentences that their citations support ° |" in quoting
    assert "| quotes verbatim in the stored article ° |" in writing
    assert "| sentences that their citations support |" in writing  # a model's sentences are no quotes
    assert "| right article first |" in quoting
    assert quoting.count(GIVEN_NOTE) == writing.count(GIVEN_NOTE) == 1
    assert list(console_tables(figures, {}, True))[-1].caption == GIVEN_NOTE
    nothing = {"all": {"correct": figures.overall["correct"]}}
    assert GIVEN not in markdown(replace(figures, by_kind=nothing), {}, "a", True)
    page = report_page(saved(tmp_path / "run", RIGHT, text=BUILTIN))
    assert "<h3>quotes verbatim in the stored article °</h3>" in page
    assert GIVEN_NOTE in page
