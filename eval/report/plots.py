"""The plots of a report: what is drawn. Whatever the run has no figures for is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from eval.calibration import Bin, calibration_error, reliability
from eval.figures import OVERALL, Figures
from eval.intervals import Figure
from eval.measures import MEASURES
from eval.report.canvas import HEIGHT, INK, RULE, SERIES, SOFT, grid, label, legend, make_axes, make_pair, svg
from eval.saved import SavedRun
from eval.tradeoff import Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 0.27  # inches that a row of a horizontal plot takes
_RECALL = re.compile(r"(.+)_recall_(\d+)$")
_STEPS = (0.2, 0.4, 0.6, 0.8)  # thresholds that are named on the curve
_APART = 0.06  # of the axes together, between two of them


class Plot(NamedTuple):
    """A drawing with its heading, and in words how to read it."""

    title: str
    svg: str
    caption: str


def draw_plots(run: SavedRun, against: SavedRun | None = None) -> tuple[Plot, ...]:
    """The plots of a run; the figures of an earlier run are drawn beside where one is given."""
    earlier = against.figures if against else None
    drawn = (
        by_kind(run.figures, earlier),
        recall_at_k(run.figures, run.baseline, earlier),
        refusals(run),
        calibration(reliability(run.results)),
        latency(run.figures),
    )
    return tuple(plot for plot in drawn if plot is not None)


def by_kind(figures: Figures, earlier: Figures | None = None) -> Plot | None:
    """The share of right outcomes of each kind of question."""
    kinds = [(kind, means["right"]) for kind, means in figures.by_kind.items() if "right" in means]
    if not kinds:
        return None
    axes = make_axes(0.9 + _ROW * max(len(kinds), 3))
    for place, (kind, figure) in enumerate(kinds):
        colour = INK if kind == OVERALL else SERIES[0]
        axes.plot([figure.low, figure.high], [place, place], color=colour, linewidth=2)
        axes.plot(figure.mean, place, "o", color=colour, markersize=6)
        was = earlier.by_kind.get(kind, {}).get("right") if earlier else None
        if was:
            axes.plot(was.mean, place, "o", markerfacecolor="none", markeredgecolor=SERIES[1], markersize=8)
    axes.set_yticks(range(len(kinds)), [f"{label(kind)} ({figure.n}{figure.groups})" for kind, figure in kinds])
    axes.set_ylim(len(kinds) - 0.5, -0.5)
    axes.set_xlim(-0.02, 1.02)
    grid(axes, "x")
    title = "Right outcome by kind of question"
    caption = (
        "Correct, or rightly refused, with 95% intervals; in brackets the questions, and groups that share an article."
    )
    return Plot(title, svg(axes, title, "by-kind"), caption + " Ring: the earlier run." * (earlier is not None))


def recall_at_k(figures: Figures, baseline: Mapping[str, Figure], earlier: Figures | None = None) -> Plot | None:
    """Whatever recall is measured of, at each k."""
    lines: dict[str, dict[int, str]] = {}
    for measure in MEASURES:
        if measure.name in figures.overall and (found := _RECALL.match(measure.name)):
            lines.setdefault(measure.title.partition(":")[0], {})[int(found[2])] = measure.name
    if not lines:
        return None
    axes = make_axes()
    ks = sorted({k for names in lines.values() for k in names})
    lowest = 1.0
    for at, (title, names) in enumerate(lines.items()):
        colour = SERIES[at % len(SERIES)]
        beside = (at - (len(lines) - 1) / 2) * 0.08  # so that intervals do not hide each other
        places = [ks.index(k) + beside for k in names]
        values = [figures.overall[name] for name in names.values()]
        axes.vlines(places, [value.low for value in values], [value.high for value in values], color=colour)
        axes.plot(places, [value.mean for value in values], marker="o", markersize=5, color=colour, label=title)
        before = [earlier.overall[name].mean for name in names.values() if name in earlier.overall] if earlier else []
        if len(before) == len(places):
            axes.plot(places, before, ":", color=colour)
        plain = [(ks.index(k) + beside, baseline[name].mean) for k, name in names.items() if name in baseline]
        axes.plot([x for x, _ in plain], [y for _, y in plain], "D", markerfacecolor="none", color=colour)
        lowest = min([lowest, *(value.low for value in values), *before, *(y for _, y in plain)])
    axes.set_xticks(range(len(ks)), [str(k) for k in ks])
    axes.set_ylim(0.5 if lowest > 0.52 else 0, 1.02)
    axes.set_xlabel("first k")
    grid(axes, "y")
    legend(axes)
    title = "Retrieval: recall at k"
    caption = "The share of what is wanted among the first k, with 95% intervals."
    caption += " Diamond: the plain recipe." * bool(
        baseline.keys() & {n for names in lines.values() for n in names.values()}
    )
    return Plot(title, svg(axes, title, "recall"), caption + " Dotted: the earlier run." * (earlier is not None))


def refusals(run: SavedRun) -> Plot | None:
    """False refusals against false answers at every threshold of the gate, and where this run stands."""
    found = run.figures.tradeoff
    if found is None:
        return None
    points = found.points
    axes = make_axes()
    axes.plot(
        [p.false_refusals for p in points], [p.false_answers for p in points], color=SERIES[0], label="the gate alone"
    )
    _name_thresholds(axes, points)
    here = [run.figures.overall[name].mean for name in ("false_refusal", "false_answer") if name in run.figures.overall]
    if len(here) == 2:
        axes.plot(*[[value] for value in here], "X", markersize=10, color=SERIES[1], label="this run")
    axes.set_xlabel("false refusals, of answerable questions")
    axes.set_ylabel("false answers, of the others")
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    grid(axes, "x")
    grid(axes, "y")
    legend(axes)
    title = "Refusals: what a stricter gate would cost"
    used = run.gate_threshold
    return Plot(
        title,
        svg(axes, title, "refusals"),
        f"Dots are thresholds of the gate. Area under the curve of hits against false alarms: {found.auc.mean:.2f};"
        f" false answers where a tenth of the answerable is refused: {found.false_answers_at_10.mean:.2f}."
        + (f" This run refused under {used:g}." if used is not None else ""),
    )


def calibration(bins: Sequence[Bin]) -> Plot | None:
    """The share of questions that are answerable at each probability, above how many questions there are."""
    if not bins:
        return None
    axes, counts = make_pair(HEIGHT + 0.7)
    axes.plot([0, 1], [0, 1], "--", color=SOFT, linewidth=1)
    at = [item.mean for item in bins]
    axes.vlines(at, [item.interval[0] for item in bins], [item.interval[1] for item in bins], color=SERIES[0])
    axes.plot(at, [item.answerable for item in bins], "o-", color=SERIES[0], label="are answerable")
    axes.plot(
        at, [item.answered_right for item in bins], "s--", color=SERIES[2], markersize=4, label="were answered right"
    )
    axes.set_ylim(-0.02, 1.02)
    axes.set_ylabel("of these questions")
    grid(axes, "y")
    legend(axes)
    width = bins[0].high - bins[0].low
    counts.bar([(item.low + item.high) / 2 for item in bins], [item.n for item in bins], width * 0.9, color=RULE)
    for item in bins:
        counts.annotate(
            str(item.n), ((item.low + item.high) / 2, item.n), ha="center", va="bottom", fontsize=9.5, color=SOFT
        )
    counts.set_ylim(0, max(item.n for item in bins) * 1.3)
    counts.set_yticks([])
    counts.set_xlim(-0.02, 1.02)
    counts.set_xlabel("the gate's probability that the articles hold an answer")
    title = "Calibration of the gate"
    caption = "On the dashed line, the probability means what it says. Bars count the questions. Mean distance "
    return Plot(
        title, svg(axes, title, "calibration"), f"{caption}(expected calibration error): {calibration_error(bins):.2f}."
    )


def latency(figures: Figures) -> Plot | None:
    """How long the stages of an answer take."""
    stages = list(figures.latency.items())
    if not stages:
        return None
    axes = make_axes(0.9 + _ROW * max(len(stages), 3))
    for place, (_, times) in enumerate(stages):
        axes.plot([times.p50, times.p95], [place, place], color=SERIES[0], linewidth=2)
        axes.plot(times.p50, place, "o", color=SERIES[0], markersize=6)
        axes.plot(times.p95, place, "|", color=SERIES[0], markersize=10, markeredgewidth=2)
        text, end = f"{times.p50:,.0f} / {times.p95:,.0f}", (times.p95, place)
        axes.annotate(text, end, xytext=(6, 0), textcoords="offset points", va="center", fontsize=10, color=SOFT)
    axes.set_yticks(range(len(stages)), [label(stage) for stage, _ in stages])
    axes.set_ylim(len(stages) - 0.5, -0.5)
    axes.set_xlim(0, max(times.p95 for _, times in stages) * 1.4 or 1)
    axes.set_xlabel("milliseconds")
    grid(axes, "x")
    title = "Time by stage"
    caption = (
        "Dot: half of the questions took at most this; end of the line: 95% did. "
        f"The first question, which loads the models, stands apart: {figures.first_ms:,.0f} ms."
    )
    return Plot(title, svg(axes, title, "latency"), caption)


def _name_thresholds(axes: Axes, points: Sequence[Point]) -> None:
    """Dots where the gate would be at some thresholds, with their numbers where these do not hide each other."""
    last = (-1.0, -1.0)
    for threshold in _STEPS:
        point = next((p for p in points if p.threshold >= threshold), points[-1])
        place = (point.false_refusals, point.false_answers)
        if abs(place[0] - last[0]) + abs(place[1] - last[1]) < _APART:
            continue
        last = place
        axes.plot(*place, "o", color=SERIES[0], markersize=5)
        text = f"{threshold:g}"[1:]
        axes.annotate(text, place, xytext=(4, 4), textcoords="offset points", fontsize=9.5, color=SOFT)
