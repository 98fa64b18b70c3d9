"""Example questions for the first screen: those whose sample article is in the collection, else about the newest."""

from __future__ import annotations

from typing import NamedTuple

from eval.plain import line
from index.article import make_article_id
from index.filters import Filters
from index.library import Library


class Example(NamedTuple):
    """A question, and the URL of the sample article that answers it."""

    question: str
    url: str


EXAMPLES = (
    Example(
        "How long was ByteDance given to find a partner?",
        "https://pacificcourier.example/2025/01/tiktok-gets-75-days",
    ),
    Example(
        "What did Hanwha pay for the shipyard in Philadelphia?",
        "https://pacificcourier.example/2025/10/china-blacklists-hanwha-units",
    ),
    Example(
        "Who replaced Qin Gang as China's foreign minister?",
        "https://meridianwire.example/2023/07/china-removes-qin-gang",
    ),
    Example(
        "By how much did Washington cut its fentanyl tariff?",
        "https://capitaldispatch.example/2025/10/trump-xi-one-year-truce",
    ),
)


def examples(library: Library) -> tuple[str, ...]:
    """Questions that the library's articles answer; none where it is empty."""
    return _about_samples(library) or _about_newest(library)


def holds_samples(library: Library) -> bool:
    """Whether there are sample articles among the library's: any that an example question is about."""
    return bool(_about_samples(library))


def _about_samples(library: Library) -> tuple[str, ...]:
    return tuple(e.question for e in EXAMPLES if library.article(make_article_id(e.url, "")) is not None)


def _about_newest(library: Library) -> tuple[str, ...]:
    """Questions about the articles of the newest day."""
    newest = library.overview().last
    articles = library.articles(Filters(since=newest)) if newest else ()
    return tuple(f"What is the latest on “{line(article.title)}”?" for article in articles[:2] if article.title)
