"""Whether a short question begins a new subject, though by its words it could lean on the conversation.

'Why was the brewery fined?' may ask about the flood that was talked of or about something else; only the articles tell.
It begins anew where no article on what was talked of knows 'the brewery', and another has a sentence with all that the
question says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.article import Article
from index.filters import Filters
from index.library import Library
from index.sentences import sentence_spans
from rag.answer import Turn
from rag.carry import asks_for_another, corrects
from rag.deeds import words_of_deeds_told
from rag.facts import content_words, knows, names
from rag.followup import leans_on_history, opens_as_follow_up, own_words, points_back
from rag.parts import parts_of

_DEPTH = 20  # chunks that a search by words brings
# What it asks about: 'the night ferry', 'how many lorries', 'which tunnel'.
_THING = re.compile(r"\b(?:the|how many|which|what)\s(?P<words>[a-z][\w-]+(?:\s[a-z][\w-]+)?)", re.IGNORECASE)
# As of one thing that it tells of.
_DEFINITE = re.compile(r"\b(?:the|its|their|his|her)\s(?P<words>[a-z][\w-]+(?:\s[a-z][\w-]+)?)", re.IGNORECASE)
_LEAST = 2  # words of its own: a thing, and what is said of it


def since_the_subject(history: Sequence[Turn], library: Library, filters: Filters) -> tuple[Turn, ...]:
    """The conversation from the last question on that began a new subject."""
    for index in range(len(history) - 1, 0, -1):
        turn = history[index]
        if turn.role == "user" and begins_anew(turn.content, history[:index], library, filters):
            return tuple(history[index:])
    return tuple(history)


def begins_anew(question: str, history: Sequence[Turn], library: Library, filters: Filters) -> bool:
    """Whether the question, which leans on the conversation by its words, is about something that the conversation and
    the articles on its subject know nothing of, and another article tells.
    """
    first = _complete_part(question)
    if not first or not leans_on_history(question, history):
        return False
    things = _things(first)
    if not things or things & content_words(" ".join(turn.content for turn in history)):
        return False
    talked_of = _on_the_subject(history, library, filters)
    if any(_has_thing(article, things, first) for article in talked_of):
        return False
    known = {article.article_id for article in talked_of}
    others = [article for article in _found(first, library, filters) if article.article_id not in known]
    return any(_tells(article, first) for article in others)


def _complete_part(question: str) -> str:
    """What the question asks first, where that needs nothing said before; '' else."""
    if names(question[:1].lower() + question[1:]) or opens_as_follow_up(question):
        return ""
    if corrects(question) or asks_for_another(question):
        return ""
    parts = parts_of(question)
    first = parts[0].text if parts else question
    return "" if points_back(first) or len(own_words(first)) < _LEAST else first


def _things(question: str) -> frozenset[str]:
    """The stems of the words for what the question is about."""
    own = own_words(question)
    return frozenset().union(*(content_words(match["words"]) & own for match in _THING.finditer(question)))


def _on_the_subject(history: Sequence[Turn], library: Library, filters: Filters) -> tuple[Article, ...]:
    """The articles on what was asked last: those that know all its names, or, where it has none, most of its words."""
    asked = next(turn.content for turn in reversed(history) if turn.role == "user")
    named = names(asked)
    own = own_words(asked)
    answered = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    return tuple(
        article
        for article in _found(f"{asked} {answered}", library, filters)
        if (
            all(knows(_whole(article), name) for name in named)
            if named
            else 2 * len(own & content_words(_whole(article))) > len(own)
        )
    )


def _found(words: str, library: Library, filters: Filters) -> tuple[Article, ...]:
    hits = library.search_words(words, _DEPTH, filters)
    located = library.locate([hit.chunk_id for hit in hits])
    return tuple({place.article.article_id: place.article for place in located.values()}.values())


def _has_thing(article: Article, things: frozenset[str], question: str) -> bool:
    """Whether the article speaks of such a thing as of one that it tells of ('the brewery'; 'taken to hospital' is
    none), or has all of the question's words.
    """
    whole = _whole(article)
    if any(content_words(match["words"]) & things for match in _DEFINITE.finditer(whole)):
        return True
    return _says(whole, question)


def _tells(article: Article, question: str) -> bool:
    """Whether a sentence of the article, with its title, has all that the question says."""
    return any(
        _says(f"{article.title}. {article.text[start:end]}", question) for start, end in sentence_spans(article.text)
    )


def _says(text: str, question: str) -> bool:
    """Whether the text has all the question's own words, a deed in whichever words."""
    told = content_words(" ".join(words_of_deeds_told(question, text)))
    return own_words(question) <= content_words(text) | told


def _whole(article: Article) -> str:
    return f"{article.title}\n{article.text}"
