"""The comparison as a plot: for each figure a dot for every system, with its 95% interval."""

from __future__ import annotations

from pathlib import Path

from eval.peers.ask import COMPARED
from eval.peers.outcome import Outcome

_COLOURS = ("#d97706", "#3b82c4", "#4d7c0f", "#9333ea", "#64748b")
_STEP = 0.14  # between the systems of one figure, where the figures are 1 apart


def save_plot(outcome: Outcome, path: Path, title: str) -> None:
    """Writes the plot as SVG, on white, so that it reads in any viewer."""
    import matplotlib
    from matplotlib.figure import Figure as Canvas

    measures = [m for m in COMPARED if m.unit == "share" and m.name in outcome.standings[0].figures]
    canvas = Canvas(figsize=(7.5, 0.8 + 0.62 * len(measures)), layout="constrained")
    axes = canvas.add_subplot()
    axes.set_title(title.replace("$", r"\$"), fontsize=11)
    for at, standing in enumerate(outcome.standings):
        shift = (at - (len(outcome.standings) - 1) / 2) * _STEP
        figures = [(place + shift, standing.figures[measure.name]) for place, measure in enumerate(measures)]
        axes.errorbar(
            [figure.mean for _, figure in figures],
            [height for height, _ in figures],
            xerr=[
                [figure.mean - figure.low for _, figure in figures],
                [figure.high - figure.mean for _, figure in figures],
            ],
            fmt="o",
            markersize=5,
            linewidth=1.4,
            color=_COLOURS[at % len(_COLOURS)],
            label=standing.name,
        )
    axes.set_yticks(range(len(measures)), [measure.title for measure in measures])
    axes.invert_yaxis()
    axes.set_xlim(0, 1.02)
    axes.grid(axis="x", alpha=0.3)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    canvas.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=9)
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "answers"}):
        canvas.savefig(path, format="svg", metadata={"Date": None})
