"""Is the right article, and the right sentence, among the passages, and how far up?

Measures by ir_measures (MacAvaney, Macdonald and Ounis 2022, "Streamlining Evaluation with ir-measures",
ECIR): recall, nDCG (Järvelin and Kekäläinen 2002) and reciprocal rank. A judged question that retrieved
nothing counts 0. A case without evidence is not judged and stays out.
"""

from __future__ import annotations

from collections.abc import Sequence

from eval.case import Case
from eval.gold import Gold
from eval.match import holds_answer, holds_quote
from rag.answer import Passage

KS = (1, 2, 4, 10)


def score_stories(passages: Sequence[Passage], case: Case, gold: Gold) -> dict[str, float]:
    """`story_recall_K`, `story_ndcg_10`, `story_rr_10` of the distinct stories in order of their first passage.

    Copies of one story are one story, on both sides. Where the case does not need all its evidence, each
    gold story is as good as another, and the first one found counts.
    """
    return _by_rank("story", [gold.story(passage.article) for passage in passages], gold.stories, case)


def score_articles(passages: Sequence[Passage], case: Case, gold: Gold) -> dict[str, float]:
    """`article_recall_K`, `article_ndcg_10`, `article_rr_10` of the distinct articles in order of their first passage.

    Here copies take ranks of their own. A passage stands for its article, and for a gold article among the
    copies that it names: the reader sees that one too.
    """
    ranked = []
    for passage in passages:
        ids = [article.article_id for article in (passage.article, *passage.copies)]
        ranked.append(next((article_id for article_id in ids if article_id in gold.articles), ids[0]))
    return _by_rank("article", ranked, gold.articles, case)


def _by_rank(prefix: str, ranked: Sequence[str], right: Sequence[str], case: Case) -> dict[str, float]:
    if not right:
        return {}
    if case.needs_all:
        return _measures(prefix, right, tuple(dict.fromkeys(ranked)))
    return _measures(prefix, ("gold",), tuple(dict.fromkeys("gold" if name in right else name for name in ranked)))


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

    `article_first` and `article_in_4`: an article of a gold story is the first passage's, or one of the
    first four passages'. `answer_in_4` and `answer_in_10`: the words of an accepted answer stand in those
    passages; of every part where the case needs all. The same with `filtered_` in front, of the questions
    that are asked under filters.
    """
    scores: dict[str, float] = {}
    if gold.stories:
        right = [gold.story(passage.article) in gold.stories for passage in passages]
        scores |= {"article_first": float(any(right[:1])), "article_in_4": float(any(right[:4]))}
    if case.parts:
        scores |= {f"answer_in_{k}": float(answer_stands_in(passages[:k], case)) for k in (4, 10)}
    if not case.limits.is_empty:
        scores |= {f"filtered_{name}": value for name, value in scores.items()}
    return scores


def answer_stands_in(passages: Sequence[Passage], case: Case) -> bool:
    """Whether each part of the case's answer stands in some passage, in one of its forms."""
    return all(
        any(holds_answer(found.text, form, found.article.published) for found in passages for form in forms)
        for forms in case.parts
    )


def score_all_evidence(passages: Sequence[Passage], case: Case, gold: Gold) -> dict[str, float]:
    """`all_evidence_4`, `all_evidence_10`: every piece of evidence stands in the first passages, its quote, or
    its story where it has none. Of cases that need two pieces or more.

    The 'paragraph exact match' of multi-hop retrieval (Asai et al. 2020, "Learning to Retrieve Reasoning
    Paths over Wikipedia Graph for Question Answering", ICLR): what has to be put together is of use only whole.
    """
    if not case.needs_all or len(gold.evidence) < 2:
        return {}
    found = {
        k: [
            any(holds_quote(p.text, quote) if quote else gold.story(p.article) == story for p in passages[:k])
            for story, quote in gold.evidence
        ]
        for k in (4, 10)
    }
    return {f"all_evidence_{k}": float(all(each)) for k, each in found.items()}


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
