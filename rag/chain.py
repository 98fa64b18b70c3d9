"""A question in, an `Answer` with citations out: the steps in order, streamed as typed events."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.filters import Filters
from index.library import Library
from rag.agree import agreement, as_of, collection_span, newer
from rag.answer import Answer, DateSpan, Passage, Refusal, TimeAsked, Turn
from rag.calls import Calls
from rag.compose import Found, compose, prove, without
from rag.coverage import openings
from rag.differ import found_differing
from rag.doubt import doubt, told_whole, with_nearest_words
from rag.entail import open_entailment
from rag.events import Event, Finished, Retrieved, Understood
from rag.foreign import NOT_ENGLISH, is_foreign
from rag.gate import out_of_time, refusal, says_nothing_found
from rag.held import found_for, held_by
from rag.interpret import interpret
from rag.models import open_chat_model
from rag.notes import Notes
from rag.period import taken_for
from rag.proof import Proof
from rag.question import Question
from rag.quote import quote
from rag.read import unread
from rag.reader.read import Reader, shipped_reader
from rag.retrieve import merge, retrieve_each
from rag.settings import BUILTIN, RagSettings
from rag.steps import Clock
from rag.unmet import unmet
from rag.written import VerifiedWriter

if TYPE_CHECKING:
    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.language_models import BaseChatModel

    from rag.runnable import NewsRunnable


class Retrieval(NamedTuple):
    """What was searched for and what was found."""

    question: Question
    passages: tuple[Passage, ...]
    timings_ms: Mapping[str, float]


class NewsChain:
    """Answers questions from a library.

    With `settings.model` "builtin" the answer is made of quotes; otherwise the chat model writes, and
    each of its sentences is shown only once it is verified. `chat_model` takes the place of the model
    that the settings name, `reader` that of the one that ships. Where `settings.trace_to` names a collector,
    the steps are traced to it.
    """

    def __init__(
        self,
        library: Library,
        settings: RagSettings = RagSettings(),
        chat_model: BaseChatModel | None = None,
        reader: Reader | None = None,
    ) -> None:
        self.library = library
        self.settings = settings
        self._chat_model = chat_model
        self._given_reader = reader
        if chat_model is None and settings.model != BUILTIN:
            self._chat_model = open_chat_model(settings)
        named = self.settings.entailment_model if self._chat_model is not None else None
        self._writer = VerifiedWriter(settings, lambda: self._reader, open_entailment(named) if named else None)
        self._listeners: tuple[BaseCallbackHandler, ...] = ()
        if settings.trace_to:
            from rag.tracing import open_tracing

            self._listeners = (open_tracing(settings.trace_to),)

    def ask(self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters()) -> Answer:
        """The answer, once it is complete."""
        answers = [event.answer for event in self.stream(question, history, filters) if isinstance(event, Finished)]
        return answers[-1]

    def retrieve(
        self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters(), top: int | None = None
    ) -> Retrieval:
        """Only the search: the question as understood and the passages, best first."""
        clock = Clock()
        understood = self._interpreted(question, history, filters, clock, self._notes())
        with clock.measure("retrieve"):
            found = retrieve_each(self.library, understood.each, self.settings, self._reader, top)
        passages = merge(found, top or self.settings.passages)
        return Retrieval(understood, passages, clock.timings_ms)

    def stream(self, question: str, history: Sequence[Turn] = (), filters: Filters = Filters()) -> Iterator[Event]:
        """The events of one question. The last one is `Finished`, also where a chat model fails."""
        if self._listeners:
            asked = {"question": question, "history": history, "filters": filters}
            return self.as_runnable().stream(asked)
        return self._events(question, history, filters)

    def as_runnable(self) -> NewsRunnable:
        """The chain for LangChain code: takes a question, or a mapping with `question`, `history` and `filters`."""
        from rag.runnable import NewsRunnable

        return NewsRunnable(self._events, self._listeners)

    def _events(self, question: str, history: Sequence[Turn], filters: Filters) -> Iterator[Event]:
        clock = Clock()
        notes = self._notes()
        understood = self._interpreted(question, history, filters, clock, notes)
        yield Understood(understood)
        with clock.measure("retrieve"):
            opened, told = openings(self.library, understood, self.settings.passages)
            each = (opened,) if opened else retrieve_each(self.library, understood.each, self.settings, self._reader)
            notes.texts += [told] if told else []
        passages = merge(each, self.settings.passages)
        yield Retrieved(passages)
        proof = Proof()
        overview = self.library.overview()
        outside = out_of_time(understood, passages, overview)
        refused = doubt(understood, passages, outside=outside)
        found = found_for(understood, each)
        probability = max((one.covered for one in found), default=None)
        if refused is None and (
            probability is None
            or (probability < self.settings.gate_threshold and not understood.only_coverage)
            or says_nothing_found(understood, passages)
            or outside
        ):
            refused = refusal(understood, passages, overview)
        if refused is None:
            held = held_by(understood, found, self.settings.gate_threshold, self.library.embedder)
            with clock.measure("answer"):
                refused = yield from self._answer(understood, held, passages, proof, notes)
        foreign = overview.articles > 0 and is_foreign(understood.raw)
        if foreign and (refused is None or refused.reason != "not_covered"):
            notes.texts.append(NOT_ENGLISH)
        if refused is not None and refused.reason == "not_covered":
            nearest = quote(understood, passages, self.library.embedder, 1)
            refused = with_nearest_words(refused, understood, nearest, probability or 0.0, self.settings.gate_threshold)
            refused = told_whole(refused, understood, foreign=foreign)
        if understood.period is not None and understood.period.seen_from is not None:
            notes.texts.append(taken_for(understood.period, understood.period.seen_from))
        yield Finished(
            Answer(
                question=question,
                standalone_question=understood.standalone,
                status="refused" if refused else "answered",
                model=self.settings.model,
                sentences=tuple(proof.sentences),
                citations=tuple(proof.citations),
                short=tuple(proof.short),
                timeline=tuple(proof.timeline),
                compared=proof.compared,
                sure=proof.sure,
                parts=tuple(part.raw for part in understood.parts),
                parts_from_model=understood.parts_from_model,
                missing=tuple(proof.missing),
                asked_time=_asked_time(understood),
                passages=unread(passages),
                refusal=refused,
                covered=probability,
                as_of=as_of(proof.citations),
                newer=newer(understood, passages, proof.citations),
                collection=collection_span(overview, filters.as_of),
                asked_as_of=filters.as_of,
                agreement=agreement(proof.citations) if proof.citations else None,
                differences=tuple(proof.differences),
                notes=tuple(notes.texts),
                failure=notes.failure,
                usage=notes.calls.usage if notes.calls else None,
                timings_ms=clock.timings_ms,
            )
        )

    @property
    def _reader(self) -> Reader | None:
        """Loaded when first needed."""
        if self._given_reader is not None or not self.settings.reader:
            return self._given_reader
        return shipped_reader()

    def _notes(self) -> Notes:
        return Notes(Calls(self._chat_model, self.settings) if self._chat_model else None)

    def _interpreted(
        self, question: str, history: Sequence[Turn], filters: Filters, clock: Clock, notes: Notes
    ) -> Question:
        with clock.measure("understand"):
            return interpret(question, history, filters, self.settings, notes, self.library)

    def _answer(
        self, question: Question, held: Sequence[Found], passages: Sequence[Passage], proof: Proof, notes: Notes
    ) -> Generator[Event, None, Refusal | None]:
        """Yields what is proven; returns a refusal where there is nothing to show.

        `held` are the parts of the question that have evidence, `passages` those of all parts.
        """
        differing = None if question.parts else found_differing(question, passages)
        if notes.calls is not None:
            answers = yield from self._writer.write(notes.calls, question, passages, proof, notes)
            if not answers:
                return refusal(question, passages, self.library.overview(), looked=True)
            if proof.sentences and differing:
                differing.tell(proof)
        elif differing is None and not question.only_coverage:
            missing = unmet(question, lambda: quote(question, passages, self.library.embedder, 1), passages)
            if missing:
                return replace(refusal(question, passages, self.library.overview()), message=missing)
        if not proof.sentences:
            composed = compose(question, held, self.library.embedder, self.settings)
            if composed.events:  # a timeline tells each figure with its day
                differing = None
            if differing:
                yield from differing.lead(proof)
                composed = without(composed, differing.tells_already)
            yield from prove(composed, proof)
            proof.sure = composed.sure or differing is not None
            if differing:
                differing.settle(proof)
            proof.missing += [part.raw for part in question.parts if all(one.question is not part for one in held)]
            notes.texts.extend(f"The articles do not answer this part: {part}" for part in proof.missing)
        return None if proof.sentences else refusal(question, passages, self.library.overview(), looked=True)


def _asked_time(question: Question) -> TimeAsked | None:
    period = question.period
    if period is None:
        return None
    return TimeAsked(period.said, DateSpan(period.first, period.last), only=period.strict)
