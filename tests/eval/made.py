"""Hand-made articles, answers and cases for the tests of the scorers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from eval.case import Case, Evidence
from eval.figures import summarise
from eval.provenance import cases_hash
from eval.run import Result
from eval.save import save_results, save_summary, summary_of
from eval.saved import SavedRun, load_run
from eval.score import score_results
from index.article import Article, make_article_id
from rag.answer import Answer, Citation, Passage, Refusal, Sentence

FERRY_URL = "https://news.example/ferry"
BRIDGE_URL = "https://news.example/bridge"

FERRY = Article(
    article_id=make_article_id(FERRY_URL, ""),
    source="/a.jsonl#1",
    title="Ferry runs aground off Larsholm",
    text="The ferry Solvei ran aground off Larsholm. Eleven people were hurt.\nAll 212 passengers left by boat.",
    url=FERRY_URL,
    publisher="Coast Post",
    published=date(2024, 3, 5),
    story_id="story-ferry",
)
COPY = Article(
    article_id="copy",
    source="/b.html",
    title="Ferry aground",
    text=FERRY.text,
    publisher="Harbour News",
    story_id="story-ferry",
)
BRIDGE = Article(
    article_id=make_article_id(BRIDGE_URL, ""),
    source="/a.jsonl#2",
    title="Torvik bridge to close",
    text="Torvik bridge will close on 4 August 2024. The council voted 9 to 3.",
    url=BRIDGE_URL,
    publisher="Torvik Gazette",
    published=date(2024, 7, 1),
    story_id="story-bridge",
)
STORED = {article.article_id: article for article in (FERRY, COPY, BRIDGE)}


def hurt_case(**changes: object) -> Case:
    """Asks for the number of the hurt, which FERRY gives."""
    fields: dict[str, object] = {
        "case_id": "hurt",
        "question": "How many were hurt on the Solvei?",
        "answerable": True,
        "answers": ("11", "eleven"),
        "evidence": (Evidence(FERRY_URL, "Eleven people were hurt."),),
    }
    return Case(**{**fields, **changes})  # type: ignore[arg-type]


def passage(article: Article, text: str | None = None, score: float = 0.5) -> Passage:
    """The passage that holds `text`, or the whole article."""
    start = article.text.index(text) if text else 0
    return Passage(start, article, start, start + len(text or article.text), score)


def quoted(*parts: tuple[Article, str], passages: tuple[Passage, ...] = ()) -> Answer:
    """An answer of quotes, a sentence and a citation each."""
    spans = [(article, article.text.index(text), text) for article, text in parts]
    return Answer(
        question="",
        standalone_question="",
        status="answered",
        model="builtin",
        sentences=tuple(Sentence(text, (n,), quoted=True) for n, (_, _, text) in enumerate(spans, 1)),
        citations=tuple(Citation(n, a, start, start + len(text)) for n, (a, start, text) in enumerate(spans, 1)),
        passages=passages,
        covered=0.9,
        timings_ms={"retrieve": 3.0, "total": 5.0},
    )


def refused(passages: tuple[Passage, ...] = ()) -> Answer:
    """A refusal."""
    refusal = Refusal("not_covered", "None of the articles covers this.")
    return Answer(
        "", "", "refused", "builtin", passages=passages, refusal=refusal, covered=0.2, timings_ms={"retrieve": 3.0}
    )


def save_run(folder: Path, right: Sequence[bool], *, refusals: int = 0, failed: int = 0) -> SavedRun:
    """The saved run of a suite of answerable cases, each about a story of its own: those of `right` answered so or
    wrong, then some refused, then some that failed with an error.
    """
    good = quoted((FERRY, "Eleven people were hurt."), passages=(passage(FERRY),))
    wrong = quoted((FERRY, "All 212 passengers left by boat."), passages=(passage(FERRY),))
    answers = [good if is_right else wrong for is_right in right] + [refused()] * refusals + [None] * failed
    cases = [hurt_case(case_id=f"c{at}", evidence=()) for at in range(len(answers))]
    results = [
        Result(case, answer, 5.0, None if answer else "ValueError: broken")
        for case, answer in zip(cases, answers, strict=True)
    ]
    scored = score_results(results, STORED.get)
    folder.mkdir()
    save_results(scored, folder)
    made = {"cases": cases_hash(cases)}
    save_summary(
        summary_of(summarise(scored), {}, {}, suite="ferries", articles=3, seconds=1.0, missed=(), run=made), folder
    )
    return load_run(folder)
