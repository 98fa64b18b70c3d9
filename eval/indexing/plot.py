"""The figures over the sizes of the archives, as a plot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.indexing.bench import Figures

_COLOURS = {"dateline": "#3b82c4", "encoder": "#64748b", "plain": "#d97706", "dates": "#4d7c0f", "publisher": "#9333ea"}


def save_plot(figures: Sequence[Figures], path: Path) -> None:
    """Articles a second over the number of articles; and for the largest archive the time of a filtered query over
    the share of chunks that its filter leaves. SVG, on white, so that it reads in any viewer."""
    import matplotlib
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(9, 3.6), layout="constrained")
    speed, search = canvas.subplots(1, 2)
    done = sorted((found for found in figures if found.index), key=lambda found: found.index.articles)  # type: ignore[union-attr]
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
            search.axhline(one.p95_ms, linestyle="--", color="#64748b", label="no filter")
    search.set(xlabel="share of chunks that the filter leaves", ylabel="ms, p95", xscale="log", ylim=(0, None))
    if largest:
        search.legend(frameon=False)
    for axes in (speed, search):
        axes.grid(alpha=0.3)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "index"}):
        canvas.savefig(path, format="svg", metadata={"Date": None})
