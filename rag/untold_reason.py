"""That no reason was given, where 'why' is asked and no words are sure to tell it: 'The firm did not say why.'"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.sentences import sentence_before
from rag.asked import asked_for
from rag.facts import content_words, knows, names, without_names
from rag.question import Question
from rag.quote import Scored

_UNTOLD = re.compile(
    r"\b(?:did not|didn['’]t|has not|have not|would not|declined to|refused to)"
    r" (?:say|said|explain|explained|tell|told)\b[^.;]{0,20}\bwhy\b"
    r"|\bg(?:ave|iven?|iving) no reasons?\b|\bwithout giving (?:a|any) reasons?\b"
    r"|\bno reasons? (?:was|were|has been|had been) given\b|\b(?:not|un)\s?(?:clear|known) why\b",
    re.IGNORECASE,
)


def untold_reason(question: Question, told: Sequence[Scored]) -> tuple[Scored, ...]:
    """The sentences that no reason was given for what the question asks why it happened, best first; none for others.

    The sentence, or the one before it, names who the question names and tells what it says that they did.
    """
    if asked_for(question.raw) != "reason":
        return ()
    named = question.named
    deed = content_words(without_names(question.raw, names(question.raw)))
    found = []
    for one in told:
        article, start = one.candidate.passage.article, one.candidate.start
        sentence = article.text[start : one.candidate.end]
        if not _UNTOLD.search(sentence) or not all(knows(f"{article.title}\n{article.text}", name) for name in named):
            continue
        beside = f"{sentence_before(article.text, start)} {sentence}"
        of_them = not named or any(knows(beside, name.split()[-1]) for name in named)
        if of_them and deed & content_words(beside):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.logit, reverse=True))
