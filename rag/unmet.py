"""What the best quote does not meet, though it reads like an answer: the year asked about, who did it, or what the
question names.

Checked where the gate has let a question through, on the sentence that would lead the answer; each is certain enough
to refuse: of the 281 answerable questions over the samples and Wikinews none is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.sentences import sentence_spans
from index.when import times
from rag.answer import Passage
from rag.asked import asked_for
from rag.facts import dates, knows, names
from rag.question import Question
from rag.quote import Quote
from rag.roles import HARM, role_asked, told_of_doer, verb_of
from rag.said import never_speaks
from rag.timeline import asks_for_timeline
from rag.unrelated import Related, named_by, related

_NOT_ONE_YEAR = re.compile(
    r"\b(?:since|from|until|till|by|before|after|between|to)\b|\d{4}[-–/]\d|\d{4}s\b", re.IGNORECASE
)
_SUSPECTED = re.compile(
    r"\b(?:suspect\w*|arrest\w*|accus\w*|charged|gunm[ae]n|attackers?|assailants?|killers?|shooters?|culprits?"
    r"|perpetrators?|custody|confess\w*|convicted|responsib\w*|claimed|blame\w*|militants?|gang\w*)\b",
    re.IGNORECASE,
)


def unmet(question: Question, quotes: Callable[[], Sequence[Quote]], passages: Sequence[Passage]) -> str:
    """Why the first of the quotes is no answer, as a sentence for the reader; '' where nothing is certain to be wrong.

    `quotes` are found only for a question that they could fail.
    """
    if not question.parts and (silent := never_speaks(question, passages)):
        return f"No article found tells what {silent} said."
    years = frozenset(day.year for day in dates(question.raw) if day.year)
    of_a_year = len(years) == 1 and not _NOT_ONE_YEAR.search(question.raw)
    about = related(question, passages) if asked_for(question.raw) not in ("other", "reason") else Related()
    apart = any(about.lacks(passage.article, passage.start, passage.end) for passage in passages)
    if question.parts or asks_for_timeline(question.raw) or not (of_a_year or apart or _asks_who_hurt(question)):
        return ""
    best = next(iter(quotes()), None)
    if best is None:
        return ""
    if apart and about.lacks(best.passage.article, best.start, best.end):
        return f"The articles that tell of {' and '.join(named_by(question))} do not say this."
    return (_other_year(min(years), best) if of_a_year else "") or _nobody_named(question, passages)


def _other_year(year: int, best: Quote) -> str:
    """Where neither the passage nor its article's day has anything of the year."""
    article = best.passage.article
    if article.published is None:
        return ""
    text = f"{article.title}. {best.passage.text}"
    if year == article.published.year or str(year) in text:
        return ""
    if any(time.first.year <= year <= time.last.year for time in times(text, article.published)):
        return ""
    return (
        f"You ask about {year}; what comes nearest was published in {article.published.year} and does not tell of it."
    )


def _nobody_named(question: Question, passages: Sequence[Passage]) -> str:
    """Where the question asks who hurt somebody, and the articles tell only that somebody was hurt."""
    if not _asks_who_hurt(question):
        return ""
    named = names(question.raw)
    told = False
    for article in {passage.article.article_id: passage.article for passage in passages}.values():
        if not all(knows(f"{article.title}\n{article.text}", name) for name in named):
            continue
        for start, end in sentence_spans(article.text):
            sentence = article.text[start:end]
            if verb_of(sentence, HARM):
                told = True
                if told_of_doer(sentence, HARM):
                    return ""
        if _SUSPECTED.search(article.text):
            return ""
    return "The articles tell that it happened, but not who did it." if told else ""


def _asks_who_hurt(question: Question) -> bool:
    asked = role_asked(question.raw)
    return asked is not None and (asked.role, asked.kind) == ("doer", HARM)
