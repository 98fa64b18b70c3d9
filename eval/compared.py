"""A comparison as it is shown: lines of text, a table for the terminal, and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from eval.changes import CaseChange
from eval.compare import Comparison, Difference
from eval.intervals import Figure
from eval.measures import GIVEN_NOTE, shown
from eval.plain import line

EXPLORATORY = (
    "Primary measures are corrected for being several (Holm). The others are exploratory: their p is not corrected, and"
    " of so many some fall under .05 by chance."
)
_QUESTION = 70  # characters


def comparison_table(comparison: Comparison) -> Table:
    """The measures of both runs beside each other, with the difference and whether it could be chance."""
    title = f"Over the {len(comparison.cases)} cases that both runs have"
    caption = f"{EXPLORATORY} {GIVEN_NOTE}" if any(item.given for item in comparison.differences) else EXPLORATORY
    table = Table(
        title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False, caption=caption, caption_justify="left"
    )
    table.add_column("figure")
    for head in ("before", "after", "difference (95%)", "better / worse", "cases", "p", "p (Holm)"):
        table.add_column(head, justify="right")
    group = ""
    for item in comparison.differences:
        heading = "primary" if item.primary else f"exploratory: {item.measure.group}"
        if heading != group:
            if group:
                table.add_section()
            table.add_row(heading, style="italic")
        group = heading
        title, before, after, change, interval, wins, losses, n, p, adjusted = difference_cells(item)
        style = ("bold green" if item.gain > 0 else "bold red") if item.significant else None
        moved = f"{wins} / {losses}" if item.wins or item.losses else ""
        difference = f"{change} ({interval})" if moved else ""
        table.add_row(escape(title), before, after, difference, moved, n, p, adjusted, style=style)
    return table


def difference_cells(item: Difference) -> tuple[str, ...]:
    """Title, before, after, difference, its interval, wins, losses, cases, p, p by Holm; "" where there is none: of
    exploratory measures p is not corrected.
    """
    measure = item.measure
    return (
        item.title,
        shown(measure, item.before.mean),
        shown(measure, item.after.mean),
        signed(item, item.change.mean),
        f"{signed(item, item.change.low)} to {signed(item, item.change.high)}",
        str(item.wins),
        str(item.losses),
        f"{item.n}{item.change.groups}",
        written_p(item.p) if item.p is not None else "",
        written_p(item.p_holm) if item.p_holm is not None else "",
    )


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """The comparison as plain text: the figures that differ, the cases that moved, what only one run has."""
    for item in comparison.differences:
        if item.wins or item.losses:
            title, before, after, change, interval, wins, losses, n, p, adjusted = difference_cells(item)
            tested = (
                f", p = {p}, {adjusted} by Holm's correction" if adjusted else f", p = {p}, exploratory" if p else ""
            )
            sides = ("better", "worse") if item.measure.better else ("higher", "lower")
            yield (
                f"{title}: {before} -> {after} ({change}, 95% {interval};"
                f" {sides[0]} in {wins}, {sides[1]} in {losses} of {n}{tested})"
            )
    yield from case_lines(comparison)
    yield from alone_lines(comparison)


def case_lines(comparison: Comparison) -> Iterator[str]:
    """The cases that came right, then those that went wrong or fail, a line each, with what changed in them."""
    for heading, cases in (("came right", comparison.won), ("went wrong", comparison.lost)):
        yield f"{heading}: {len(cases) or 'none'}"
        yield from (f"  {_case_line(case)}" for case in cases)
    moved = {case.id for case in (*comparison.won, *comparison.lost)}
    still = [case for case in comparison.cases if case.id not in moved]
    answers = sum(case.answer_changed for case in still)
    passages = sum(case.retrieval_changed for case in still)
    yield f"neither: {len(still)} (answer changed in {answers}, passages in {passages})"


def alone_lines(comparison: Comparison) -> Iterator[str]:
    """How many cases stand in one of the runs only."""
    for name, ids in (("earlier", comparison.only_before), ("later", comparison.only_after)):
        if ids:
            yield f"only in the {name} run: {len(ids)} case{'s' * (len(ids) > 1)}"


def comparison_json(comparison: Comparison) -> dict[str, object]:
    """The comparison as JSON values: `measures`, `cases` (those in which anything changed), `regressions`."""
    return {
        "primary": [item.measure.name for item in comparison.primary],
        "cases_shared": len(comparison.cases),
        "only_before": list(comparison.only_before),
        "only_after": list(comparison.only_after),
        "regressions": list(comparison.regressions),
        "measures": [_difference_json(item) for item in comparison.differences],
        "cases": [_case_json(case) for case in comparison.cases if case.notes or not case.verdict.startswith("still")],
    }


def written_p(p: float) -> str:
    """A p as it is written: `.031`, `<.001`, `1`."""
    if p < 0.001:
        return "<.001"
    return "1" if p >= 0.9995 else f"{p:.3f}"[1:]


def signed(item: Difference, value: float) -> str:
    """A difference as it is written: `+.031`, `-.2`, `0`."""
    text = shown(item.measure, abs(value))
    return f"-{text}" if value < 0 and text.strip("0.") else f"+{text}" if text.strip("0.") else "0"


def _case_line(case: CaseChange) -> str:
    question = line(case.after.question)
    short = question if len(question) <= _QUESTION else f"{question[: _QUESTION - 1].rstrip()}…"
    why = "; ".join(case.notes)
    return f"{line(case.id)} [{line(case.after.kind)}] {short}" + (f" ({line(why)})" if why else "")


def _difference_json(item: Difference) -> dict[str, object]:
    measure = item.measure
    return {
        "name": measure.name,
        "title": measure.title,
        "group": measure.group,
        "better": measure.better or None,
        "primary": item.primary,
        "by_construction": item.given,
        "cases": item.n,
        "before": _figure_json(item.before),
        "after": _figure_json(item.after),
        "difference": _figure_json(item.change),
        "wins": item.wins,
        "losses": item.losses,
        "p": item.p,
        "p_holm": item.p_holm,
        "significant": item.significant,
    }


def _figure_json(figure: Figure) -> dict[str, float]:
    return {name: value for name, value in asdict(figure).items() if name != "n"}


def _case_json(case: CaseChange) -> dict[str, object]:
    return {
        "id": case.id,
        "kind": case.after.kind,
        "question": case.after.question,
        "verdict": case.verdict,
        "changed": list(case.notes),
        "status": [case.before.status, case.after.status],
        "reason": [case.before.reason, case.after.reason],
        "gold_rank": [case.before.gold_rank, case.after.gold_rank],
        "answer": [case.before.answer, case.after.answer],
        "citations_new": case.citations_new,
        "citations_gone": case.citations_gone,
        "passages_new": case.passages_new,
    }
