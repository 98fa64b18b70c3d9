"""Who won, where the one who came in first was disqualified and somebody else is the winner now."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.candidates import Candidate
from rag.differing import Found, Value
from rag.facts import content_words, dates, knows, names_in_order, numbers, without_names
from rag.question import Question
from rag.roles import asks_who_won

_STRIPPED = re.compile(
    r"\b(?:was|were|has been|have been|had been|been|is)\s(?:\w+ly\s|later\s)?(?:disqualified|stripped\b)"
    r"|\b(?:lost|loses|must give (?:up|back)|had to give (?:up|back))\s(?:the|his|her|its|their)\s"
    r"(?:title|win|victory|gold)\b",
    re.IGNORECASE,
)
_AT_FIRST = re.compile(r"\b(?:first|at first|original(?:ly)?|initial(?:ly)?|before)\b", re.IGNORECASE)
_WINNING = content_words("who whom win won winner champion race year")
# 'X, who had come in second, is now the winner', 'was declared the winner instead'
_INSTEAD = re.compile(
    r"\b(?:is|are)\snow\s(?:the\s)?(?:\w+\s)?(?:winners?|champions?)\b"
    r"|\b(?:was|were|has been|have been|is)\s(?:\w+\s){0,2}?(?:declared|named|proclaimed)\s(?:the\s)?(?:new\s)?"
    r"(?:winners?|champions?)\b|\b(?:was|were|has been|is)\s(?:then\s|instead\s)?(?:awarded|given)\s(?:the\s)?"
    r"(?:title|win|victory|race|gold)\b|\b(?:inherits?|inherited)\s(?:the\s)?(?:title|win|victory|gold)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OF = re.compile(r"\s(?:of|from)\s.*$")


def winner_instead(question: Question, ranked: Sequence[Candidate]) -> Found | None:
    """Who lost the win and who has it now; None where no article of the candidates tells both."""
    if not asks_who_won(question.raw) or _AT_FIRST.search(question.raw):
        return None
    years = {str(day.year) for day in dates(question.raw) if day.year}
    asked = content_words(without_names(question.raw, question.named)) - _WINNING - years
    named = [name for name in question.named if not numbers(name)]
    for one in ranked:
        article = one.passage.article
        whole = f"{article.title}\n{article.text}"
        if not all(knows(whole, name) for name in named) or not asked <= content_words(whole):
            continue
        if years and article.published and not years & {str(article.published.year), *_YEAR.findall(whole)}:
            continue
        text = one.text
        stripped = _STRIPPED.search(text)
        gone = _others(text[: stripped.start()], named) if stripped else []
        if not gone:
            continue
        for other in ranked:
            if other.passage.article.article_id != article.article_id:
                continue
            told = other.text
            instead = _INSTEAD.search(told)
            new = [who for who in _others(told[: instead.start()], named) if who not in gone] if instead else []
            if new:
                former = Value(gone[-1], one.passage, one.start, one.end)
                return Found("changed", (former, Value(new[0], other.passage, other.start, other.end)))
    return None


def _others(text: str, named: Sequence[str]) -> list[str]:
    """The names in the text that are not the question's, without 'of' and where from."""
    found = [_OF.sub("", name) for name in names_in_order(text)]
    return [name for name in found if not any(knows(asked, name) for asked in named)]
