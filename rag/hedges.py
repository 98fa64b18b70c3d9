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

from rag.words import clause_end, content_words, first_content_word

# Of a sentence's content words, so many must stand in a claim only, for the claim to be what the sentence states.
_CLAIMED_SHARE = 0.5

# 'may' in lower case only: 'May' is a month. What could or would not happen did not: no hedge.
_MODAL = re.compile(
    r"\b(?:may|might|(?:could|would)(?!\s+not\b)"
    r"|(?:aim|consider|expect|hop|intend|plan|propos|seek|threaten|want)\w*\s+to|(?:likely|poised|scheduled|set)\s+to"
    r"|allegedly|perhaps|possibly|probably|purportedly|reportedly|supposedly|suspected|unconfirmed|unverified)\b"
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
_INFINITIVE = re.compile(r"\bto\s+\w+", re.IGNORECASE)  # 'picked to play' does not say that they played


class _Hedge(NamedTuple):
    cue: str
    start: int  # of the words it governs
    end: int
    least: float  # the share of a sentence's content words that must be governed by it; 0: any


def overstated(text: str, cited: str, near: str) -> str | None:
    """The hedge in the words `cited` that `text` drops, None without one.

    A sentence that has a hedge or attribution of its own, whichever, is left alone. So is what `near`,
    the cited words and their neighbours, also says without a hedge.
    """
    if _MODAL.search(text) or _CLAIM.search(text) or not _CAREFUL.isdisjoint(re.findall(r"\w+", text.lower())):
        return None
    said = content_words(_INFINITIVE.sub(" ", text))
    flat = content_words(_unhedged(near))
    for hedge in _hedges(cited):
        only = (said & content_words(cited[hedge.start : hedge.end])) - flat
        if only and len(only) >= hedge.least * len(said):
            return hedge.cue
    return None


def _hedges(text: str) -> Iterator[_Hedge]:
    for cue in _MODAL.finditer(text):
        word = first_content_word(text, cue.end(), clause_end(text, cue.end()))
        if word:
            yield _Hedge(cue.group(), *word.span(), 0.0)
    for cue in _CLAIM.finditer(text):
        yield _Hedge(cue.group(), cue.end(), clause_end(text, cue.end()), _CLAIMED_SHARE)


def _unhedged(text: str) -> str:
    for hedge in _hedges(text):
        text = text[: hedge.start] + " " * (hedge.end - hedge.start) + text[hedge.end :]
    return text
