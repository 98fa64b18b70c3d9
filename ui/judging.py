"""The form under an answer: Yes, No, and what would have been right."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field

from eval.feedback import Verdict
from rag.answer import RefusalReason
from ui.exchange import Exchange

_LONGEST = 1000  # characters of what a reader may say
_BUTTONS: tuple[tuple[Verdict, str], ...] = (("good", "Yes"), ("bad", "No"))
# In place of 'Was this right?': of a refusal it is not clear what 'right' would mean.
_REFUSED: dict[RefusalReason, str] = {
    "empty_collection": "Is it right that there are no articles?",
    "not_covered": "Is it right that the articles do not say?",
    "outside_dates": "Is it right that there is nothing from that time?",
    "ambiguous": "Was it right to ask back?",
    "false_premise": "Is it right that the articles say otherwise?",
}


class Posted(BaseModel):
    """What the form sends: Yes, No, or the words that come after No."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    turn: int
    done: Literal["good", "bad", "words"]
    wanted: str = Field(default="", max_length=_LONGEST)
    comment: str = Field(default="", max_length=_LONGEST)


def judging(exchange: Exchange, *, busy: bool) -> Markup:
    """Yes and No, and after No the questions; nothing can be pressed while a question is being answered."""
    buttons = Markup("").join(
        Markup('<button name="done" value="{}" aria-pressed="{}">{}</button>').format(
            value, "true" if exchange.verdict == value else "false", name
        )
        for value, name in _BUTTONS
    )
    asks = exchange.verdict == "bad" and not exchange.explained
    noted = "" if exchange.verdict is None or asks else Markup('<span role="status">Noted, thank you.</span>')
    refused = exchange.answer.refusal if exchange.answer else None
    unsure = exchange.answer is not None and not exchange.answer.sure
    asked = _REFUSED[refused.reason] if refused else "Is the answer among these?" if unsure else "Was this right?"
    verdict = Markup('<p><span id="judge-{0}">{1}</span>{2}{3}</p>').format(exchange.number, asked, buttons, noted)
    return _form(exchange, verdict, busy) + (_form(exchange, _words(refused is not None), busy) if asks else "")


def _form(exchange: Exchange, content: Markup, busy: bool) -> Markup:
    return Markup(
        '<form class="judge" data-turn="{0}"><fieldset{1} aria-labelledby="judge-{0}">{2}</fieldset></form>'
    ).format(exchange.number, Markup(" disabled") if busy else "", content)


def _words(refused: bool) -> Markup:
    """A form of its own: the Enter key presses a form's first button, which must not be Yes."""
    wrong = "Which article says so, or what else is wrong" if refused else "What is wrong with this one"
    return Markup(
        '<label>The right answer, if you know it<input name="wanted" maxlength="{0}" autocomplete="off"></label>'
        '<label>{1}<input name="comment" maxlength="{0}" autocomplete="off"></label>'
        '<button name="done" value="words">Send</button>'
    ).format(_LONGEST, wrong)
