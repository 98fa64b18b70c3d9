"""A chat model that grades: is an answer right, and do quotes prove a sentence?

A language model as judge after Zheng et al. 2023, "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena"
(NeurIPS), with a reference answer; the support grades are those of Gao et al. 2023 (ALCE, EMNLP), full,
partial and none. How far such grades agree with given labels is measured by `agreement`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from eval.case import Case
from eval.cost import NO_PRICES, Prices
from eval.judge.prompts import Prompt, Prompts, correctness_material, load_prompts, support_material
from eval.judge.reply import Correctness, GradeT, Reply, Support, read_reply
from eval.judge.settings import JudgeSettings
from eval.plain import line
from index.errors import ModelError, SettingsError
from rag.models import call_error, open_chat_model, untraced
from rag.settings import RagSettings
from rag.support import Evidence

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_FAILURES = 5  # calls in a row without a reply, after which no more are made
_REASON_CHARACTERS = 300
_REPEATED_CHARACTERS = 2000  # of an unreadable reply, shown to the judge again


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade and the judge's reason for it. `grade` None: not scored, and `reason` says why. `reason` is
    one line of a model's text: data.
    """

    grade: str | None
    reason: str = ""


class Grader(Protocol):
    """What grades answers and quotes: a chat model, or the built-in scorers."""

    name: str

    def correctness(self, case: Case, answer: str) -> Judgement: ...

    def support(self, question: str, sentence: str, quotes: Sequence[Evidence]) -> Judgement: ...


class Judge:
    """Grades by a chat model. Every failure is a judgement without a grade; nothing raises.

    An unreadable reply is asked for once more. After five calls in a row that got no reply, the provider
    counts as gone: what is left is not scored, and no call is made for it.
    """

    def __init__(self, model: BaseChatModel, name: str, prices: Prices = NO_PRICES) -> None:
        self.name = name
        self.prices = prices
        self.prompts: Prompts = load_prompts()
        self._model = model
        self._failures = 0

    def correctness(self, case: Case, answer: str) -> Judgement:
        """`correct`, `partly` or `wrong`, by the accepted answers of the case. `answer` is the text shown."""
        prompt = self.prompts.correctness
        return self._grade(prompt, correctness_material(prompt, case, answer), Reply[Correctness])

    def support(self, question: str, sentence: str, quotes: Sequence[Evidence]) -> Judgement:
        """`supports`, `partly` or `not`: whether the quotes together prove the sentence."""
        prompt = self.prompts.support
        return self._grade(prompt, support_material(prompt, question, sentence, quotes), Reply[Support])

    def _grade(self, prompt: Prompt, material: str, form: type[Reply[GradeT]]) -> Judgement:
        from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

        messages: list[BaseMessage] = [SystemMessage(prompt.system), HumanMessage(material)]
        problem = ""
        for _ in range(2):
            try:
                text = self._call(messages)
            except ModelError as error:
                return Judgement(None, line(str(error)))
            try:
                reply = read_reply(text, form)
            except ValueError as error:
                problem = str(error)
                said = text.strip()[:_REPEATED_CHARACTERS] or "(nothing)"
                again = self.prompts.again.replace("$problem", problem)
                messages = [*messages[:2], AIMessage(said), HumanMessage(again)]
            else:
                return Judgement(reply.grade, line(reply.reason)[:_REASON_CHARACTERS])
        return Judgement(None, f"The judge's reply could not be read, twice: {problem}.")

    def _call(self, messages: list[BaseMessage]) -> str:
        if self._failures >= _FAILURES:
            raise ModelError(f"The judge was not asked: {_FAILURES} calls in a row before this one had got no reply.")
        try:
            with untraced():
                reply = self._model.invoke(messages)
        except Exception as error:
            self._failures += 1
            raise call_error(error, self._model) from None
        self._failures = 0
        return reply.text


def open_judge_model(name: str, settings: JudgeSettings, answers: RagSettings) -> BaseChatModel:
    """The chat model that `name` says, as `provider:name`, with the timeout and retries of `answers`.

    Temperature 0, unless `answers` leave the temperature to the provider. Raises SettingsError or ModelError
    as `open_chat_model`.
    """
    own = {
        "model": name,
        "base_url": settings.judge_base_url,
        "api_key": settings.judge_api_key,
        "temperature": None if answers.temperature is None else 0.0,
    }
    try:
        return open_chat_model(answers.model_copy(update=own))
    except (SettingsError, ModelError) as error:
        # The advice is for the answering model, whose settings the judge does not have.
        raise type(error)(f"The judge: {str(error).replace('or api_key', 'or judge_api_key')}") from error
