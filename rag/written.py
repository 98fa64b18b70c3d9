"""The chat model's answer: each of its sentences is shown only once it is verified."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence

from index.errors import ModelError
from rag.answer import Passage
from rag.calls import Calls
from rag.entail import Entailment
from rag.events import Event
from rag.notes import Notes
from rag.proof import Proof
from rag.question import Question
from rag.reader.read import Reader
from rag.settings import RagSettings
from rag.verify import Verdict
from rag.widen import check_widening
from rag.write import Cited, Draft, correct, write

BUILTIN_INSTEAD = "These are the articles' own words instead."
_MOST_CORRECTIONS = 3  # sentences that a chat model is asked to mend, per question


class VerifiedWriter:
    """Has a chat model write and verifies: `reader` gives the small model that reads, or None where there is none."""

    def __init__(
        self, settings: RagSettings, reader: Callable[[], Reader | None], entailment: Entailment | None
    ) -> None:
        self._settings = settings
        self._reader = reader
        self._entailment = entailment

    def write(
        self, calls: Calls, question: Question, passages: Sequence[Passage], proof: Proof, notes: Notes
    ) -> Generator[Event, None, bool]:
        """The chat model's sentences, each verified before it is yielded; False where the model finds no answer.

        A sentence that fails is asked for once more when the model has finished, and then dropped.
        """
        failed: list[tuple[Draft, str]] = []
        dropped = 0
        try:
            for draft in write(calls, question.standalone, passages, question.history):
                verdict, places = self._check(draft, question)
                if verdict.ok:
                    yield from proof.add(draft.text, places)
                else:
                    failed.append((draft, verdict.reason))
            if calls.cut:
                notes.texts.append("The model's answer may be cut short: it reached the longest length allowed.")
            for draft, reason in failed[:_MOST_CORRECTIONS]:
                before = len(proof.sentences)
                for better in correct(calls, question.standalone, passages, draft, reason):
                    verdict, places = self._check(better, question)
                    if verdict.ok:
                        yield from proof.add(better.text, places)
                dropped += len(proof.sentences) == before
        except ModelError as error:
            instead = "The answer may be cut short." if proof.sentences else BUILTIN_INSTEAD
            notes.add_failure(error, f"{error} {instead}")
            return True
        if calls.left_out:
            notes.texts.append(
                f"{calls.left_out} of {len(passages)} passages were not shown to the model: its context is too small."
            )
        dropped += len(failed[_MOST_CORRECTIONS:])
        if failed and not proof.sentences:
            notes.texts.append(f"Nothing that {self._settings.model} wrote could be proven. {BUILTIN_INSTEAD}")
        elif dropped:
            notes.texts.append(
                f"Left out, because no article proves it: {dropped} sentence{'s' * (dropped > 1)} of the model."
            )
        return bool(failed or proof.sentences)

    def _check(self, draft: Draft, question: Question) -> tuple[Verdict, tuple[Cited, ...]]:
        """The support check, with the reader and an entailment model where there are such, and what proves it."""
        verdict, evidence = check_widening(draft.text, draft.evidence, question.typed, self._reader())
        if verdict.ok and self._entailment is not None:
            verdict = self._entailment.check(draft.text, evidence, self._settings.entailment_threshold)
        places = zip(draft.cited, evidence, strict=True)
        return verdict, tuple(place._replace(start=item.start, end=item.end) for place, item in places)
