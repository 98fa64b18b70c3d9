"""The support check: does a written sentence say only what its cited quotes say?

It looks at the surface, fast and without a model: quotation marks, numbers, dates, names, negation,
opposites, hedges, bounds, clauses and word coverage. What it lets through can still be wrong in subtler ways (who did
what to whom), and what it stops can be a fair paraphrase: a sentence that fails is asked for again or dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.days import MONTHS, WEEKDAYS
from rag.bounds import dropped
from rag.clauses import clauses, misplaced, stranger
from rag.facts import content_words, names, opposite, polarity
from rag.figures import NUMBER_WORDS
from rag.hedges import overstated, sweeping, unconditional
from rag.injected import tells_of_orders, without_orders
from rag.measures import misread, superseded
from rag.support import Evidence, Support, gather, stands_verbatim, verbatim
from rag.values import unknown_values
from rag.words import unreached

__all__ = ["MIN_COVERAGE", "Evidence", "Verdict", "check", "coverage", "problems"]

# The share of a sentence's content words that the support must lend it (see `share_held`), where nothing else reads it
# (`rag.entails`). At .65, .48 of 353 supported and .15 of 347 refuted FEVER claims pass; at .75, .44 and .10.
MIN_COVERAGE = 0.75

# The share of each clause of its own, so that a wrong half does not hide behind a right one.
MIN_CLAUSE_COVERAGE = 0.5
_LEAST_CLAUSE = 3  # content words that make a clause of its own

# Numbers and dates are compared by their value.
_BY_VALUE = content_words(" ".join((*MONTHS, *WEEKDAYS, *NUMBER_WORDS)))
_NEGATIVE = content_words(
    "lack deny reject refuse fail block prevent avoid absent absence halt stop ban cancel dismiss oppose decline"
)
_ADDRESS = re.compile(r"\b(?:\w+://|www\.|javascript:|data:)\S+", re.IGNORECASE)
_OF_THE_PROMPT = re.compile(
    r"\b(?:the|this|these|each|no|a) (?:\w+ )?passages?\b(?! of\b)|\bnumbered sentences?\b", re.IGNORECASE
)
_QUOTED = re.compile(
    r"\"(?P<double>[^\"]*)(?:\"|$)|(?<!\w)'(?=[^\s\d])(?P<single>(?:[^']|(?<=\w)'(?=\w))+?)(?<=\S)'(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is supported; where it is not, `reason` says what is missing, in words."""

    ok: bool
    reason: str = ""


def check(text: str, evidence: Sequence[Evidence], context: str = "", least: float = MIN_COVERAGE) -> Verdict:
    """Check the sentence `text` against the cited words; `context` is what the reader typed, in their own words.

    Words in quotation marks must stand verbatim in a cited article. Numbers and dates must stand in the
    cited words or the article's header; names may also stand beside them, for 'she' or 'the company'. A name,
    number or date that the context gives may stand anywhere in a cited article, but has to stand there, and
    must not take the place of another one in the quote. Numbers keep their bounds and units (`rag.bounds`,
    `rag.measures`). No negation may be gained or lost, no word turned into its opposite, no 'may', 'claims' or
    'unless' left out (`rag.hedges`). Each clause is held against the clause that tells the same
    (`rag.clauses`), and the share `least` of its content words must stand in the quote too. A question proves
    nothing, and neither does talk of 'the passage'.
    """
    if not evidence:
        return Verdict(False, "no quote is cited")
    support = gather(evidence)
    if not tells_of_orders(text):
        support = support._replace(
            cited=without_orders(support.cited),
            near=without_orders(support.near),
            header=without_orders(support.header),
        )
        if not support.cited:
            return Verdict(False, "the cited words tell the program what to do, which proves nothing")
    for problem in problems(text, evidence, support, context):
        return Verdict(False, problem)
    share = share_held(text, support)
    if share < least:
        return Verdict(False, f"only {share:.0%} of its words stand in the quote")
    return Verdict(True)


def share_held(text: str, support: Support) -> float:
    """The share of the content words of `text` (see `coverage`) that the support lends it.

    Those of the cited words and the header; of the sentences beside them only names, for which 'she' may stand.
    """
    return coverage(text, _lent(support))


def problems(text: str, evidence: Sequence[Evidence], support: Support, context: str = "") -> Iterator[str]:
    """What `check` finds wrong, in words, coverage aside; `support` is what the evidence gives (`gather`)."""
    yield from _no_statement(text, support)
    for address in _ADDRESS.findall(text):
        if address not in support.cited:
            yield f"the address '{address}' does not stand in the quote"
    yield from _misquoted(text, evidence)
    yield from unknown_values(text, support, context)
    yield from _turned(text, support)
    yield from _overstated(text, support)
    yield from dropped(text, support.cited)
    yield from misread(text, support.cited)
    yield from misplaced(text, support.cited)
    early = superseded(text, support.cited)
    if early:
        yield f"the quote gives '{early}' as an earlier figure only"
    name = stranger(text, support.cited, support.near, f"{support.header}\n{context}")
    if name:
        yield f"the quote does not say it of '{name}'"
    parts = clauses(text)
    for clause in parts if len(parts) > 1 else ():
        if len(content_words(clause)) >= _LEAST_CLAUSE and coverage(clause, _lent(support)) < MIN_CLAUSE_COVERAGE:
            yield f"the quote does not tell '{clause}'"


def coverage(text: str, support: str) -> float:
    """The share, 0 to 1, of the content words of `text` that `support` holds; 1 where there are none.

    Words match by stem, or by their first five letters ('approve' and 'approval'). Words of dates and numbers
    are left out: 'Tuesday' and '14 October' can be one day.
    """
    held = content_words(support)
    starts = {word[:5] for word in held if len(word) >= 5}
    wanted = content_words(text) - _BY_VALUE
    found = [
        word
        for word in wanted
        if word in held or (len(word) >= 5 and (word[:5] in starts or word.removeprefix("re") in held))
    ]
    return len(found) / len(wanted) if wanted else 1.0


def _lent(support: Support) -> str:
    return f"{support.cited} {support.header} {' '.join(sorted(names(support.near)))}"


def _no_statement(text: str, support: Support) -> Iterator[str]:
    if text.rstrip("\"'”’) ").endswith("?") and not stands_verbatim(text, support.cited):
        yield "it asks, and states nothing"
    if _OF_THE_PROMPT.search(text) and not _OF_THE_PROMPT.search(support.cited):
        yield "it speaks of the passage, not of what happened"


def _misquoted(text: str, evidence: Sequence[Evidence]) -> Iterator[str]:
    for match in _QUOTED.finditer(re.sub(r"[“”„«»]", '"', text.replace("’", "'").replace("‘", "'"))):
        words = (match["double"] if match["double"] is not None else match["single"]).strip().rstrip(".,;")
        if words and not any(_stands(words, f"{item.article.title}\n{item.article.text}") for item in evidence):
            yield f"the words '{words}' are in quotation marks but stand in no cited article"


def _stands(words: str, source: str) -> bool:
    """Whether the words stand in `source`, and not inside of other words: 'win' in 'winter', 'can' in 'can't'."""
    wanted = verbatim(words)
    ends = r"(?<!\w)" if wanted[0].isalnum() else "", r"(?!\w|'(?!s\b)\w)" if wanted[-1].isalnum() else ""
    return re.search(f"{ends[0]}{re.escape(wanted)}{ends[1]}", verbatim(source)) is not None


def _turned(text: str, support: Support) -> Iterator[str]:
    said, denied = polarity(text)
    shown, shown_denied = polarity(support.cited)
    negative_there = bool(shown_denied) or bool(shown & _NEGATIVE)
    for word in sorted(denied - shown_denied):
        if word in shown or not negative_there:
            yield f"it says 'not' ('{word}') where the quote does not"
    if not (said & _NEGATIVE) - shown:
        missed = unreached(support.cited) if not denied else frozenset()
        for word in sorted(((shown_denied - shown) | missed) & (said - denied)):
            yield f"it leaves out the quote's 'not' ('{word}')"
    pair = opposite(text, support.cited)
    if pair:
        yield f"it says '{pair[0]}' where the quote says '{pair[1]}'"


def _overstated(text: str, support: Support) -> Iterator[str]:
    hedge = overstated(text, support.cited, support.near)
    if hedge:
        yield f"it states as a fact what the quote hedges with '{hedge}'"
    condition = unconditional(text, support.cited)
    if condition:
        yield f"it leaves out the quote's '{condition}'"
    word = sweeping(text, support.cited)
    if word:
        yield f"the quote does not say '{word}'"
