"""Sentences of articles that know nothing of what the question names: 'the mayor, Ines Moreau' of one town is no mayor
of another, which that article never mentions.

Only where another article found does know it: else the question may call it by a name that news does not use. A
sentence counts as related, too, where somebody whom it names stands in such an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from index.article import Article
from rag.answer import Passage
from rag.facts import fold, knows, names, places_of
from rag.figures import numbers
from rag.question import Question

_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]{2,}")
_ALIKE = 0.8  # similarity from which two words are spellings of one name, or a place and its people
# Words of a name that many names have: 'Port Ellery' is not known where 'Port Brenn' stands.
_SHARED_WORDS = """
north south east west northern southern eastern western new old great upper lower saint san santa port mount lake river
bay cape fort hill island islands city town county street road avenue park bridge tower hall house hotel airport station
hospital clinic school college university museum library church bank group company court council union club party trust
society institute agency ministry foundation festival cup league prize award race the and for
"""
SHARED = frozenset(_SHARED_WORDS.split())


class Related(NamedTuple):
    """The texts, each with its title, of the found articles that know one of the names that a question asks about.

    `known` are the ids of these articles. None of both: nothing can be told, and every article is taken for related.
    """

    known: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()

    def lacks(self, article: Article, start: int, end: int) -> bool:
        """Whether the words `article.text[start:end]` stand in an article that knows none of the names, and neither
        they nor the title name what an article names that does.
        """
        if not self.known or article.article_id in self.known:
            return False
        told = names(article.text[start:end]) | names(article.title)
        return not any(next(places_of(name, text), None) for name in told for text in self.texts)


def related(question: Question, passages: Iterable[Passage]) -> Related:
    """The articles of the passages that know what the question names."""
    named = named_by(question)
    if question.history or not named:  # what it takes along from the conversation may be what it is not about
        return Related()
    articles = {passage.article.article_id: passage.article for passage in passages}
    texts = {key: f"{article.title}\n{article.text}" for key, article in articles.items()}
    known = {key: text for key, text in texts.items() if any(_known(text, name) for name in named)}
    return Related(frozenset(known), tuple(known.values()))


def named_by(question: Question) -> tuple[str, ...]:
    """The names that the question asks about, in its order, without those that are numbers: 'Q3'."""
    return tuple(sorted((name for name in question.named if not numbers(name)), key=question.raw.find))


def _known(text: str, name: str) -> bool:
    """Whether the text has the name, or a word of it that tells it from others, in this spelling or nearly so."""
    if knows(text, name):
        return True
    own = [word for word in map(fold, _CAPITALISED.findall(name)) if word not in SHARED]
    there = {fold(word) for word in _CAPITALISED.findall(text)}
    return any(word in there or get_close_matches(word, there, n=1, cutoff=_ALIKE) for word in own)
