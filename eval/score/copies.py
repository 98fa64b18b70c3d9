"""Does a story that several sites carry count once?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from eval.case import Case
from eval.gold import Gold
from eval.normal import tokens
from rag.answer import Answer, Citation, Passage

_SAME = 0.8  # share of the shorter text's tokens from which two texts say the same


def score_copies(case: Case, answer: Answer, gold: Gold) -> dict[str, float]:
    """`story_once`: no two passages, and no two citations, are the same words from two articles of one story,
    and no more independent reports are claimed than stories are cited. `independent_right`, where the case
    says how many independent reports there are: the answer says the same.

    Near-duplicates hold a ranking's places without telling anything new (Bernstein and Zobel 2005, "Redundant
    Documents and Search Effectiveness", CIKM); here a story's second telling is no second witness either.
    """
    if not answer.passages and not answer.citations:
        return {}
    stories = {gold.story(citation.article) for citation in answer.citations}
    claimed = answer.agreement.independent if answer.agreement else 0
    once = not _repeats(answer.passages, gold) and not _repeats(answer.citations, gold)
    scores = {"story_once": float(once and (not answer.agreement or claimed <= len(stories)))}
    if case.independent is not None and answer.status == "answered":
        scores["independent_right"] = float(claimed == case.independent)
    return scores


def _repeats(places: Sequence[Passage | Citation], gold: Gold) -> bool:
    for one, other in combinations(places, 2):
        if one.article.article_id != other.article.article_id and gold.story(one.article) == gold.story(other.article):
            words, others = set(tokens(_text(one))), set(tokens(_text(other)))
            shorter = min(len(words), len(others))
            if shorter and len(words & others) / shorter >= _SAME:
                return True
    return False


def _text(place: Passage | Citation) -> str:
    return place.article.text[place.start : place.end]
