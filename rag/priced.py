"""The thing whose price is asked for, and whether a figure is that of this thing: no plant's cost for a tunnel's."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.article import Article
from index.sentences import paragraph_span
from rag.facts import content_words, knows, names, without_names
from rag.question import Question
from rag.standalone import topic

_AUX = r"(?:do|does|did|will|would|is|are|was|were|can|could|should|has|have|had)"
_END = r"(?=[,?;:.(]|$|\s(?:according|that|which|who|when|after|before|to|if|now|today|originally|altogether)\b)"
_THINGS = (
    re.compile(
        rf"\b(?:how much|how many\s[a-z]+|what)\s{_AUX}\s(?P<thing>[^,?;:]{{2,90}}?)\s(?:to\s)?"
        r"(?:cost|be worth|worth|sell for)\b",
        re.I,
    ),
    re.compile(rf"\b(?:pay|pays|paid|spend|spends|spent)\s(?:for|on)\s(?P<thing>[^,?;:]{{2,90}}?){_END}", re.I),
    re.compile(rf"\b(?:price|cost|fare)s?\s(?:of|for)\s(?P<thing>[^,?;:]{{2,90}}?){_END}", re.I),
)
_RELATIVE = re.compile(r"\s(?:that|which|who|whose|when|after|before)\s.*$", re.IGNORECASE)
_OF = re.compile(r"\s(?:of|on|in|at|for|from|to|by|with|near|under|over|between|per)\s", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:it|they|that|this|these|those|one)", re.IGNORECASE)
_SAYS_NOTHING = content_words(
    "cost price new old planned proposed first original total single whole entire much build make buy building"
)
_ALIKE = (  # words for one thing
    content_words("plant factory works mill"),
    content_words("ticket fare journey trip"),
    content_words("repair mend fix restoration restore renovation"),
    content_words("house home"),
    content_words("road motorway highway"),
    content_words("rail railway track"),
)
_PAYS_SOMEBODY = (
    r"\b(?:pay|pays|paid|owe|owes|owed|award(?:s|ed)?|give|gave|refund(?:s|ed)?|compensate[ds]?)\s(?:the\s)?"
)
# 'The cost has risen to 41 million': of what the sentence before it tells.
_PLAIN = re.compile(
    r"^(?:(?:it|they|this)\b"
    r"|(?:the|its|their)\s(?:\w+\s){0,2}?(?:cost|price|bill|sum|fare|estimate)s?\b)",
    re.IGNORECASE,
)
# 'A seat costs 9 crowns' is not what the theatre cost.
_ONE_OF_OTHERS = re.compile(
    r"^\W*(?:an?|each|every|one)\s(?P<what>(?:[\w’'-]+\s){1,4}?)(?:will\s|would\s|now\s)?(?:costs?|sells? for)\b",
    re.IGNORECASE,
)


class Thing(NamedTuple):
    """What is priced: the stem of its noun, '' where it has only a name; its other stems; the names of the question."""

    noun: str
    words: frozenset[str]
    names: frozenset[str]
    named: frozenset[str]  # the thing's own of them

    def priced_by(self, article: Article, start: int, end: int) -> bool:
        """Whether a figure in the sentence `article.text[start:end]` can be the price of this thing.

        The article has each of its words; its noun or its name stands in the sentence, in those before it in its
        paragraph or the one before, or in the title; and it is not the one to whom the sum is paid.
        """
        whole = f"{article.title}\n{article.text}"
        stems = content_words(whole)
        if not all(_has(stems, word) for word in self.words) or not all(knows(whole, name) for name in self.names):
            return False
        first, _ = paragraph_span(article.text, start, end)
        if first > 1:
            first, _ = paragraph_span(article.text, first - 2, first - 1)
        near = f"{article.title}\n{article.text[first:end]}"
        if not self._told_in(near):
            return False
        sentence = article.text[start:end]
        if (one := _ONE_OF_OTHERS.match(sentence)) and not self._told_in(one["what"]):
            return False
        return not any(re.search(_PAYS_SOMEBODY + re.escape(name), sentence) for name in self.named)

    def stands_in(self, sentence: str) -> bool:
        """Whether the sentence names the thing, or opens with 'it' or 'the cost' and means it."""
        return _PLAIN.match(sentence) is not None or self._told_in(sentence)

    def _told_in(self, text: str) -> bool:
        if self.noun and _has(content_words(text), self.noun):
            return True
        return any(knows(text, name) for name in self.named)


def thing_priced(question: Question) -> Thing | None:
    """The thing whose price the question asks for; None where it asks for no price, or what is priced is unknown.

    'It' is what the question before asked the price of, or asked about.
    """
    text = question.raw
    if question.period and question.period.said:
        text = text.replace(question.period.said, " ")
    thing = _thing_in(text)
    if thing and _PRONOUN.fullmatch(thing):
        text = next((turn.content for turn in reversed(question.history) if turn.role == "user"), "")
        thing = _thing_in(text) or topic(text)
    if not thing or _PRONOUN.fullmatch(thing):
        return None
    named = names(thing)
    plain = without_names(thing, named)
    words = content_words(plain) - _SAYS_NOTHING
    if not words and not named:
        return None
    head = _OF.split(f" {plain} ")[0].split()
    nouns = [stem for word in head for stem in content_words(word) - _SAYS_NOTHING]
    return Thing(nouns[-1] if nouns else "", words, names(text), named)


def _thing_in(text: str) -> str:
    match = next((found for pattern in _THINGS if (found := pattern.search(text))), None)
    return _RELATIVE.sub("", match["thing"]).strip() if match else ""


def _has(stems: frozenset[str], word: str) -> bool:
    return word in stems or any(word in group and group & stems for group in _ALIKE)
