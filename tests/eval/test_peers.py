"""The peers: other systems over the same articles, their passages as spans of these. One not installed is skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest

from eval.baseline import measure_baseline
from eval.case import Case, Evidence
from eval.peers.haystack import HaystackDefault
from eval.peers.llamaindex import LlamaIndexDefault
from eval.peers.peer import DEPTH, Peer, asked, passage_of
from eval.peers.recipe import LangChainRecipe
from eval.peers.roster import roster
from index.embed import SentenceTransformerEmbeddings
from rag.answer import Turn
from tests.eval.made import BRIDGE, BRIDGE_URL, FERRY, STORED, hurt_case

LONG = replace(
    FERRY,
    article_id="long",
    title="A year of ferries",
    text="\n".join(f"Ferry number {at} left Larsholm for Elvik with {at + 40} people on board." for at in range(400)),
    published=date(2024, 2, 1),
)
UNDATED = replace(FERRY, article_id="undated", publisher=None, published=None)
BRIDGE_CASE = Case(
    "b", "When does Torvik bridge close?", True, as_of=FERRY.published, evidence=(Evidence(BRIDGE_URL, ""),)
)


def made(package: str, make: Callable[[], Peer]) -> object:
    """A peer as a parameter, skipped where its package is not there."""
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        missing = pytest.mark.skip(reason=f"{package} is not installed: pip install -c constraints.txt -e '.[peers]'")
        return pytest.param(make, marks=missing, id=package)
    return pytest.param(make, id=make().name)


PEERS = (
    made("langchain-text-splitters", LangChainRecipe),
    made("llama-index-core", LlamaIndexDefault),
    made("haystack-ai", HaystackDefault),
    made("haystack-ai", lambda: HaystackDefault("words")),
)
every_peer = pytest.mark.parametrize("make", PEERS)


@every_peer
def test_a_peer_finds_the_nearest_of_what_was_published_by_then(
    make: Callable[[], Peer], embedder: SentenceTransformerEmbeddings
) -> None:
    peer = make()
    peer.build([BRIDGE, UNDATED, FERRY], embedder)
    found = peer.retrieve(hurt_case())
    assert {passage.article.article_id for passage in found[:2]} == {FERRY.article_id, "undated"}
    assert found[0].text == FERRY.text
    assert sorted(found, key=lambda passage: -passage.score) == list(found)
    assert peer.retrieve(replace(BRIDGE_CASE, as_of=None))[0].article == BRIDGE
    assert BRIDGE not in [passage.article for passage in peer.retrieve(BRIDGE_CASE)]
    at_the_time = peer.retrieve(hurt_case(as_of=FERRY.published))
    assert {passage.article.article_id for passage in at_the_time} == {FERRY.article_id, "undated"}
    long_before = peer.retrieve(hurt_case(as_of=date(2000, 1, 1)))
    assert {passage.article.article_id for passage in long_before} == {"undated"}


@every_peer
def test_its_chunks_are_spans_of_the_article_and_ten_are_given(
    make: Callable[[], Peer], embedder: SentenceTransformerEmbeddings
) -> None:
    peer = make()
    peer.build([LONG], embedder)
    found = peer.retrieve(hurt_case(question="How many people were on ferry number 317 to Elvik?"))
    assert len(found) == DEPTH
    assert len({(passage.start, passage.end) for passage in found}) == DEPTH
    assert all(0 <= passage.start < passage.end <= len(LONG.text) for passage in found)
    assert all(passage.end - passage.start < len(LONG.text) / 3 for passage in found)


@every_peer
def test_a_peer_without_articles_finds_nothing_and_forgets_what_it_had(
    make: Callable[[], Peer], embedder: SentenceTransformerEmbeddings
) -> None:
    peer = make()
    peer.build([FERRY], embedder)
    assert peer.retrieve(hurt_case(as_of=date(2000, 1, 1))) == ()
    peer.build([], embedder)
    assert peer.retrieve(hurt_case()) == ()


@every_peer
def test_a_peer_says_what_it_is(make: Callable[[], Peer]) -> None:
    peer = make()
    assert peer.name
    assert peer.version[0].isdigit()
    assert 1 <= peer.hands_on <= DEPTH


def test_the_roster_holds_who_is_installed_and_names_the_packages_of_the_others() -> None:
    peers, missing = roster()
    assert peers[0].name == "LangChain recipe"
    assert len({peer.name for peer in peers}) == len(peers)
    assert set(missing) <= {"llama-index-core", "haystack-ai"}
    assert len(peers) == 4 - ("llama-index-core" in missing) - 2 * ("haystack-ai" in missing)


def test_a_chunk_that_is_not_where_it_should_be_is_looked_for_or_counts_as_the_whole_article() -> None:
    assert passage_of(1, FERRY, "Eleven people", None, 0.5).text == "Eleven people"
    assert passage_of(1, FERRY, "Eleven people", 3, 0.5).start == FERRY.text.index("Eleven")
    assert passage_of(1, FERRY, "Eleven  people", None, 0.5).text == FERRY.text


def test_a_follow_up_is_searched_for_with_the_last_two_turns() -> None:
    turns = tuple(Turn("user", word) for word in ("one", "two", "three"))
    assert asked(hurt_case(history=turns, question="How many?")) == "two\nthree\nHow many?"


def test_the_plain_recipe_is_measured_by_the_figures_of_retrieval(embedder: SentenceTransformerEmbeddings) -> None:
    recipe = LangChainRecipe()
    recipe.build([FERRY, BRIDGE], embedder)
    assert measure_baseline([hurt_case()], recipe, STORED.get)["answer_in_4"].mean == 1
    assert measure_baseline([BRIDGE_CASE], recipe, STORED.get)["article_in_4"].mean == 0


WATCHED = """
import sys

asked_for = []
sys.addaudithook(lambda event, args: event in ("socket.connect", "socket.getaddrinfo") and asked_for.append(args))

from eval.peers.roster import roster
from index.embed import open_embedder
from index.settings import IndexSettings
from tests.eval.made import FERRY, hurt_case

for peer in roster()[0]:
    peer.build([FERRY], open_embedder(IndexSettings()))
    print(peer.name, len(peer.retrieve(hurt_case())))
print(asked_for)
"""


def test_no_peer_asks_the_network_or_reports_home(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HAYSTACK_")}
    environment |= {"HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", WATCHED], env=environment, capture_output=True, text=True, check=True)
    peers, _ = roster()
    assert done.stdout.splitlines() == [*(f"{peer.name} 1" for peer in peers), "[]"]
    assert not (tmp_path / ".haystack").exists()
