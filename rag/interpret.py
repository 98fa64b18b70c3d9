"""The question as it is answered: standing alone, in its parts and in its time; a chat model helps where one may."""

from __future__ import annotations

from collections.abc import Sequence

from index.errors import ModelError
from index.filters import Filters
from index.library import Library
from rag.anew import begins_anew, since_the_subject
from rag.answer import Turn
from rag.comparing import comparison_of
from rag.followup import leans_on_history
from rag.history import recent
from rag.notes import Notes
from rag.question import Question, in_its_time, understand
from rag.settings import RagSettings
from rag.split import may_ask_several, split
from rag.write import rewrite


def interpret(
    question: str,
    history: Sequence[Turn],
    filters: Filters,
    settings: RagSettings,
    notes: Notes,
    library: Library,
) -> Question:
    """The standalone question and its parts; a chat model rewrites the one and finds the others where it may.

    'Last week' is read from the day of the library's newest article where the filters name none. The conversation
    counts from where its last subject began. A model that fails is noted, and the rules take its place. Raises
    DatelineError where the question is too long to be one.
    """
    considered = recent(history, settings.history_turns, settings.history_tokens)
    considered = since_the_subject(considered, library, filters)
    if begins_anew(question, considered, library, filters):
        considered = ()
    rewritten = None
    leans = leans_on_history(question, considered)
    if notes.calls is not None and leans:
        try:
            rewritten = rewrite(notes.calls, question, considered)
        except ModelError as error:
            notes.add_failure(error, f"The question was searched for as typed: {error}")
    parts = _parts(rewritten or question, settings, notes) if rewritten or not leans else ()
    return in_its_time(understand(question, considered, filters, rewritten, parts), lambda: library.overview().last)


def _parts(question: str, settings: RagSettings, notes: Notes) -> tuple[str, ...]:
    """What the chat model takes the question apart into; none where the rules are to do it."""
    if notes.calls is None or settings.split == "off":
        return ()
    if comparison_of(question) is not None or not may_ask_several(question):
        return ()
    try:
        return split(notes.calls, question)
    except ModelError as error:
        notes.texts.append(f"The question was taken apart by rules. {error}")
        return ()
