"""Reading with the small model: exact offsets, long passages, a missing or damaged model."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import torch

from index.errors import ModelError
from index.network import is_usable
from rag.reader.features import MAX_TOKENS, Featurizer
from rag.reader.model import fresh_model, load_model, save_model
from rag.reader.pytorch import TorchScorer
from rag.reader.quantise import has_fast_bytes, quantise
from rag.reader.read import WEIGHTS, Reader

HEADER = "Ferry strike ends\nHarbour Courier, 3 May 2021\n\n"
TEXT = "Mayor Zoë Quill said “the ferries sail again” on Monday — 1,250 commuters cheered. 🚢 Tolls stay at €3.50."


@pytest.fixture(scope="module")
def featurizer() -> Featurizer:
    return Featurizer()


@pytest.fixture(scope="module")
def reader(featurizer: Featurizer) -> Reader:
    """The packaged encoder with untrained heads, in float32: what it says is nonsense, where it points is not."""
    return Reader(TorchScorer(fresh_model(seed=3).eval()), featurizer)


@pytest.mark.parametrize("answer", ["Zoë Quill", "the ferries sail again", "1,250", "€3.50", "Mayor", "🚢"])
def test_characters_of_an_answer_survive_the_way_through_tokens(featurizer: Featurizer, answer: str) -> None:
    (window,) = featurizer.windows([("What happened?", HEADER, TEXT)])[0]
    start = TEXT.index(answer)
    places = window.places(start, start + len(answer))
    assert places is not None
    assert window.characters(*places) == (start, start + len(answer))


def test_a_span_that_ends_inside_a_word_is_widened_to_the_word(featurizer: Featurizer) -> None:
    text = "The cyberattackers fled."
    (window,) = featurizer.windows([("Who fled?", "", text)])[0]
    pieces = [i for i, word in enumerate(window.words) if window.words.count(word) > 1]
    start, end = window.characters(window.first + pieces[0], window.first + pieces[0])
    assert text[start:end] == "cyberattackers"


def test_windows_of_a_long_passage_fit_the_model_and_cover_every_word(featurizer: Featurizer) -> None:
    text = " ".join(f"Ship {n} left port number {n}." for n in range(200))
    windows = featurizer.windows([("Which ship left?", HEADER, text)])[0]
    assert len(windows) > 2
    assert all(len(window.ids) <= MAX_TOKENS for window in windows)
    covered = {place for window in windows for a, b in window.offsets for place in range(a, b)}
    assert all(place in covered for place, sign in enumerate(text) if not sign.isspace())


def test_readings_come_in_the_order_of_the_passages_and_point_into_them(reader: Reader) -> None:
    passages = [(HEADER, TEXT), ("", "Rain."), (HEADER, TEXT * 20), ("Title\n\n", "No ship sailed on Friday.")]
    readings = reader.read("When do the ferries sail?", passages)
    assert len(readings) == len(passages)
    for reading, (_, text) in zip(readings, passages, strict=True):
        span = reading.best(0, len(text))
        assert span is not None
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
        assert 0 <= reading.relevance <= 1


def test_the_best_span_of_a_sentence_lies_in_it_and_none_beats_the_best_of_all(reader: Reader) -> None:
    text = "Rain fell at noon. Mayor Quill spoke. The ferries sail again on Monday."
    (reading,) = reader.read("When do the ferries sail?", [(HEADER, text)])
    bounds = [(0, 18), (19, 37), (38, 71)]
    spans = [reading.best(start, end) for start, end in bounds]
    for span, (start, end) in zip(spans, bounds, strict=True):
        assert span is not None
        assert start <= span.start < span.end <= end
    overall = reading.best(0, len(text))
    assert overall is not None
    assert overall.score >= max(span.score for span in spans if span is not None)
    assert reading.best(18, 19) is None


def test_a_passage_is_read_the_same_alone_and_among_others(reader: Reader) -> None:
    alone = reader.read("Who spoke?", [(HEADER, TEXT)])[0].best(0, len(TEXT))
    among = reader.read("Who spoke?", [("", "Rain. " * 60), (HEADER, TEXT), ("", "Snow.")])[1].best(0, len(TEXT))
    assert alone is not None
    assert among is not None
    assert (among.start, among.end) == (alone.start, alone.end)
    assert among.score == pytest.approx(alone.score, abs=1e-3)


def test_a_passage_without_words_and_no_passages_at_all_are_read_without_fuss(reader: Reader) -> None:
    assert reader.read("Who spoke?", []) == ()
    (empty,) = reader.read("Who spoke?", [(HEADER, "")])
    assert empty.best(0, 0) is None


def test_support_gives_three_probabilities_a_claim(reader: Reader) -> None:
    found = reader.support([("Tolls rise.", TEXT), ("Tolls stay.", TEXT * 20)])
    assert [sum(one) for one in found] == [pytest.approx(1, abs=1e-4)] * 2
    assert reader.support([]) == []


def test_a_missing_model_is_a_notice_and_no_reader(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert Reader.load(tmp_path) is None
    assert str(tmp_path / WEIGHTS) in caplog.text
    assert "Install Dateline again" in caplog.text


def test_a_damaged_model_file_is_named(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"reader\.safetensors is not a reading model"):
        Reader.load(tmp_path)


def test_in_bytes_the_dense_steps_stay_near_what_they_were() -> None:
    if not has_fast_bytes():
        pytest.skip("this CPU does not multiply bytes in hardware")
    model = fresh_model(seed=3).eval()
    states = torch.randn(3, 7, 384)
    with torch.inference_mode():
        before = model.layers[0](states, None)
        after = quantise(model).layers[0](states, None)
    assert (after - before).abs().mean() < 0.05 * before.abs().mean()
    assert (
        Reader(TorchScorer(model), Featurizer()).read("Who spoke?", [(HEADER, TEXT)])[0].best(0, len(TEXT)) is not None
    )


def test_a_saved_model_leaves_the_word_embeddings_out_and_reads_alike(tmp_path: Path) -> None:
    model = fresh_model(seed=3).eval()
    save_model(model, tmp_path / WEIGHTS)
    assert (tmp_path / WEIGHTS).stat().st_size < 24_000_000
    again = load_model(tmp_path / WEIGHTS)
    assert torch.equal(again.words, model.words)
    ids, types = torch.tensor([[101, 2040, 102, 3000, 102]]), torch.tensor([[0, 0, 0, 1, 1]])
    mask = torch.ones_like(ids, dtype=torch.bool)
    with torch.inference_mode():
        for ours, theirs in zip(model(ids, types, mask), again(ids, types, mask), strict=True):
            assert torch.allclose(ours, theirs, atol=0.02)
    assert Reader.load(tmp_path) is not None


@pytest.mark.skipif(not is_usable(), reason="the reader runs in PyTorch here")
def test_compiled_it_reads_as_in_pytorch() -> None:
    compiled, exact = Reader.load(), Reader.load(arithmetic="float32")
    assert compiled is not None
    assert exact is not None
    passages = [(HEADER, TEXT), ("", "Rain fell."), (HEADER, TEXT * 12), (HEADER, "")]
    ours, theirs = (reader.read("When do the ferries sail again?", passages) for reader in (compiled, exact))
    for one, other, (_, text) in zip(ours, theirs, passages, strict=True):
        assert one.relevance == pytest.approx(other.relevance, abs=0.03)
        assert one.span_score == pytest.approx(other.span_score, abs=0.5)
        mine, its = one.best(0, len(text)), other.best(0, len(text))
        assert (mine and (mine.start, mine.end)) == (its and (its.start, its.end))
    claims = [("The ferries sail again on Monday.", TEXT), ("Tolls rise.", TEXT * 12)]
    for one_claim, other_claim in zip(compiled.support(claims), exact.support(claims), strict=True):
        assert one_claim == pytest.approx(other_claim, abs=0.05)
