"""What somebody said: 'What did Ines Moreau say about the toll?' asks for Moreau's own words, told as hers.

A sentence counts where it names her as its speaker, goes on with her quotation, or has 'she said' behind a sentence
that names her. That she would not speak is an answer too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.article import Article
from index.sentences import paragraph_span, sentence_before, sentence_spans
from rag.answer import Passage
from rag.facts import content_words, knows, names, names_within
from rag.question import Question
from rag.quote import Scored
from rag.speaker import speaker
from rag.whole_quotation import whole_quotation

_ASKED = re.compile(
    r"^\W*(?:(?:and|but|so) )?what (?:else )?(?:did|does|do|has|have) (?P<who>.+?) (?:say|said|tell|told|reply|replied"
    r"|comment|commented)\b(?P<rest>[^?]*)",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"^\W*(?:\w+\s)?(?:after|when|once|at|in|following|during)\b", re.IGNORECASE)
_SAYING = (
    r"(?:sa(?:id|ys)|told|tells|add(?:ed|s)|wrote|writes|ask(?:ed|s)|argue[ds]|insist(?:ed|s)|warn(?:ed|s)|state[ds]"
    r"|claim(?:ed|s)|allege[ds]|note[ds]|replied|recall(?:ed|s)|explain(?:ed|s)|testified|denie[ds]|call(?:ed|s)"
    r"|describe[ds]|promise[ds]|vow(?:ed|s)|pledge[ds]|sp(?:oke|eaks) of|apologi[sz]e[ds]|thank(?:ed|s)|demand(?:ed|s)"
    r"|urge[ds]|critici[sz]e[ds]|praise[ds]|welcome[ds]|blame[ds]|announce[ds]|admit(?:ted|s)|concede[ds]"
    r"|confirm(?:ed|s)|acknowledge[ds]|declare[ds]|complain(?:ed|s)|agree[ds]|regret(?:ted|s)|comment(?:ed|s)|hope[ds])"
)
_SILENT = re.compile(
    r"\b(?:(?:did not|did n[o']t|didn['’]t|would not|refused to|declined to|could not|has not|have not)\s(?:want to\s)?"
    r"(?:speak|spoken|comment|commented|say|answer|answered|reply|replied|respond|responded|talk|take questions)"
    r"|no comment|made no (?:statement|comment)|could not be reached|(?:stayed|remained|was) silent|said nothing)\b",
    re.IGNORECASE,
)
_PRONOUN_SAYS = re.compile(rf"\b(?:he|she|it|they)\s(?:also\s|later\s|then\s|has\s|had\s)?{_SAYING}\b", re.IGNORECASE)
_QUOTATION = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)")
_PLACE_BEFORE = re.compile(r"\b(?:of|in|at|from|near|to|on|for)\s(?:the\s)?$", re.IGNORECASE)
_INVERTED = re.compile(rf"\0\s*{_SAYING}\s(?!on\b)")  # '"...," said the guard': it has its own speaker
_LEADS_TO_WORDS = re.compile(rf"(?:\bthat|[“\"]|\b{_SAYING},?)\s*$")
_GAP = "\0"  # stands for what is quoted
_KIN = 4  # letters that two words have to share to be of one root, 'closure' and 'close'


class Said(NamedTuple):
    """Whose words are asked for, the stems of what they are to be about, and whether of a time rather than a thing."""

    who: str
    topic: frozenset[str]
    afterwards: bool


def words_asked_of(question: str) -> Said | None:
    """Whose words the question asks for; None where it asks something else, or names nobody."""
    match = _ASKED.match(question)
    named = sorted(names_within(match["who"]), key=len, reverse=True) if match else []
    if match is None or len(named) != 1 or not match["who"].strip().endswith(named[0]):
        return None
    return Said(named[0], content_words(match["rest"]), _AFTERWARDS.match(match["rest"]) is not None)


def own_words_first(question: Question, told: Sequence[Scored]) -> tuple[Scored, ...]:
    """The sentences in which the one asked about speaks, best first: that he or she would not, where the article is
    about what is asked; then those nearest to it. None for other questions.
    """
    asked = words_asked_of(question.raw)
    if asked is None:
        return ()
    found: list[tuple[tuple[float, ...], Scored]] = []
    for one in told:
        candidate = one.candidate
        article = candidate.passage.article
        place = (article, candidate.start, candidate.end)
        fits = _share(asked.topic, _whole(article))
        silent = keeps_silent(asked, *place)
        if not (silent and fits == 1.0 and asked.topic) and not speaks(asked, *place):
            continue
        near = _share(asked.topic, candidate.text)
        quoted = float(_QUOTATION.search(candidate.text) is not None)
        day = float(article.latest.toordinal()) if article.latest else 0.0
        order = (fits, day, quoted, near) if asked.afterwards else (near, fits, quoted)
        found.append(((float(silent), *order, one.logit), one))
    return tuple(one for _, one in sorted(found, key=lambda told: told[0], reverse=True))


def tells_own_words(question: Question, passages: Sequence[Passage]) -> bool:
    """Whether the passages have words of the one whose words are asked for, in an article about all that is asked."""
    asked = words_asked_of(question.raw)
    return asked is not None and any(
        _share(asked.topic, _whole(article)) == 1.0
        and (speaks(asked, article, start, end) or (bool(asked.topic) and keeps_silent(asked, article, start, end)))
        for article, start, end in _sentences(passages)
    )


def may_be_said(question: Question, words: str, sentence: str) -> bool:
    """Whether the words of the sentence can be all that was said, where that is asked: they stand behind 'that', 'said'
    or a quotation mark.
    """
    if words_asked_of(question.raw) is None:
        return True
    return _LEADS_TO_WORDS.search(sentence[: max(sentence.find(words), 0)]) is not None


def never_speaks(question: Question, passages: Sequence[Passage]) -> str:
    """The full name of the one whose words are asked for, where articles tell of that one and none has a word that
    could be his or hers; '' else.
    """
    asked = words_asked_of(question.raw)
    if asked is None or " " not in asked.who:
        return ""
    articles = {passage.article.article_id: passage.article for passage in passages}
    knowing = [article for article in articles.values() if asked.who in _whole(article)]
    if not knowing or any(_may_speak(asked, article) for article in knowing):
        return ""
    return asked.who


def speaks(asked: Said, article: Article, start: int, end: int) -> bool:
    """Whether the sentence `article.text[start:end]` is told as the words of the one asked about."""
    name = _called(asked, article)
    if not name:
        return False
    outside = _outside(article.text, *whole_quotation(article.text, start, end))
    if _is_speaker(outside, name):
        return True
    if _names(speaker(article.text, start, end), name) and not _INVERTED.search(outside):
        return True
    before = sentence_before(article.text, start)
    others = [
        one
        for one in names_within(before)
        if " " in one and not _names(one, name) and not _PLACE_BEFORE.search(before[: before.find(one)])
    ]
    return _PRONOUN_SAYS.search(outside) is not None and _names(before, name) and not others


def keeps_silent(asked: Said, article: Article, start: int, end: int) -> bool:
    """Whether the sentence tells that the one asked about would not speak."""
    name = _called(asked, article)
    sentence = _outside(article.text, start, end)
    silent = _SILENT.search(sentence)
    return bool(name) and silent is not None and _names(sentence[: silent.start()], name)


def _outside(text: str, start: int, end: int) -> str:
    """The sentence `text[start:end]` with a gap for each character that its paragraph has in quotation marks."""
    first, last = paragraph_span(text, start, end)
    outside = _QUOTATION.sub(lambda match: _GAP * len(match.group()), text[first:last])
    return outside[start - first : end - first]


def _is_speaker(outside: str, name: str) -> bool:
    who = re.escape(name)
    aside = rf"(?:,[^;{_GAP}]{{1,80}},|\s\([^)]{{1,40}}\))?"
    before = rf"\b{who}{aside}\s(?:also\s|later\s|then\s|has\s|had\s)?{_SAYING}\b"
    after = rf"(?:{_GAP}|,)\s*{_SAYING}\s[^;:.{_GAP}]{{0,80}}?\b{who}\b"
    according = rf"\b[Aa]ccording to\s[^.;:{_GAP}]{{0,60}}\b{who}\b"
    return re.search(rf"{before}|{after}|{according}", outside) is not None


def _called(asked: Said, article: Article) -> str:
    """By which part of the name the article means that one: the surname, or all of it where another has it too; ''
    where it does not know the name.
    """
    whole = _whole(article)
    if not knows(whole, asked.who):
        return ""
    last = asked.who.split()[-1]
    if any(" " in one and one.split()[-1] == last and not knows(one, asked.who) for one in names(whole)):
        return asked.who
    return last


def _may_speak(asked: Said, article: Article) -> bool:
    """Whether a word in the article could be told as that one's: beside the name stands a word of saying or a quote."""
    name = _called(asked, article)
    spans = list(sentence_spans(article.text))
    for place, (start, end) in enumerate(spans):
        if not _names(article.text[start:end], name):
            continue
        beside = article.text[start : spans[min(place + 1, len(spans) - 1)][1]]
        if re.search(rf"\b{re.escape(name)}\b.*\b{_SAYING}\b", article.text[start:end], re.DOTALL):
            return True
        if _is_speaker(_outside(article.text, start, end), name) or _SILENT.search(beside):
            return True
        if _PRONOUN_SAYS.search(beside) or re.search(r"[“\"]", beside):
            return True
    return False


def _names(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _share(topic: frozenset[str], text: str) -> float:
    """The share of the stems that the text has, also in a word of the same root; 1 where there are none."""
    held = content_words(text)
    told = sum(1 for one in topic if one in held or any(_is_kin(one, other) for other in held))
    return told / len(topic) if topic else 1.0


def _is_kin(one: str, other: str) -> bool:
    shared = max(_KIN, min(len(one), len(other)) - 2)
    return min(len(one), len(other)) >= _KIN and one[:shared] == other[:shared]


def _sentences(passages: Sequence[Passage]) -> Iterator[tuple[Article, int, int]]:
    for passage in passages:
        for start, end in sentence_spans(passage.text):
            yield passage.article, passage.start + start, passage.start + end


def _whole(article: Article) -> str:
    return f"{article.title}\n{article.text}"
