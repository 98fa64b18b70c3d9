"""The comparison with peers: every system asked, figures and tests, and what is written."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from eval.peers.ask import Asked, ask_everybody
from eval.peers.bench import bench_answers
from eval.peers.entrant import Entrant, entrant
from eval.peers.outcome import outcome
from eval.peers.quoting import NearestSentences
from eval.peers.recipe import LangChainRecipe
from eval.peers.roster import roster
from eval.peers.shown import answers_markdown
from index.embed import SentenceTransformerEmbeddings
from index.errors import CaseError
from index.library import Library
from index.settings import IndexSettings
from rag.answer import Passage
from rag.chain import NewsChain
from tests.eval.made import BRIDGE, FERRY, STORED, hurt_case, passage
from tests.eval.test_evaluate import ARTICLES, CASES


def always(*passages: Passage, name: str = "one", hands_on: int = 1) -> Entrant:
    """A system that finds the same for every question."""
    return Entrant(name, "1", hands_on, 0.5, lambda _: passages)


def scored(name: str, *values: float) -> tuple[Asked, ...]:
    return tuple(Asked({name: value}, 1.0 + at) for at, value in enumerate(values))


def test_each_system_is_scored_on_what_it_found_and_on_what_it_hands_on() -> None:
    right = always(passage(BRIDGE), passage(FERRY), name="right", hands_on=1)
    asked = ask_everybody([hurt_case()], [right, always(name="nothing")], STORED.get)
    [found] = asked["right"]
    assert (found.scores["article_first"], found.scores["article_in_4"], found.scores["answer_in_4"]) == (0, 1, 1)
    assert found.scores["answer_handed_on"] == 0
    assert found.scores["words_handed_on"] == len(BRIDGE.text.split())
    assert found.scores["words_in_4"] == len(BRIDGE.text.split()) + len(FERRY.text.split())
    assert "correct" not in found.scores
    [nothing] = asked["nothing"]
    assert (nothing.scores["answer_in_10"], nothing.scores["quote_recall_10"], nothing.scores["words_in_4"]) == (
        0,
        0,
        0,
    )
    assert found.scores.keys() == nothing.scores.keys()


def test_dateline_is_tested_against_each_peer_and_the_tests_against_chance() -> None:
    entrants = [always(name=name) for name in ("Dateline", "worse", "same")]
    ours = scored("article_first", *[1.0] * 12)
    asked = {"Dateline": ours, "worse": scored("article_first", *[0.0] * 12), "same": ours}
    result = outcome(entrants, asked)
    worse, same = result.tests
    assert (worse.peer, worse.wins, worse.losses, worse.difference.mean) == ("worse", 12, 0, 1.0)
    assert worse.p_holm == pytest.approx(2 * worse.p)
    assert worse.significant
    assert (same.p, same.p_holm, same.significant) == (1, 1, False)
    assert result.standings[1].figures["article_first"].mean == 0
    assert (result.standings[0].latency.p50, result.standings[0].latency.n) == (6.5, 12)
    page = answers_markdown(result, "title", "made")
    assert "groups." not in page  # each question is one
    shared = {
        name: tuple(replace(item, about=(f"story {at // 2}",)) for at, item in enumerate(items))
        for name, items in asked.items()
    }
    assert "Intervals: 95%, of 12 questions in 6 groups." in answers_markdown(
        outcome(entrants, shared), "title", "made"
    )
    assert "| right article first | 1 (.76 to 1) | .00† (.00 to .24) | 1 (.76 to 1) |" in page
    assert "| worse | right article first | +1.00 (+0.52 to +1.00) | 12 / 0 |" in page


def test_measures_that_are_not_primary_are_not_corrected_and_marked_so() -> None:
    ours, theirs = scored("story_ndcg_10", *[1.0] * 12), scored("story_ndcg_10", *[0.5] * 12)
    result = outcome([always(name="Dateline"), always(name="other")], {"Dateline": ours, "other": theirs})
    [test] = result.tests
    assert (test.p_holm, test.significant) == (None, False)
    assert test.p < 0.01
    page = answers_markdown(result, "title", "made")
    assert "| stories: nDCG@10 | 1 (.76 to 1) | .50(†) (" in page
    assert "| 12 / 0 | <.001 | exploratory |" in page


def test_words_are_shown_and_not_tested() -> None:
    asked = {"a": scored("words_in_4", 500.0, 600.0), "b": scored("words_in_4", 50.0, 60.0)}
    result = outcome([always(name="a"), always(name="b")], asked)
    assert result.tests == ()
    assert "| words in 4 passages | 550 | 55 |" in answers_markdown(result, "title", "made")


def test_a_peer_quotes_the_sentences_nearest_to_the_question(embedder: SentenceTransformerEmbeddings) -> None:
    answer = NearestSentences(embedder, 2).answer(hurt_case(), [passage(FERRY), passage(FERRY), passage(BRIDGE)])
    assert answer.citations[0].quote == "Eleven people were hurt."
    assert len(answer.sentences) == 2
    assert NearestSentences(embedder, 2).answer(hurt_case(), []).sentences == ()


def test_a_peer_quotes_only_from_what_it_hands_on(embedder: SentenceTransformerEmbeddings) -> None:
    class Narrow(LangChainRecipe):
        hands_on = 1

    peer = entrant(Narrow(), [FERRY, BRIDGE], embedder, NearestSentences(embedder, 4))
    assert peer.respond is not None
    answer = peer.respond(hurt_case(), [passage(BRIDGE), passage(FERRY)])
    assert {citation.article for citation in answer.citations} == {BRIDGE}
    assert peer.retrieve(hurt_case())[0].article == FERRY
    assert peer.index_seconds is not None
    assert peer.index_seconds > 0


def test_everybody_is_asked_and_the_outcome_written(tmp_path: Path, embedder: SentenceTransformerEmbeddings) -> None:
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    (tmp_path / "tiny.jsonl").write_text("\n".join(map(json.dumps, CASES)), encoding="utf-8")
    printed = io.StringIO()
    with Library.open(tmp_path / "home", IndexSettings(), embedder) as library:
        result = bench_answers(
            tmp_path / "tiny.jsonl",
            tmp_path / "out",
            library,
            NewsChain,
            Console(file=printed, width=200),
            articles=tmp_path / "articles.jsonl",
        )
    peers, missing = roster()
    assert [standing.name for standing in result.standings] == ["Dateline", *(peer.name for peer in peers)]
    assert all(standing.figures["article_in_4"].mean == 1 for standing in result.standings)
    assert all(standing.figures["correct"].n == 3 for standing in result.standings)
    assert all(f"Not compared: {package}" in printed.getvalue() for package in missing)
    written = json.loads((tmp_path / "out" / "answers.json").read_text())
    assert (written["suite"], written["cases"], written["articles"]) == ("tiny", 3, 3)
    assert written["systems"][0]["index_seconds"] > 0
    lines = [json.loads(line) for line in (tmp_path / "out" / "answers.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == ["hurt", "vote", "workers"]
    assert lines[0]["systems"]["Dateline"]["scores"]["article_first"] == 1
    assert "| figure | Dateline " in (tmp_path / "out" / "answers.md").read_text()
    assert (tmp_path / "out" / "answers.svg").read_text().count("LangChain recipe") == 1


def test_a_suite_in_which_nothing_has_an_answer_is_refused(
    tmp_path: Path, embedder: SentenceTransformerEmbeddings
) -> None:
    (tmp_path / "none.jsonl").write_text(json.dumps({"id": "n", "question": "Who?", "answerable": False}))
    with (
        Library.open(tmp_path / "home", IndexSettings(), embedder) as library,
        pytest.raises(CaseError, match="No case is left"),
    ):
        bench_answers(tmp_path / "none.jsonl", tmp_path / "out", library, NewsChain, Console(file=io.StringIO()))
    assert not (tmp_path / "out").exists()
