"""What `dateline bench index` found of an archive: as JSON, and in words for a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.indexing.apart import Cost
from eval.indexing.cold import Cold
from eval.indexing.retrieval import Retrieval
from eval.indexing.search import Search
from eval.indexing.throughput import Indexed


@dataclass
class Figures:
    """What one archive gave; None and empty where the stage was not asked for."""

    archive: str
    file_mb: float
    made_vectors: bool
    index: Indexed | None = None
    resync: Cost | None = None
    disk_bytes: dict[str, int] = field(default_factory=dict)  # of each store
    encoder: Cost | None = None
    plain: Indexed | None = None
    search: tuple[Search, ...] = ()
    retrieve: Retrieval | None = None
    ask: Cold | None = None

    @property
    def to_plain(self) -> float | None:
        """Articles a second, as a multiple of the plain recipe's."""
        if self.index is None or self.plain is None:
            return None
        return _rate(self.index) / _rate(self.plain)

    @property
    def to_encoder(self) -> float | None:
        """Speed as a share of the bare encoder's on the same chunks."""
        return self.encoder.seconds / self.index.cost.seconds if self.encoder and self.index else None

    @property
    def to_plain_cpu(self) -> float | None:
        """As `to_plain`, by processor seconds: what counts where other work shares the machine."""
        if self.index is None or self.plain is None:
            return None
        ours = self.index.cost.cpu_seconds / self.index.articles
        return self.plain.cost.cpu_seconds / self.plain.articles / ours

    @property
    def to_encoder_cpu(self) -> float | None:
        """As `to_encoder`, by processor seconds."""
        return self.encoder.cpu_seconds / self.index.cost.cpu_seconds if self.encoder and self.index else None

    @property
    def chunk_kb(self) -> float | None:
        """Disk a chunk, all stores together, in kB of 1,000 bytes."""
        if self.index is None or not self.disk_bytes:
            return None
        return sum(self.disk_bytes.values()) / self.index.chunks / 1000


def save(figures: Sequence[Figures], out: Path) -> None:
    """`index.json` with every figure in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "index.json").write_text(json.dumps([as_data(found) for found in figures], indent=1), encoding="utf-8")


def as_data(found: Figures) -> dict[str, Any]:
    """The figures as JSON can hold them, with what follows from them."""

    def plain(value: Any) -> Any:
        if hasattr(value, "_asdict"):
            return {name: plain(part) for name, part in value._asdict().items()}
        if isinstance(value, tuple | list):
            return [plain(part) for part in value]
        return round(value, 4) if isinstance(value, float) else value

    data = {name: plain(value) for name, value in vars(found).items()}
    names = ("to_plain", "to_plain_cpu", "to_encoder", "to_encoder_cpu", "chunk_kb")
    derived = {name: getattr(found, name) for name in names}
    return data | {name: plain(value) for name, value in derived.items()}


def rows(found: Figures) -> list[tuple[str, str]]:
    """The figures in words, for a table."""
    shown: list[tuple[str, str]] = []
    if found.index:
        index = found.index
        shown.append(("articles, chunks", f"{index.articles:,}, {index.chunks:,}"))
        shown.append(("articles a second", f"{_rate(index):.1f} on {index.cores} cores, {index.arithmetic}"))
        shown.append(("peak memory", f"{index.cost.peak_mb:,.0f} MB"))
    if found.to_plain:
        by_cpu = f"{found.to_plain_cpu:.1f} by processor seconds"
        shown.append(("speed against the plain recipe", f"{found.to_plain:.1f} times by the clock, {by_cpu}"))
    if found.to_encoder:
        by_cpu = f"{found.to_encoder_cpu:.0%} by processor seconds"
        shown.append(("speed against the bare encoder", f"{found.to_encoder:.0%} by the clock, {by_cpu}"))
    if found.resync:
        shown.append(("sync again, unchanged", f"{found.resync.seconds:.1f} s, {found.resync.peak_mb:,.0f} MB"))
    if found.chunk_kb:
        parts = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in found.disk_bytes.items() if size > 1e5)
        shown.append(("disk a chunk", f"{found.chunk_kb:.2f} kB ({parts})"))
    shown += [
        (
            f"query for 100, {one.kind}, {one.share:.1%} left",
            f"recall {one.recall:.3f}, median {one.median_ms:.1f} ms, p95 {one.p95_ms:.1f} ms",
        )
        for one in found.search
    ]
    if found.retrieve:
        times = f"median {found.retrieve.median_ms:.0f} ms, p95 {found.retrieve.p95_ms:.0f} ms"
        shown.append((f"whole retrieval, {found.retrieve.questions} questions", times))
    if found.ask:
        ask = found.ask
        shown.append(("cold ask", f"{ask.seconds:.1f} s, {ask.cpu_seconds:.1f} s of processor"))
        reference = f"{ask.reference_seconds:.1f} s, {ask.reference_cpu_seconds:.1f} s of processor"
        shown.append(("sentence-transformers and its model alone", reference))
    return shown


def _rate(indexed: Indexed) -> float:
    return indexed.articles / indexed.cost.seconds
