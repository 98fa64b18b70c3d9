"""Citations scored by an entailment model: a tiny one made here, which says the same of every pair."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.entailed import SupportModel, entail_run, entailment_record
from eval.figures import summarise
from eval.replies import Replies
from eval.run import Result
from eval.save import save_results
from eval.saved import load_results
from eval.score import Scored, score_results
from rag.answer import Answer, Sentence
from rag.entail import Entailment, open_entailment
from tests.eval.made import BRIDGE, FERRY, STORED, hurt_case, quoted, refused
from tests.rag.tiny_nli import make_model

LABELS = ("contradiction", "entailment", "neutral")
HURT = (FERRY, "Eleven people were hurt.")
VOTE = (BRIDGE, "The council voted 9 to 3.")
WRITTEN = replace(quoted(HURT, VOTE), sentences=(Sentence("The accident hurt eleven.", (1, 2), quoted=False),))


class Counting:
    """An entailment model that is counted, and fails on a sentence that holds `fails_on`."""

    def __init__(self, inner: Entailment, fails_on: str = "\0") -> None:
        self.inner, self.fails_on, self.asked = inner, fails_on, 0
        self.name, self.digest = inner.name, inner.digest

    def probability(self, premise: str, sentence: str) -> float:
        self.asked += 1
        if self.fails_on in sentence:
            raise RuntimeError("out of memory")
        return self.inner.probability(premise, sentence)


@pytest.fixture(scope="module")
def agreeing(tmp_path_factory: pytest.TempPathFactory) -> Entailment:
    return open_entailment(make_model(tmp_path_factory.mktemp("yes") / "nli", LABELS, 1))


@pytest.fixture(scope="module")
def denying(tmp_path_factory: pytest.TempPathFactory) -> Entailment:
    return open_entailment(make_model(tmp_path_factory.mktemp("no") / "nli", LABELS, 0))


def scored(*answers: Answer | None) -> tuple[Scored, ...]:
    results = [
        Result(hurt_case(case_id=str(at)), answer, 1.0, None if answer else "OSError: gone")
        for at, answer in enumerate(answers)
    ]
    return score_results(results, STORED.get)


def model(entailment: Entailment | Counting, replies: Replies | None = None, threshold: float = 0.5) -> SupportModel:
    return SupportModel(entailment, threshold, replies)  # type: ignore[arg-type]


def test_its_figures_stand_beside_those_of_the_check(agreeing: Entailment, denying: Entailment) -> None:
    [yes, refusal, error] = entail_run(scored(WRITTEN, refused(), None), model(agreeing))
    assert (yes.scores["citation_recall"], yes.scores["citation_precision"]) == (0, 0)  # 'accident' stands nowhere
    assert (yes.scores["entailed_citation_recall"], yes.scores["entailed_citation_precision"]) == (1, 1)
    assert [(grade.about, grade.grade, grade.by) for grade in yes.grades] == [
        ("The accident hurt eleven.", "supports", "entailment model"),  # together
        ("The accident hurt eleven.", "supports", "entailment model"),  # the first alone
        ("The accident hurt eleven.", "supports", "entailment model"),  # the second alone
    ]
    assert [grade.reason for grade in yes.grades] == ["[1], [2]: 0.96", "[1]: 0.96", "[2]: 0.96"]
    assert not any(name.startswith("entailed") for item in (refusal, error) for name in item.scores)
    [no] = entail_run(scored(quoted(HURT)), model(denying))
    assert (no.scores["citation_recall"], no.scores["entailed_citation_recall"]) == (
        1,
        0,
    )  # asked of quotes, too


def test_the_threshold_decides(agreeing: Entailment) -> None:
    [item] = entail_run(scored(WRITTEN), model(agreeing, threshold=0.99))
    assert item.scores["entailed_citation_recall"] == 0


def test_what_it_found_is_kept_by_content_and_a_model_of_the_same_name_is_another(
    agreeing: Entailment, denying: Entailment, tmp_path: Path
) -> None:
    replies = Replies(tmp_path / "replies.sqlite")
    first, again, other = Counting(agreeing), Counting(agreeing), Counting(denying)
    other.name = first.name
    before = entail_run(scored(WRITTEN), model(first, replies))
    after = entail_run(scored(WRITTEN), model(again, replies))
    assert (first.asked, again.asked) == (3, 0)
    assert after[0].scores == before[0].scores
    [denied] = entail_run(scored(WRITTEN), model(other, replies))
    assert other.asked == 1  # what is not supported needs no further question
    assert denied.scores["entailed_citation_recall"] == 0


@pytest.mark.parametrize("broken", ["raises", "no number"])
def test_a_failure_is_not_scored_but_counted(
    agreeing: Entailment, monkeypatch: pytest.MonkeyPatch, broken: str, tmp_path: Path
) -> None:
    counting = Counting(agreeing, fails_on="accident" if broken == "raises" else "\0")
    if broken == "no number":
        monkeypatch.setattr(
            agreeing, "probability", lambda _premise, sentence: float("nan") if "accident" in sentence else 0.9
        )
    support = model(counting, Replies(tmp_path / "replies.sqlite"))
    graded = entail_run(scored(WRITTEN, quoted(HURT)), support)
    assert "entailed_citation_recall" not in graded[0].scores
    assert graded[0].scores["citation_recall"] == 0  # the other scores stay
    figure = summarise(graded).overall["entailed_citation_recall"]
    assert (figure.mean, figure.n) == (1, 1)  # a failure is in no mean
    record = entailment_record(graded, support)
    assert (record["name"], record["threshold"], record["grades"]) == (agreeing.name, 0.5, 1)
    [(reason, count)] = dict(record["not_scored"]).items()  # type: ignore[call-overload]
    assert count == 1
    assert ("out of memory" if broken == "raises" else "no number") in reason
    assert entail_run(scored(WRITTEN), support)[0].grades[-1].grade is None  # nothing wrong was kept


def test_grades_are_read_back_with_who_gave_them(agreeing: Entailment, tmp_path: Path) -> None:
    save_results(entail_run(scored(WRITTEN), model(agreeing)), tmp_path)
    [result] = load_results(tmp_path)
    assert {grade.by for grade in result.grades} == {"entailment model"}


def test_of_a_model_that_fails_on_all_not_even_answers_without_citations_are_scored(agreeing: Entailment) -> None:
    uncited = replace(WRITTEN, sentences=(Sentence("Nothing is cited.", (), quoted=False),), citations=())
    graded = entail_run(scored(WRITTEN, uncited), model(Counting(agreeing, fails_on="")))
    assert not any(name.startswith("entailed") for item in graded for name in item.scores)
    [_, alone] = entail_run(scored(WRITTEN, uncited), model(agreeing))
    assert alone.scores["entailed_citation_recall"] == 0
