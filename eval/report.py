"""The report of a run: one HTML page that needs nothing but itself.

Questions, answers and quotes are other people's text: all of it is escaped, only http and https
addresses become links, and the page's own policy forbids it to load anything.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.figures import Figure, Figures
from eval.measures import groups
from eval.plain import web_address
from eval.plots import draw_plots
from eval.score import Scored
from eval.tables import counts_line, table_rows
from rag.answer import Citation

_TEMPLATE = "report.html.j2"


def report_page(
    scored: Sequence[Scored], figures: Figures, baseline: Mapping[str, Figure], summary: Mapping[str, object]
) -> str:
    """The page as HTML. `summary` is what `save.summary_of` gives."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template(_TEMPLATE).render(
        title=f"Evaluation: {summary['suite']}",
        nonce=secrets.token_urlsafe(16),
        counts=counts_line(figures),
        summary=summary,
        figures=figures,
        baseline=bool(baseline),
        kinds=list(figures.by_kind)[1:],
        tables=[(group, list(table_rows(measures, figures, baseline))) for group, measures in groups()],
        plots=[Markup(plot) for plot in draw_plots(scored, figures)],  # noqa: S704  our own drawing, labels escaped by it
        cases=[_case(item) for item in scored],
        made=json.dumps({name: summary[name] for name in ("versions", "settings")}, indent=2),
    )


def _case(item: Scored) -> dict[str, object]:
    case, answer = item.result.case, item.result.answer
    right = item.scores.get("right")
    return {
        "id": case.case_id,
        "question": case.question,
        "kind": case.kind,
        "status": "error" if item.failed else item.result.status,
        "reason": answer.refusal.reason if answer and answer.refusal else None,
        "outcome": "unscored" if right is None else "right" if right else "wrong",
        "ms": item.result.ms,
        "as_of": case.as_of,
        "history": case.history,
        "understood": answer.standalone_question if answer else None,
        "error": item.result.error,
        "answer": answer.text if answer else None,
        "citations": [_citation(citation) for citation in answer.citations] if answer else [],
        "answerable": case.answerable,
        "accepted": (" and " if case.needs_all else " or ").join(case.answers) or "an answer",
        "note": "" if case.needs_all else case.note,
        "gold": case.evidence,
        "notes": " ".join(answer.notes) if answer else "",
        "scores": ", ".join(f"{name} {value:.2g}" for name, value in item.scores.items()),
    }


def _citation(citation: Citation) -> dict[str, object]:
    article = citation.article
    return {
        "n": citation.n,
        "quote": citation.quote,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "link": web_address(article.url),
    }
