"""The network: the packaged MiniLM encoder with three heads (span, relevance, support).

The encoder is BERT's (Devlin et al. 2019) with 6 layers of width 384. Its word embeddings stay those of
the embedding package and are never trained, so a saved reader holds the layers and heads alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from index.encoder import packaged_folder

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512


class Scores(NamedTuple):
    """What the heads say of a batch of n inputs of at most t tokens, as float32 logits."""

    start: Tensor  # (n, t); the place of [CLS], 0, stands for no answer
    end: Tensor  # (n, t)
    relevance: Tensor  # (n,)
    support: Tensor  # (n, 3): supports, contradicts, neither


class Layer(nn.Module):
    """One layer of the encoder: self-attention, then two dense steps, each with residual and norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self._dropout = dropout
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mix_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """(n, t, width) -> (n, t, width); `mask` (n, 1, 1, t) is True where there is a token."""
        n, t, _ = states.shape
        query, key, value = self.qkv(states).view(n, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        states = self.mix_norm(states + self._drop(self.mix(seen.transpose(1, 2).reshape(n, t, WIDTH))))
        out: Tensor = self.norm(states + self._drop(self.narrow(functional.gelu(self.widen(states)))))
        return out

    def _drop(self, states: Tensor) -> Tensor:
        return functional.dropout(states, self._dropout) if self.training and self._dropout else states


class Head(nn.Module):
    """A dense step and a decision, over the states of [CLS] and of the mean token side by side."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.dense = nn.Linear(2 * WIDTH, WIDTH)
        self.decide = nn.Linear(WIDTH, classes)

    def forward(self, pooled: Tensor) -> Tensor:
        """(n, 2 * width) -> (n, classes)"""
        out: Tensor = self.decide(torch.tanh(self.dense(pooled)))
        return out


class ReaderModel(nn.Module):
    """Encoder and heads. `words` are the frozen word embeddings, (vocabulary, 384); `dropout` acts in training."""

    def __init__(self, words: Tensor, dropout: float = 0.0) -> None:
        super().__init__()
        self.register_buffer("words", words, persistent=False)
        self.words: Tensor
        self.positions = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.types = nn.Parameter(torch.zeros(2, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.span = nn.Linear(WIDTH, 2)
        self.relevance = Head(1)
        self.support = Head(3)

    def encode(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Token ids, types (0 question, 1 passage) and presence, each (n, t), to states (n, t, width)."""
        summed = functional.embedding(ids, self.words) + self.positions[: ids.shape[1]]
        states: Tensor = self.norm(summed + functional.embedding(types, self.types))
        if torch.is_autocast_enabled(ids.device.type):
            states = states.to(torch.bfloat16)  # the sums between layers too: a sixth faster on a CPU
        attended = None if bool(mask.all()) else mask[:, None, None, :]
        for layer in self.layers:
            states = layer(states, attended)
        return states

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Scores:
        """See `encode` for the input. Places without a token get span logits too: the caller leaves them out."""
        states = self.encode(ids, types, mask)
        pooled = torch.cat([states[:, 0], mean_state(states, mask)], dim=1)
        start, end = self.span(states).float().unbind(-1)
        return Scores(start, end, self.relevance(pooled).float().squeeze(-1), self.support(pooled).float())


def mean_state(states: Tensor, mask: Tensor) -> Tensor:
    """The mean state of the tokens that are there: (n, width)."""
    weights = mask.to(states.dtype)[:, :, None]
    return (states * weights).sum(1) / weights.sum(1)


def fresh_model(seed: int = 0, dropout: float = 0.0) -> ReaderModel:
    """The packaged encoder with untrained heads: what training starts from."""
    torch.manual_seed(seed)
    packaged = load_file(packaged_folder() / "model.safetensors")
    model = ReaderModel(packaged["embeddings.word_embeddings.weight"], dropout)
    state = {
        "positions": packaged["embeddings.position_embeddings.weight"],
        "types": packaged["embeddings.token_type_embeddings.weight"],
        "norm.weight": packaged["embeddings.LayerNorm.weight"],
        "norm.bias": packaged["embeddings.LayerNorm.bias"],
    }
    parts = {
        "mix": "attention.output.dense",
        "mix_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    for i in range(LAYERS):
        for kind in ("weight", "bias"):
            for ours, theirs in parts.items():
                state[f"layers.{i}.{ours}.{kind}"] = packaged[f"encoder.layer.{i}.{theirs}.{kind}"]
            attention = f"encoder.layer.{i}.attention.self"
            state[f"layers.{i}.qkv.{kind}"] = torch.cat(
                [packaged[f"{attention}.{name}.{kind}"] for name in ("query", "key", "value")]
            )
    model.load_state_dict(state, strict=False)  # the heads are not in the package
    return model


def save_model(model: ReaderModel, path: Path) -> None:
    """Layers and heads in half precision; the word embeddings stay in their package."""
    state = {name: value.detach().to(torch.float16).contiguous() for name, value in model.state_dict().items()}
    save_file(state, path)


def load_model(path: Path, dropout: float = 0.0) -> ReaderModel:
    """The reader that `save_model` wrote, in float32, ready to read."""
    words = load_file(packaged_folder() / "model.safetensors")["embeddings.word_embeddings.weight"]
    model = ReaderModel(words, dropout)
    model.load_state_dict({name: value.float() for name, value in load_file(path).items()})
    return model.eval()
