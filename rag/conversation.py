"""What the conversation before a question holds: the last question and answer, and what these in turn leaned on."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answer import Turn
from rag.carry import asked_again
from rag.followup import leans_on_history
from rag.foreign import is_foreign
from rag.offices import turn_asked
from rag.referent import referent


def in_english(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """The conversation without the questions that are not in English, and what was said to them: these were not
    understood, and nothing can lean on them.
    """
    kept: list[Turn] = []
    skipped = False
    for turn in history:
        skipped = is_foreign(turn.content) if turn.role == "user" else skipped
        if not skipped:
            kept.append(turn)
    return tuple(kept)


def last_question(history: Sequence[Turn]) -> str:
    """What was asked last; '' where nothing was."""
    return next((turn.content for turn in reversed(history) if turn.role == "user"), "")


def last_answer(history: Sequence[Turn]) -> str:
    """What was answered last; '' where nothing was."""
    return next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")


def questions_leaned_on(history: Sequence[Turn]) -> tuple[str, ...]:
    """The last question, and those before it that it in turn leaned on; oldest first, three at most."""
    asked = [turn.content for turn in history if turn.role == "user"]
    chain = [asked[-1]]
    for index in range(len(asked) - 1, 0, -1):
        if len(chain) == 3 or not leans_on_history(asked[index], [Turn("user", asked[index - 1])]):
            break
        chain.insert(0, asked[index - 1])
    return tuple(chain)


def asked_in_full(history: Sequence[Turn]) -> str:
    """The last question, with the one before it in full where it was a fragment ('and in Germany?') itself."""
    full = answered = ""
    for turn in history:
        if turn.role == "user":
            full = turn_asked(turn.content, full, answered) or asked_again(turn.content, full) or turn.content
        else:
            answered = turn.content
    return full


def meant_before(history: Sequence[Turn]) -> str:
    """Whom the pronoun of the last question meant, where the question before it told that; '' else."""
    asked = [turn.content for turn in history if turn.role == "user"]
    answers = [turn.content for turn in history if turn.role == "assistant"]
    return referent(asked[-1], asked[-2], answers[-2]) if len(asked) > 1 and len(answers) > 1 else ""
