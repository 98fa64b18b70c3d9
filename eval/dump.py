"""Cases as lines of a suite file: what `eval.case` reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from eval.case import Case
from index.errors import CaseError


def dump_case(case: Case) -> str:
    """The case as a line of a suite file, without its line break."""
    fields = {
        "id": case.case_id,
        "question": case.question,
        "kind": case.kind,
        "history": [{"role": turn.role, "content": turn.content} for turn in case.history],
        "as_of": case.as_of and case.as_of.isoformat(),
        "answerable": case.answerable,
        "answers": list(case.answers),
        "evidence": [evidence._asdict() for evidence in case.evidence],
        "note": case.note,
    }
    return json.dumps(fields, ensure_ascii=False)


def write_cases(cases: Iterable[Case], path: Path, *, force: bool = False) -> None:
    """Writes a suite file. CaseError where the file is there already (without `force`) or cannot be written."""
    text = "".join(f"{dump_case(case)}\n" for case in cases)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if force else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise CaseError(
            f"{path} is there already. Choose another file with --out, or write over it: --force."
        ) from error
    except OSError as error:
        raise CaseError(f"{path}: cannot be written ({error.strerror}). Choose another file with --out.") from error
