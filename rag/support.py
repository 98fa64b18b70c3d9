"""What a written sentence may lean on: the cited words, the sentences beside them and the articles' headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from index.article import Article
from index.sentences import sentence_spans
from rag.facts import PartialDate, dates, relative_dates
from rag.prompts import neutral

# From the end of a span to the end of its line, and the next line that holds something.
_LINE_AFTER = re.compile(r"[^\n]*\s*[^\n]*")


class Evidence(NamedTuple):
    """Cited words: `article.text[start:end]`."""

    article: Article
    start: int
    end: int


class Support(NamedTuple):
    """The texts and dates that a sentence is compared with."""

    cited: str  # the cited words themselves
    near: str  # with the sentences before and after
    header: str  # titles and publishers
    articles: str  # the whole text of the cited articles
    cited_dates: frozenset[PartialDate]
    near_dates: frozenset[PartialDate]
    header_dates: frozenset[PartialDate]


def gather(evidence: Sequence[Evidence]) -> Support:
    """The support that the cited words give; relative dates are read from their article's own date."""
    cited, near, header = [], [], []
    cited_dates: set[PartialDate] = set()
    near_dates: set[PartialDate] = set()
    header_dates: set[PartialDate] = set()
    for item in evidence:
        article, (low, high) = item.article, beside(item)
        words, around = article.text[item.start : item.end], article.text[low:high]
        cited.append(words)
        near.append(around)
        header.append(f"{article.title}. {article.publisher or ''}.")
        published = article.published or article.updated
        cited_dates |= _all_dates(words, published)
        near_dates |= _all_dates(f"{around} {article.title}", published)
        header_dates |= {
            PartialDate(day.year, day.month, day.day) for day in (article.published, article.updated) if day
        }
    articles = {item.article.article_id: item.article.text for item in evidence}
    return Support(
        "\n".join(cited),
        "\n".join(near),
        "\n".join(header),
        "\n".join(articles.values()),
        frozenset(cited_dates),
        frozenset(near_dates),
        frozenset(header_dates),
    )


def verbatim(text: str) -> str:
    """`text` with white space, quotation marks and brackets normalised, nothing fuzzier.

    Brackets, because a model is shown round ones for the square ones of an article.
    """
    return neutral(re.sub(r"[\"'“”„«»‘’]", "'", text))


def stands_verbatim(text: str, cited: str) -> bool:
    """Whether `cited` holds the whole of `text`, but for case, its first article and its last full stop."""
    wanted = re.sub(r"^(?:the|an?) ", "", verbatim(text).rstrip(" .").casefold())
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", verbatim(cited).casefold()) is not None


def beside(item: Evidence) -> tuple[int, int]:
    """Start and end of the cited words with the sentence before and the one after, from the lines around them only."""
    text, start, end = item.article.text, item.start, item.end
    own_line = text.rfind("\n", 0, start) + 1
    low = text.rfind("\n", 0, len(text[:own_line].rstrip())) + 1
    after = _LINE_AFTER.match(text, end)
    around = text[low : after.end() if after else len(text)]
    spans = sentence_spans(around)
    touched = [i for i, (first, last) in enumerate(spans) if first < end - low and last > start - low]
    if not touched:
        return start, end
    return (
        min(start, low + spans[max(touched[0] - 1, 0)][0]),
        max(end, low + spans[min(touched[-1] + 1, len(spans) - 1)][1]),
    )


def _all_dates(text: str, published: date | None) -> frozenset[PartialDate]:
    if published is None:
        return dates(text)
    return frozenset(day for day in dates(text) if day.year) | relative_dates(text, published)
