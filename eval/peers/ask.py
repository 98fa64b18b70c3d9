"""Every case put to every system, one right after the other, so that whatever else the machine does hits all alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from eval.case import Case
from eval.gold import Gold, Lookup, resolve
from eval.measures import MEASURES, Measure
from eval.peers.entrant import Entrant
from eval.score.answers import score_correct
from eval.score.retrieval import answer_stands_in, score_quotes, score_stories, score_top
from rag.answer import Passage

_KNOWN = {measure.name: measure for measure in MEASURES}
COMPARED = (
    *(
        _KNOWN[name]
        for name in (
            "article_first",
            "article_in_4",
            "answer_in_4",
            "answer_in_10",
            "quote_recall_4",
            "quote_recall_10",
            "quote_ndcg_10",
            "story_ndcg_10",
        )
    ),
    Measure("answer_handed_on", "answer in the passages handed on", "retrieval"),
    Measure("words_in_4", "words in 4 passages", "retrieval", "", "words"),
    Measure("words_handed_on", "words in the passages handed on", "retrieval", "", "words"),
    _KNOWN["correct"],
    _KNOWN["first_quote"],
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one system made of one case: its scores by the names in `COMPARED`, and the milliseconds of its search.

    `about` are the stories of the evidence: cases that share one are not independent.
    """

    scores: Mapping[str, float]
    ms: float
    about: tuple[str, ...] = ()


def ask_everybody(
    cases: Sequence[Case],
    entrants: Sequence[Entrant],
    lookup: Lookup,
    progress: Callable[[int], None] | None = None,
) -> dict[str, tuple[Asked, ...]]:
    """For each system, by its name, what became of each case, in their order. `progress` gets the cases done."""
    asked: dict[str, list[Asked]] = {entrant.name: [] for entrant in entrants}
    for done, case in enumerate(cases, start=1):
        gold = resolve(case, lookup)
        for entrant in entrants:
            asked[entrant.name].append(_ask(entrant, case, gold))
        if progress:
            progress(done)
    return {name: tuple(items) for name, items in asked.items()}


def _ask(entrant: Entrant, case: Case, gold: Gold) -> Asked:
    begin = time.perf_counter()
    passages = entrant.retrieve(case)
    ms = (time.perf_counter() - begin) * 1000
    scores = {
        **score_top(passages, case, gold),
        **score_stories(passages, case, gold),
        **score_quotes(passages, case, gold),
        **_score_handed_on(passages, case, entrant.hands_on),
        **(score_correct(case, entrant.respond(case, passages)) if entrant.respond else {}),
    }
    return Asked(
        {measure.name: scores[measure.name] for measure in COMPARED if measure.name in scores}, ms, tuple(gold.about)
    )


def _score_handed_on(passages: Sequence[Passage], case: Case, hands_on: int) -> dict[str, float]:
    """`answer_handed_on`, as `answer_in_4`, of the passages that the system gives to a chat model by default;
    and how much there is to read.
    """
    texts = [passage.text for passage in passages]
    scores = {
        "words_in_4": float(sum(len(text.split()) for text in texts[:4])),
        "words_handed_on": float(sum(len(text.split()) for text in texts[:hands_on])),
    }
    if case.parts:
        scores["answer_handed_on"] = float(answer_stands_in(passages[:hands_on], case))
    return scores
