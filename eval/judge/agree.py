"""A grader is run over labelled answers: what its grades are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from eval.judge.judge import Grader, Judge, Judgement
from eval.judge.kappa import Agreement, agreement
from eval.judge.labelled import Item, Labelled
from eval.judge.reply import CORRECTNESS, SUPPORT

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Graded:
    """An item with what the grader said; `support` is None where nothing is quoted."""

    item: Item
    correctness: Judgement
    support: Judgement | None


@dataclass(frozen=True, slots=True)
class Report:
    """A grader against labels.

    `three` holds its agreement in `correctness` and `support` in three grades, `two` with the best grade
    against the other two: a grader without a middle grade can be measured by the latter only. `kinds` has
    that of `two` by what is hard in the items.
    """

    three: Mapping[str, Agreement]
    two: Mapping[str, Agreement]
    kinds: Mapping[str, Mapping[str, Agreement]]
    graded: tuple[Graded, ...]

    @property
    def not_scored(self) -> Mapping[str, int]:
        """Judgements without a grade, by their reason, the most frequent first."""
        given = [row.correctness for row in self.graded] + [row.support for row in self.graded if row.support]
        return dict(Counter(judgement.reason for judgement in given if judgement.grade is None).most_common())


def grade_labelled(grader: Grader, labelled: Labelled, progress: Callable[[int], None] | None = None) -> Report:
    """Grades every item and compares; `progress` is told how many are done."""
    graded: list[Graded] = []
    for item in labelled.items:
        right = grader.correctness(item.case, item.answer)
        proven = grader.support(item.case.question, item.answer, item.quotes) if item.quotes else None
        graded.append(Graded(item, right, proven))
        if progress:
            progress(len(graded))
    kinds = sorted({item.about for item in labelled.items})
    return Report(
        three=_agreements(graded, two=False),
        two=_agreements(graded, two=True),
        kinds={kind: _agreements([row for row in graded if row.item.about == kind], two=True) for kind in kinds},
        graded=tuple(graded),
    )


def record(report: Report, grader: Grader, labelled: Labelled) -> dict[str, object]:
    """The report as JSON values, with what it was made from."""
    prompts = grader.prompts if isinstance(grader, Judge) else None
    return {
        "grader": grader.name,
        "prompts": {"version": prompts.version, "digest": prompts.digest} if prompts else None,
        "labelled": {"name": labelled.name, "digest": labelled.digest, "items": len(labelled.items)},
        "three": {name: asdict(found) for name, found in report.three.items()},
        "two": {name: asdict(found) for name, found in report.two.items()},
        "kinds": {kind: {name: asdict(found) for name, found in both.items()} for kind, both in report.kinds.items()},
        "items": [
            {
                "id": row.item.case.case_id,
                "about": row.item.about,
                "correctness": {"label": row.item.correctness, **asdict(row.correctness)},
                "support": {"label": row.item.support, **asdict(row.support)} if row.support else None,
            }
            for row in report.graded
        ],
    }


def _agreements(graded: Sequence[Graded], *, two: bool) -> dict[str, Agreement]:
    right = [(row.item.correctness, row.correctness.grade, row.item.article) for row in graded]
    proven = [
        (row.item.support, row.support.grade, row.item.article) for row in graded if row.item.support and row.support
    ]
    found = {}
    for name, told, grades in (("correctness", right, CORRECTNESS), ("support", proven, SUPPORT)):
        best, articles = grades[0], [article for _, _, article in told]
        pairs = [(label, grade) for label, grade, _ in told]
        sides = [(_side(label, best), grade and _side(grade, best)) for label, grade in pairs]
        found[name] = agreement(sides, (best, OTHER), articles) if two else agreement(pairs, grades, articles)
    return found


def _side(grade: str, best: str) -> str:
    return best if grade == best else OTHER
