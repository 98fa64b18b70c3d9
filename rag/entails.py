"""What the small model that reads makes of a sentence that passed the look at the surface (`rag.verify`).

It sees who did what to whom, and what the missing words come to: 'the mayor in the poll' where the quote knows of no
poll. Natural language inference as a check of written sentences is that of Honovich et al. 2022, "TRUE:
Re-evaluating Factual Consistency Evaluation" (NAACL).
"""

from __future__ import annotations

from collections.abc import Sequence

from index.article import written
from rag.clauses import clauses
from rag.reader.read import Reader
from rag.support import Evidence, beside, gather, stands_verbatim
from rag.verify import Verdict, share_held

# Where the reader reads too, fewer words need stand in the quote, and it has to be surer of a sentence that has others.
# Of 500 FEVER claims kept out of its training, so .40 of the supported and .05 of the refuted ones pass; with
# `MIN_COVERAGE` and the bound on contradictions alone .41 and .07.
MIN_READ_COVERAGE = 0.65
MIN_SUPPORT = 0.5
MIN_SUPPORT_OF_OTHER_WORDS = 0.8
MAX_CONTRADICTION = 0.8  # by the quote with the sentences beside it
_LEAST_CLAUSE = 3  # words of a clause that is read by itself


def entailed(text: str, evidence: Sequence[Evidence], reader: Reader) -> Verdict:
    """Whether the reader takes the cited words to say what `text` says, and their neighbours not otherwise.

    A clause that has words of its own is read by itself too, so that it does not hide behind a copied one. What stands
    in the cited words verbatim is not read: the reader errs in long sentences.
    """
    support = gather(evidence)
    if stands_verbatim(text, support.cited):
        return Verdict(True)
    quote = _dated(evidence)
    around = [item._replace(start=low, end=high) for item in evidence for low, high in [beside(item)]]
    parts = clauses(text)
    own = [
        part
        for part in parts
        if len(parts) > 1 and len(part.split()) >= _LEAST_CLAUSE and share_held(part, support) < 1
    ]
    (_, against, _), *read = reader.support([(text, _dated(around)), *((claim, quote) for claim in (text, *own))])
    if against >= MAX_CONTRADICTION:
        return Verdict(False, "the quote seems to say otherwise")
    whole = share_held(text, support) == 1
    if read[0][0] < (MIN_SUPPORT if whole else MIN_SUPPORT_OF_OTHER_WORDS):
        return Verdict(
            False, "the quote does not seem to say that" if whole else "it has words that are not the quote's"
        )
    for part, (supports, _, _) in zip(own, read[1:], strict=True):
        if supports < MIN_SUPPORT:
            return Verdict(False, f"the quote does not seem to say '{part}'")
    return Verdict(True)


def _dated(evidence: Sequence[Evidence]) -> str:
    """The words with the days of their articles in front, as people are shown them: 'on Tuesday' is a day then."""
    found = []
    for item in evidence:
        day = item.article.published or item.article.updated
        words = item.article.text[item.start : item.end]
        found.append(f"{written(day)}. {words}" if day else words)
    return "\n".join(found)
