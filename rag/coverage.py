"""What was published in a time, where nothing in particular is asked about: the stories that most articles tell."""

from __future__ import annotations

from datetime import date

from index.article import Article
from index.library import Library
from rag.answer import Passage
from rag.question import Question

_MOST_DAYS = 31  # of a longer time all articles are too many to look at, and a search has to do


def openings(library: Library, question: Question, most: int) -> tuple[tuple[Passage, ...], str]:
    """The openings of the articles that the question's filters accept, one for each story, and what to say of the rest.

    The stories that most articles tell come first, then the newest; at most `most`. Their `chunk_id` lies below 0, for
    nothing was searched. None where the question is about something, or a time longer than a month.
    """
    period = question.period
    if not question.only_coverage or period is None or period.first is None or period.last is None:
        return (), ""
    if (period.last - period.first).days > _MOST_DAYS:
        return (), ""
    stories: dict[str, list[Article]] = {}
    for article in library.articles(question.filters):
        if article.published is not None:
            stories.setdefault(article.story_id, []).append(article)
    ranked = sorted(stories.values(), key=lambda told: (-len(told), -max(map(_day, told))))
    passages = tuple(_opening(place, told) for place, told in enumerate(ranked[:most]))
    if len(ranked) <= most:
        return passages, ""
    return passages, f"{len(ranked)} stories were published then; told are the {most} that most articles report."


def _opening(place: int, told: list[Article]) -> Passage:
    first, *copies = sorted(told, key=lambda article: (_day(article), article.article_id))
    end = first.text.find("\n\n")
    return Passage(-1 - place, first, 0, end if end > 0 else len(first.text), 1 / (1 + place), copies=tuple(copies))


def _day(article: Article) -> int:
    return (article.published or date.min).toordinal()
