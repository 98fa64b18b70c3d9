"""A comparison with peers as it is shown: a table for the terminal, Markdown, and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from eval.compared import written_p
from eval.intervals import Figure
from eval.measures import PRIMARY, Measure
from eval.peers.ask import COMPARED
from eval.peers.outcome import LEVEL, Outcome, PeerTest, Standing

BETTER, WORSE = "†", "‡"
LEGEND = (
    f"{BETTER} Dateline is significantly better, {WORSE} worse: p < .05 by approximate randomisation over groups of"
    " questions that share an article, paired, after Holm's correction over the primary measures"
    f" ({', '.join(measure.title for measure in COMPARED if measure.name in PRIMARY)}) and all systems."
    f" ({BETTER}), ({WORSE}): exploratory, p < .05 without correction; of so many tests some fall under it by chance."
)


def answers_table(outcome: Outcome) -> Table:
    """The figures of every system beside each other, Dateline first."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, caption=_legend(outcome), caption_justify="left")
    table.add_column("figure")
    for standing in outcome.standings:
        table.add_column(escape(standing.name), justify="right")
    for title, cells in _rows(outcome):
        table.add_row(escape(title), *cells)
    return table


def answers_markdown(outcome: Outcome, title: str, made: str) -> str:
    """A page: how it was made, the table of figures, and every test."""
    return "\n".join(_markdown_lines(outcome, title, made)) + "\n"


def answers_json(outcome: Outcome) -> dict[str, object]:
    """`systems` with their figures, and `tests`, as JSON values."""
    return {
        "systems": [asdict(standing) for standing in outcome.standings],
        "tests": [_test_json(test) for test in outcome.tests],
    }


def _rows(outcome: Outcome) -> Iterator[tuple[str, list[str]]]:
    """Every line of the table: its title and a cell for each system."""
    standings = outcome.standings
    for measure in COMPARED:
        if any(measure.name in standing.figures for standing in standings):
            yield measure.title, [_cell(outcome, standing, measure) for standing in standings]
    yield "passages handed on", [str(standing.hands_on) for standing in standings]
    yield "ms a search, half / 95% within", [f"{s.latency.p50:.0f} / {s.latency.p95:.0f}" for s in standings]
    yield "seconds to index", ["" if s.index_seconds is None else f"{s.index_seconds:.1f}" for s in standings]


def _cell(outcome: Outcome, standing: Standing, measure: Measure) -> str:
    """A mean with its interval and the mark of its test; only the mean where it is a count of words."""
    figure = standing.figures.get(measure.name)
    if figure is None:
        return ""
    if measure.unit != "share":
        return f"{figure.mean:.0f}"
    test = outcome.test(standing.name, measure)
    return f"{_two(figure.mean)}{_mark(test)} ({_two(figure.low)} to {_two(figure.high)})"


def _legend(outcome: Outcome) -> str:
    """What the marks mean, and on how many groups of questions the intervals rest where they are few."""
    figures = outcome.standings[0].figures.values()
    most = max(figures, key=lambda figure: figure.n, default=None)
    rests = f" Intervals: 95%, of {most.n} questions{most.groups}." if most and most.groups else ""
    return f"{LEGEND}{rests}"


def _mark(test: PeerTest | None) -> str:
    """The mark of a test, in brackets where it is not corrected."""
    if test is None or not (test.significant or (test.p_holm is None and test.p < LEVEL)):
        return ""
    mark = BETTER if test.difference.mean > 0 else WORSE
    return mark if test.significant else f"({mark})"


def _markdown_lines(outcome: Outcome, title: str, made: str) -> Iterator[str]:
    names = [f"{standing.name} {standing.version}".strip() for standing in outcome.standings]
    yield from (f"# {title}", "", made, "", f"| figure | {' | '.join(names)} |", f"|---|{'---|' * len(names)}")
    for row, cells in _rows(outcome):
        yield f"| {row} | {' | '.join(cells)} |"
    yield from ("", _legend(outcome), "", "| Dateline against | figure | difference | wins / losses | p | p (Holm) |")
    yield "|---|---|---|---|---|---|"
    for test in outcome.tests:
        moved = f"{_difference(test.difference)} | {test.wins} / {test.losses}"
        yield f"| {test.peer} | {test.measure.title} | {moved} | {written_p(test.p)} | {_holm(test)} |"


def _holm(test: PeerTest) -> str:
    return "exploratory" if test.p_holm is None else written_p(test.p_holm)


def _difference(figure: Figure) -> str:
    return f"{figure.mean:+.2f} ({figure.low:+.2f} to {figure.high:+.2f})"


def _two(value: float) -> str:
    """A share with two digits: `.93`, `1`."""
    text = f"{value:.2f}"
    return "1" if text == "1.00" else text[1:] if text.startswith("0") else text


def _test_json(test: PeerTest) -> Mapping[str, object]:
    return {
        "peer": test.peer,
        "measure": test.measure.name,
        "difference": asdict(test.difference),
        "wins": test.wins,
        "losses": test.losses,
        "p": test.p,
        "primary": test.p_holm is not None,
        "p_holm": test.p_holm,
        "significant": test.significant,
    }
