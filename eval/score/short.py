"""How much more than the answer is said: SQuAD's exact match and token F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.case import Case
from eval.match import same_answer
from eval.normal import bare
from eval.score.answers import Said, said_in
from rag.answer import Answer


def score_short(case: Case, answer: Answer) -> dict[str, float]:
    """`token_f1`: F1 of the tokens shown first (the short answers, or else the first sentence) and the best
    accepted answer. `short_exact`, of answers with a short one: it is an accepted answer and nothing more.
    Where the case needs all parts, the short answers must be those parts, in any order. `short_given`:
    whether there is a short answer, of those answered.

    After Rajpurkar et al. 2016, "SQuAD: 100,000+ Questions for Machine Comprehension of Text", EMNLP:
    without case, punctuation and articles; numbers and dates by their value (`normal`, `match`). As in
    SQuAD 2.0, a refusal of an answerable question has an F1 of 0.
    """
    if not case.parts:
        return {}
    if answer.status == "refused":
        return {"token_f1": 0.0}
    shown = list(said_in(answer))
    first = shown[: len(answer.short) or 1]
    if answer.short:
        exact = float(_exact(first, case.parts))
        f1 = max(exact, _f1(first, case.parts))
        return {"token_f1": f1, "short_exact": exact, "short_given": 1.0}
    return {"token_f1": _f1(first, case.parts), "short_given": 0.0}


def token_f1(said: Sequence[str], accepted: Sequence[str]) -> float:
    """The harmonic mean of precision and recall of the tokens, each counted as often as it stands there."""
    shared = sum((Counter(said) & Counter(accepted)).values())
    return 2 * shared / (len(said) + len(accepted)) if shared else 0.0


def _f1(said: Sequence[Said], parts: Sequence[Sequence[str]]) -> float:
    """Against the parts together, each in the form that fits best."""
    tokens = bare(" ; ".join(one.text for one in said))
    best = [max(map(bare, forms), key=lambda form: token_f1(tokens, form)) for forms in parts]
    return token_f1(tokens, [token for form in best for token in form])


def _exact(said: Sequence[Said], parts: Sequence[Sequence[str]]) -> bool:
    """Whether each text is an accepted form of some part, and each part has a text."""

    def same(one: Said, forms: Sequence[str]) -> bool:
        return any(same_answer(one.text, form, day) for form in forms for day in one.days)

    wanted = all(any(same(one, forms) for one in said) for forms in parts)
    return wanted and all(any(same(one, forms) for forms in parts) for one in said)
