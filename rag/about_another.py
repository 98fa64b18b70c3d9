"""Whether a sentence that opens with a pronoun speaks of somebody or something else than the question does.

'He was 82 years old' answers 'how old was he (Ruth Amsel)?' to a reader of the passage alone; where others are named
right before it and she is not, it is somebody else's age.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from index.article import Article
from rag.facts import fold, knows, names

_ONE_PERSON_FIRST = re.compile(
    r"^[\W_]*(?:(?:but|and|then|later|however|afterwards|meanwhile|in \w+|on \w+),?\s+)?(?:he|she|his|her)\b",
    re.IGNORECASE,
)
_OTHERS_FIRST = re.compile(r"^[\W_]*(?:they|it|their|its)\b", re.IGNORECASE)
_BEFORE = 800  # characters in which the one is named whom 'he' means
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]{2,}")
_ALIKE = 0.8  # similarity from which two words are spellings of one name


def of_another(article: Article, start: int, end: int, named: frozenset[str]) -> bool:
    """Whether `article.text[start:end]` opens with a pronoun, and of those asked about none is named in it, in the text
    before it or in the title, by whatever word of a name, though others are. 'He' and 'she' mean one named near.
    """
    sentence = article.text[start:end]
    if not named:
        return False
    if _ONE_PERSON_FIRST.match(sentence):
        text = f"{article.title}\n{article.text[max(0, start - _BEFORE) : end]}"
    elif _OTHERS_FIRST.match(sentence):
        text = f"{article.title}\n{article.text[:end]}"
    else:
        return False
    if any(knows(text, name) for name in named) or not names(text):
        return False
    words = {fold(word) for word in _CAPITALISED.findall(text)}
    asked = {fold(word) for name in named for word in _CAPITALISED.findall(name)}
    return not any(get_close_matches(word, words, n=1, cutoff=_ALIKE) for word in asked)
