"""The figures over the sizes of the archives, as plots: SVG, on white, so that they read in any viewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eval.indexing.figures import Figures

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

_COLOURS = {"dateline": "#3b82c4", "encoder": "#64748b", "plain": "#d97706", "dates": "#4d7c0f", "publisher": "#9333ea"}


_GREY = "#64748b"


def save_plot(figures: Sequence[Figures], path: Path) -> None:
    """Articles a second over the number of articles; and for the largest archive the time of a filtered query over
    the share of chunks that its filter leaves."""
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(9, 3.6), layout="constrained")
    speed, search = canvas.subplots(1, 2)
    done = _by_size(figures)
    for name, points in (
        ("dateline", [(f.index.articles, f.index.articles / f.index.cost.seconds) for f in done if f.index]),
        ("encoder", [(f.index.articles, f.index.articles / f.encoder.seconds) for f in done if f.index and f.encoder]),
        ("plain", [(f.plain.articles, f.plain.articles / f.plain.cost.seconds) for f in done if f.plain]),
    ):
        if points:
            speed.plot(*zip(*points, strict=True), "o-", label=name, color=_COLOURS[name])
    speed.set(xlabel="articles", ylabel="articles a second", xscale="log", ylim=(0, None))
    speed.legend(frameon=False)
    largest = next((found for found in reversed(done) if found.search), None)
    for kind in ("dates", "publisher"):
        of_kind = sorted((one.share, one.p95_ms) for one in largest.search if one.kind == kind) if largest else []
        if of_kind:
            search.plot(*zip(*of_kind, strict=True), "o-", label=f"filter by {kind}", color=_COLOURS[kind])
    for one in largest.search if largest else ():
        if one.kind == "none":
            search.axhline(one.p95_ms, linestyle="--", color=_GREY, label="no filter")
    search.set(xlabel="share of chunks that the filter leaves", ylabel="ms, p95", xscale="log", ylim=(0, None))
    if largest:
        search.legend(frameon=False)
    _save(canvas, (speed, search), path)


def save_growth(figures: Sequence[Figures], path: Path) -> None:
    """What changes with the number of articles: memory, articles a second, the sync of an unchanged archive, disk, the
    time of a query and of a whole retrieval."""
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(10, 5), layout="constrained")
    memory, speed, again, disk, query, retrieval = panels = tuple(canvas.subplots(2, 3).flat)
    done = _by_size(figures)

    def draw(axes: Axes, value: Callable[[Figures], float | None], label: str, colour: str, line: str = "o-") -> None:
        points = [(f.index.articles, found) for f in done if f.index and (found := value(f)) is not None]
        if points:
            axes.plot(*zip(*points, strict=True), line, label=label, color=colour)

    def unfiltered(found: Figures) -> float | None:
        return max((search.p95_ms for search in found.search if search.kind == "none"), default=None)

    def slowest(found: Figures) -> float | None:
        return max((search.p95_ms for search in found.search if search.kind != "none"), default=None)

    draw(memory, lambda f: f.index and f.index.cost.peak_mb, "indexing", _COLOURS["dateline"])
    draw(memory, lambda f: f.resync and f.resync.peak_mb, "sync again", _COLOURS["dates"])
    draw(speed, lambda f: f.index and f.index.articles / f.index.cost.seconds, "", _COLOURS["dateline"])
    draw(again, lambda f: f.resync and f.resync.seconds, "", _COLOURS["dates"])
    draw(disk, lambda f: f.chunk_kb, "", _COLOURS["plain"])
    draw(query, unfiltered, "no filter", _GREY, "o--")
    draw(query, slowest, "slowest filter", _COLOURS["publisher"])
    draw(retrieval, lambda f: f.retrieve and f.retrieve.median_ms, "median", _COLOURS["dateline"])
    draw(retrieval, lambda f: f.retrieve and f.retrieve.p95_ms, "p95", _COLOURS["dateline"], "o--")
    memory.set(ylabel="peak memory, MB")
    speed.set(ylabel="articles indexed a second")
    again.set(ylabel="sync of what is stored, s")
    disk.set(ylabel="disk a chunk, kB")
    query.set(ylabel="query for 100, ms, p95")
    retrieval.set(ylabel="whole retrieval, ms")
    sizes = [found.index.articles for found in done if found.index]
    for axes in panels:
        axes.set(xlabel="articles", xscale="log", ylim=(0, axes.get_ylim()[1] * 1.05))
        axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
        axes.minorticks_off()
        if len(axes.lines) > 1:
            axes.legend(frameon=False)
    _save(canvas, panels, path)


def _by_size(figures: Sequence[Figures]) -> list[Figures]:
    return sorted((found for found in figures if found.index), key=lambda found: found.index.articles)  # type: ignore[union-attr]


def _save(canvas: Canvas, panels: Sequence[Axes], path: Path) -> None:
    import matplotlib

    for axes in panels:
        axes.grid(alpha=0.3)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "index"}):
        canvas.savefig(path, format="svg", metadata={"Date": None})
