"""Hedges: what a text gives as possible, planned or claimed, and whether a sentence makes a fact of it.

It looks at the surface, like `rag.words.polarity`: a modal ('might', 'plans to', 'reportedly') governs the
first content word after it, a claim ('claims', 'accused of') the words up to the end of its clause.

Of 550 supported claims of FEVER and WiCE samples that pass the rest of the support check, none fails here; of 294
headlines against the first three sentences of their articles, 3 do, one of them wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.sentences import sentence_spans
from rag.words import clause_end, content_words, first_content_word, past_that

# Of a sentence's content words, so many must stand in a claim only, for the claim to be what the sentence states.
_CLAIMED_SHARE = 0.5

# 'may' in lower case only: 'May' is a month. What could or would not happen did not: no hedge.
_MODAL = re.compile(
    r"\b(?:may|might|(?:could|would|should)(?!\s+not\b)"
    r"|(?:aim|consider|expect|hop|intend|plan|propos|seek|threaten|want)\w*\s+to|(?:likely|poised|scheduled|set)\s+to"
    r"|allegedly|perhaps|possibly|probably|purportedly|reportedly|supposedly|suspected|unconfirmed|unverified)\b"
)
# Of these a plan or a promise is no fair word: 'may build' is not 'will build'.
_POSSIBLE = re.compile(
    r"\b(?:may|might|perhaps|possibly|allegedly|reportedly|purportedly|supposedly|suspected|unconfirmed|unverified"
    r"|consider\w*\s+to|propos\w*\s+to)\b"
)
_CONDITION = re.compile(r"\b(?:unless|provided that|on condition that|as long as|if)\b", re.IGNORECASE)
_NO_CONDITION = re.compile(
    r"\b(?:even|as|only|what|(?:ask|wonder|know|see|sure|decid|told)\w*(?:\s\w+){0,3})\s+if\b", re.IGNORECASE
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|provided|condition\w*|as long as|when|once|without|could|would|may|might|whether|plan\w*|expected"
    r"|until|after|likely|unlikely|threat\w*|offer\w*|should)\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"\b(?:claim(?:s|ed|ing)?(?!\s(?:[\w-]+\s){0,4}(?:life|lives)\b)"
    r"|accus(?:e|es|ed|ing|ations?)|alleg(?:e|es|ed|ing|ations?)|blam(?:es|ed|ing)|charged\s+with|rumou?r(?:s|ed)?)\b(?:\s+that\b)?"
)
# Any of these in a sentence says that it is no plain fact, or whose word it is.
_OTHER_CARE = """
according add added adds admit admits admitted announce announced announces argue argued argues believe believed
believes can deny denied denies estimate estimated estimates fear feared fears forecast if insist insisted insists
likely must note noted notes planned plans predict predicted predicts proposal proposed proposes report reported reports
said say saying says should stated states suggest suggested suggests suspect suspects tell telling tells think thinks
thought threatened threatens told unless unlikely wanted wants warn warned warning warns whether will
"""
_CAREFUL = frozenset(_OTHER_CARE.split())
# What shows that a thing is not certain; the rest says whose word it is, or that it is to come.
_DOUBTFUL_WORDS = """
believe believed believes can chance deny denied denies estimate estimated estimates fear feared fears forecast
if likely possible potential potentially predict predicted predicts proposal proposed proposes report reported
reports risk risks should suggest suggested suggests suspect suspects think thinks
thought threatened threatens unclear unconfirmed unless
unlikely whether
"""
_DOUBTFUL = frozenset(_DOUBTFUL_WORDS.split())
# 'claimed on a web page that'
_CLAIMED_THAT = re.compile(
    r"\s+(?:on|in|at|to|before|during|over|through)\s+[^,;:.!?]{1,40}?\sthat\b"
)  # 'claimed on a web page that'
_INFINITIVE = re.compile(r"\bto\s+\w+", re.IGNORECASE)  # 'picked to play' does not say that they played


# What a sentence says of everything or of most, and the words by which a quote says so too.
_SWEEPING = tuple(
    (re.compile(rf"\b(?:{said})\b"), re.compile(rf"\b(?:{shown})\b"))
    for said, shown in (
        (
            r"all(?!\s+(?:of\s+)?(?:the\s+)?(?:\d|two|three|four|five|six|seven|eight|nine|ten))|every(?:one|body)?|entire(?:ly)?|always",
            r"all|every\w*|each|any\w*|entire\w*|whole|full\w*|always|throughout|across|no|none|nobody|complete\w*|total\w*|both",
        ),
        (r"majority|most(?=\s+(?:of|people|voters))", r"major\w*|most\w*|half|outright|more than"),
        (r"only|sole(?:ly)?|exclusive(?:ly)?", r"only|sole\w*|alone|exclusive\w*|just|single|merely|no other|none|no"),
    )
)


# 'One of them is the yard' does not say 'The company is the yard'.
_ONE_OF = re.compile(r"\bone of (?:them|the|its|his|her|their)\b", re.IGNORECASE)
_THE_ONE = re.compile(r"^\W*the (?:\w+ ){1,2}(?:is|was)\b(?!.*\b(?:one|an?|another|among|some|part)\b)", re.IGNORECASE)


class _Hedge(NamedTuple):
    cue: str
    start: int  # of the words it governs
    end: int
    least: float  # the share of a sentence's content words that must be governed by it; 0: any


def overstated(text: str, cited: str, near: str) -> str | None:
    """The hedge in the words `cited` that `text` drops, None without one.

    A sentence that has a hedge of its own is left alone, whichever it is; one that says who says so, or that
    it will be, may leave out 'plans to' but not 'may'. So is what `near`, the cited words and their neighbours,
    also says without a hedge.
    """
    words = re.findall(r"\w+", text.lower())
    if _MODAL.search(text) or _CLAIM.search(text) or not _DOUBTFUL.isdisjoint(words):
        return None
    careful = not _CAREFUL.isdisjoint(words)
    said = content_words(_INFINITIVE.sub(" ", text))
    flat = content_words(_unhedged(near))
    for hedge in _hedges(cited):
        if careful and not _POSSIBLE.match(hedge.cue):
            continue
        only = (said & content_words(cited[hedge.start : hedge.end])) - flat
        if only and len(only) >= hedge.least * len(said):
            return hedge.cue
    return None


def unconditional(text: str, cited: str) -> str | None:
    """The 'if' or 'unless' in a sentence of `cited` without which `text` states the rest of it; None without one."""
    if _CONDITIONAL.search(text):
        return None
    said = content_words(text)
    for start, end in sentence_spans(cited):
        sentence = cited[start:end]
        condition = _CONDITION.search(_NO_CONDITION.sub(lambda match: "-" * len(match.group()), sentence))
        if condition and said and len(said & content_words(sentence)) >= _CLAIMED_SHARE * len(said):
            return condition.group()
    return None


def sweeping(text: str, cited: str) -> str | None:
    """The 'all', 'majority' or 'largest' of `text` that `cited` does not say; None without one."""
    said, shown = text.lower(), cited.lower()
    for said_so, shown_so in _SWEEPING:
        found = said_so.search(said)
        if found and not shown_so.search(shown):
            return found.group()
    only = _THE_ONE.search(text)
    if only and _ONE_OF.search(cited):
        return only.group()
    words = frozenset(re.findall(r"[a-z]+", shown))
    for word in re.findall(r"\b[a-z]{3,}est\b", said):
        plain = word.removesuffix("est")
        if word not in words and not {plain, f"{plain}e", f"{plain.removesuffix('i')}y", plain[:-1]}.isdisjoint(words):
            return str(word)
    return None


def _hedges(text: str) -> Iterator[_Hedge]:
    for cue in _MODAL.finditer(text):
        word = first_content_word(text, cue.end(), clause_end(text, cue.end()))
        if word:
            yield _Hedge(cue.group(), *word.span(), 0.0)
    for cue in _CLAIM.finditer(text):
        start = past_that(text, cue.end())
        if claimed := _CLAIMED_THAT.match(text, start):
            start = claimed.end()
        yield _Hedge(cue.group(), start, clause_end(text, start), _CLAIMED_SHARE)


def _unhedged(text: str) -> str:
    for hedge in _hedges(text):
        text = text[: hedge.start] + " " * (hedge.end - hedge.start) + text[hedge.end :]
    return text
