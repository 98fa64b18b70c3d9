"""The plots of a report, as inline SVG that takes the page's own text colour."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from eval.figures import Figures
from eval.score import Scored
from eval.score.retrieval import KS
from eval.tradeoff import Point, tradeoff

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

_INK = "#123456"  # stands for the page's text colour until the SVG is written
_BLUE, _ORANGE = "#3b82c4", "#d97706"
_LABEL = 24  # characters
_WIDTH, _HEIGHT = 5.2, 3.2  # inches


def draw_plots(scored: Sequence[Scored], figures: Figures) -> tuple[str, ...]:
    """SVG elements: right outcome by kind, recall at k, latency, and the refusal trade-off where there is one."""
    plots = [by_kind(figures)]
    if any(f"article_recall_{KS[0]}" in item.scores for item in scored):
        plots.append(recall_at_k(figures))
    plots.append(latency([item.result.ms for item in scored[1:] if not item.failed]))
    points = tradeoff(scored)
    if points:
        plots.append(refusals(points, figures))
    return tuple(plots)


def by_kind(figures: Figures) -> str:
    """Bars with 95% intervals: the share of right outcomes of each kind of question."""
    canvas, axes = _axes("Right outcome by kind of question")
    kinds = [(kind, means["right"]) for kind, means in figures.by_kind.items() if "right" in means]
    for place, (_, figure) in enumerate(kinds):
        axes.barh(place, figure.mean, color=_BLUE, height=0.6)
        axes.plot([figure.low, figure.high], [place, place], color=_INK, linewidth=1.5)
    axes.set_yticks(range(len(kinds)), [f"{_plain(kind)} ({figure.n})" for kind, figure in kinds])
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    return _svg(canvas, "by-kind")


def recall_at_k(figures: Figures) -> str:
    """Lines: the share of gold articles and of gold quotes among the first k."""
    canvas, axes = _axes("Retrieval: recall at k")
    for prefix, label, colour in (("article", "articles", _BLUE), ("quote", "gold quotes", _ORANGE)):
        found = [
            (k, figures.overall[f"{prefix}_recall_{k}"].mean) for k in KS if f"{prefix}_recall_{k}" in figures.overall
        ]
        axes.plot([k for k, _ in found], [mean for _, mean in found], marker="o", color=colour, label=label)
    axes.set_xticks(KS)
    axes.set_ylim(0, 1.05)
    axes.set_xlabel("k")
    axes.legend(frameon=False, labelcolor=_INK)
    return _svg(canvas, "recall")


def latency(ms: Sequence[float]) -> str:
    """A histogram of the time a question took, in milliseconds."""
    canvas, axes = _axes("Time to answer")
    if ms:
        axes.hist(ms, bins=min(30, max(5, len(ms) // 5)), color=_BLUE)
    axes.set_xlabel("milliseconds")
    axes.set_ylabel("questions")
    return _svg(canvas, "latency")


def refusals(points: Sequence[Point], figures: Figures) -> str:
    """The curve of the gate alone, and a cross where the run as a whole came to stand."""
    canvas, axes = _axes("Refusals: what a stricter gate would cost")
    axes.plot(
        [p.false_refusals for p in points], [p.false_answers for p in points], color=_BLUE, label="the gate alone"
    )
    here = [figures.overall[name].mean for name in ("false_refusal", "false_answer") if name in figures.overall]
    if len(here) == 2:
        axes.plot(*[[value] for value in here], marker="x", markersize=9, linestyle="", color=_ORANGE, label="this run")
    axes.set_xlabel("false refusals")
    axes.set_ylabel("false answers")
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.02)
    axes.legend(frameon=False, labelcolor=_INK)
    return _svg(canvas, "refusals")


def _axes(title: str) -> tuple[Canvas, Axes]:
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(_WIDTH, _HEIGHT), layout="constrained")
    axes = canvas.add_subplot()
    axes.set_title(title, fontsize=11, color=_INK)
    axes.tick_params(colors=_INK, labelsize=9)
    axes.xaxis.label.set_color(_INK)
    axes.yaxis.label.set_color(_INK)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(_INK)
    return canvas, axes


def _plain(text: str) -> str:
    """A label that leaves room for the plot and that matplotlib does not take for mathematics."""
    return shorten(text, _LABEL, placeholder="…").replace("$", r"\$")


def _svg(canvas: Canvas, name: str) -> str:
    """The SVG element alone: no prolog, no metadata, text as text. `name` keeps the ids of two plots apart."""
    import matplotlib

    buffer = io.StringIO()
    title = canvas.axes[0].get_title()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        canvas.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    svg = buffer.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    return svg.replace(_INK, "currentColor").replace("<svg ", f'<svg role="img" aria-label="{title}" ', 1)
