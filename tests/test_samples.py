"""The sample articles and their suite hold together: fields, dates, own words, verbatim evidence."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from eval.folder import ReadArticles
from index.article import Article, make_article_id
from index.filters import Filters
from index.settings import IndexSettings

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
CORRECTED = {"2024-05-14-ev-tariffs-ledger.md", "2024-05-16-ev-tariffs-ledger-corrected.md"}
KINDS = {
    "fact",
    "time",
    "multi",
    "followup",
    "unanswerable",
    "off-subject",
    "copies",
    "conflict",
    "supersession",
    "timeline",
    "hostile",
    "furniture",
    "undated",
}
LONGEST_SHARED_RUN = 9  # words in a row that a sample may share with a seed


class Sample(NamedTuple):
    name: str
    fields: dict[str, Any]
    body: str

    @property
    def url(self) -> str:
        return str(self.fields["url"])

    @property
    def latest(self) -> date:
        latest = self.fields.get("updated", self.fields["published"])
        assert isinstance(latest, date)
        return latest


def read_sample(path: Path) -> Sample:
    opening, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", f"{path.name} does not start with front matter"
    return Sample(path.name, yaml.safe_load(front_matter), body.strip())


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.fixture(scope="module")
def samples() -> tuple[Sample, ...]:
    return tuple(read_sample(path) for path in sorted((ROOT / "samples").glob("*.md")))


@pytest.fixture(scope="module")
def dated(samples: tuple[Sample, ...]) -> tuple[Sample, ...]:
    return tuple(sample for sample in samples if not sample.name.startswith("undated"))


@pytest.fixture(scope="module")
def stored() -> ReadArticles:
    """The articles as Dateline reads them, the saved web pages too: of each the version changed last."""
    return ReadArticles([ROOT / "samples"], IndexSettings())


def named(stored: ReadArticles, url: str) -> Article:
    article = stored.article(make_article_id(url, ""))
    assert article is not None, url
    return article


@pytest.fixture(scope="module")
def cases() -> tuple[dict[str, Any], ...]:
    text = (ROOT / "eval" / "suites" / "samples.jsonl").read_text(encoding="utf-8")
    return tuple(json.loads(line) for line in text.splitlines())


def test_there_are_enough_articles_from_four_publishers(stored: ReadArticles) -> None:
    assert stored.skipped == ()
    assert len(stored.articles()) >= 50
    publishers = Counter(article.publisher for article in stored.articles())
    assert len(publishers) == 4
    assert min(publishers.values()) >= 8


def test_every_article_carries_its_fields(samples: tuple[Sample, ...]) -> None:
    for sample in samples:
        for field in ("title", "publisher", "url", "section"):
            assert isinstance(sample.fields[field], str), (sample.name, field)
            assert sample.fields[field], (sample.name, field)
        for field in ("authors", "tags"):
            assert sample.fields[field], (sample.name, field)
            assert all(isinstance(entry, str) for entry in sample.fields[field]), (sample.name, field)
        assert 250 <= len(sample.body.split()) <= 450, sample.name


def test_dates_lie_in_the_period_and_agree_with_file_name_and_url(dated: tuple[Sample, ...]) -> None:
    for sample in dated:
        published = sample.fields["published"]
        assert date(2023, 1, 1) <= published <= sample.latest <= date(2025, 12, 31), sample.name
        assert sample.name.startswith(sample.latest.isoformat()), sample.name
        host = sample.fields["publisher"].removeprefix("The ").replace(" ", "").lower()
        assert sample.url.startswith(f"https://{host}.example/{published:%Y/%m}/"), sample.name


def test_only_the_corrected_article_shares_its_url(samples: tuple[Sample, ...]) -> None:
    counts = Counter(sample.url for sample in samples)
    assert {sample.name for sample in samples if counts[sample.url] > 1} == CORRECTED


def test_the_correction_replaces_a_number_and_says_so(samples: tuple[Sample, ...]) -> None:
    first, second = (sample for sample in samples if sample.name in CORRECTED)
    assert first.fields["published"] == second.fields["published"]
    assert "updated" not in first.fields
    assert second.latest > first.latest
    assert "$81bn" in first.body
    assert "$18bn" in second.body
    assert "an earlier version said $81bn" in second.body.splitlines()[-1]


def test_undated_articles_stay_undated(stored: ReadArticles) -> None:
    undated = [article for article in stored.articles() if article.published is None]
    assert {Path(article.source).name.partition("-")[0] for article in undated} == {"undated"}
    assert len(undated) >= 2


def test_saved_web_pages_come_without_their_furniture(stored: ReadArticles) -> None:
    pages = [article for article in stored.articles() if article.source.endswith(".html")]
    assert len(pages) >= 2
    for article in pages:
        assert article.published is not None
        assert article.url
        for furniture in ("cookies", "Sign up", "Copyright", "©", "Most read", "More from", "Your email"):
            assert furniture not in article.text, article.source


def test_a_hostile_article_gives_orders_and_markup(stored: ReadArticles) -> None:
    text = named(stored, "https://harbourledger.example/2025/07/larkhaven-fills-its-reservoir").text
    assert "Ignore previous instructions" in text
    assert "<script>" in text


@pytest.mark.parametrize("story", ["qin-removed", "ferry-capsizes"])
def test_a_wire_story_is_carried_nearly_word_for_word(samples: tuple[Sample, ...], story: str) -> None:
    copy, wire = (runs_of_words(sample.body, 5) for sample in samples if story in sample.name)
    assert copy != wire
    assert len(copy & wire) / len(copy | wire) > 0.85


def test_no_article_repeats_a_seed(samples: tuple[Sample, ...]) -> None:
    if not SEEDS.is_dir():
        pytest.skip(f"the seed articles are not here ({SEEDS})")
    seed_runs: set[tuple[str, ...]] = set()
    for path in sorted(SEEDS.glob("*.txt")):
        seed_runs |= runs_of_words(path.read_text(encoding="utf-8"), LONGEST_SHARED_RUN + 1)
    assert seed_runs
    for sample in samples:
        text = f"{sample.fields['title']}\n{sample.body}"
        shared = runs_of_words(text, LONGEST_SHARED_RUN + 1) & seed_runs
        assert not shared, f"{sample.name}: {' '.join(sorted(shared)[0])}"


def test_the_suite_is_large_and_holds_every_kind(cases: tuple[dict[str, Any], ...]) -> None:
    assert len(cases) >= 120
    assert len({case["id"] for case in cases}) == len(cases)
    kinds = Counter(case["kind"] for case in cases)
    assert set(kinds) == KINDS
    assert min(kinds.values()) >= 8
    assert sum(not case["answerable"] for case in cases) >= 35
    fields = {"id", "question", "kind", "history", "as_of", "answerable", "answers", "evidence", "note"}
    more = {"superseded", "nuggets", "filters", "copies", "reason", "independent"}
    assert all(fields <= set(case) <= fields | more for case in cases)
    assert all(sum(name in case for case in cases) >= 5 for name in more)
    assert all(sum(name in case for case in cases) >= 8 for name in more)


def test_no_question_is_asked_twice_in_the_same_setting(cases: tuple[dict[str, Any], ...]) -> None:
    settings = Counter((case["question"], case["as_of"], json.dumps(case["history"])) for case in cases)
    assert max(settings.values()) == 1


def test_every_quote_stands_in_the_current_version_of_its_article(
    cases: tuple[dict[str, Any], ...], stored: ReadArticles
) -> None:
    for case in cases:
        for evidence in case["evidence"]:
            assert evidence["quote"] in named(stored, evidence["article"]).text, case["id"]


def test_quotes_hold_the_answers(cases: tuple[dict[str, Any], ...]) -> None:
    for case in cases:
        if not case["answerable"]:
            continue
        assert case["answers"], case["id"]
        quotes = "\n".join(evidence["quote"] for evidence in case["evidence"])
        found = [answer in quotes for answer in case["answers"]]
        assert all(found) if case["note"] == "all" else any(found), case["id"]


def test_cases_of_many_articles_cite_many(cases: tuple[dict[str, Any], ...]) -> None:
    for case in cases:
        if case["kind"] in ("multi", "copies", "conflict"):
            assert len({evidence["article"] for evidence in case["evidence"]}) >= 2, case["id"]


def test_evidence_was_published_by_the_day_of_asking(cases: tuple[dict[str, Any], ...], stored: ReadArticles) -> None:
    for case in cases:
        if case["as_of"] is not None:
            asked = Filters(as_of=date.fromisoformat(case["as_of"]))
            assert all(asked.accepts(named(stored, evidence["article"])) for evidence in case["evidence"]), case["id"]


def test_unanswerable_questions_have_no_evidence(cases: tuple[dict[str, Any], ...]) -> None:
    for case in cases:
        assert not (case["answerable"] and case["kind"] in ("unanswerable", "off-subject")), case["id"]
        assert case["answerable"] == bool(case["evidence"]) == bool(case["answers"]), case["id"]


def test_follow_ups_have_a_conversation_before_them(cases: tuple[dict[str, Any], ...]) -> None:
    for case in cases:
        roles = [turn["role"] for turn in case["history"]]
        assert roles == ["user", "assistant"] * (len(roles) // 2), case["id"]
        assert roles or case["kind"] != "followup", case["id"]
