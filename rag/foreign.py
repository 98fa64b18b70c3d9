"""Whether a question is in a language that the models do not read: embedding model and reader know English alone."""

from __future__ import annotations

import re

from index.language import language_of

NOT_ENGLISH = "The question seems not to be in English. Questions in English are understood best: ask it in English."
# In place of a refusal's message: that no article answers it is not known of a question that was not understood.
NOT_READ = "The question seems not to be in English, which the packaged models read. Ask it in English."

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SURE = 0.9  # of the estimated probability: none of 6,466 English questions is taken for another language
_FEWEST = 4  # words, of which two in small letters: fewer may be names, which belong to no language
_FEWEST_LETTERS = 6  # of a script without small letters
_ENGLISH = frozenset(
    [
        *("the", "who", "what", "when", "where", "how", "why", "which", "whose", "did", "does", "were", "are", "has"),
        *("have", "and", "to", "for", "from", "with", "by", "about", "between", "this", "that", "there", "not", "be"),
        *("been", "many", "much", "his", "her", "their", "its", "he", "she", "they", "you", "your", "latest"),
    ]
)


def is_foreign(question: str) -> bool:
    """Whether the question is certainly not in English: names, and questions too short to tell, are not."""
    letters = [letter for letter in question if letter.isalpha()]
    small_or_great = sum(letter.lower() != letter.upper() for letter in letters)
    if len(letters) - small_or_great >= max(_FEWEST_LETTERS, len(letters) / 2):
        return True
    words = _WORD.findall(question)
    if len(words) < _FEWEST or sum(word.islower() and len(word) > 1 for word in words) < 2:
        return False
    if any(word.casefold() in _ENGLISH for word in words):
        return False
    if sum(letter > "\u036f" for letter in letters) > len(letters) / 2:  # Greek, Cyrillic and what comes after
        return True
    return language_of(question, _SURE) not in (None, "en")
