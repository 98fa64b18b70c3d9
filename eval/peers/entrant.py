"""Who takes part in a comparison: Dateline and its peers, each ready to be asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata

from eval.case import Case
from eval.peers.peer import DEPTH, Embedder, Peer
from eval.peers.quoting import NearestSentences
from index.article import Article
from rag.answer import Answer, Passage
from rag.chain import NewsChain

Retrieve = Callable[[Case], tuple[Passage, ...]]
Respond = Callable[[Case, Sequence[Passage]], Answer]


@dataclass(frozen=True, slots=True)
class Entrant:
    """A system that has its articles. `hands_on` is how many passages it gives to a chat model by default.

    `respond` makes an answer of what was retrieved; None where only retrieval is compared. `index_seconds`
    is None where the articles were indexed before.
    """

    name: str
    version: str
    hands_on: int
    index_seconds: float | None
    retrieve: Retrieve
    respond: Respond | None = None


def dateline(chain: NewsChain, index_seconds: float | None, *, answers: bool) -> Entrant:
    """Dateline, answering in its own way."""

    def retrieve(case: Case) -> tuple[Passage, ...]:
        return chain.retrieve(case.question, case.history, case.filters, top=DEPTH).passages

    def respond(case: Case, _: Sequence[Passage]) -> Answer:
        return chain.ask(case.question, case.history, case.filters)

    return Entrant(
        "Dateline",
        _version(),
        chain.settings.passages,
        index_seconds,
        retrieve,
        respond if answers else None,
    )


def entrant(
    peer: Peer, articles: Sequence[Article], embedder: Embedder, quoting: NearestSentences | None = None
) -> Entrant:
    """A peer that has indexed the articles, quoting from the passages that it would give to a chat model.

    It first indexes one article and forgets it, so that loading its packages is not counted.
    """
    peer.build(articles[:1], embedder)
    begin = time.perf_counter()
    peer.build(articles, embedder)
    seconds = time.perf_counter() - begin

    respond: Respond | None = None
    if quoting is not None:
        answer = quoting.answer

        def respond(case: Case, passages: Sequence[Passage]) -> Answer:
            return answer(case, passages[: peer.hands_on])

    return Entrant(peer.name, peer.version, peer.hands_on, seconds, peer.retrieve, respond)


def _version() -> str:
    """Dateline's version; "" in a checkout that is not installed."""
    try:
        return metadata.version("dateline")
    except metadata.PackageNotFoundError:
        return ""
