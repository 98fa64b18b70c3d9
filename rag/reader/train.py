"""Trains the reader: `python -m rag.reader.train DATA_DIR --out DIR --minutes 75 --seed 1`.

The learning rate warms up and then falls to zero over the steps done and those that still fit in the
time at the best pace seen, so that a run ends well annealed however fast the machine is and whatever
else it does meanwhile. A stopped run goes on with `--resume`; `--start` trains an earlier reader further.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from index.arithmetic import has_fast_bfloat16, keep_freed_memory
from rag.reader.batches import IGNORED, POOL, Batch, batches, collate, make_items, shut
from rag.reader.data import Example
from rag.reader.features import Featurizer
from rag.reader.mixture import Shares, mixture
from rag.reader.model import ReaderModel, Scores, fresh_model, load_model, save_model
from rag.reader.read import WEIGHTS

CHECKPOINT, LOG, PLOT = "checkpoint.pt", "losses.jsonl", "loss.png"


@dataclass(frozen=True, slots=True)
class Training:
    """How to train. `minutes` and `steps` end it, whichever comes first."""

    minutes: float = 75
    steps: int = 1_000_000
    seed: int = 1
    tokens: int = 3072  # a batch
    max_tokens: int = 232
    rate: float = 1.7e-4  # of the encoder
    head_rate: float = 1e-3
    dropout: float = 0.0
    frozen: int = 0  # lowest layers left as they are, with what is below them
    warm_up: float = 0.06  # share of the run
    save_every: float = 180  # seconds
    note_every: int = 20  # steps


def train(
    pass_of: Callable[[int], Sequence[Example]],
    out: Path,
    settings: Training,
    resume: bool = False,
    start: Path | None = None,
) -> ReaderModel:
    """Trains on the examples that `pass_of(epoch)` gives, one pass after another, and writes to `out`.

    `out` gets the weights (half precision), a checkpoint to resume from, the losses and their plot.
    `start` are the weights of an earlier reader to begin with, instead of the packaged encoder's.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    bfloat16 = has_fast_bfloat16()
    keep_freed_memory()
    begun = load_model(start, settings.dropout) if start else fresh_model(settings.seed, settings.dropout)
    model = begun.to(device).train()
    _freeze(model, settings.frozen)
    optimiser = _optimiser(model, settings)
    step, used = 0, 0.0
    if resume and (out / CHECKPOINT).exists():
        saved = torch.load(out / CHECKPOINT, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        step, used = saved["step"], saved["seconds"]
    elif not resume:
        (out / LOG).unlink(missing_ok=True)
    schedule = Schedule(settings, used)
    recent: list[dict[str, float]] = []
    saved_at = used
    for batch in itertools.islice(_endless(pass_of, settings, step), max(0, settings.steps - step)):
        share = schedule.share(step)
        if share >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * min(share / settings.warm_up, (1 - share) / (1 - settings.warm_up))
        losses = _losses(model, batch, device, bfloat16)
        torch.stack([loss for loss, _ in losses.values()]).sum().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        step += 1
        recent.append({name: float(loss.detach()) for name, (loss, n) in losses.items() if n})
        if step % settings.note_every == 0:
            _note(out, step, schedule.seconds, share, recent)
            recent = []
        if schedule.seconds - saved_at > settings.save_every:
            _save(model, optimiser, step, schedule.seconds, out)
            saved_at = schedule.seconds
    _save(model, optimiser, step, schedule.seconds, out)
    plot_losses(out)
    (out / "training.json").write_text(json.dumps({**asdict(settings), "steps": step}, indent=1))
    return model.eval()


class Schedule:
    """How much of a run is done: the steps done among these and those that still fit in the time left."""

    def __init__(self, settings: Training, used: float) -> None:
        """`used`: seconds that earlier runs took, counted in."""
        self._settings = settings
        self._begun = time.monotonic() - used
        self._lap = time.monotonic()
        self._pace = 0.0  # steps a second, the best over ten steps

    @property
    def seconds(self) -> float:
        """Seconds spent so far, those of earlier runs included."""
        return time.monotonic() - self._begun

    def share(self, step: int) -> float:
        """0 to 1; 1 when the steps are done or the time is up. To be asked once before each step."""
        if step and step % 10 == 0:
            self._pace = max(self._pace, 10 / (time.monotonic() - self._lap))
            self._lap = time.monotonic()
        left = 60 * self._settings.minutes - self.seconds
        if left <= 0 or step >= self._settings.steps:
            return 1.0
        fitting = self._settings.steps - step
        if self._pace:
            fitting = min(fitting, max(1, round(left * self._pace)))
        return step / (step + fitting)


def _endless(pass_of: Callable[[int], Sequence[Example]], settings: Training, skip: int) -> Iterator[Batch]:
    """Batches of one pass after another, without the first `skip`."""
    featurizer = Featurizer(settings.max_tokens)
    for epoch in itertools.count():
        examples = pass_of(epoch)
        for low in range(0, len(examples), POOL):
            items = make_items(examples[low : low + POOL], featurizer)
            found = batches(items, settings.tokens, f"{settings.seed} {epoch} {low}")
            yield from map(collate, found[skip:])
            skip = max(0, skip - len(found))


def _freeze(model: ReaderModel, lowest: int) -> None:
    """Keeps the lowest layers, and the positions and types below them, out of training."""
    if lowest:
        for part in (model.positions, model.types, *model.norm.parameters(), *model.layers[:lowest].parameters()):
            part.requires_grad_(False)


def _optimiser(model: ReaderModel, settings: Training) -> torch.optim.Optimizer:
    heads = [p for name, p in model.named_parameters() if name.split(".")[0] in ("span", "relevance", "support")]
    own = {id(p) for p in heads}
    body = [p for p in model.parameters() if id(p) not in own and p.requires_grad]
    groups = [{"params": body, "peak": settings.rate}, {"params": heads, "peak": settings.head_rate}]
    return torch.optim.AdamW(groups, lr=settings.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def _losses(model: ReaderModel, batch: Batch, device: torch.device, bfloat16: bool) -> dict[str, tuple[Tensor, int]]:
    """The loss of each head over the inputs whose label is known, weighed by their share, and their number."""
    batch = Batch(*(part.to(device) for part in batch))
    with torch.autocast(device.type, torch.bfloat16, enabled=bfloat16):
        scores: Scores = model(batch.ids, batch.types, batch.mask)
    start = functional.cross_entropy(shut(scores.start, batch.open), batch.start, ignore_index=IGNORED, reduction="sum")
    end = functional.cross_entropy(shut(scores.end, batch.open), batch.end, ignore_index=IGNORED, reduction="sum")
    known = batch.relevant != IGNORED
    relevance = functional.binary_cross_entropy_with_logits(
        scores.relevance[known], batch.relevant[known].float(), reduction="sum"
    )
    support = functional.cross_entropy(scores.support, batch.support, ignore_index=IGNORED, reduction="sum")
    n = len(batch.ids)
    return {
        "span": ((start + end) / 2 / n, int((batch.start != IGNORED).sum())),
        "relevance": (relevance / n, int(known.sum())),
        "support": (support / n, int((batch.support != IGNORED).sum())),
    }


def _note(out: Path, step: int, seconds: float, share: float, recent: Sequence[dict[str, float]]) -> None:
    """A line of progress, on the screen and in the log."""
    means = {name: sum(r.get(name, 0.0) for r in recent) / len(recent) for name in ("span", "relevance", "support")}
    with (out / LOG).open("a") as log:
        log.write(json.dumps({"step": step, "seconds": round(seconds), **means}) + "\n")
    shown = "  ".join(f"{name} {value:.3f}" for name, value in means.items())
    print(f"step {step}  {share:.1%}  {seconds / 60:.1f} min  {shown}", flush=True)  # noqa: T201


def _save(model: ReaderModel, optimiser: torch.optim.Optimizer, step: int, seconds: float, out: Path) -> None:
    """Weights and checkpoint, each written beside its place first, so that a stop leaves the old one whole."""
    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "seconds": seconds}
    torch.save(state, out / "checkpoint.new")
    (out / "checkpoint.new").replace(out / CHECKPOINT)
    save_model(model, out / "weights.new")
    (out / "weights.new").replace(out / WEIGHTS)


def plot_losses(out: Path) -> None:
    """`loss.png` from `losses.jsonl`."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    lines = [json.loads(line) for line in (out / LOG).read_text().splitlines()] if (out / LOG).exists() else []
    figure, axes = pyplot.subplots(figsize=(7, 4))
    for name in ("span", "relevance", "support"):
        values = [line[name] for line in lines]
        width = max(1, len(values) // 40)
        smooth = [
            math.fsum(values[max(0, i - width) : i + 1]) / len(values[max(0, i - width) : i + 1])
            for i in range(len(values))
        ]
        axes.plot([line["step"] for line in lines], smooth, label=name)
    axes.set(xlabel="step", ylabel="loss, smoothed", title="Training the reader")
    axes.legend()
    figure.savefig(out / PLOT, dpi=120, bbox_inches="tight")
    pyplot.close(figure)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command: see the module."""
    parser = argparse.ArgumentParser(prog="python -m rag.reader.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the training sets (names in the model card)")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=Training().minutes)
    parser.add_argument("--steps", type=int, default=Training().steps)
    parser.add_argument("--seed", type=int, default=Training().seed)
    parser.add_argument("--rate", type=float, default=Training().rate, help="peak learning rate of the layers")
    parser.add_argument("--head-rate", type=float, default=Training().head_rate, help="that of the heads")
    parser.add_argument("--dropout", type=float, default=Training().dropout)
    parser.add_argument("--frozen", type=int, default=Training().frozen, help="lowest layers to leave as they are")
    parser.add_argument("--questions", type=float, default=1, help="share of the questions that a pass shows")
    parser.add_argument("--claims", type=float, default=1, help="share of the claims")
    parser.add_argument("--pairs", type=float, default=0, help="share of the pairs of answerable and unanswerable")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--start", type=Path, help="weights of an earlier reader, to train it further")
    given = parser.parse_args(arguments)
    settings = Training(
        given.minutes,
        given.steps,
        given.seed,
        rate=given.rate,
        head_rate=given.head_rate,
        dropout=given.dropout,
        frozen=given.frozen,
    )
    shares = Shares(given.questions, given.claims, given.pairs)
    train(lambda epoch: mixture(given.data, given.seed, epoch, shares), given.out, settings, given.resume, given.start)


if __name__ == "__main__":
    main()
