"""A suite file held against the articles it is about: everything that is wrong in it, before anything is asked."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from eval.case import Case, Evidence, parse_case, suite_lines
from eval.gold import find_article
from eval.match import holds_answer, squeeze
from index.article import Article, written
from index.sentences import sentence_spans

_NEAR = 0.4  # similarity of two sentences, 0 to 1, from which one may have been meant by the other


class Articles(Protocol):
    """The articles that a suite is about: a `Library`, or a folder that was only read."""

    def article(self, article_id: str) -> Article | None: ...

    def articles(self) -> Sequence[Article]: ...


class Finding(NamedTuple):
    """Something wrong with the case on a line; a `warning` leaves a suite that can be run as it is."""

    line: int
    case_id: str
    text: str
    warning: bool = False


def check_suite(path: Path, stored: Articles) -> tuple[Finding, ...]:
    """Everything that is wrong with the suite file, in the order of its lines; nothing where it is in order.

    Raises CaseError where the file cannot be read at all or holds no case.
    """
    found: list[Finding] = []
    first_line_of: dict[str, int] = {}
    first_asked: dict[object, int] = {}
    for number, line in suite_lines(path):
        case, problems = parse_case(line)
        case_id = case.case_id if case else _id_of(line)
        found += [Finding(number, case_id, problem) for problem in problems]
        if case_id:
            taken = first_line_of.setdefault(case_id, number)
            if taken != number:
                found.append(Finding(number, case_id, f"the id is that of line {taken} too. Give each case its own."))
        if case is None:
            continue
        found += [Finding(number, case_id, text) for text in _faults(case, stored)]
        found += [Finding(number, case_id, text, warning=True) for text in _doubts(case, stored)]
        if case.question.strip():
            asked = first_asked.setdefault((case.question, case.history, case.filters), number)
            if asked != number:
                again = f"line {asked} asks the same in the same setting. Remove one of them."
                found.append(Finding(number, case_id, again, warning=True))
    return tuple(found)


def _faults(case: Case, stored: Articles) -> Iterator[str]:
    """What keeps the case from being judged."""
    for at, evidence in enumerate(case.evidence, start=1):
        article = find_article(evidence.article, stored.article)
        if article is None:
            yield f"evidence {at}: no stored article is {evidence.article}. {_where(evidence, stored)}"
        elif squeeze(evidence.quote) not in squeeze(article.text):
            yield f"evidence {at}: the article lacks “{evidence.quote}”. {_meant(evidence, article, stored)}"
    for address in case.copies:
        if find_article(address, stored.article) is None:
            yield f"copies: no stored article is {address}. `dateline articles list` shows the ids."
    if case.answerable and not case.answers and not case.evidence and not case.nuggets:
        yield "answerable, yet there are neither answers nor evidence nor nuggets to judge by. Give some."


def _doubts(case: Case, stored: Articles) -> Iterator[str]:
    """What is odd about the case, though it can be judged."""
    if not case.answerable:
        return
    for at, evidence in enumerate(case.evidence, start=1):
        article = find_article(evidence.article, stored.article)
        if article is not None and not case.filters.accepts(article):
            day = f", of {written(article.latest)}," if article.latest else ""
            yield f"evidence {at}: the article{day} does not exist yet or is filtered out when this is asked."
    if not case.evidence and (case.answers or case.nuggets):
        yield (
            "answerable, yet without evidence, so that neither what is found nor what is cited is judged, and the case "
            "counts as one that shares no article with others. Name the article, and its words, that hold the answer."
        )
    if case.evidence and not case.answers and not case.nuggets:
        yield "there are no answers, so whether an answer is right is not judged."
    quotes = [(evidence.quote, _published(evidence, stored)) for evidence in case.evidence if evidence.quote.strip()]
    quotes.append((" ".join(quote for quote, _ in quotes), None))  # an answer may run over two quotes
    held = [any(holds_answer(quote, form, day) for form in forms for quote, day in quotes) for forms in case.parts]
    missing = [form for forms, found in zip(case.parts, held, strict=True) if not found for form in forms]
    if len(quotes) > 1 and missing:
        said = ", ".join(f"“{answer}”" for answer in missing)
        yield f"the gold quotes do not hold {said}. Choose other quotes, or write the answer as they have it."


def _published(evidence: Evidence, stored: Articles) -> date | None:
    article = find_article(evidence.article, stored.article)
    return article.published if article else None


def _where(evidence: Evidence, stored: Articles) -> str:
    """Where the evidence of an unknown article stands, or what to do."""
    holder = _holder(evidence.quote, stored)
    if holder is None:
        return "`dateline articles list` shows the ids."
    return f"The quote stands in {_name(holder)}."


def _meant(evidence: Evidence, article: Article, stored: Articles) -> str:
    """What may have been meant by a quote that the article lacks."""
    holder = _holder(evidence.quote, stored)
    if holder is not None:
        return f"It stands in {_name(holder)}."
    nearest = nearest_sentence(evidence.quote, article.text)
    return f"The nearest sentence: “{nearest}”" if nearest else "No sentence of it comes near. Copy the quote from it."


def nearest_sentence(quote: str, text: str) -> str | None:
    """The sentence of `text` most like the quote, word by word; None where none is like it."""
    matcher = difflib.SequenceMatcher(autojunk=False)
    matcher.set_seq2(squeeze(quote).casefold().split())
    best, nearest = _NEAR, None
    for start, end in sentence_spans(text):
        matcher.set_seq1(squeeze(text[start:end]).casefold().split())
        likeness = matcher.ratio()
        if likeness > best:
            best, nearest = likeness, text[start:end]
    return nearest


def _holder(quote: str, stored: Articles) -> Article | None:
    """A stored article that holds the quote."""
    wanted = squeeze(quote)
    if not wanted:
        return None
    return next((article for article in stored.articles() if wanted in squeeze(article.text)), None)


def _name(article: Article) -> str:
    return article.url or article.article_id


def _id_of(line: str) -> str:
    """The id on a line that holds no case, "" where that cannot be told."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return ""
    found = fields.get("id") if isinstance(fields, dict) else None
    return str(found) if isinstance(found, str | int) else ""
