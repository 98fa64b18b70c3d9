"""A run graded by a judge, a local server that speaks OpenAI's protocol: what is scored, and what is only counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.case import Case
from eval.judge.grade import grade_run, judge_record
from eval.judge.judge import Judge, open_judge_model
from eval.judge.settings import JudgeSettings
from eval.run import Result
from eval.score import Scored, score_results
from rag.answer import Answer, Sentence
from rag.settings import RagSettings
from tests.eval.made import FERRY, STORED, hurt_case, quoted, refused
from tests.fake_openai import FakeOpenAI, Reply, Request

QUOTED = quoted((FERRY, "Eleven people were hurt."))
WRITTEN = replace(QUOTED, sentences=(Sentence("The accident hurt eleven.", (1,), quoted=False),))


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("OPENAI_API_KEY", "LANGSMITH_GATEWAY"):
        monkeypatch.delenv(variable, raising=False)


def strict(request: Request) -> Reply:
    """Finds every answer right and no sentence proven."""
    grade = "correct" if "Answer to grade" in request.prompt else "not"
    return Reply(f'{{"reason": "so it is", "grade": "{grade}"}}')


def graded(
    server: FakeOpenAI, *pairs: tuple[Case, Answer | None], workers: int = 1
) -> tuple[tuple[Scored, ...], dict[str, object]]:
    """The results with the judge's grades, and the record of the judge."""
    settings = JudgeSettings(judge_base_url=server.url)
    judge = Judge(open_judge_model("openai:grader", settings, RagSettings(max_retries=0)), "openai:grader")
    results = [
        Result(replace(case, case_id=str(at)), answer, 1.0, None if answer else "OSError: gone")
        for at, (case, answer) in enumerate(pairs)
    ]
    scored = grade_run(score_results(results, STORED.get), judge, workers=workers)
    return scored, judge_record(scored, judge)


def test_an_answer_and_the_proof_of_what_it_writes_are_graded() -> None:
    with FakeOpenAI(strict) as server:
        [item], record = graded(server, (hurt_case(), WRITTEN))
    assert item.scores["judge_correct"] == 1
    assert item.scores["judge_citation_recall"] == item.scores["judge_citation_precision"] == 0
    assert item.scores["correct"] == 1  # the other scores stay what they are
    assert [(grade.about, grade.grade) for grade in item.grades] == [
        ("the answer", "correct"),
        ("The accident hurt eleven.", "not"),
    ]
    assert (record["name"], record["grades"], record["not_scored"]) == ("openai:grader", 2, {})


def test_a_quote_proves_itself_and_a_refusal_is_wrong_without_asking() -> None:
    with FakeOpenAI(strict) as server:
        scored, _ = graded(server, (hurt_case(), QUOTED), (hurt_case(), refused()))
        assert len(server.requests) == 1
    assert scored[0].scores["judge_citation_recall"] == 1
    assert scored[1].scores["judge_correct"] == 0


def test_what_no_one_can_judge_is_not_asked() -> None:
    unanswerable = hurt_case(answerable=False, answers=(), evidence=())
    with FakeOpenAI(strict) as server:
        scored, record = graded(server, (unanswerable, refused()), (hurt_case(), None))
        assert server.requests == []
    assert all("judge_correct" not in item.scores for item in scored)
    assert record["grades"] == 0


def test_of_a_judge_that_gives_no_grade_not_even_refusals_are_scored() -> None:
    with FakeOpenAI(Reply("I would rather not say.")) as server:
        scored, _ = graded(server, (hurt_case(), WRITTEN), (hurt_case(), refused()), (hurt_case(), QUOTED))
    assert not any(name.startswith("judge_") for item in scored for name in item.scores)


def test_a_judge_that_fails_gives_no_score_and_is_counted() -> None:
    with FakeOpenAI(Reply("I would rather not say.")) as server:
        scored, record = graded(server, *[(hurt_case(), WRITTEN)] * 3, workers=2)
    for item in scored:
        assert not any(name.startswith("judge_") for name in item.scores)
        assert {grade.grade for grade in item.grades} == {None}
    [(reason, count)] = dict(record["not_scored"]).items()  # type: ignore[call-overload]
    assert count == 6
    assert "could not be read" in reason
