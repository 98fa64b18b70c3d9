"""From the form under an answer to the feedback that is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from eval.feedback import Feedback, feedback_on
from rag.answer import Answer
from ui.exchange import Conversation, Exchange, history
from ui.feedback import FeedbackStore
from ui.judging import Posted

# Runs in the browser, once: hands what a form of the transcript says to the page.
FORM_SCRIPT = """
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const said = Object.fromEntries(new FormData(event.target, event.submitter));
  trigger("submit", { ...said, turn: event.target.dataset.turn });
});
"""


def judged(exchanges: Conversation, posted: Posted, store: FeedbackStore, at: datetime) -> Conversation:
    """The conversation with the verdict, which is kept in the store; the same verdict again takes it back.

    Nothing changes where the turn has no answer, or while a question is being answered. Raises StoreError.
    """
    place = posted.turn - 1
    if not 0 <= place < len(exchanges) or any(exchange.status for exchange in exchanges):
        return exchanges
    exchange = exchanges[place]
    if exchange.answer is None or (posted.done == "words" and exchange.verdict != "bad"):
        return exchanges
    record = _record(exchange, exchange.answer, exchanges[:place], posted, at)
    if posted.done == exchange.verdict:
        store.take_back(record)
        after = replace(exchange, verdict=None, explained=False)
    else:
        store.put(record)
        after = replace(exchange, verdict=record.verdict, explained=posted.done == "words")
    return (*exchanges[:place], after, *exchanges[place + 1 :])


def _record(exchange: Exchange, answer: Answer, before: Conversation, posted: Posted, at: datetime) -> Feedback:
    verdict = "bad" if posted.done == "words" else posted.done
    record = feedback_on(answer, exchange.question, history(before), exchange.filters, verdict, at)
    return replace(record, wanted=posted.wanted, comment=posted.comment) if posted.done == "words" else record
