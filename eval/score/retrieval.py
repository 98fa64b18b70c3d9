"""Is the right article, and the right sentence, among the passages, and how far up?

Measures by ir_measures (MacAvaney, Macdonald and Ounis 2022, "Streamlining Evaluation with ir-measures",
ECIR): recall, nDCG (Järvelin and Kekäläinen 2002) and reciprocal rank. A judged question that retrieved
nothing counts 0. A case without evidence is not judged and stays out.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.case import Case
from eval.gold import Gold, story_of
from eval.match import holds_answer, holds_quote
from rag.answer import Passage

KS = (1, 2, 4, 10)


def score_articles(passages: Sequence[Passage], case: Case, gold: Gold) -> dict[str, float]:
    """`article_recall_K`, `article_ndcg_10`, `article_rr_10` of the distinct stories in order of their first passage.

    Copies of one story are one story, on both sides. Where the case does not need all its evidence, each
    gold story is as good as another, and the first one found counts.
    """
    if not gold.stories:
        return {}
    stories = [story_of(passage.article) for passage in passages]
    if case.needs_all:
        return _measures("article", gold.stories, tuple(dict.fromkeys(stories)))
    any_gold = ["gold" if story in gold.stories else story for story in stories]
    return _measures("article", ("gold",), tuple(dict.fromkeys(any_gold)))


def score_quotes(passages: Sequence[Passage], case: Case, gold: Gold) -> dict[str, float]:
    """`quote_recall_K`, `quote_ndcg_10`, `quote_rr_10` of the case's gold quotes.

    Each quote is a search of its own with one right result: the first passage that holds at least half
    of it, so that a quote cut by a passage's edge counts as found. The figures are the mean over the
    quotes where the case needs all, else those of the quote found first.
    """
    if not gold.quotes:
        return {}
    each = [_measures("quote", ("the quote",), _places(passages, quote)) for quote in gold.quotes]
    if not case.needs_all:
        return max(each, key=lambda scores: scores["quote_rr_10"])
    return {name: sum(scores[name] for scores in each) / len(each) for name in each[0]}


def score_top(passages: Sequence[Passage], case: Case, gold: Gold) -> dict[str, float]:
    """What a plain recipe is compared by, each 0 or 1 and by passage.

    `article_first` and `article_in_4`: a gold article is the first passage's, or one of the first four
    passages'. `answer_in_4` and `answer_in_10`: the words of an accepted answer stand in those passages;
    of every accepted answer where the case needs all.
    """
    scores: dict[str, float] = {}
    if gold.stories:
        right = [story_of(passage.article) in gold.stories for passage in passages]
        scores |= {"article_first": float(any(right[:1])), "article_in_4": float(any(right[:4]))}
    if case.answers:
        need = all if case.needs_all else any
        for k in (4, 10):
            texts = [passage.text for passage in passages[:k]]
            found = need(any(holds_answer(text, answer) for text in texts) for answer in case.answers)
            scores[f"answer_in_{k}"] = float(found)
    return scores


def _places(passages: Sequence[Passage], quote: str) -> tuple[str, ...]:
    """The ranking as names: the first passage with the quote is called 'the quote'."""
    holding = next((at for at, passage in enumerate(passages) if holds_quote(passage.text, quote)), None)
    return tuple("the quote" if at == holding else f"passage {at}" for at in range(len(passages)))


def _measures(prefix: str, relevant: Sequence[str], ranked: Sequence[str]) -> dict[str, float]:
    """The measures of one search: names that are right, and names in the order they were found."""
    import ir_measures
    from ir_measures import RR, R, nDCG

    names = {R @ k: f"{prefix}_recall_{k}" for k in KS}
    names |= {nDCG @ 10: f"{prefix}_ndcg_10", RR @ 10: f"{prefix}_rr_10"}
    judged = [ir_measures.Qrel("", name, 1) for name in relevant]
    found = [ir_measures.ScoredDoc("", name, -float(rank)) for rank, name in enumerate(ranked)]
    means = ir_measures.calc_aggregate(list(names), judged, found)
    return {names[measure]: float(value) for measure, value in means.items()}
