"""Which of the two things that are compared a sentence speaks of, by the names and numbers that tell them apart."""

from __future__ import annotations

import re

from index.tense import is_past
from rag.amounts import amounts
from rag.deeds import tells_deed
from rag.event_days import ONCE
from rag.facts import content_words, fold, knows, names, names_within, numbers
from rag.in_order import FINITE
from rag.quantities import normal
from rag.quote import Quote
from rag.value import Value, value_in
from rag.words import stem

_OF_ANY_EVENT = content_words("begin began start happen come came took take place event first last day time")
_BEGINS = re.compile(
    r"\b(?:begins?|began|begun|beginning|starts?|started|launch(?:es|ed)?|broke out|breaks? out|walk(?:s|ed)? out"
    r"|(?:goes|go|went) on strike|opens?|opened)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:ends?|ended|ending|finish(?:es|ed)?|conclude[ds]?|stops?|stopped|halt(?:s|ed)?|call(?:s|ed) off"
    r"|(?:is|was) over|closes?|closed|return(?:s|ed) to work|expire[ds]?)\b",
    re.IGNORECASE,
)
_TRIAL = (
    r"\b(?:sentence[ds]?|jailed|imprisoned|convicted|found guilty|pleaded guilty|acquitted|cleared|charged|indicted"
    r"|arrest(?:s|ed)?|detained|questioned|fined|tried|accused|trial|verdict)\b"
)
_TRIED = re.compile(_TRIAL, re.IGNORECASE)
_TRIED_FOR = re.compile(rf"{_TRIAL}(?=[^.;]*\b(?:for|over|of|with|about)\b)", re.IGNORECASE)
_HAD = re.compile(r"\bhad\s(?:\w+ly\s)?(?:been\s)?(?P<deed>\w+)")
_DID = re.compile(r"^When did\b")
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def names_side(quote: Quote, own: str, other: str) -> bool:
    """Whether the sentence names what tells its own side from the other, or has half the words of one without names."""
    marks = _marks(own, other)
    if not marks:
        if any(end.search(own) and not end.search(other) and end.search(quote.text) for end in (_BEGINS, _ENDS)):
            return True
        stems = content_words(own) - content_words(other)
        return bool(stems) and 2 * len(stems & content_words(f"{quote.passage.article.title}. {quote.text}")) >= len(
            stems
        )
    return any(_holds(quote, mark) for mark in marks)


def could_be(quote: Quote, own: str, other: str) -> bool:
    """Whether the sentence can speak of its own side: its article knows that side's names, or its passage half of the
    words of one without, and it does not name the other side alone.
    """
    marks = _marks(own, other)
    article = quote.passage.article
    named = names_within(own)
    if not all(knows(f"{article.title}. {article.text}", name) for name in named):
        return False
    if not named:
        stems = content_words(own)
        return 2 * len(stems & content_words(f"{article.title}. {quote.passage.text}")) >= len(stems)
    if marks and not any(_holds(quote, mark) for mark in marks):
        return not any(_holds(quote, mark) for mark in _marks(other, own))
    return True


def as_told(side: str, asked: str, sentence: str) -> str:
    """The side in the past, as its sentence has it: 'Amsel resigned' for the 'Amsel resign' of 'did Amsel resign?'."""
    if not _DID.match(asked):
        return side
    past = {stem(word): word for word in _WORD.findall(sentence) if word.islower() and is_past(word)}
    words = side.split(" ")
    for place, word in enumerate(words[1:], 1):
        told = past.get(stem(word)) if word.islower() else None
        if told is not None:
            return " ".join((*words[:place], told, *words[place + 1 :]))
    return side


def tells_what(quote: Quote, question: str) -> bool:
    """Whether the sentence has a word for what the question asks the time of: the year in which somebody did something
    else is not that of his death.
    """
    if _tells_other_end(quote.text, question) or _told_as_past(quote, question) or _is_tried_for(quote.text, question):
        return False
    asked = normal(content_words(question) - _OF_ANY_EVENT - content_words(" ".join(names(question))))
    if not asked or asked & normal(content_words(quote.text)) or tells_deed(question, quote.text):
        return True
    return any(deed.search(question) and deed.search(quote.text) for deed in ONCE)


def _is_tried_for(sentence: str, question: str) -> bool:
    """Whether the sentence dates what came of the deed for whoever did it: 'was jailed on Monday for the robbery'."""
    match = None if _TRIED.search(question) else _TRIED_FOR.search(sentence)
    if match is None:
        return False
    deed = normal(content_words(question) - _OF_ANY_EVENT - content_words(" ".join(names(question))))
    said = normal(content_words(sentence[match.end() :]))
    return bool(deed & said or tells_deed(question, sentence[match.end() :])) and not (
        deed & normal(content_words(sentence[: match.start()])) or tells_deed(question, sentence[: match.start()])
    )


def _tells_other_end(sentence: str, question: str) -> bool:
    """Whether the sentence tells of an end where a beginning is asked for, or of a beginning where an end is."""
    for asked, other in ((_BEGINS, _ENDS), (_ENDS, _BEGINS)):
        if asked.search(question) and not other.search(question):
            return other.search(sentence) is not None and asked.search(sentence) is None
    return False


def _told_as_past(quote: Quote, question: str) -> bool:
    """Whether the sentence tells what is asked only as past by then, and its day is that of what came after it: 'the
    tiger that had escaped was caught on Wednesday'.
    """
    sentence, asked = quote.text, content_words(question)
    for match in _HAD.finditer(sentence):
        deed = content_words(match["deed"]) & asked
        if not deed or deed & content_words(sentence[: match.start()] + sentence[match.end() :]) or quote.span is None:
            continue
        if FINITE.search(sentence, match.end(), max(quote.span.start - quote.start, 0)):
            return True
    return False


def nearest_amount(sentence: str, own: str, other: str, asked: str) -> Value | None:
    """Where a sentence names both sides and gives two amounts, the one that stands nearest to its own side's name."""
    mine, theirs = (
        [at for mark in _marks(*pair) for at in _places(sentence, mark)] for pair in ((own, other), (other, own))
    )
    held = [
        (one, value)
        for one in amounts(sentence)
        if (value := value_in(sentence, one.start, one.end, None, "size", asked)) is not None
    ]
    if not mine or not theirs or len(held) < 2:
        return None
    best, of_other = (
        min(held, key=lambda one: min(abs(one[0].start - at) for at in places)) for places in (mine, theirs)
    )
    return best[1] if best[0] != of_other[0] else None


def _marks(own: str, other: str) -> tuple[str, ...]:
    """The names and the numbers of one side that the other one has not."""
    told = [*sorted(names_within(own)), *sorted({*numbers(own), *_YEAR.findall(own)})]
    return tuple(mark for mark in told if not knows(other, mark))


def _holds(quote: Quote, mark: str) -> bool:
    """Whether the sentence holds a mark: the name, or a word of it; a year also by the day it was published."""
    published = quote.passage.article.published
    if _YEAR.fullmatch(mark) and published is not None and mark == str(published.year):
        return True
    return bool(_places(quote.text, mark))


def _places(sentence: str, mark: str) -> list[int]:
    """Where a mark stands: as a whole, or else by one of its words that are names ('Wang' of 'Wang Yi')."""
    plain = fold(sentence)
    for word in (fold(mark), *(word for word in _WORD.findall(fold(mark)) if len(word) > 2)):
        found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", plain)]
        if found:
            return found
    return [0] if knows(sentence, mark) else []
