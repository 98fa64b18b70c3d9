from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from index.embed import SentenceTransformerEmbeddings
from index.filters import Filters
from index.library import Library
from index.settings import IndexSettings
from rag.chain import NewsChain
from rag.settings import RagSettings
from ui.batch import ask_lines

KEYS = [
    "id",
    "question",
    "standalone_question",
    "status",
    "reason",
    "answer",
    "refusal",
    "short",
    "sure",
    "sentences",
    "citations",
    "passages",
    "as_of",
    "understood",
    "timeline",
    "compared",
    "differences",
    "standing",
    "usage",
    "timings_ms",
]
BRIDGE = """---
title: "Marlow bridge closes for eight months"
publisher: Fenland Post
published: 2025-03-04
url: https://fenlandpost.example/bridge
---
The Marlow bridge closed on Monday for repairs that will take eight months. Engineers found cracks in two of its piers.
"""


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbeddings) -> Iterator[NewsChain]:
    folder = tmp_path_factory.mktemp("batch")
    (folder / "bridge.md").write_text(BRIDGE, encoding="utf-8")
    with Library.open(folder / "home", IndexSettings(), embedder) as library:
        library.sync([folder / "bridge.md"])
        yield NewsChain(library, RagSettings())


def asked(chain: NewsChain, *lines: object, **options: Any) -> list[dict[str, Any]]:
    """The records for lines given as bytes or as JSON values."""
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return [json.loads(line) for line in ask_lines(raw, chain, options.pop("filters", Filters()), **options)]


def test_an_answer_comes_with_every_key_and_a_quote_at_its_place(chain: NewsChain) -> None:
    (record,) = asked(chain, {"id": "q1", "question": "How long will the Marlow bridge be closed?"})

    assert list(record) == KEYS
    assert (record["id"], record["status"], record["reason"]) == ("q1", "answered", None)
    assert record["as_of"] == {"from": "2025-03-04", "to": "2025-03-04"}
    assert record["standing"]["independent"] == 1
    assert record["standing"]["collection"] == {"from": "2025-03-04", "to": "2025-03-04"}
    citation = record["citations"][0]
    assert citation["pages"] == record["passages"][0]["pages"] == []
    assert "eight months" in citation["quote"]
    assert citation["publisher"] == "Fenland Post"
    article = chain.library.article(citation["article_id"])
    assert article
    assert article.text[citation["start"] : citation["end"]] == citation["quote"]
    assert {n for sentence in record["sentences"] for n in sentence["citations"]} == {
        c["n"] for c in record["citations"]
    }
    assert record["passages"][0]["text"] in article.text


def test_order_is_kept_and_a_bad_line_does_not_stop_the_others(chain: NewsChain) -> None:
    records = asked(
        chain,
        {"id": 1, "question": "Why did the Marlow bridge close?"},
        b"{broken",
        b"  ",
        {"id": 3, "quest": "?"},
        {"id": 4, "question": "   "},
        {"id": 5, "question": "Why did the Marlow bridge close?", "as_of": "14 October"},
        b'["no", "object"]',
        b"\xff\xfe",
        {"id": 8, "question": "Why did the Marlow bridge close?", "kind": "why", "answerable": True},
    )

    assert [(record["id"], record["status"]) for record in records] == [
        (1, "answered"),
        (None, "error"),
        (3, "error"),
        (4, "error"),
        (5, "error"),
        (None, "error"),
        (None, "error"),
        (8, "answered"),
    ]
    assert records[1]["reason"].startswith("line 2: ")
    assert records[2]["reason"] == "line 4: question is missing."
    assert records[4]["reason"] == 'line 6: as_of is "14 October"; a date such as 2025-10-14 is expected.'
    assert all(list(record) == KEYS for record in records)


def test_as_of_hides_what_was_published_later(chain: NewsChain) -> None:
    question = "How long will the Marlow bridge be closed?"

    before, after, filtered = asked(
        chain,
        {"id": 1, "question": question, "as_of": "2025-03-03"},
        {"id": 2, "question": question, "as_of": "2025-03-04"},
        {"id": 3, "question": question},
    )

    assert [record["status"] for record in (before, after, filtered)] == ["refused", "answered", "answered"]
    assert before["reason"]
    assert before["passages"] == []


def test_history_makes_a_question_stand_alone(chain: NewsChain) -> None:
    history = [
        {"role": "user", "content": "Why did the Marlow bridge close?"},
        {"role": "assistant", "content": "Engineers found cracks in two of its piers."},
    ]

    (record,) = asked(chain, {"id": 1, "question": "How long will it be closed?", "history": history})

    assert "Marlow" in record["standalone_question"]
    assert record["status"] == "answered"


def test_retrieve_only_fills_passages_and_nothing_else(chain: NewsChain) -> None:
    found, hidden = asked(
        chain,
        {"id": 1, "question": "Why did the Marlow bridge close?"},
        {"id": 2, "question": "Why did the Marlow bridge close?", "as_of": "2020-01-01"},
        retrieve_only=True,
    )

    assert list(found) == KEYS
    assert (found["status"], found["answer"], found["sentences"], found["citations"]) == ("answered", "", [], [])
    assert found["passages"][0]["title"] == "Marlow bridge closes for eight months"
    assert (hidden["status"], hidden["reason"], hidden["passages"]) == ("refused", "outside_dates", [])


def test_an_id_is_a_text_or_a_whole_number(chain: NewsChain) -> None:
    question = "Why did the Marlow bridge close?"
    good = [json.dumps({"id": id_, "question": question, "history": None}).encode() for id_ in ("a", 1, None)]
    bad = [f'{{"id": {id_}, "question": "{question}"}}'.encode() for id_ in ("NaN", "1.5", "true", '{"a": NaN}', "[1]")]

    records = asked(chain, *good, *bad, retrieve_only=True)

    assert [(record["id"], record["status"]) for record in records[:3]] == [
        ("a", "answered"),
        (1, "answered"),
        (None, "answered"),
    ]
    assert {(record["id"], record["status"]) for record in records[3:]} == {(None, "error")}
    assert all("a text or a whole number is expected" in record["reason"] for record in records[3:])


def test_an_answer_that_leaves_out_a_part_says_so(chain: NewsChain) -> None:
    question = "How long will the Marlow bridge be closed, and who won the chess olympiad in Amsterdam?"
    (record,) = asked(chain, {"id": 1, "question": question})
    assert (record["status"], record["reason"]) == ("answered", "partly_covered")
    assert record["understood"]["missing"] == ["who won the chess olympiad in Amsterdam"]


def test_a_refusal_comes_with_its_reason_and_what_the_articles_do_say(chain: NewsChain) -> None:
    (record,) = asked(chain, {"id": 1, "question": "who owned it?"})
    assert (record["status"], record["reason"]) == ("refused", "ambiguous")
    assert record["refusal"] == {"nearest": [], "instead": []}
