"""Axes in the style of the report, and the drawing as an SVG element in the page's own colours, light or dark."""

from __future__ import annotations

import io
import re
from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from eval.plain import line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

# Each stands for a colour of the page until the SVG is written.
INK, SOFT, RULE = "#010203", "#010204", "#010205"
SERIES = ("#010206", "#010207", "#010208", "#010209")
_COLOURS = {INK: "currentColor", SOFT: "var(--soft)", RULE: "var(--rule)"} | {
    colour: f"var(--series-{at})" for at, colour in enumerate(SERIES, 1)
}
_WIDTH, HEIGHT = 5.2, 3.3  # inches
_LABEL = 24  # characters


def make_axes(height: float = HEIGHT) -> Axes:
    """Axes of the report's width, `height` in inches."""
    from matplotlib.figure import Figure as Canvas

    axes = Canvas(figsize=(_WIDTH, height), layout="constrained").add_subplot()
    style(axes)
    return axes


def make_pair(height: float) -> tuple[Axes, Axes]:
    """Two axes, the lower one flat, that share what runs from left to right."""
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(_WIDTH, height), layout="constrained")
    upper, lower = canvas.subplots(2, 1, sharex=True, height_ratios=(4, 1))
    for axes in (upper, lower):
        style(axes)
    return upper, lower


def style(axes: Axes) -> None:
    """Quiet axes: no box, small labels."""
    axes.tick_params(colors=SOFT, labelsize=10.5, length=0)
    for label in (axes.xaxis.label, axes.yaxis.label):
        label.set_color(SOFT)
        label.set_fontsize(10.5)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(RULE)
    axes.set_axisbelow(True)


def grid(axes: Axes, axis: str) -> None:
    """Thin lines across, from the ticks of one axis."""
    (axes.xaxis if axis == "x" else axes.yaxis).grid(True, color=RULE, linewidth=0.8)


def legend(axes: Axes) -> None:
    """The names of the series, above the axes, where they hide nothing."""
    place: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (-0.02, 1.0), "ncols": 3}
    axes.legend(frameon=False, labelcolor=INK, fontsize=10.5, handlelength=1.4, columnspacing=1.2, **place)


def label(text: str) -> str:
    """Other people's text, short enough to leave room for the plot, and not taken for mathematics."""
    return shorten(line(text), _LABEL, placeholder="…").replace("$", r"\$")


def svg(axes: Axes, title: str, name: str) -> str:
    """The SVG element alone: no prolog, no metadata, text as text. `name` keeps the ids of two plots apart."""
    import matplotlib

    canvas: Canvas = axes.figure  # type: ignore[assignment]
    buffer = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        canvas.savefig(buffer, format="svg", transparent=True, metadata={"Date": None})
    drawn = buffer.getvalue()
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    drawn = re.sub("#01020[3-9]", lambda found: _COLOURS[found[0]], drawn)
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1)
