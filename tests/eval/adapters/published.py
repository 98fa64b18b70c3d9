"""Tiny files in exactly the formats that the benchmarks are published in, with content of our own."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

from tests.eval.adapters.made import write_json, write_lines

FERRY = (
    "The ferry Solvei ran aground off Larsholm on Monday morning. Eleven people were hurt, the coastguard said. "
    "All 212 passengers left by boat before noon."
)
BRIDGE = (
    "The old Torvik bridge will close on 4 August. The council voted 9 to 3 to close it. "
    "The bridge was designed by Ada Brandt and opened in 1931."
)
DAIRY = "A dairy in Elvik won the national cheese prize on Saturday. The dairy has six workers and forty cows."
NOISE = [f"Note {number}: the winter market in Moen has {number + 20} stalls this year." for number in range(8)]


def multihop_rag(folder: Path) -> None:
    """`corpus.json` and `MultiHopRAG.json`, as on the Hub."""
    articles = [
        ("Ferry Solvei aground off Larsholm", "Coast Post", "2024-03-05T12:00:00+00:00", "ferry", FERRY),
        ("Torvik bridge to close", "Torvik Gazette", "2024-07-01T08:30:00+00:00", "bridge", BRIDGE),
        ("Cheese prize for Elvik dairy", "Coast Post", "2024-05-20T06:00:00+00:00", "cheese", DAIRY),
    ]
    corpus = [
        {
            "title": title,
            "author": None,
            "source": source,
            "published_at": day,
            "category": "news",
            "url": f"https://news.example/{slug}",
            "body": body,
        }
        for title, source, day, slug, body in articles
    ]
    fact = {name: value for name, value in corpus[0].items() if name != "body"}
    vote = {name: value for name, value in corpus[1].items() if name != "body"}
    hurt = "Eleven people were hurt, the coastguard said."
    questions = [
        {
            "query": "How many people were hurt when the ferry Solvei ran aground off Larsholm?",
            "answer": "Eleven",
            "question_type": "inference_query",
            "evidence_list": [fact | {"fact": hurt}],
        },
        {
            "query": "Did the Coast Post report the ferry Solvei aground before the Torvik Gazette reported the vote?",
            "answer": "Yes",
            "question_type": "temporal_query",
            "evidence_list": [fact | {"fact": hurt}, vote | {"fact": "The council voted 9 to 3 to close it."}],
        },
        {
            "query": "Who won the chess title in Ulaanbaatar in 1987?",
            "answer": "Insufficient information.",
            "question_type": "null_query",
            "evidence_list": [],
        },
    ]
    write_json(folder / "corpus.json", corpus)
    write_json(folder / "MultiHopRAG.json", questions)


def rgb(folder: Path) -> None:
    """`data/en.json`, `en_int.json` and `en_fact.json`, a record a line, as in the repository."""
    query = "How many people were hurt when the ferry Solvei ran aground?"
    plain = {
        "id": 0,
        "query": query,
        "answer": [["eleven", "11"]],
        "positive": [FERRY, "Eleven passengers of the Solvei went to hospital after it hit the rocks."],
        "negative": NOISE,
    }
    several = {
        "id": 0,
        "query": "Who designed the Torvik bridge and how many workers does the dairy in Elvik have?",
        "answer": [["Ada Brandt"], ["six", "6"]],
        "answer1": ["Ada Brandt"],
        "answer2": ["six", "6"],
        "positive": [[BRIDGE, "Ada Brandt drew the Torvik bridge."], [DAIRY, "Six people work in the Elvik dairy."]],
        "negative": NOISE,
    }
    wrong = {
        "id": 0,
        "query": query,
        "answer": "eleven",
        "fakeanswer": "forty",
        "positive_wrong": [text.replace("leven", "orty") for text in (FERRY, "Eleven of the Solvei were hurt.")],
        "positive": [FERRY, "Eleven of the Solvei were hurt."],
        "negative": NOISE,
    }
    for name, record in (("en", plain), ("en_int", several), ("en_fact", wrong)):
        write_lines(folder / "data" / f"{name}.json", [record])


def _story(number: int) -> tuple[str, str]:
    text = (FERRY, BRIDGE, DAIRY)[number]
    return f"./cnn/stories/{number:040x}.story", f"LARSHOLM, Norway (CNN) -- {text}\n\n\n\nMore was not known."


def newsqa(folder: Path) -> None:
    """`combined-newsqa-data-v1.json`, as the dataset's tool writes it: three stories, two of them for testing."""

    def question(q: str, consensus: dict[str, object], absent: float) -> dict[str, object]:
        return {
            "q": q,
            "consensus": consensus,
            "isAnswerAbsent": absent,
            "isQuestionBad": 0.0,
            "answers": [{"sourcerAnswers": [consensus if "s" in consensus else {"noAnswer": True}]}],
            "validatedAnswers": [{"sourcerAnswers": [consensus], "count": 2}],
        }

    def span(text: str, words: str) -> dict[str, object]:
        return {"s": text.index(words), "e": text.index(words) + len(words)}

    stories = []
    firsts = [
        ("test", "How many people were hurt on the ferry Solvei?", "Eleven "),
        ("test", "Who designed the Torvik bridge?", "Ada Brandt"),
        ("train", "What did the dairy win?", "cheese prize"),
    ]
    for number, (part, first, words) in enumerate(firsts):
        story_id, text = _story(number)
        asked = [
            question(first, span(text, words), 0.0),
            question("What is the name of the captain's dog?", {"noAnswer": True}, 1.0),
            question("What what?", {"badQuestion": True}, 0.0),
        ]
        stories.append({"storyId": story_id, "type": part, "text": text, "questions": asked})
    write_json(folder / "combined-newsqa-data-v1.json", {"data": stories, "version": "1"})


def newsqa_csv(folder: Path) -> None:
    """`combined-newsqa-data-v1.csv` with the list of the test stories beside it."""
    names = "story_id,question,answer_char_ranges,is_answer_absent,is_question_bad,validated_answers,story_text"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "combined-newsqa-data-v1.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names.split(","))
        for number, (q, words) in enumerate(
            [("How many were hurt on the Solvei?", "Eleven people"), ("Who designed it?", "Ada Brandt")]
        ):
            story_id, text = _story(number)
            span = f"{text.index(words)}:{text.index(words) + len(words)}"
            writer.writerow([story_id, q, f"{span}|{span}|None", "0.0", "0.0", json.dumps({span: 2, "none": 1}), text])
    (folder / "maluuba" / "newsqa").mkdir(parents=True)
    (folder / "maluuba" / "newsqa" / "test_story_ids.csv").write_text(f"story_id\n{_story(0)[0]}\n")


def _docs() -> list[dict[str, object]]:
    texts = [("Ferry Solvei", FERRY), ("Torvik bridge", BRIDGE), ("Elvik", DAIRY)]
    noise = [(f"Moen {number}", text) for number, text in enumerate(NOISE)]
    return [
        {
            "id": f"{1000 + at}",
            "title": title,
            "text": text,
            "score": 0.9 - at / 50,
            "summary": text,
            "extraction": text,
        }
        for at, (title, text) in enumerate((*texts, *noise))
    ]


def alce_asqa(folder: Path) -> None:
    """`asqa_eval_gtr_top100.json` of ALCE-data, with eleven passages in place of a hundred."""

    def asked(question: str, *pairs: tuple[str, list[str]]) -> dict[str, object]:
        return {
            "qa_pairs": [
                {"context": "No context provided", "question": q, "short_answers": answers, "wikipage": None}
                for q, answers in pairs
            ],
            "wikipages": [{"title": "Torvik bridge", "url": "https://en.wikipedia.org/wiki/Torvik"}],
            "annotations": [{"knowledge": [{"content": BRIDGE, "wikipage": None}], "long_answer": BRIDGE}],
            "sample_id": "-7013890438520559398",
            "question": question,
            "docs": _docs(),
            "answer": BRIDGE,
        }

    questions = [
        asked("Who designed the Torvik bridge?", ("Who drew the Torvik bridge?", ["Ada Brandt", "Brandt"])),
        asked("Who sang at the opera in Quito in 1911?", ("Who sang?", ["Nobody"]), ("Who sang first?", ["No one"])),
    ]
    write_json(folder / "ALCE-data" / "asqa_eval_gtr_top100.json", questions)


def alce_qampari(folder: Path) -> None:
    """`qampari_eval_gtr_top100.json` of ALCE-data."""
    questions = [
        {
            "id": "10__wikidata_simple__dev",
            "question": "Who designed the Torvik bridge?",
            "answers": [["Ada Brandt", "A. Brandt"], ["Olav Moen"]],
            "docs": _docs(),
            "answer": "Ada Brandt, Olav Moen",
        },
        {
            "id": "11__wikidata_simple__dev",
            "question": "Which operas were sung in Quito in 1911?",
            "answers": [["Aida"]],
            "docs": _docs(),
            "answer": "Aida",
        },
    ]
    write_json(folder / "ALCE-data" / "qampari_eval_gtr_top100.json", questions)


PUBLISHED: dict[str, Callable[[Path], None]] = {
    "multihop-rag": multihop_rag,
    "rgb": rgb,
    "newsqa": newsqa,
    "alce-asqa": alce_asqa,
    "alce-qampari": alce_qampari,
}
