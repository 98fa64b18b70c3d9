"""The embedding model: its vectors, its limits, its errors."""

from __future__ import annotations

import subprocess
import sys
import threading

import numpy as np
import pytest

from index.embed import SentenceTransformerEmbeddings, Vector, open_embedder
from index.encoder import PackagedEncoder, packaged_folder
from index.errors import ModelError
from index.network import is_usable
from index.sentence_transformer import SentenceTransformerModel
from index.settings import IndexSettings

needs_openvino = pytest.mark.skipif(not is_usable(), reason="the packaged model runs in PyTorch here")


def test_vectors_are_unit_float32_in_the_order_of_the_texts(embedder: SentenceTransformerEmbeddings) -> None:
    texts = ["a long sentence about the flooding of the river after days of rain", "tax", "the mayor resigned"]
    vectors = embedder.encode_documents(texts)
    assert vectors.shape == (3, embedder.dimension) == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    for text, vector in zip(texts, vectors, strict=True):
        assert float(embedder.encode_query(text) @ vector) > 0.999


def test_a_question_is_nearest_to_the_passage_that_answers_it(embedder: SentenceTransformerEmbeddings) -> None:
    passages = ["The river flooded the old town.", "Shares fell by three per cent.", "The striker scored twice."]
    scores = embedder.encode_documents(passages) @ embedder.encode_query("What happened to the stock market?")
    assert int(np.argmax(scores)) == 1


def test_any_question_has_a_vector(embedder: SentenceTransformerEmbeddings) -> None:
    for question in ("", "\ud800", "\x00", "rain " * 5000):
        assert np.isfinite(embedder.encode_query(question)).all()


def test_lone_surrogates_are_read_as_question_marks(embedder: SentenceTransformerEmbeddings) -> None:
    typed, sound = ["Is it \ud800 raining?"], ["Is it ? raining?"]
    assert np.allclose(embedder.encode_queries(typed), embedder.encode_queries(sound))
    assert np.allclose(embedder.encode_documents(typed), embedder.encode_documents(sound))
    assert np.allclose(embedder.token_vectors(typed)[0], embedder.token_vectors(sound)[0])
    assert embedder.count_tokens(typed) == embedder.count_tokens(sound)


def test_no_texts_give_no_vectors(embedder: SentenceTransformerEmbeddings) -> None:
    assert embedder.encode_documents([]).shape == (0, 384)
    assert embedder.encode_queries([]).shape == (0, 384)
    assert embedder.count_tokens([]) == []
    assert embedder.token_vectors([]) == []


def test_token_counts_see_beyond_the_models_limit(embedder: SentenceTransformerEmbeddings) -> None:
    assert embedder.max_tokens == 256
    assert embedder.count_tokens(["rain", "rain " * 1000]) == [3, 1002]


def test_token_vectors_leave_special_tokens_out(embedder: SentenceTransformerEmbeddings) -> None:
    short, long = embedder.token_vectors(["rain fell", "rain " * 1000])
    assert short.shape == (2, 384)
    assert long.shape == (254, 384)
    assert np.allclose(np.linalg.norm(short, axis=1), 1, atol=1e-6)


def test_langchains_interface_gives_the_same_vectors(embedder: SentenceTransformerEmbeddings) -> None:
    assert np.allclose(embedder.embed_query("rain"), embedder.encode_query("rain"))
    assert np.allclose(embedder.embed_documents(["rain"]), embedder.encode_documents(["rain"]))


def test_bfloat16_and_float32_agree(embedder: SentenceTransformerEmbeddings) -> None:
    exact = open_embedder(IndexSettings(precision="float32")).encode_query("The council voted against the bridge.")
    assert float(embedder.encode_query("The council voted against the bridge.") @ exact) > 0.999


@needs_openvino
def test_the_packaged_model_gives_the_vectors_of_sentence_transformers(embedder: SentenceTransformerEmbeddings) -> None:
    texts = [
        "rain",
        "",
        "Ärger über die Brücke: 12,400 € (2.5%)\n\nZe said “no”.",
        *(f"The council of town {n} voted against the bridge. " * n for n in (1, 7, 60)),
    ]
    reference = SentenceTransformerEmbeddings(str(packaged_folder()), precision="float32")
    assert isinstance(reference._model(), SentenceTransformerModel)
    assert isinstance(embedder._model(), PackagedEncoder)
    assert (reference.encode_documents(texts) * embedder.encode_documents(texts)).sum(axis=1).min() > 0.999
    assert reference.encode_query(texts[3]) @ embedder.encode_query(texts[3]) > 0.999
    assert reference.count_tokens(texts) == embedder.count_tokens(texts)
    for theirs, ours in zip(reference.token_vectors(texts), embedder.token_vectors(texts), strict=True):
        assert theirs.shape == ours.shape
        assert (theirs * ours).sum(axis=1).min(initial=1.0) > 0.99
    exact = open_embedder(IndexSettings(precision="float32"))
    assert (reference.encode_documents(texts) * exact.encode_documents(texts)).sum(axis=1).min() > 0.99999


@needs_openvino
def test_a_fault_while_a_batch_is_run_is_raised_and_the_next_one_is_whole(
    embedder: SentenceTransformerEmbeddings,
) -> None:
    model = embedder._model()
    assert isinstance(model, PackagedEncoder)

    def fail(_: int, states: Vector) -> None:
        raise ArithmeticError(str(states.shape))

    batch = np.zeros((2, 3, 384), dtype=np.float32), np.ones((2, 3), dtype=np.float32)
    with pytest.raises(ArithmeticError, match=r"\(2, 3, 384\)"):
        model._network.run([(0, *batch)], fail)
    assert np.isfinite(embedder.encode_query("rain")).all()


def test_the_arithmetic_in_force_is_told(embedder: SentenceTransformerEmbeddings) -> None:
    assert embedder.arithmetic in ("float32", "bfloat16")


def test_many_threads_may_share_it(embedder: SentenceTransformerEmbeddings) -> None:
    expected = embedder.encode_query("rain")
    found: list[float] = []

    def ask() -> None:
        found.extend(float(embedder.encode_query("rain") @ expected) for _ in range(5))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert min(found) > 0.999


def test_an_unknown_model_is_named_with_a_way_out() -> None:
    with pytest.raises(ModelError, match=r"'/no/such/model' could not be loaded.*all-MiniLM-L6-v2"):
        open_embedder(IndexSettings(embedding_model="/no/such/model")).encode_query("rain")


def test_opening_is_cheap_and_the_packaged_model_needs_no_network() -> None:
    program = (
        "import socket, sys\n"
        "def refuse(*_): raise AssertionError('the network was asked')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from index.embed import open_embedder\n"
        "from index.settings import IndexSettings\n"
        "embedder = open_embedder(IndexSettings())\n"
        "assert 'openvino' not in sys.modules\n"
        "assert embedder.encode_query('rain').shape == (384,)\n"
        "assert 'torch' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout + done.stderr == ""
