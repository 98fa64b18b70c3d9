"""The citations of a benchmark's answers, scored as ALCE does: by the support check, an entailment model, a judge."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from rich.progress import Progress, TaskID

from eval.adapters.benchmark import Claim, Counted, Line, Outcome, Task
from eval.adapters.figures import mean_line, owns
from eval.cost import NO_PRICES, Prices, cost_record
from eval.entailed import SupportModel
from eval.judge.judge import Judge
from eval.judge.reply import SUPPORT
from eval.plain import line
from eval.score.citations import alce_of
from eval.usage import NO_USAGE, Usage, counting
from index.errors import ModelError
from rag.support import Evidence
from rag.verify import check

TABLE = "citations"
_COLUMNS = {"recall": "citation_recall", "precision": "citation_precision"}

Supports = Callable[[str, str, Sequence[Evidence]], bool]  # of a question, a statement and the cited words


@dataclass(frozen=True, slots=True)
class Scored:
    """What one of those who say what supports made of all answers: the line of the table, the scores by question,
    what the judge's calls took, and how many answers are not scored for which reason.
    """

    line: Line
    scores: Mapping[str, Mapping[str, float]]
    usage: Usage = NO_USAGE
    not_scored: Mapping[str, int] = field(default_factory=dict)


def count_citations(
    task: Task,
    outcomes: Sequence[Outcome],
    support: SupportModel | None,
    judge: Judge | None,
    bar: Progress,
    workers: int,
) -> tuple[Counted, dict[str, Mapping[str, Any]]]:
    """The benchmark's own figures, with a line of citations for each of those who say what supports where it scores
    them; and a record of these, by the name of the line.
    """
    counted = task.count(outcomes)
    if task.claims is None:
        return counted, {}
    lines, scores = list(counted.lines), {name: dict(own) for name, own in counted.scores.items()}
    record: dict[str, Mapping[str, Any]] = {}
    for row, supports in supporters(support, judge):
        at = bar.add_task(f"Citations: {row}", total=len(outcomes))
        found = score_citations(outcomes, task.claims, row, supports, partial(_tell, bar, at), workers)
        lines.append(found.line)
        for name, own in found.scores.items():
            scores[name] |= {f"{row}: {score}": value for score, value in own.items()}
        record[row] = _record(found, judge.prices if judge else NO_PRICES)
    return Counted(tuple(lines), scores), record


def missing(record: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """In words, how many answers nobody scored the citations of, and why."""
    return [
        f"{row}: the citations of {count} answers are not scored: {reason}"
        for row, each in record.items()
        for reason, count in each["not_scored"].items()
    ]


def supporters(support: SupportModel | None, judge: Judge | None) -> Iterator[tuple[str, Supports]]:
    """Who says what supports, by the name of the line. The last two raise ModelError where they fail."""
    yield "support check", lambda question, claim, cited: check(claim, cited, question).ok
    if support is not None:
        yield (
            f"entailment model {support.name}",
            lambda _question, claim, cited: support.probability(claim, cited) >= support.threshold,
        )
    if judge is not None:

        def judged(question: str, claim: str, cited: Sequence[Evidence]) -> bool:
            judgement = judge.support(question, claim, cited)
            if judgement.grade is None:
                raise ModelError(judgement.reason)
            return judgement.grade == SUPPORT[0]

        yield f"judge {judge.name}", judged


def score_citations(
    outcomes: Sequence[Outcome],
    claims_of: Callable[[Outcome], tuple[Claim, ...] | None],
    row: str,
    supports: Supports,
    progress: Callable[[int], None],
    workers: int = 1,
) -> Scored:
    """The statements of every answer, `workers` answers at a time. Where `supports` fails, an answer is not scored.

    Where it said nothing at all, none is: then answers that cite nothing would be all that the figures count.
    """
    said = threading.Event()

    def asked(question: str, text: str, cited: Sequence[Evidence]) -> bool:
        found = supports(question, text, cited)
        said.set()
        return found

    def scored(outcome: Outcome) -> tuple[dict[str, float] | str, Usage]:
        claims = claims_of(outcome)
        if not claims:
            return {}, NO_USAGE
        question = outcome.case.question
        with counting() as count:
            try:
                found: dict[str, float] | str = alce_of(claims, lambda text, cited: asked(question, text, cited))
            except ModelError as error:
                found = line(str(error))
        return found, count.usage

    scores: dict[str, Mapping[str, float]] = {}
    missing: Counter[str] = Counter()
    usage = NO_USAGE
    with ThreadPoolExecutor(workers) as pool:
        for done, (outcome, (found, used)) in enumerate(
            zip(outcomes, pool.map(scored, outcomes), strict=True), start=1
        ):
            usage = usage.plus(used)
            if isinstance(found, str):
                missing[found] += 1
            elif found:
                scores[outcome.case.case_id] = found
            progress(done)
    if missing and not said.is_set():
        scores = {}
    return Scored(mean_line(TABLE, row, owns(outcomes, scores), _COLUMNS), scores, usage, dict(missing.most_common()))


def _tell(bar: Progress, at: TaskID, done: int) -> None:
    bar.update(at, completed=done)


def _record(found: Scored, prices: Prices) -> dict[str, Any]:
    """How many answers there are scores of, how many are missing for which reason, and what a judge's calls took."""
    record: dict[str, Any] = {"answers": len(found.scores), "not_scored": dict(found.not_scored)}
    if found.usage.calls:
        record |= {"usage": found.usage._asdict(), "cost": cost_record(found.usage, prices, len(found.scores))}
    return record
