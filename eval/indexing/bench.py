"""The stages of `dateline bench index`, in order, and what they found as JSON, a table and a plot."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.indexing.apart import Cost, apart
from eval.indexing.archive import write_archive, write_files
from eval.indexing.cold import Cold, cold_ask
from eval.indexing.retrieval import Retrieval, retrieve_from
from eval.indexing.search import Search, search_archive
from eval.indexing.throughput import Indexed, encode_alone, index_archive, plain_recipe, sync_again
from index.errors import SettingsError
from index.settings import IndexSettings

STAGES = ("index", "resync", "disk", "encoder", "plain", "search", "retrieve", "ask")
MADE_STAGES = ("index", "resync", "disk", "search", "retrieve")
FILES_STAGES = tuple(stage for stage in STAGES if stage != "plain")  # the plain recipe reads one file


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


def run(
    archives: Sequence[Path | int],
    stages: Sequence[str],
    settings: IndexSettings,
    made: bool,
    tell: Callable[[str], None],
    seed: int = 0,
    *,
    files: bool = False,
) -> Iterator[Figures]:
    """The figures of each archive: a file of the reader's own, or the number of articles to make, with `files` in a
    file each.

    Raises SettingsError for a stage that there is not.
    """
    for stage in stages:
        if stage not in STAGES:
            raise SettingsError(f"--stages: there is no stage {stage!r}. The stages are {', '.join(STAGES)}.")
        if made and stage not in MADE_STAGES:
            raise SettingsError(f"--stages: {stage!r} needs the real vectors. Leave out --made-vectors, or the stage.")
        if files and stage not in FILES_STAGES:
            raise SettingsError(f"--stages: {stage!r} needs all articles in one file. Leave out --files, or the stage.")
    for archive in archives:
        with TemporaryDirectory(prefix="dateline-bench-") as name:
            folder = Path(name)
            path = archive if isinstance(archive, Path) else _written(folder, archive, seed, files)
            in_files = " in files" if files else ""
            title = str(archive) if isinstance(archive, Path) else f"{archive:,} made articles{in_files}"
            found = Figures(title, _size(path) / 1e6, made)
            _measure(found, folder, path, stages, settings, made, lambda stage, t=title: tell(f"{t}: {stage}"))  # type: ignore[misc]
            yield found


def _written(folder: Path, number: int, seed: int, files: bool) -> Path:
    return write_files(folder / "made", number, seed) if files else write_archive(folder / "made.jsonl", number, seed)


def _measure(
    found: Figures,
    folder: Path,
    archive: Path,
    stages: Sequence[str],
    settings: IndexSettings,
    made: bool,
    tell: Callable[[str], None],
) -> None:
    home = folder / "home"
    tell("index")  # whatever is asked for: the others measure what it makes
    found.index = apart(index_archive, home, archive, settings, made)
    if "disk" in stages:
        found.disk_bytes = {part.name.partition("-")[0]: _size(part) for part in sorted(home.iterdir())}
    if "resync" in stages:
        tell("resync")
        found.resync = apart(sync_again, home, archive, settings, made)
    if "encoder" in stages:
        tell("encoder")
        found.encoder = apart(encode_alone, home, settings)
    if "plain" in stages:
        tell("plain recipe")
        found.plain = apart(plain_recipe, folder / "plain", archive)
    if "search" in stages:
        tell("search")
        found.search = apart(search_archive, home, settings, made)
    if "retrieve" in stages:
        tell("retrieve")
        found.retrieve = apart(retrieve_from, home, settings, made)
    if "ask" in stages:
        tell("ask")
        found.ask = cold_ask(home)


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


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
