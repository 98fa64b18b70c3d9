"""Whether a sentence without a name of its own speaks of somebody else than the question does.

'He was 82 years old' answers 'how old was he (Ruth Amsel)?' to a reader of the passage alone; in an article that never
names her it is somebody else's age.
"""

from __future__ import annotations

import re

from index.article import Article
from rag.facts import knows, names

_PRONOUN_FIRST = re.compile(r"^[\W_]*(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)


def of_another(sentence: str, article: Article, named: frozenset[str]) -> bool:
    """Whether the sentence opens with a pronoun, names nobody, and its article knows none of the names asked about."""
    if not named or not _PRONOUN_FIRST.match(sentence) or names(sentence):
        return False
    text = f"{article.title}\n{article.text}"
    return not any(knows(text, name) for name in named)
