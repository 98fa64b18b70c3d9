"""An office that no article gives: 'Who is the king of Larkhaven?' where Larkhaven has a mayor.

Its mayor is no answer. Stopped is only a question for the holder of one of a few offices, for which news has few words,
where none of these stands near what the question names, nobody is said to lead it, and another office of it is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.article import Article
from index.sentences import sentence_spans
from rag.answer import Passage
from rag.candidates import Candidate
from rag.facts import content_words, knows
from rag.injected import injected
from rag.mentions import mentions
from rag.offices import OFFICES, ONE_OF_A_KIND, office_asked
from rag.question import Question

_ROYAL = r"kings?|queens?|monarch\w*|royal\w*|throne|majesty|reign\w*|sovereign"
_HEADS = r"heads?|chiefs?|boss(?:es)?"
# What the question says, and all the words that news has for it or for whoever holds it.
_OFFICES = {
    stem: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for office, words in (
        ("king", _ROYAL),
        ("queen", _ROYAL),
        ("pope", r"popes?|pontiff|papal|papacy|vatican|holy see"),
        ("mayor", r"\w*mayor\w*|city hall|town hall|provost"),
        ("governor", rf"\w*governor\w*|gubernatorial|{_HEADS}"),
        ("president", rf"\w*president\w*|white house|kremlin|administration|leaders?|{_HEADS}"),
        ("premier", r"prime[\s-]minister\w*|pm|premier\w*|downing street|head of (?:the )?government|leaders?"),
        ("chancellor", r"chancellor\w*|leaders?"),
        ("ambassador", r"ambassador\w*|envoys?|embassy|diplomat\w*"),
        ("coach", rf"coach\w*|managers?|trainers?|{_HEADS}"),
        ("captain", r"captain\w*|skipper\w*|masters?|pilots?|commanders?"),
        ("speaker", r"speaker\w*"),
    )
    for stem in content_words(office)
}
# 'Luther King' is no king, and 'King Street' has none.
_OF_A_NAME = re.compile(r"(?:[A-Z][\w'’-]+\s)?(?:King|Queen|Pope)s?(?=[\s'’]|$)")
_NO_HOLDER = re.compile(
    r"(?:['’]?s)?\s(?:Street|Road|Avenue|Hall|House|Park|Square|Bridge|College|Cross|County|Lane)\b"
)
# 'leads the Norland Chess Union', 'in charge of Marlow Rovers' names whoever is at the head of it, whatever the office.
_LEADS = re.compile(
    r"\b(?:leads?|led|leading|heads?|headed|heading|runs?|ran|running|govern(?:s|ed|ing)?|reign(?:s|ed|ing)?(?:\s(?:in|over))?"
    r"|rul(?:es?|ed|ing)(?:\sover)?|charge\sof|helm\sof|head\sof|top\sof)"
    r"\s(?P<what>(?:(?:the|its|his|her)\s)?(?:[a-z]+\s)?[A-Z][\w'’-]*(?:\s(?:(?:of|the|and|for)\s)*[A-Z][\w'’-]*)*)"
)
# Who takes an office is told by these without its name.
_TAKES = re.compile(
    r"\b(?:sworn|elect\w*|t[ao]\w+ (?:office|over)|succe\w+|replac\w+|inaugurat\w*|appoint\w*|promot\w*|w[io]n\w*|won"
    r"|bec[ao]m\w*)\b",
    re.IGNORECASE,
)
_FIRST_ASKED = re.compile(
    r"\b(?:the|its|their)\s(?:very\s)?first\s(?:[a-z]+\s){0,2}?(?P<office>[a-z]+)\b", re.IGNORECASE
)
_FIRST_TOLD = re.compile(r"\b(?:first|inaugural|founding|never before|no \w+ before)\b", re.IGNORECASE)
_OF_THE = r"\b(?:of|for|at|in)\sthe\s"
_OPENING = 300  # characters of an article that tell what it is about


class Unheld(NamedTuple):
    """The office asked for in plain words, and of what.

    `other` is the office that the articles do give there, told by `passage.article.text[start:end]`.
    """

    office: str
    of: str
    other: str
    passage: Passage
    start: int
    end: int


def unheld(question: Question, passages: Sequence[Passage]) -> Unheld | None:
    """The office that the question asks for and no article gives, where they give another one there.

    None where one may give it, or none is asked for.
    """
    asked = office_asked(question.standalone, question.period)
    if asked is None or question.carried or not asked.place or asked.turn in ("before", "after"):
        return None
    offices = sorted(asked.role & _OFFICES.keys())
    if len(offices) != 1 or len(asked.role) > 1:  # 'the deputy mayor' is told in other words
        return None
    knowing = _knowing(passages, asked.place)
    if not knowing or any(_tells(passage.article, offices[0], asked.place) for passage in knowing):
        return None
    found = re.search(rf"\b(?:prime minister|{re.escape(offices[0])}\w*)", question.standalone, re.IGNORECASE)
    office = found.group().lower() if found else offices[0]
    return next(_others(knowing, asked.place, office, _called(asked.place, question.standalone)), None)


def names_office(question: Question, text: str) -> bool:
    """Whether a text that names a person has a word for the office of a kind of which the question asks the holder, or
    tells that somebody took one; and that it is the first, where that is asked for.
    """
    first = _FIRST_ASKED.search(question.standalone)
    if first and content_words(first["office"]) & OFFICES and not _FIRST_TOLD.search(text):
        return False
    asked = office_asked(question.standalone, question.period)
    offices = sorted(asked.role & _OFFICES.keys()) if asked else []
    if len(offices) != 1 or asked is None or len(asked.role) > 1:
        return True
    return any(one.search(text) for one in (_OFFICES[offices[0]], _TAKES, _LEADS))


def _called(named: frozenset[str], question: str) -> str:
    """The names in the question's order and with its articles: 'the Bank of Norland'."""
    told = sorted(named, key=question.find)
    return " and ".join(f"the {one}" if re.search(f"{_OF_THE}{re.escape(one)}", question) else one for one in told)


def _knowing(passages: Sequence[Passage], named: frozenset[str]) -> list[Passage]:
    articles = {passage.article.article_id: passage for passage in passages}
    return [
        passage
        for passage in articles.values()
        if all(knows(f"{passage.article.title}\n{passage.article.text}", name) for name in named)
    ]


def _tells(article: Article, office: str, named: frozenset[str]) -> bool:
    """Whether a word for the office stands near what the question names, or somebody is said to lead it."""
    about = f"{article.title}\n{article.text[:_OPENING]}"
    if all(knows(about, name) for name in named) and _says(f"{article.title}\n{article.text}", office, named):
        return True
    spans = [(0, 0), *sentence_spans(article.text), (0, 0)]
    for before, (start, end), after in zip(spans, spans[1:], spans[2:], strict=False):
        sentence = article.text[start:end]
        if any(all(knows(led["what"], name) for name in named) for led in _LEADS.finditer(sentence)):
            return True
        if _says(sentence, office, named) and not injected(article.text, start, end):
            near = " ".join(article.text[slice(*one)] for one in (before, (start, end), after))
            if all(knows(near, name) for name in named):
                return True
    return False


def _says(text: str, office: str, named: frozenset[str]) -> bool:
    for match in _OFFICES[office].finditer(text):
        if _NO_HOLDER.match(text[match.end() :]):
            continue
        before = text[: match.start()].split(" ")[-2:-1]
        part = before and _OF_A_NAME.fullmatch(f"{before[0]} {match.group()}")
        if not part or any(knows(before[0], name) for name in named):
            return True
    return False


def _others(knowing: Sequence[Passage], named: frozenset[str], office: str, of: str) -> Iterator[Unheld]:
    """The offices of a kind that the articles give there, newest first."""
    for passage in sorted(knowing, key=lambda one: str(one.article.latest or ""), reverse=True):
        for start, end in sentence_spans(passage.article.text):
            candidate = Candidate(passage, start, end, frozenset(), (), None)
            for other in sorted(ONE_OF_A_KIND):
                told = [one for one in mentions(candidate, frozenset((other,)), named) if one.event == "holds"]
                if told:
                    plain = "prime minister" if "prime minister" in passage.article.text[start:end].lower() else other
                    yield Unheld(office, of, plain if other == "premier" else other, passage, start, end)
