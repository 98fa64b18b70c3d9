"""A cross-encoder for entailment, made on the spot: it takes no download and no time, and knows nothing."""

from __future__ import annotations

from pathlib import Path

WORDS = ["the", "kiln", "at", "arle", "was", "lit", "on", "friday", "by", "two", "potters"]


def make_model(folder: Path, labels: tuple[str, ...], favoured: int) -> str:
    """A cross-encoder of one small layer, saved in the folder, that finds the label `favoured` for every pair."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    folder.mkdir()
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]))
    config = BertConfig(
        vocab_size=len(WORDS) + 5,
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([4.0 if n == favoured else 0.0 for n in range(len(labels))]))
    model.save_pretrained(folder)
    BertTokenizer(str(vocabulary)).save_pretrained(folder)
    return str(folder)
