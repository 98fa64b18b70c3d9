"""From what the reader typed, in the light of the conversation, to a question that stands alone.

Without a chat model a fragment ('and in Germany?') is put into the last question's place (`rag.carry`), and any other
question that leans on the conversation ('and how many were hurt?') carries along the words of the questions it leans on
and the names of the last answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.errors import DatelineError
from index.filters import Filters
from rag.answer import Turn
from rag.asked_of import asked_of
from rag.carry import asked_again, asks_for_another, corrects, taken_back
from rag.comparing import comparison_of, side_by_side
from rag.comparison import Comparison, leans
from rag.conversation import (
    asked_in_full,
    in_english,
    last_answer,
    last_question,
    meant_before,
    questions_leaned_on,
)
from rag.facts import content_words, names, names_in_order, numbers
from rag.followup import leans_on_history, own_words
from rag.offices import turn_asked
from rag.parts import Part, parts_of
from rag.period import Period
from rag.period_asked import period_of
from rag.referent import has_person, referent
from rag.standalone import standing_alone

_MAX_FROM_ANSWER = 8  # names; an answer of long quotes has many, and most are beside the point
MAX_CHARACTERS = 2000
# Words of a question about what was published that name no subject.
_OF_COVERAGE = content_words(
    "news published covered headline stories story coverage top latest written show list give find happened happening"
    " took place went going new world else"
)
_OF_THE_SAME = re.compile(
    r"(?:by|with|for|at|in|on|from|to|against|under)\s(?:what|which|how|whom?|whose)\b", re.IGNORECASE
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must|\w+ed)\b", re.IGNORECASE
)
_SOME_DAY = date(2000, 1, 1)  # to see whether a question names a time at all


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready for retrieval.

    `raw` is what was typed; `standalone` is what the reader is shown as understood; `search_text` is
    what both searches get; `carried` are the words taken over from the conversation. `shown` is the last
    answer, where the question asks for another one. `parts` are the questions that it is made of, where it asks
    for several things, as the rules or (`parts_from_model`) a chat model take it apart; `comparison` is what it
    compares, each side being a part; `period` is the time that it asks about.
    """

    raw: str
    standalone: str
    search_text: str
    filters: Filters = Filters()
    history: tuple[Turn, ...] = ()
    carried: tuple[str, ...] = ()
    shown: str = ""
    parts: tuple[Question, ...] = ()
    parts_from_model: bool = False
    comparison: Comparison | None = None
    period: Period | None = None

    @property
    def each(self) -> tuple[Question, ...]:
        """What is searched for and answered by itself: the parts, or the question where it has none."""
        return self.parts or (self,)

    @property
    def named(self) -> frozenset[str]:
        """The names that it asks about; the word that it opens with ('Timeline', 'Did') is none."""
        return names(self.raw[:1].lower() + self.raw[1:])

    @property
    def only_coverage(self) -> bool:
        """Whether it asks what was published in a time, about nothing in particular."""
        if self.period is None or not self.period.strict:
            return False
        return not content_words(self.raw.replace(self.period.said, " ")) - _OF_COVERAGE

    @property
    def to_read(self) -> str:
        """What the reader is asked: the question with the names that it is about; a correction after the question it
        corrects. After the last question as a whole, the reader would answer that one (see ARCHITECTURE.md).
        """
        if self.search_text == self.raw:
            return self.raw
        if not self.carried or corrects(self.raw):
            return self.standalone if not self.carried else f"{last_question(self.history)} {self.raw}"
        asked, told = (
            [name for name in names_in_order(text) if not numbers(name)]
            for text in (last_question(self.history), last_answer(self.history))
        )
        about = (*asked[-1:], *told[:1])
        return f"{self.raw} ({', '.join(about)})" if about else self.raw

    @property
    def typed(self) -> str:
        """What the reader typed, now and before: no model's words and no answer's."""
        return "\n".join((*(turn.content for turn in self.history if turn.role == "user"), self.raw))


def understand(
    raw: str,
    history: Sequence[Turn] = (),
    filters: Filters = Filters(),
    rewritten: str | None = None,
    parts: Sequence[str] = (),
) -> Question:
    """The question with what it needs from the conversation.

    `rewritten` is a chat model's standalone question; then both it and the raw question are searched
    for. `parts` are what a chat model takes it apart into, one where it asks one thing; without them the rules do.
    Otherwise a question that leans on the conversation carries its words along. Raises DatelineError
    where the question is too long to be one.
    """
    turns = in_english(history)
    raw = " ".join(raw.split())
    if len(raw) > MAX_CHARACTERS:
        raise DatelineError(
            f"The question has {len(raw):,} characters, and at most {MAX_CHARACTERS:,} are read. Ask a shorter one."
        )
    if rewritten and rewritten.casefold() != raw.casefold():
        return _in_parts(Question(raw, rewritten, f"{rewritten} {raw}", filters, turns), parts)
    if not leans_on_history(raw, turns):
        return _in_parts(Question(raw, raw, raw, filters, turns), parts)
    asked = questions_leaned_on(turns)
    full = asked_in_full(turns)
    again = turn_asked(raw, full, last_answer(turns)) or asked_again(raw, full)
    if again:
        return Question(raw, again, f"{again} {raw}", filters, turns)
    meant = referent(raw, full, last_answer(turns)) or (meant_before(turns) if has_person(raw) else "")
    if meant:
        alone = standing_alone(raw, full, last_answer(turns), meant)
        return Question(raw, alone, f"{alone} {raw}", filters, turns)
    asked = tuple(_without(text, taken_back(raw)) for text in asked)
    about = tuple(dict.fromkeys(name for text in asked for name in names_in_order(text)))
    answered = tuple(name for name in names_in_order(last_answer(turns)) if name not in about)[:_MAX_FROM_ANSWER]
    told = [text for text in asked if names(text)] or asked
    standalone = standing_alone(raw, told[-1], last_answer(turns))
    shown = last_answer(turns) if asks_for_another(raw) else ""
    return Question(raw, standalone, " ".join((*asked, *answered, raw)), filters, turns, (*about, *answered), shown)


def in_its_time(question: Question, newest: Callable[[], date | None]) -> Question:
    """The question with the time that it asks about, read from the day it is asked as of, or else from `newest`.

    A question about what was published then is limited to that time, unless the filters say another.
    """
    asked = question.raw if question.carried else question.standalone
    alone = question.search_text == question.raw
    if period_of(asked, _SOME_DAY, alone) is None:
        return question
    today = question.filters.as_of or newest()
    period = period_of(asked, today, alone)
    if period is not None and question.filters.as_of is None and period_of(asked, None, alone) is None:
        period = period._replace(seen_from=today)
    filters = question.filters
    if period is not None and period.strict and filters.since is None and filters.until is None:
        filters = replace(filters, since=period.first, until=period.last)
    # The time of one part need not be that of the next: 'X in May 2019, and who won once it was over?'
    parts = tuple(replace(part, period=period_of(part.raw, today), filters=filters) for part in question.parts)
    return replace(question, period=period, filters=filters, parts=parts)


def _in_parts(question: Question, given: Sequence[str] = ()) -> Question:
    comparison = comparison_of(question.standalone)
    from_model = bool(given) and comparison is None
    if comparison:
        parts = _sides(comparison)
    elif given:
        parts = tuple(Part(text) for text in given) if len(given) > 1 else ()
    else:
        parts = parts_of(question.standalone)
    if comparison is None:
        comparison = side_by_side(question.standalone, [part.text for part in parts])
    alone = tuple(_standing_alone(part, question) for part in parts)
    return replace(question, parts=alone, parts_from_model=from_model and bool(parts), comparison=comparison)


def _sides(comparison: Comparison) -> tuple[Part, ...]:
    """The questions of a comparison; one that leans on the other side ('her husband's share') takes it along."""
    first, *rest = comparison.questions
    return (Part(first), *(Part(text, comparison.sides[0] if leans(comparison.sides[1]) else "") for text in rest))


def _standing_alone(part: Part, whole: Question) -> Question:
    """A part as a question; one that leans on the part before takes its names along, or all of it where it has none."""
    if not part.context:
        return Question(part.text, part.text, part.text, whole.filters, whole.history)
    # 'and by how much?', 'and with what majority?' ask it of all that was said before
    of_the_same = _OF_THE_SAME.match(part.text) and not _VERB.search(part.text)
    if (of_the_same or not own_words(part.text)) and not names(part.text):
        whole_question = asked_of(part.text, part.context)
        return Question(part.text, whole_question, whole_question, whole.filters, whole.history)
    about = [name for name in names_in_order(part.context) if name not in part.text]
    carried = ", ".join(about) or part.context
    return Question(part.text, f"{part.text} ({carried})", f"{part.text} {carried}", whole.filters, whole.history)


def _without(text: str, stems: frozenset[str]) -> str:
    """The text without the words of these stems."""
    return " ".join(word for word in text.split() if not stems & content_words(word))
