"""Suite files: what they hold, and how a wrong one is named."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from eval.case import Evidence, Nugget, load_cases, parse_case
from index.errors import CaseError
from index.filters import Filters
from rag.answer import Turn


def write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_full_case_is_read(tmp_path: Path) -> None:
    line = {
        "id": "c1",
        "question": "And who won?",
        "kind": "followup",
        "history": [{"role": "user", "content": "Who ran?"}, {"role": "assistant", "content": "Two did."}],
        "as_of": "2024-05-01",
        "answerable": True,
        "answers": ["Ada", "Bo"],
        "evidence": [{"article": "https://news.example/race", "quote": "Ada and Bo won."}],
        "note": "all",
    }
    [case] = load_cases(write(tmp_path / "s.jsonl", line, ""))
    assert case.history == (Turn("user", "Who ran?"), Turn("assistant", "Two did."))
    assert case.filters.as_of == date(2024, 5, 1)
    assert case.evidence == (Evidence("https://news.example/race", "Ada and Bo won."),)
    assert case.needs_all


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"id": "b", "question": "?", "answerable": True, "as_of": "2024-13-40"}, "as_of"),
        ({"id": "b", "question": "?", "answerable": "yes"}, "answerable"),
        ({"id": "b", "answerable": True}, "question"),
        ({"id": "b", "question": "?", "answerable": True, "anwsers": ["1"]}, "anwsers"),
        ({"id": "b", "question": "?", "answerable": True, "history": [{"role": "system", "content": ""}]}, "history.0"),
        ({"id": "b", "question": "?", "answerable": False, "answers": ["1"]}, "answerable is false"),
        ({"id": "b", "question": "?", "answerable": True, "answers": [" "]}, "empty"),
        ({"id": "b", "question": " ", "answerable": True}, "question is empty"),
        ({"id": "a", "question": "?", "answerable": True}, "taken already"),
        (
            {"id": "b", "question": "?", "answerable": True, "evidence": [{"article": "http://[x"}]},
            "evidence.0.article",
        ),
        ("{not json", "JSON"),
    ],
)
def test_a_wrong_line_is_named_with_its_file_and_field(tmp_path: Path, line: object, words: str) -> None:
    path = write(tmp_path / "suite.jsonl", {"id": "a", "question": "?", "answerable": True}, "", line)
    with pytest.raises(CaseError, match=r"suite\.jsonl, line 3") as caught:
        load_cases(path)
    assert words in str(caught.value)


def test_ids_may_be_numbers_and_what_is_not_there_may_be_null(tmp_path: Path) -> None:
    line = {"id": 7, "question": "?", "answerable": True, "history": None, "answers": None, "evidence": None}
    [case] = load_cases(write(tmp_path / "s.jsonl", line))
    assert (case.case_id, case.history, case.answers, case.evidence) == ("7", (), (), ())


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_a_line_break_that_json_allows_in_a_text_does_not_cut_the_line(tmp_path: Path, mark: str) -> None:
    line = json.dumps({"id": "a", "question": f"Who{mark}won?", "answerable": True}, ensure_ascii=False)
    [case] = load_cases(write(tmp_path / "s.jsonl", line))
    assert case.question == f"Who{mark}won?"


def test_missing_empty_and_undecodable_files_are_explained(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="cannot be read"):
        load_cases(tmp_path / "none.jsonl")
    with pytest.raises(CaseError, match="no case"):
        load_cases(write(tmp_path / "empty.jsonl", ""))
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(CaseError, match="UTF-8"):
        load_cases(tmp_path / "latin.jsonl")


def test_a_line_tells_everything_that_is_wrong_with_it() -> None:
    wrong_types = parse_case(json.dumps({"id": "", "question": 3, "answerable": True, "as_of": "soon"}))
    unfinished = parse_case(json.dumps({"id": "a", "question": "", "answerable": False, "answers": ["3", ""]}))

    assert wrong_types.case is None
    assert [problem.split(" ")[0] for problem in wrong_types.problems] == ["id", "question", "as_of"]
    assert unfinished.case is not None
    assert len(unfinished.problems) == 3


def test_what_a_case_may_say_more(tmp_path: Path) -> None:
    line = {
        "id": "c1",
        "question": "How many were hurt?",
        "answerable": True,
        "as_of": "2024-07-01",
        "filters": {"since": "2024-01-01", "until": None, "publisher": "Coast Post"},
        "answers": ["11", "eleven"],
        "superseded": ["nine"],
        "nuggets": [
            {"text": "Eleven were hurt.", "vital": True, "answers": ["11"]},
            {"text": "By night", "vital": False},
        ],
        "copies": ["https://news.example/ferry", "copy"],
        "independent": 2,
    }
    [case] = load_cases(write(tmp_path / "s.jsonl", line))
    assert case.filters == Filters(date(2024, 1, 1), None, ("Coast Post",), as_of=date(2024, 7, 1))
    assert case.limits.as_of is None
    assert case.parts == (("11", "eleven"),)
    assert case.superseded == ("nine",)
    assert case.nuggets == (Nugget("Eleven were hurt.", True, ("11",)), Nugget("By night", False))
    assert case.copies == ("https://news.example/ferry", "copy")
    assert case.independent == 2


def test_of_several_parts_each_may_have_its_forms(tmp_path: Path) -> None:
    line = {"id": "a", "question": "?", "answerable": True, "answers": [["11", "eleven"], "9 to 3"], "note": "all"}
    [case] = load_cases(write(tmp_path / "s.jsonl", line))
    assert case.answers == ("11", "9 to 3")
    assert case.parts == (("11", "eleven"), ("9 to 3",))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"reason": "not_covered"}, "answerable is true"),
        ({"answerable": False, "reason": "too_hard"}, 'reason is "too_hard"; '),
        ({"answerable": False, "superseded": ["3"]}, "superseded is not empty"),
        ({"copies": ["one"]}, "two or more"),
        ({"nuggets": [{"text": "x", "vital": 1}]}, "nuggets.0.vital"),
        ({"nuggets": [{"text": " ", "vital": True}]}, "nuggets holds an empty text"),
        ({"filters": {"since": "2024-02-02", "until": "2024-01-01"}}, "since is later than until"),
        ({"filters": {"publisher": ""}}, "filters holds an empty text"),
        ({"answers": [[]]}, "answers.0"),
        ({"independent": 0}, "independent"),
    ],
)
def test_what_a_case_must_not_say(fields: dict[str, object], words: str) -> None:
    problems = parse_case(json.dumps({"id": "a", "question": "?", "answerable": True} | fields)).problems
    assert len(problems) == 1
    assert words in problems[0]


def test_a_byte_order_mark_is_passed_over_and_an_array_is_named(tmp_path: Path) -> None:
    line = {"id": "a", "question": "?", "answerable": True}
    path = tmp_path / "s.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8-sig")
    assert [case.case_id for case in load_cases(path)] == ["a"]
    path.write_text(json.dumps([line], indent=1), encoding="utf-8")
    with pytest.raises(CaseError, match="holds a JSON array"):
        load_cases(path)


def test_every_wrong_line_is_named_up_to_twenty(tmp_path: Path) -> None:
    wrong = [{"id": f"w{at}", "question": "?"} for at in range(23)]
    with pytest.raises(CaseError) as caught:
        load_cases(write(tmp_path / "s.jsonl", {"id": "a", "question": "?", "answerable": True}, *wrong))
    lines = str(caught.value).split("\n")
    assert lines[0].startswith("s.jsonl, line 2: answerable is missing")
    assert lines[19].startswith("s.jsonl, line 21:")
    assert lines[20:] == ["3 more lines are wrong."]
