"""Whether an article calls somebody 'he' or 'she', so that a follow-up's pronoun goes to nobody of the other."""

from __future__ import annotations

import re
from typing import Literal

from index.sentences import sentence_spans
from rag.facts import knows, names

Gender = Literal["he", "she", ""]

_HE = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|hers?|herself)\b", re.IGNORECASE)
_OPENS = re.compile(r"^\W*(?:he|his|she|her)\b", re.IGNORECASE)
_TITLES: tuple[tuple[Gender, str], ...] = (
    ("he", r"(?:Mr|Sir|Lord|King|Prince|Father|Chairman|Spokesman)"),
    ("she", r"(?:Mrs|Ms|Miss|Lady|Queen|Princess|Dame|Chairwoman|Spokeswoman)"),
)


def pronoun_of(text: str) -> Gender:
    """The gender of the pronouns of a text; '' where it has none, or both."""
    he, she = _HE.search(text) is not None, _SHE.search(text) is not None
    return "" if he == she else "he" if he else "she"


def gender_of(name: str, text: str) -> Gender:
    """What a text calls whom it names: by a title, by a pronoun in a sentence that names nobody before, or by the one
    that opens the sentence after that; '' where it does not say, or says both.
    """
    surname = re.escape(name.split()[-1])
    found: set[Gender] = {
        gender
        for gender, titles in _TITLES
        if re.search(rf"\b{titles}\.?\s(?:[A-Z][\w'’-]+\s)?{surname}(?!\w)", text) is not None
    }
    if found:
        return found.pop() if len(found) == 1 else ""
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    for sentence, following in zip(sentences, (*sentences[1:], ""), strict=True):
        place = re.search(rf"(?<!\w){surname}(?!\w)", sentence)
        if place is None or _people(sentence[: place.start()], name):
            continue
        rest = sentence[place.end() :]
        told = "" if _people(rest, name) else rest
        if _OPENS.match(following) and not pronoun_of(told):
            told = following.split()[0]
        if gender := pronoun_of(told):
            found.add(gender)
    return found.pop() if len(found) == 1 else ""


def may_be(raw: str, name: str, text: str) -> bool:
    """Whether the pronoun of `raw` may mean the one named, by what the text calls them."""
    asked, told = pronoun_of(raw), gender_of(name, text)
    return not (asked and told) or asked == told


def only_of_other(raw: str, sentence: str, article: str) -> bool:
    """Whether a sentence tells only of such as the pronoun of `raw` cannot mean."""
    asked = pronoun_of(raw)
    if not asked or asked == pronoun_of(sentence):
        return False
    named = (name for name in names(article) if " " in name and knows(sentence, name.split()[-1]))
    told = {gender_of(name, article) for name in named} - {""}
    return (bool(told) and asked not in told) or (not told and pronoun_of(sentence) not in ("", asked))


def _people(text: str, name: str) -> bool:
    """Whether a text names somebody in two words, other than `name`."""
    return any(" " in one and one not in name and name not in one for one in names(text))
