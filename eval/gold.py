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
    """`stories` as keys of `story`, each once, in the order of the evidence; `articles` their ids likewise;
    `quotes` white space squeezed; `evidence` the same as (story, quote), a pair for each piece.

    `about` are the stories that the evidence names, also of a question without an answer. `copies` are ids
    of articles that the case calls one story. `problems` names evidence that the stored articles lack. It
    still counts as not found: an article that indexing lost, or a quote that cleaning cut away, is a fault
    of the system under test.
    """

    stories: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def story(self, article: Article) -> str:
        """The key of an article's story. Near-identical copies share it, and so do those the case calls copies."""
        return self.copies[0] if article.article_id in self.copies else article.story_id or article.article_id


def find_article(reference: str, lookup: Lookup) -> Article | None:
    """The stored article that evidence names by its URL or its id."""
    return lookup(reference) or lookup(make_article_id(reference, ""))


def resolve(case: Case, lookup: Lookup) -> Gold:
    """The gold of a case. Evidence names an article by its URL or its id.

    A question that the articles do not answer has no right story or quote: what comes near is not right.
    """
    problems: list[str] = []
    copies = []
    for address in case.copies:
        copy = find_article(address, lookup)
        copies.append(copy.article_id if copy else address)
        if copy is None:
            problems.append(f"{case.case_id}: no stored article is {address}")
    known = Gold(copies=tuple(copies))
    pieces: list[tuple[str, str]] = []
    articles: dict[str, None] = {}
    for evidence in case.evidence:
        article = find_article(evidence.article, lookup)
        if article is None:
            problems.append(f"{case.case_id}: no stored article is {evidence.article}")
        elif squeeze(evidence.quote) not in squeeze(article.text):
            problems.append(f"{case.case_id}: the stored text of {evidence.article} lacks {evidence.quote!r}")
        pieces.append((known.story(article) if article else evidence.article, squeeze(evidence.quote)))
        articles[article.article_id if article else evidence.article] = None
    about = tuple(dict.fromkeys(story for story, _ in pieces))
    if not case.answerable:
        return Gold(about=about, copies=known.copies)
    return Gold(
        stories=about,
        articles=tuple(articles),
        quotes=tuple(dict.fromkeys(quote for _, quote in pieces if quote)),
        evidence=tuple(dict.fromkeys(pieces)),
        about=about,
        copies=known.copies,
        problems=tuple(problems),
    )
