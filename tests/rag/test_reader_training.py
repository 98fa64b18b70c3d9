"""Training the reader on made examples: the loss falls, a stopped run goes on, labels mean what they say."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
import torch

from index.errors import ReadError
from rag.reader import train as training
from rag.reader.batches import IGNORED, batches, collate, make_items
from rag.reader.data import Example, Record, crop
from rag.reader.evaluate import auc, token_f1
from rag.reader.features import Featurizer
from rag.reader.mixture import Shares, mixture, pairs, question_examples
from rag.reader.model import LAYERS, fresh_model
from rag.reader.negatives import Negatives, swapped, without_answer
from rag.reader.read import WEIGHTS, Reader

TOWNS = ["Avery", "Brook", "Colby", "Dover", "Eston", "Farley"]


def _made_examples() -> list[Example]:
    examples = []
    for n, town in enumerate(TOWNS):
        text = f"The bridge in {town} cost {n + 2} million crowns. It opened in {1980 + n}."
        price = f"{n + 2} million crowns"
        span = (text.index(price), text.index(price) + len(price))
        examples.append(Example(f"What did the bridge in {town} cost?", "", text, span, relevant=True))
        examples.append(Example("Who built the harbour?", "", text, None, relevant=False))
        examples.append(Example(f"It cost {n + 2} million crowns.", "", text, span_known=False, support=0))
    return examples


def _made_pass(_epoch: int) -> list[Example]:
    return _made_examples()


def test_the_loss_falls_and_the_weights_can_be_read(tmp_path: Path) -> None:
    for steps in (4, 12):
        settings = training.Training(minutes=5, steps=steps, tokens=512, rate=5e-4, head_rate=2e-3, note_every=4)
        training.train(_made_pass, tmp_path, settings, resume=steps > 4)
    lines = [json.loads(line) for line in (tmp_path / training.LOG).read_text().splitlines()]
    assert [line["step"] for line in lines] == [4, 8, 12]
    first, *_, last = (sum(line[name] for name in ("span", "relevance", "support")) for line in lines)
    assert last < 0.8 * first
    assert (tmp_path / training.PLOT).read_bytes().startswith(b"\x89PNG")
    reader = Reader.load(tmp_path)
    assert reader is not None
    example = _made_examples()[0]
    (reading,) = reader.read(example.first, [("", example.text)])
    span = reading.best(0, len(example.text))
    assert span is not None
    assert 0 <= span.start < span.end <= len(example.text)


def test_a_resumed_run_starts_where_the_stopped_one_left(tmp_path: Path) -> None:
    training.train(_made_pass, tmp_path, training.Training(steps=3, tokens=256))
    before = torch.load(tmp_path / training.CHECKPOINT, weights_only=True)
    training.train(_made_pass, tmp_path, training.Training(steps=3, tokens=256), resume=True)
    after = torch.load(tmp_path / training.CHECKPOINT, weights_only=True)
    assert before["step"] == after["step"] == 3
    assert all(torch.equal(value, after["model"][name]) for name, value in before["model"].items())


def test_training_begins_with_the_weights_of_an_earlier_reader(tmp_path: Path) -> None:
    earlier = training.train(_made_pass, tmp_path / "one", training.Training(steps=2, tokens=256, seed=3))
    start = tmp_path / "one" / WEIGHTS

    begun = training.train(_made_pass, tmp_path / "two", training.Training(steps=0), start=start)

    assert torch.allclose(begun.span.weight, earlier.span.weight, atol=1e-3)
    assert not torch.allclose(begun.span.weight, fresh_model(0).span.weight, atol=1e-3)


def test_frozen_layers_stay_as_they_are_and_dropout_acts_in_training_only(tmp_path: Path) -> None:
    settings = training.Training(steps=2, tokens=256, dropout=0.5, frozen=2)
    trained = training.train(_made_pass, tmp_path, settings)

    before, now = fresh_model(settings.seed).state_dict(), trained.state_dict()
    assert torch.equal(now["positions"], before["positions"])
    names = [f"layers.{n}.mix.weight" for n in range(LAYERS)]
    assert [torch.equal(now[name], before[name]) for name in names] == [True, True, False, False, False, False]

    window = Featurizer().windows([("What did it cost?", "", _made_examples()[0].text)])[0][0]
    ids, types = torch.tensor([window.ids]), torch.tensor([window.types])
    with torch.no_grad():
        read = [trained(ids, types, torch.ones_like(ids, dtype=torch.bool)).start for _ in range(2)]
        assert torch.equal(read[0], read[1])
        trained.train()
        assert not torch.equal(trained(ids, types, torch.ones_like(ids, dtype=torch.bool)).start, read[0])


def test_labels_point_at_the_answer_or_at_no_answer() -> None:
    featurizer = Featurizer()
    answered, unanswered, claim = make_items(_made_examples()[:3], featurizer)
    start, end = answered.window.characters(answered.start, answered.end)
    assert _made_examples()[0].text[start:end] == "2 million crowns"
    assert (unanswered.start, unanswered.end, unanswered.relevant) == (0, 0, 0)
    assert (claim.start, claim.relevant, claim.support) == (IGNORED, IGNORED, 0)
    (group,) = batches([answered, unanswered], 4096, "seed")
    batch = collate(group)
    assert all(batch.open[i, batch.start[i]] and batch.open[i, batch.end[i]] for i in range(2))


def test_negatives_do_not_hold_the_answer() -> None:
    records = [_record(n) for n in range(len(TOWNS))]
    negatives, chance = Negatives(records), random.Random(1)
    for record in records:
        answer = record.passage[slice(*record.answers[0])]
        for other in (negatives.nearby(record, chance), negatives.retrieved(record, chance), without_answer(record)):
            assert other is not None
            assert (other.question, other.answerable) == (record.question, False)
            assert answer not in other.passage


def test_a_near_miss_turns_one_fact_of_the_question() -> None:
    chance, passage = random.Random(2), "In 1999 the council of Dover met Anna Quill. Ben Holt stayed away in 2001."
    assert swapped("Who met the council in 1999?", passage, chance) not in (None, "Who met the council in 1999?")
    assert swapped("Why did Ben Holt not see Anna Quill?", "Ben Holt. Anna Quill.", chance) is None
    assert swapped("Who was the first to speak?", passage, chance) == "Who was the last to speak?"


def test_a_crop_keeps_the_answer_and_whole_sentences() -> None:
    text = " ".join(f"Sentence number {n} stands here." for n in range(60))
    start = text.index("number 31")
    cropped, at = crop(text, (start, start + 9), 40, random.Random(5))
    assert "number 31" in cropped
    assert text[at : at + len(cropped)] == cropped
    assert cropped.startswith("Sentence")
    assert len(cropped.split()) < 60


def test_a_missing_training_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"squad_train_recovered\.jsonl\.gz is not there"):
        mixture(tmp_path, seed=1, epoch=0)


def test_the_mixture_is_made_of_all_sets_and_its_spans_hold_the_answers(tmp_path: Path) -> None:
    _write_sets(tmp_path)
    examples = mixture(tmp_path, seed=1, epoch=0)
    assert examples == mixture(tmp_path, seed=1, epoch=0)
    spans = [example.text[slice(*example.span)] for example in examples if example.span]
    assert spans
    assert set(spans) <= {f"{n + 2} million crowns" for n in range(len(TOWNS))}
    assert {example.support for example in examples} >= {None, 0, 1, 2}
    assert {example.relevant for example in examples} == {None, True, False}


def test_pairs_ask_each_passage_as_many_questions_of_both_kinds() -> None:
    first, second, third = (_record(n) for n in range(3))
    unanswered = [
        first._replace(question=question, answers=(), answerable=False) for question in ("Who built it?", "Why?")
    ]
    found = pairs([first, *unanswered, second, third._replace(answers=(), answerable=False)], random.Random(3))
    assert {(record.passage, record.answerable) for record in found} == {(first.passage, True), (first.passage, False)}
    assert len(found) == 2


def test_shares_choose_what_a_pass_shows(tmp_path: Path) -> None:
    _write_sets(tmp_path)
    claims = mixture(tmp_path, 1, 0, Shares(questions=0, claims=1))
    assert claims
    assert all(example.support is not None for example in claims)
    paired = mixture(tmp_path, 1, 0, Shares(questions=0, claims=0, pairs=1))
    assert sorted(str(example.relevant) for example in paired) == ["False", "True"]
    assert len(mixture(tmp_path, 1, 0, Shares(claims=0.5))) < len(mixture(tmp_path, 1, 0))


def test_what_misleads_stays_where_there_is_no_answer() -> None:
    filler = " ".join(f"Sentence number {n} stands here." for n in range(60))
    text = f"{filler} The harbour of Dover cost nine crowns. {filler}"
    record = Record("Who paid for the harbour of Dover?", text, (), False, "", ("", -1))
    shown = [next(question_examples([record], Negatives([record]), random.Random(n))) for n in range(20)]
    assert any(len(example.text) < len(text) for example in shown)
    assert all("The harbour of Dover" in example.text for example in shown)


def test_the_command_trains_from_a_folder(tmp_path: Path) -> None:
    _write_sets(tmp_path / "data")
    training.main([str(tmp_path / "data"), "--out", str(tmp_path / "out"), "--steps", "1", "--minutes", "5"])
    assert Reader.load(tmp_path / "out") is not None


def test_measures_agree_with_their_definitions() -> None:
    import numpy as np

    assert auc(np.array([0.1, 0.4, 0.4, 0.9]), np.array([False, False, True, True])) == 0.875
    assert token_f1("the two million crowns", "2 million crowns") == pytest.approx(2 / 3)


def _record(n: int) -> Record:
    town, price = TOWNS[n], f"{n + 2} million crowns"
    text = (
        f"The old bridge in {town} stood for a century and was loved by all who lived near the river there. "
        f"The new one cost {price}. It opened in {1980 + n} with a fair, and the mayor of {town} crossed it first."
    )
    start = text.index(price)
    return Record(
        f"What did the bridge in {town} cost?", text, ((start, start + len(price)),), True, town, ("Bridges", n)
    )


def _write_sets(folder: Path) -> None:
    """Small training sets of every name, with made texts."""
    folder.mkdir(exist_ok=True)
    records = [_record(n) for n in range(len(TOWNS))]
    plain: list[dict[str, Any]] = [
        {
            "question": record.question,
            "context": record.passage,
            "answers": [{"text": record.passage[a:b], "answer_start": a} for a, b in record.answers],
            "is_impossible": False,
            "title": record.title,
            "para": n,
            "part": "ec",
            "id": f"Wiki1k:wikinews:7:{n}:0#1",
        }
        for n, record in enumerate(records)
    ]
    sentence = [line | {"part": "kou"} for line in plain]
    sets = {
        "squad_train_recovered": plain + sentence,
        "squad_dev_other_articles": [*plain, plain[0] | {"answers": [], "is_impossible": True}],
        "boolq": [line | {"answers": []} for line in plain],
        "fever_pairs": [
            {"claim": f"{town} has a bridge.", "evidence": [f"{town} built bridge {n}."], "label": label}
            for n, town in enumerate(TOWNS)
            for label in ("SUPPORTS", "REFUTES")
        ],
        "snli_dev": [{"premise": "A man walks.", "hypothesis": "A man sleeps.", "label": "contradiction"}],
    }
    for name in ("nq", "clapnq", "selqa", "qamr", "qasrl"):
        sets[name] = plain
    for name, lines in sets.items():
        with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(line) + "\n" for line in lines)
