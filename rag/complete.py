"""Lists made complete: the names of all sentences found that by their grammar tell the same of somebody else.

'Which states banned it?' is answered by every sentence that tells of a state that did, beyond those quoted for being
the best. Where a time is asked about, a name counts where its sentence is of that time, or tells no time and stands in
the best quote or in an article of that time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from index.when import times
from rag.asked import asks_for_several
from rag.enumerated import enumerated
from rag.facts import content_words, dates, knows, names, numbers
from rag.partakers import Place, denied, objects_of, partakers
from rag.period import Period
from rag.question import Question
from rag.quote import Quote, Scored, as_quote
from rag.suited import said

MOST = 10  # quotes of a list
_LOOKED_AT = 30  # best sentences
_LEAST = -4.0  # log-odds of a sentence
_SOON = timedelta(days=7)  # news of a time appears until so long after it
_PEOPLE = re.compile(
    r"^\W*who\s(?:else\s)?(?:(?:has|have|had)\s)?(?:died|drowned|survived|attended|signed|joined|opposed|opposes?|supports?"
    r"|supported|backed|endorsed|boycotted|abstained|resigned|took part"
    r"|(?:was|were|been|got)\s(?:\w+ly\s)?(?:killed|injured|wounded|hurt|arrested|charged|rescued|fined|convicted|sentenced"
    r"|sanctioned|expelled|dismissed|sacked|invited|detained|released))\b",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]ff)\s(?:the\s)?(?P<name>(?!(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\b)[A-Z][\w'’-]+)"
)
_TIME_WORDS = content_words(
    "year month week day time january february march april may june july august september october"
)


class Told(NamedTuple):
    words: str  # as they stand
    each: list[str]  # the names that are joined in them


class Listed(NamedTuple):
    """The quotes of a list, and its short answers as (words, place of their quote)."""

    quotes: tuple[Quote, ...]
    short: tuple[tuple[str, int], ...]


def completed(
    question: Question, told: Sequence[Scored], quotes: Sequence[Quote], short: Sequence[tuple[str, int]]
) -> Listed:
    """The quotes and short answers with those of further sentences, where the question may have several answers.

    The grammar of the first quote has to tell of the first answer, so that it is clear what is listed.
    """
    asked = question.raw
    if not quotes or not (asks_for_several(asked) or _PEOPLE.match(asked)):
        return Listed(tuple(quotes), tuple(short))
    shown, found = list(quotes), list(short)
    first = _names(question, quotes[0])
    if first and (not short or any(said(one.words) & said(name) for one in first for name, at in short if at == 0)):
        found = [(words, at) for words, at in found if at == 0 or not denied(asked, quotes[at].text)]
        sentences = sorted(told, key=lambda one: -one.logit)[:_LOOKED_AT]
        bound = objects_of(asked) or names(asked)  # else it may have happened to anybody anywhere
        for quote in (*quotes, *(as_quote(one) for one in sentences if one.logit > _LEAST)):
            at = next((place for place, other in enumerate(shown) if _same(quote, other)), len(shown))
            known = [name for name, _ in found]
            new = [words for one in _names(question, quote) for words in _new(one, known)]
            elsewhere = quote.passage.article.story_id != quotes[0].passage.article.story_id
            if not new or at >= MOST or (elsewhere and not bound):
                continue
            if at == len(shown):
                shown.append(quote)
            found += [(words, at) for words in new]
    if question.period is not None:
        return _of_the_time(question.period, shown, found)
    return Listed(tuple(shown), tuple(found))


def _new(one: Told, known: Sequence[str]) -> Sequence[str]:
    """What of the joined names is not known yet: all of it as it stands, or single names."""
    new = [name for name in one.each if not _known(name, known)]
    return [one.words] if len(new) == len(one.each) else new


def _names(question: Question, quote: Quote) -> list[Told]:
    """Those of whom a sentence tells it; none where it tells it of other things."""
    sentence, article = quote.text, quote.passage.article
    places = partakers(question.raw, sentence)
    if not places:
        return []
    named = [name for name in names(question.raw) if not numbers(name)]
    if not all(knows(f"{article.title}\n{article.text}", name) for name in named):
        return []
    objects = objects_of(question.raw) - content_words(" ".join(named)) - _TIME_WORDS
    if objects and 2 * len(objects & content_words(sentence)) < len(objects) + 1:
        return []
    if not any(knows(sentence, name) for name in named) and any(
        not knows(question.raw, match["name"]) for match in _SOMEWHERE.finditer(sentence)
    ):
        return []  # it happened elsewhere
    return [
        Told(sentence[slice(*place)], [sentence[slice(*item)] for item in _items(sentence, place)]) for place in places
    ]


def _items(sentence: str, place: Place) -> Iterator[Place]:
    items = [item for item in enumerated(sentence, *place) if place[0] <= item[0] and item[1] <= place[1]]
    yield from items or [place]


def _of_the_time(period: Period, quotes: Sequence[Quote], short: Sequence[tuple[str, int]]) -> Listed:
    """What of the list is told as of the time asked about; quotes of another time go, but for the first. A sentence
    that tells no time is of that time where its article appeared in it or soon after, or where it is the first.
    """
    told = [_when(period, quote) for quote in quotes]
    kept = [place for place, of_time in enumerate(told) if place == 0 or of_time is not False]
    at = {place: new for new, place in enumerate(kept)}
    return Listed(
        tuple(quotes[place] for place in kept),
        tuple(
            (words, at[place])
            for words, place in short
            if told[place] or (told[place] is None and (place == 0 or _published_then(period, quotes[place])))
        ),
    )


def _published_then(period: Period, quote: Quote) -> bool:
    published = quote.passage.article.published
    if published is None:
        return False
    return (period.first is None or published >= period.first) and (
        period.last is None or published <= period.last + _SOON
    )


def _when(period: Period, quote: Quote) -> bool | None:
    """Whether a sentence tells of the time asked about; None where it tells no time."""
    published = quote.passage.article.published
    found = times(quote.text, published)
    if not found:
        return False if any(day.year for day in dates(quote.text)) else None
    return any(
        (period.last is None or one.first <= period.last) and (period.first is None or one.last >= period.first)
        for one in found
    )


def _known(words: str, found: Sequence[str]) -> bool:
    mine = said(words)
    return any(mine <= said(other) for other in found)


def _same(one: Quote, other: Quote) -> bool:
    return (one.passage.article.article_id, one.start) == (other.passage.article.article_id, other.start)
