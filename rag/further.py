"""Which quotes beside the best one are worth showing: those that may answer, or confirm, and not those that fill up.

A question that asks yes or no begins with the sentence that decides it, one that asks who did something with one that
tells that it was done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.asked import asked_for, asks_about_now, asks_for_several, asks_yes_or_no
from rag.deed_words import tells_of_deed
from rag.deeds import tells_what_was_done
from rag.denials import goes_on
from rag.denied import denied
from rag.facts import content_words, knows, without_names
from rag.question import Question
from rag.quote import Quote
from rag.roles import asks_who_won, tells_winner

# Log-odds, over no answer, of a quote's best words: below both, it is left out (see "What pays" in ARCHITECTURE.md).
_LEAST = -6.0
_BELOW_BEST = 5.0
_MOST_YES_OR_NO = 3
_STILL = re.compile(r"\b(?:still|any ?more|any longer|no longer|yet|currently|now)\b", re.IGNORECASE)
_SUBJECT = 6  # words that the auxiliary and the one asked about take at most


def worth_showing(question: Question, quotes: Sequence[Quote], *, decided: bool = False) -> tuple[Quote, ...]:
    """The quotes without those that add nothing; `decided`: the first already decides a question of yes or no.

    Where one thing is asked for, the same words are shown once more, from another publisher, as their confirmation.
    """
    if asks_yes_or_no(question.raw):
        quotes = (tuple(quotes) if decided else decisive_first(question, quotes))[:_MOST_YES_OR_NO]
        quotes = _on_the_point(question, quotes, decided=decided)
    if asked_for(question.raw) == "person":
        quotes = done_first(question.raw, quotes)
    if len(quotes) < 2 or not any(quote.span for quote in quotes):
        return tuple(quotes)
    several = asks_for_several(question.raw)
    bar = min(_LEAST, max(quote.span.score for quote in quotes if quote.span) - _BELOW_BEST)
    first = quotes[0]
    shown, confirmed = [first], False
    for quote in quotes[1:]:
        if quote.span is not None and quote.span.score < bar and not _instead(question, first, quote):
            continue
        if not several and _says_again(quote, first):
            if confirmed or quote.passage.article.publisher == first.passage.article.publisher:
                continue
            confirmed = True
        shown.append(quote)
    return tuple(shown)


def _instead(question: Question, first: Quote, quote: Quote) -> bool:
    """Whether the quote goes on after a first one that denies what is asked, so that it may say what was so instead."""
    article = first.passage.article
    if first.span is None or quote.passage.article.article_id != article.article_id:
        return False
    words = article.text[first.span.start : first.span.end]
    return denied(question.standalone, first.text, words) and goes_on(article, first.end, quote.start)


def decisive_first(question: Question, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes of a yes-or-no question, first the one that tells of what is asked to have been done, where the best
    one does not; of a question about what is still so, the newest of those that hold as much of the question.
    """
    if len(quotes) < 2:
        return tuple(quotes)
    named = question.named
    asked = content_words(_STILL.sub(" ", without_names(question.raw, named)))
    verb = _main_verb(question.raw)
    held = [_held(quote, asked, verb, named) for quote in quotes]
    if _STILL.search(question.raw) or asks_about_now(question.raw):
        near = [i for i, share in enumerate(held) if share >= max(held) / 2 and share > 0]
        best = max(near, key=lambda i: (quotes[i].passage.article.latest or date.min, held[i]), default=0)
    else:
        told = [_tells(quote, verb, asked, named) for quote in quotes]
        best = max(range(len(quotes)), key=lambda i: (told[i], held[i]))
        best = best if told[best] and not told[0] and held[best] > held[0] else 0
    return (quotes[best], *(quote for i, quote in enumerate(quotes) if i != best))


def _on_the_point(question: Question, quotes: Sequence[Quote], *, decided: bool) -> tuple[Quote, ...]:
    """The quotes of a yes-or-no question without those that hold less than half of what the first holds of it; where
    that decides it, without those that hold just half.
    """
    named = question.named
    asked, verb = content_words(_STILL.sub(" ", without_names(question.raw, named))), _main_verb(question.raw)
    held = [_held(quote, asked, verb, named) for quote in quotes]
    return tuple(
        quote
        for place, (quote, share) in enumerate(zip(quotes, held, strict=True))
        if place == 0 or 2 * share > held[0] or (2 * share == held[0] and not decided)
    )


def done_first(question: str, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes, first the best that tells of what the question says was done: 'who won?' is not told by who lost."""
    told = next((i for i, quote in enumerate(quotes) if _tells_who(question, quote.text)), 0)
    return (*quotes[told : told + 1], *quotes[:told], *quotes[told + 1 :])


def _tells_who(question: str, sentence: str) -> bool:
    if (asks_who_won(question) and not tells_winner(sentence)) or not tells_of_deed(question, sentence):
        return False
    return tells_what_was_done(question, sentence)


def _tells(quote: Quote, verb: frozenset[str], asked: frozenset[str], named: frozenset[str]) -> bool:
    """Whether the sentence tells of what is asked to have been done, and of something else that the question names."""
    stems = content_words(quote.text)
    return bool(verb & stems) and (bool((asked - verb) & stems) or any(knows(quote.text, name) for name in named))


def _held(quote: Quote, asked: frozenset[str], verb: frozenset[str], named: frozenset[str]) -> float:
    """The share of the words and names asked about that the sentence holds; what is asked to have been done counts
    once more.
    """
    stems = content_words(quote.text)
    wanted = len(asked) + bool(verb) + len(named) / 2
    known = sum(knows(quote.text, name) for name in named) / 2
    return (len(asked & stems) + bool(verb & stems) + known) / wanted if wanted else 0.0


def _main_verb(question: str) -> frozenset[str]:
    """The first word after the one who is asked about: 'accept' of 'Did the Brennan Islands accept the offer?'."""
    words = question.split()
    for place, word in enumerate(words[1 : min(_SUBJECT, len(words) - 1)], 1):
        after = words[place + 1]
        if word[:1].isupper() and after[:1].islower() and (stems := content_words(after)) and "'" not in word:
            return stems
    return frozenset()


def _says_again(quote: Quote, first: Quote) -> bool:
    """Whether the quote would answer with no other words than the first."""
    mine, theirs = _words(quote), _words(first)
    return bool(mine) and mine <= theirs


def _words(quote: Quote) -> frozenset[str]:
    if quote.span is None:
        return frozenset()
    words = quote.passage.article.text[quote.span.start : quote.span.end]
    return frozenset(re.findall(r"\w+", words.casefold())) - {"the", "a", "an", "of", "in", "on"}
