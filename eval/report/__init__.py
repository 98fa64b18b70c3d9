"""The report of a run: one HTML page that needs nothing but itself, made from the run's folder alone.

Questions, answers, quotes and titles are other people's text: all of it is escaped and free of control
characters, only http and https addresses become links, and the page's own policy forbids it to load anything.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

from eval.compare import compare_runs
from eval.compared import difference_cells, signed
from eval.figures import OVERALL
from eval.measures import MEASURES, groups, shown
from eval.plain import plain
from eval.report.cases import case_view
from eval.report.headlines import confusion_table, headlines, kind_rows
from eval.report.plots import draw_plots
from eval.saved import SavedRun
from eval.tables import counts_line, given_note, grader_lines, table_rows, usage_lines

_FOLDER = Path(__file__).parent
_MANY = 500  # cases from which the page leaves out most texts of passages, for it would weigh tens of megabytes


def report_page(run: SavedRun, against: SavedRun | None = None) -> str:
    """The page as HTML, with what changed since an earlier run where `against` is one.

    Raises CaseError where the two share no case.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    brief = len(run.results) > _MANY
    comparison = compare_runs(against, run) if against else None
    changes = {change.id: change for change in comparison.cases} if comparison else {}
    return environment.get_template("page.html.j2").render(
        title=f"Evaluation: {run.suite}",
        nonce=secrets.token_urlsafe(16),
        css=Markup((_FOLDER / "page.css").read_text(encoding="utf-8")),  # noqa: S704  our own file
        js=Markup((_FOLDER / "page.js").read_text(encoding="utf-8")),  # noqa: S704  our own file
        run=run,
        counts=counts_line(run.figures),
        facts=list(_facts(run)),
        headlines=headlines(run, comparison),
        kinds=[kind for kind in run.figures.by_kind if kind != OVERALL],
        by_kind=kind_rows(run),
        tables=[
            (group, list(table_rows(measures, run.figures, run.baseline, run.quoting))) for group, measures in groups()
        ],
        given_note=given_note(run.figures, run.quoting),
        brief=brief,
        confusion=confusion_table(run),
        comparison=comparison,
        against_name=_name(against) if against else "",
        differences=[(item, difference_cells(item)) for item in comparison.differences] if comparison else [],
        plots=[(plot, Markup(plot.svg)) for plot in draw_plots(run, against)],  # noqa: S704  our drawing, escaped by it
        cases=[case_view(at, result, changes.get(result.id), brief=brief) for at, result in enumerate(run.results)],
        places={result.id: at for at, result in enumerate(run.results)},
        made=json.dumps({name: run.summary.get(name) for name in ("versions", "settings", "run")}, indent=2),
        share=lambda value: shown(MEASURES[0], value),
        signed=signed,
    )


def write_report(run: SavedRun, file: Path, against: SavedRun | None = None) -> None:
    """Writes the page to a file. Raises CaseError where the runs share no case."""
    file.write_text(report_page(run, against), encoding="utf-8")


def _facts(run: SavedRun) -> Iterator[str]:
    """What stands under the heading: what was asked of what, when, and by which version."""
    summary = run.summary
    asked, suite_cases = summary.get("cases"), run.told("run", "selection", "of")
    if suite_cases and asked != suite_cases:
        yield f"{asked} of the suite's {suite_cases} cases"
    for name, words in (("articles", "{} articles"), ("finished", "{}"), ("seconds", "{} s"), ("commit", "commit {}")):
        if summary.get(name):
            yield words.format(str(summary[name]).replace("T", " ").replace("+00:00", " UTC"))
    if model := run.told("settings", "rag", "model"):
        yield f"model {model}"
    record = run.told("run") or {}
    yield from (*usage_lines(record), *grader_lines(record))


def _name(run: SavedRun) -> str:
    """What the reader calls a run: its folder, and when it ended."""
    finished = str(run.summary.get("finished") or "")[:16].replace("T", " ")
    return f"{run.folder.resolve().name}" + (f" ({finished})" if finished else "")


def _harmless(value: object) -> object:
    """Text without control characters and without marks that turn its direction; markup of our own as it is."""
    from markupsafe import Markup

    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value
