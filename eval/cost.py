"""What a run cost: the tokens of its chat model, and money by the prices in the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from eval.measures import amount
from eval.score import Scored
from eval.usage import Usage
from rag.settings import BUILTIN, RagSettings


class Prices(NamedTuple):
    """Of a million tokens read and of a million written, in any one currency. None where it is not set; where only
    one is, the other is 0.
    """

    read: float | None = None
    written: float | None = None

    @property
    def known(self) -> bool:
        return self != (None, None)


NO_PRICES = Prices()


def prices_of(settings: RagSettings) -> Prices | None:
    """The prices of the chat model that the settings name; None of the built-in answerer, which asks none."""
    return None if settings.model == BUILTIN else Prices(settings.price_input, settings.price_output)


def cost(usage: Usage, prices: Prices) -> float | None:
    """What these calls cost, those from the cache as if they had been made; None where nobody knows: no price is
    set, or the provider did not tell the tokens of a call.
    """
    if not prices.known or usage.untold:
        return None
    return (usage.input_tokens * (prices.read or 0.0) + usage.output_tokens * (prices.written or 0.0)) / 1e6


def charge(scored: Sequence[Scored], prices: Prices) -> tuple[Scored, ...]:
    """The results of a run with a chat model, each with `tokens_read`, `tokens_written` and `cost` among its scores.

    A question that the model was not asked about has 0. What is not known, and a question that ended in an
    error, has none.
    """
    return tuple(item if item.failed else _charged(item, prices) for item in scored)


def cost_record(usage: Usage, prices: Prices, questions: int) -> dict[str, float | None]:
    """As JSON values: the prices, the cost of all calls, of those that were not answered from the cache (`paid`), and
    of a question on average; None for unknown.
    """
    whole = cost(usage, prices)
    return {
        "price_input": prices.read,
        "price_output": prices.written,
        "total": whole,
        "paid": cost(usage.asked, prices),
        "a_question": None if whole is None or not questions else whole / questions,
    }


def tokens(usage: Usage) -> str:
    """In words: "12,345 tokens read, 321 written"."""
    told = usage.calls - usage.untold
    if not told:
        return "tokens unknown"
    part = f" (told of {told:,} of {usage.calls:,} calls)" if usage.untold else ""
    return f"{usage.input_tokens:,} tokens read, {usage.output_tokens:,} written{part}"


def money(record: Mapping[str, Any]) -> str:
    """What `cost_record` holds, in words: "cost 0.0123, 0.0003 a question, 0.01 of it paid now"."""
    total, each, paid = (record.get(name) for name in ("total", "a_question", "paid"))
    if total is None:
        known = Prices(record.get("price_input"), record.get("price_output")).known
        return "cost unknown" if known else "cost unknown, for no price is set"
    parts = [f"cost {amount(total)}"]
    if each is not None:
        parts.append(f"{amount(each)} a question")
    if paid is not None and paid != total:
        parts.append(f"{amount(paid)} of it paid now")
    return ", ".join(parts)


def _charged(item: Scored, prices: Prices) -> Scored:
    usage = item.result.usage
    scores = dict(item.scores)
    if not usage.untold:
        scores |= {"tokens_read": float(usage.input_tokens), "tokens_written": float(usage.output_tokens)}
    own = cost(usage, prices)
    return replace(item, scores=scores if own is None else {**scores, "cost": own})
