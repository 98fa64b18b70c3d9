"""What retrieval and citations are judged against: the gold stories and quotes of a case, in a library's terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eval.case import Case
from eval.match import squeeze
from index.article import Article, make_article_id

Lookup = Callable[[str], Article | None]  # an article by its id, as `Library.article`


@dataclass(frozen=True, slots=True)
class Gold:
    """`stories` as keys of `story_of`, each once, in the order of the evidence; `quotes` white space squeezed.

    `problems` names evidence that the stored articles lack. It still counts as not found: an article
    that indexing lost, or a quote that cleaning cut away, is a fault of the system under test.
    """

    stories: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def story_of(article: Article) -> str:
    """The key of an article's story; near-identical copies share it."""
    return article.story_id or article.article_id


def find_article(reference: str, lookup: Lookup) -> Article | None:
    """The stored article that evidence names by its URL or its id."""
    return lookup(reference) or lookup(make_article_id(reference, ""))


def resolve(case: Case, lookup: Lookup) -> Gold:
    """The gold of a case. Evidence names an article by its URL or its id.

    A question that the articles do not answer has none: what comes near is not right.
    """
    if not case.answerable:
        return Gold()
    stories: dict[str, None] = {}
    problems: list[str] = []
    for evidence in case.evidence:
        article = find_article(evidence.article, lookup)
        if article is None:
            problems.append(f"{case.case_id}: no stored article is {evidence.article}")
        elif squeeze(evidence.quote) not in squeeze(article.text):
            problems.append(f"{case.case_id}: the stored text of {evidence.article} lacks {evidence.quote!r}")
        stories[story_of(article) if article else evidence.article] = None
    quotes = tuple(dict.fromkeys(squeeze(evidence.quote) for evidence in case.evidence if evidence.quote.strip()))
    return Gold(tuple(stories), quotes, tuple(problems))
