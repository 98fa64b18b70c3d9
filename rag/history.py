"""How much of the conversation is considered: so many turns, and no more than so many tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answer import Turn

_CHARACTERS_PER_TOKEN = 4  # of English, about, whichever model's tokens they are


def recent(history: Sequence[Turn], turns: int, tokens: int) -> tuple[Turn, ...]:
    """The last turns that fit into a budget of `tokens`, oldest first; the oldest of them may lose its beginning.

    The conversation gives way before the evidence does: what it may take is fixed, whatever the passages need.
    """
    left = tokens * _CHARACTERS_PER_TOKEN
    kept: list[Turn] = []
    for turn in reversed(history[-turns:] if turns else ()):
        if left <= 0:
            break
        text = turn.content
        if len(text) > left:
            text = text[-left:].partition(" ")[2]
        if text:
            kept.append(replace(turn, content=text))
        left -= len(turn.content)
    return tuple(reversed(kept))
