"""A case: one question with what a right answer must hold, and the suite files that cases stand in.

A suite is a JSONL file, one case a line:

    {"id", "question", "kind", "history": [{"role", "content"}], "as_of", "answerable", "answers",
     "evidence": [{"article": url or article id, "quote"}], "note"}

Only `id`, `question` and `answerable` must be there; `null` is as good as nothing. Where a case has more to say:

    "filters": {"since", "until", "publisher": name or names, "undated"}   asked under these
    "superseded": ["107,543"]        values that were right once: the answer must not give them as the current one
    "nuggets": [{"text", "vital": true, "answers": ["75 days"]}]   facts that a list or a summary should hold
    "reason": "outside_dates"        why the question has to be refused
    "copies": [url or id, ...]       articles that tell one story, which counts once
    "independent": 2                 how many independent reports the answer should count

With the note "all", each of `answers` is needed, and one of them may be a list of its own accepted forms.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from eval.case_line import CaseLine
from eval.faults import faults
from index.errors import CaseError
from index.filters import Filters
from rag.answer import RefusalReason, Turn

OFF_SUBJECT = "off-subject"  # the kind of questions that the articles have nothing to do with
_MOST_NAMED = 20  # wrong lines


class Evidence(NamedTuple):
    """Where the answer stands: an article's URL or id, and its words ("" for the article as a whole)."""

    article: str
    quote: str


class Nugget(NamedTuple):
    """A fact that an answer should hold: a vital one, or one that is okay to have. `answers` are forms of its gist."""

    text: str
    vital: bool
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One question. `answers` are the accepted forms of the answer; with the note "all" each of them is needed.

    `aliases` are further forms, one tuple for each of `answers`, or none at all. `limits` are the filters
    that the question is asked under, apart from `as_of`.
    """

    case_id: str
    question: str
    answerable: bool
    kind: str = "fact"
    history: tuple[Turn, ...] = ()
    as_of: date | None = None
    answers: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    aliases: tuple[tuple[str, ...], ...] = ()
    limits: Filters = Filters()
    superseded: tuple[str, ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    reason: RefusalReason | None = None
    copies: tuple[str, ...] = ()
    independent: int | None = None

    @property
    def needs_all(self) -> bool:
        return self.note.strip().casefold() == "all"

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """What a right answer holds: of each part one of its forms. None where the case does not say."""
        forms = [(answer, *more) for answer, more in zip(self.answers, self._aliases, strict=True)]
        if self.needs_all or not forms:
            return tuple(forms)
        return (tuple(form for part in forms for form in part),)

    @property
    def filters(self) -> Filters:
        """What the question is asked under."""
        return replace(self.limits, as_of=self.as_of)

    @property
    def _aliases(self) -> tuple[tuple[str, ...], ...]:
        return self.aliases or ((),) * len(self.answers)


def off_subject(case: Case) -> Case:
    """The question put to articles on other subjects: whatever they say of it, it has to be refused."""
    return Case(case.case_id, case.question, answerable=False, kind=OFF_SUBJECT, history=case.history)


class Parsed(NamedTuple):
    """What a line of a suite file holds. `problems` is everything that is wrong with it.

    There is a case wherever the fields have their types, also where the question is still empty.
    """

    case: Case | None
    problems: tuple[str, ...]


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a suite file, in order.

    Raises CaseError naming the file and, of each wrong line (the first 20), what is wrong with it.
    """
    cases: dict[str, Case] = {}
    wrong: list[str] = []
    for number, text in suite_lines(path):
        case, problems = parse_case(text)
        if case is not None and case.case_id in cases:
            problems = (*problems, f"id {case.case_id!r} is taken already. Give each case its own id.")
        if problems or case is None:
            wrong.append(f"{path.name}, line {number}: {' '.join(problems)}")
        if case is not None:
            cases[case.case_id] = case
    if wrong:
        more = [f"{len(wrong) - _MOST_NAMED} more lines are wrong."] if len(wrong) > _MOST_NAMED else []
        raise CaseError("\n".join([*wrong[:_MOST_NAMED], *more]))
    return tuple(cases.values())


def suite_lines(path: Path) -> tuple[tuple[int, str], ...]:
    """The lines of a suite file that are not empty, with their numbers from 1.

    Raises CaseError where the file cannot be read, is not UTF-8, or holds no case.
    """
    try:
        # Some editors begin with a byte order mark. Not splitlines: JSON texts may hold other line breaks.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise CaseError(f"{path}: cannot be read ({error.strerror}). Name a JSONL file of cases.") from error
    except UnicodeDecodeError as error:
        raise CaseError(f"{path}: byte {error.start} is not UTF-8. Save the file as UTF-8.") from error
    numbered = tuple((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    if not numbered:
        raise CaseError(f"{path}: there is no case in it. Write one JSON object a line.")
    if numbered[0][1].lstrip().startswith("["):
        raise CaseError(
            f"{path}: holds a JSON array. Write its objects one a line, without brackets and commas around."
        )
    return numbered


def parse_case(line: str) -> Parsed:
    """The case that a line of a suite file holds, and everything that is wrong with it."""
    try:
        parsed = CaseLine.model_validate_json(line)
    except ValidationError as error:
        return Parsed(None, tuple(f"{one}." for one in faults(error.errors())))
    return Parsed(_case(parsed), parsed.problems())


def _case(line: CaseLine) -> Case:
    return Case(
        case_id=line.id,
        question=line.question,
        answerable=line.answerable,
        kind=line.kind,
        history=tuple(Turn(turn.role, turn.content) for turn in line.history),
        as_of=line.as_of,
        answers=tuple(forms[0] for forms in line.answers),
        evidence=tuple(Evidence(item.article, item.quote) for item in line.evidence),
        note=line.note,
        aliases=tuple(tuple(forms[1:]) for forms in line.answers) if any(forms[1:] for forms in line.answers) else (),
        limits=Filters(line.filters.since, line.filters.until, tuple(line.filters.publisher), line.filters.undated),
        superseded=tuple(line.superseded),
        nuggets=tuple(Nugget(item.text, item.vital, tuple(item.answers)) for item in line.nuggets),
        reason=line.reason,
        copies=tuple(line.copies),
        independent=line.independent,
    )
