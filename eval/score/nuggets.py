"""How many of the facts that a list or a summary should hold does it hold?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from eval.case import Case, Nugget
from eval.normal import bare
from eval.score.answers import Said, said_in
from rag.answer import Answer

Assignment = Literal["support", "partial_support", "not_support"]
Assign = Callable[[str, str, str], Assignment]  # of a question, a nugget and an answer's text

_CREDIT = {"support": 1.0, "partial_support": 0.5, "not_support": 0.0}
_ALLOWANCE = 100  # characters that a nugget found may take
_BETA = 3  # recall counts three times as much as precision
_PARTLY = 0.5  # share of a form's tokens


def score_nuggets(case: Case, answer: Answer, assign: Assign | None = None) -> dict[str, float]:
    """`nuggets_all` and `nuggets_vital`: the mean credit of all nuggets and of the vital ones, 1 for support and
    a half for partial support; `..._strict`: support alone counts. `nuggets_weighted`: an okay nugget
    weighs half as much as a vital one. (Pradeep et al. 2024, "Initial Nugget Evaluation Results for the TREC
    2024 RAG Track with the AutoNuggetizer Framework".) There a model says what is supported; here `assign`,
    by default the words alone: support is a form of the nugget in a text shown, partial support half of its
    words there.

    `nuggets_f3`: F of the recall of vital nuggets, strictly, and of a precision that 100 characters for each
    nugget found are free of and that falls with length (Voorhees 2003, "Overview of the TREC 2003 Question
    Answering Track"; beta 3 as from 2004 on). A refusal has 0 of all.
    """
    if not case.nuggets:
        return {}
    texts = [] if answer.status == "refused" else list(said_in(answer))
    whole = " ".join(said.text for said in texts)

    def assigned(nugget: Nugget) -> Assignment:
        if not texts:
            return "not_support"
        return assign(case.question, nugget.text, whole) if assign else by_words(nugget, texts)

    marks = [(nugget.vital, assigned(nugget)) for nugget in case.nuggets]
    scores = _credits("nuggets_all", [mark for _, mark in marks])
    weights = [1.0 if vital else 0.5 for vital, _ in marks]
    credit = sum(weight * _CREDIT[mark] for weight, (_, mark) in zip(weights, marks, strict=True))
    scores["nuggets_weighted"] = credit / sum(weights)
    vital = [mark for is_vital, mark in marks if is_vital]
    if vital:
        scores |= _credits("nuggets_vital", vital)
        found = sum(mark == "support" for _, mark in marks)
        scores["nuggets_f3"] = _f(scores["nuggets_vital_strict"], found, len("".join(whole.split())))
    return scores


def by_words(nugget: Nugget, texts: list[Said]) -> Assignment:
    """What the words alone say: whether a text holds a form of the nugget, or half of the words of one."""
    forms = nugget.answers or (nugget.text,)
    if any(said.holds(forms) for said in texts):
        return "support"
    for form in forms:
        wanted = set(bare(form))
        if any(len(wanted & set(bare(said.text))) >= _PARTLY * len(wanted) for said in texts if wanted):
            return "partial_support"
    return "not_support"


def _credits(name: str, marks: list[Assignment]) -> dict[str, float]:
    return {
        name: sum(_CREDIT[mark] for mark in marks) / len(marks),
        f"{name}_strict": sum(mark == "support" for mark in marks) / len(marks),
    }


def _f(recall: float, found: int, length: int) -> float:
    """`length`: characters of the answer, white space aside."""
    allowance = _ALLOWANCE * found
    precision = 1.0 if length <= allowance else 1 - (length - allowance) / length
    weighted = _BETA**2 * precision + recall
    return (_BETA**2 + 1) * precision * recall / weighted if weighted else 0.0
