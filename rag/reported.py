"""By which day something had happened, where the sentence that tells of it names no day: the day of its article.

'A tiger has escaped from the zoo' in an article of 4 November 2024: by then it had, so that what happened on the 6th
came after it. On which day it did is not told.
"""

from __future__ import annotations

import re

from index.tense import direction
from index.when import times
from rag.answer import DateSpan
from rag.facts import content_words, dates
from rag.quantities import normal
from rag.quote import Quote
from rag.value import Value

# A time of its own, though none that can be read; and what did not happen, or not yet.
_OTHER_TIME = re.compile(
    r"\b(?:ago|later|earlier|since|when|while|before|after|until|once|anniversary|every|always|often|usually|again"
    r"|previous(?:ly)?|former(?:ly)?|history)\b",
    re.IGNORECASE,
)
_NOT_HAPPENED = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|nor|if|whether|will|would|shall|should|could|can|cannot|may|might|must"
    r"|plan\w*|expect\w*|hop(?:es?|ed|ing)|fear\w*|threat\w*|warn\w*|avert\w*|prevent\w*|due to|set to|to be)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_SAID = re.compile(r",\s[^,]{1,80}\b(?:said|says|told|reported|announced|confirmed)\b[^,]*$")


def reported_by(quote: Quote, asked: str) -> Value | None:
    """The days up to that of the article, of a sentence that tells in the past what the question `asked` is about, with
    all of its words, and no time; else None.
    """
    article, sentence = quote.passage.article, quote.text
    if article.published is None or article.latest is None:
        return None
    if times(sentence, article.published) or dates(sentence):
        return None
    told = _SAID.sub("", sentence)
    if _OTHER_TIME.search(told) or _NOT_HAPPENED.search(told) or direction(told, len(told), len(told)) != "past":
        return None
    wanted = normal(content_words(asked))
    if not wanted or not wanted <= normal(content_words(sentence)):
        return None
    return Value(sentence.strip(), when=DateSpan(None, article.latest))
