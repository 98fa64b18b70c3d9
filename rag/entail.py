"""An entailment model as a last word of the support check: does the quote imply the sentence?

Any cross-encoder of sentence-transformers that tells 'entailment' among its labels will do (natural language inference:
Bowman et al. 2015; used to check answers against sources by Honovich et al. 2022, TRUE).
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from index.errors import ModelError
from rag.support import Evidence
from rag.verify import Verdict

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Entailment:
    """The model of that name. Threads may share it: they take turns."""

    def __init__(self, name: str, model: CrossEncoder, label: int) -> None:
        self.name = name
        self._model = model
        self._label = label
        self._lock = threading.Lock()

    @cached_property
    def digest(self) -> str:
        """32 hex digits over its weights and vocabulary: models of one name may differ."""
        import torch

        digest = hashlib.blake2b(digest_size=16)
        vocabulary = sorted(self._model.tokenizer.get_vocab().items())
        digest.update(repr((self._label, self._model.max_seq_length, vocabulary)).encode())
        for name, weights in self._model.state_dict().items():
            digest.update(f"{name} {weights.dtype} {tuple(weights.shape)}\n".encode())
            digest.update(weights.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().data)
        return digest.hexdigest()

    def probability(self, premise: str, sentence: str) -> float:
        """The probability, 0 to 1, that `premise` implies `sentence`."""
        import torch

        with self._lock:
            logits = self._model.predict(
                [(premise, sentence)],
                activation_fn=torch.nn.Identity(),
                convert_to_tensor=True,
                show_progress_bar=False,
            )
        return float(torch.softmax(logits.float()[0], dim=-1)[self._label])

    def check(self, text: str, evidence: Sequence[Evidence], least: float) -> Verdict:
        """Whether the quotes, with their articles' headers, imply the sentence `text` with probability `least`."""
        found = self.probability(premise_of(evidence), text)
        if found < least:
            return Verdict(False, f"the quote does not imply it, says {self.name} ({found:.2f})")
        return Verdict(True)


def premise_of(evidence: Sequence[Evidence]) -> str:
    """What the model reads as the premise: the titles of the articles, each once, and the quotes, a line each."""
    articles = {item.article.article_id: item.article for item in evidence}
    return "\n".join(
        [f"{article.title}." for article in articles.values()]
        + [item.article.text[item.start : item.end] for item in evidence]
    )


@lru_cache(maxsize=2)
def open_entailment(name: str) -> Entailment:
    """The cross-encoder at a folder or of a name on the Hugging Face Hub, from where it is fetched on first use.

    Raises ModelError where it cannot be loaded, or has no label 'entailment'.
    """
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(name)
    except Exception as error:  # the Hub, transformers and torch raise many kinds
        raise ModelError(
            f"The entailment model '{name}' could not be loaded ({type(error).__name__}). Give a folder that holds a "
            "cross-encoder, or a name on the Hugging Face Hub while the network is there."
        ) from error
    labels = {str(label).casefold(): int(number) for number, label in (model.config.id2label or {}).items()}
    found = [number for label, number in labels.items() if label.startswith("entail")]
    if len(found) != 1 or len(labels) < 2:
        raise ModelError(
            f"The model '{name}' is no entailment model: its labels are {', '.join(labels) or 'none'}. Choose a "
            "cross-encoder for natural language inference."
        )
    return Entailment(name, model, found[0])
