"""Sync: what changed is taken, what did not is left alone, the later version wins, bad input costs a message."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import StoreError
from index.library import Library, Progress, SyncReport
from tests.index.hashing import HashEmbeddings, record, write_records

URL = "https://news.example/1"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "home", embedder=HashEmbeddings()) as opened:
        yield opened


def _counts(report: SyncReport) -> tuple[int, int, int, int, int]:
    return report.added, report.updated, report.unchanged, report.removed, len(report.skipped)


def _encoded(library: Library) -> int:
    assert isinstance(library.embedder, HashEmbeddings)
    return library.embedder.encoded


def _text(library: Library, url: str = URL) -> str:
    return next(article.text for article in library.articles() if article.url == url)


def test_what_did_not_change_costs_no_embedding(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(5)])
    library.sync([news])
    encoded = _encoded(library)
    news.touch()
    assert _counts(library.sync([news])) == (0, 0, 5, 0, 0)
    write_records(news, [record(n) for n in range(6)])
    assert _counts(library.sync([news])) == (1, 0, 5, 0, 0)
    assert _encoded(library) == encoded + 1


def test_a_changed_article_replaces_the_old_version_whole(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(1, text="The zeppelin landed. Crowds cheered."), record(2)])
    library.sync([news])
    write_records(news, [record(1, text="The balloon landed. Crowds cheered."), record(2)])
    assert _counts(library.sync([news])) == (0, 1, 1, 0, 0)
    assert library.search_words("zeppelin", 5) == ()
    assert len(library.search_words("balloon", 5)) == 1
    assert "balloon" in _text(library)
    assert library.check().clean


def test_a_record_corrected_to_an_earlier_date_is_taken(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(1, published="2025-12-01")])
    library.sync([news])
    write_records(news, [record(1, published="2025-11-01")])
    assert _counts(library.sync([news])) == (0, 1, 0, 0, 0)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_versions_the_later_one_wins_wherever_it_stands(
    library: Library, tmp_path: Path, order: tuple[int, int]
) -> None:
    versions = [
        record(1, text="Early report. It was short.", published="2025-05-01"),
        record(1, text="Late report. It was long.", published="2025-05-01", updated="2025-05-03"),
    ]
    news = write_records(tmp_path / "news.jsonl", [versions[i] for i in order])
    report = library.sync([news])
    assert (report.added, report.updated, len(report.skipped)) == (1, 0, 1)
    line, newer = order.index(0) + 1, order.index(1) + 1
    assert (
        report.skipped[0].reason
        == f"news.jsonl, line {line}: an older version of {URL}; the newer one is {news}#{newer}."
    )
    assert report.skipped[0].source == f"{news}#{order.index(0) + 1}"
    assert _text(library).startswith("Late")
    for _ in range(2):
        again = library.sync([news])
        assert _counts(again) == (0, 0, 1, 0, 1)
        assert again.skipped == report.skipped
        assert _text(library).startswith("Late")


def test_of_two_files_with_the_same_article_the_first_stays_and_nothing_flips(library: Library, tmp_path: Path) -> None:
    one = write_records(tmp_path / "one.jsonl", [record(1, text="First wording. It stands.")])
    two = write_records(tmp_path / "two.jsonl", [record(1, text="Second wording. It stands.")])
    assert _counts(library.sync([one, two])) == (1, 0, 0, 0, 1)
    report = library.sync([two, one])
    assert _counts(report) == (0, 0, 1, 0, 1)
    assert report.skipped[0].source == f"{two}#1"
    assert f"the same article as {one}#1" in report.skipped[0].reason
    assert _text(library).startswith("First")


def test_an_older_version_from_elsewhere_does_not_replace_a_newer_one(library: Library, tmp_path: Path) -> None:
    new = write_records(tmp_path / "new.jsonl", [record(1, published="2025-05-02", text="New wording. It stands.")])
    old = write_records(tmp_path / "old.jsonl", [record(1, published="2025-05-01", text="Old wording. It stands.")])
    library.sync([new])
    assert _counts(library.sync([old])) == (0, 0, 0, 0, 1)
    assert _text(library).startswith("New")
    library.sync([old, new])
    assert _text(library).startswith("New")


def test_a_file_that_another_one_took_an_article_from_is_read_again_at_once(library: Library, tmp_path: Path) -> None:
    one = write_records(tmp_path / "one.jsonl", [record(2)])
    two = write_records(tmp_path / "two.jsonl", [record(1, published="2025-05-01"), record(3)])
    library.sync([one, two])
    write_records(one, [record(1, published="2025-05-02", text="New wording. It stands."), record(2)])
    report = library.sync([one, two])
    assert _counts(report) == (0, 1, 2, 0, 1)
    assert report.skipped[0].source == f"{two}#1"
    assert library.sync([one, two]).skipped == report.skipped


def test_lines_that_move_within_a_file_change_nothing(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(1), record(2)])
    library.sync([news])
    write_records(news, [record(3), record(1), record(2)])
    assert _counts(library.sync([news])) == (1, 0, 2, 0, 0)
    sources = {article.url: article.source for article in library.articles()}
    assert sources[URL] == f"{news}#2"
    write_records(news, [record(4), record(3), record(1, text="Changed after it moved. Again."), record(2)])
    assert _counts(library.sync([news])) == (1, 1, 2, 0, 0)
    assert library.check().clean


def test_a_moved_file_keeps_its_articles_also_when_pruned(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    news = write_records(folder / "a.jsonl", [record(1), record(2)])
    library.sync([folder])
    news.rename(folder / "b.jsonl")
    assert _counts(library.sync([folder], prune=True)) == (0, 0, 2, 0, 0)
    assert _counts(library.sync([folder], prune=True)) == (0, 0, 2, 0, 0)


def test_prune_removes_what_is_gone_and_only_under_the_given_paths(library: Library, tmp_path: Path) -> None:
    for name, numbers in (("north", (1, 2)), ("south", (3,))):
        (tmp_path / name).mkdir()
        for number in numbers:
            write_records(tmp_path / name / f"{number}.jsonl", [record(number)])
    library.sync([tmp_path / "north", tmp_path / "south"])
    (tmp_path / "north" / "1.jsonl").unlink()
    (tmp_path / "south" / "3.jsonl").unlink()
    assert _counts(library.sync([tmp_path / "north"])) == (0, 0, 1, 0, 0)
    assert _counts(library.sync([tmp_path / "north"], prune=True)) == (0, 0, 1, 1, 0)
    assert {article.url for article in library.articles()} == {"https://news.example/2", "https://news.example/3"}
    assert library.check().clean


def test_prune_removes_records_that_left_a_file(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(1), record(2)])
    library.sync([news])
    write_records(news, [record(2)])
    assert _counts(library.sync([news], prune=True)) == (0, 0, 1, 1, 0)


def test_prune_removes_records_that_an_earlier_sync_saw_leave(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(1), record(2)])
    library.sync([news])
    write_records(news, [record(2)])
    assert _counts(library.sync([news])) == (0, 0, 1, 0, 0)
    assert _counts(library.sync([news], prune=True)) == (0, 0, 1, 1, 0)


def test_prune_spares_a_missing_folder_behind_a_link(library: Library, tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    (real / "news").mkdir(parents=True)
    write_records(real / "news" / "news.jsonl", [record(1), record(2)])
    link.symlink_to(real)
    library.sync([link / "news"])
    (real / "news").rename(real / "elsewhere")
    report = library.sync([link / "news"], prune=True)
    assert report.removed == 0 and report.skipped[0].source == str(link / "news")
    assert library.overview().articles == 2


def test_a_file_reached_by_another_way_stays_one_article(library: Library, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    news = tmp_path / "real" / "a.txt"
    news.write_text("The ferry sails again\n\nIt left on Monday. Crowds cheered.")
    assert library.sync([tmp_path / "link"]).added == 1
    assert _counts(library.sync([tmp_path / "real"], prune=True)) == (0, 0, 1, 0, 0)
    assert [article.source for article in library.articles()] == [str(news)]
    news.write_text("The ferry sails again\n\nIt left on Tuesday. Crowds cheered.")
    assert _counts(library.sync([tmp_path / "link"])) == (0, 1, 0, 0, 0)
    assert library.overview().articles == 1


def test_prune_spares_what_cannot_be_read(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    news = write_records(folder / "news.jsonl", [record(1), record(2)])
    library.sync([folder])
    news.write_bytes(b"\xff\xfe\x00broken")
    assert library.sync([folder], prune=True).removed == 0
    news.write_text('{"url": "https://news.example/1", broken\n')
    assert library.sync([folder], prune=True).removed == 0
    folder.rename(tmp_path / "elsewhere")
    report = library.sync([folder], prune=True)
    assert report.removed == 0 and len(report.skipped) == 1
    assert library.overview().articles == 2


def test_an_older_version_takes_over_once_the_newer_ones_file_is_pruned(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    write_records(folder / "old.jsonl", [record(1, published="2025-05-01", text="Old wording. It stands.")])
    new = write_records(folder / "new.jsonl", [record(1, published="2025-05-02", text="New wording. It stands.")])
    library.sync([folder])
    assert _text(library).startswith("New")
    new.unlink()
    assert _counts(library.sync([folder], prune=True)) == (0, 1, 0, 0, 0)
    assert _text(library).startswith("Old")


def test_one_bad_record_costs_a_message_and_nothing_else(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(1), record(2)])
    news.write_text(news.read_text() + '{"title": \n' + '["no article"]\n')
    report = library.sync([news, tmp_path / "missing.txt"])
    assert report.added == 2
    assert len(report.skipped) == 3
    assert library.overview().articles == 2


def test_strange_characters_in_a_record_do_no_harm(library: Library, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text(
        '{"url": "https://news.example/9", "title": "Odd \\ud800 title", "text": "Lone \\udfff \\u0000 here. More."}\n'
    )
    write = write_records(tmp_path / "more.jsonl", [record(1)])
    library.sync([news, write])
    assert any(article.url == URL for article in library.articles())
    assert library.check().clean


def test_a_removed_article_returns_with_the_next_sync_of_its_file(library: Library, tmp_path: Path) -> None:
    news = write_records(tmp_path / "news.jsonl", [record(1), record(2)])
    library.sync([news])
    library.remove([library.articles()[0].article_id])
    assert _counts(library.sync([news])) == (1, 0, 1, 0, 0)


def test_relative_paths_and_absolute_ones_are_the_same_place(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("The ferry sails again\n\nIt left on Monday. Crowds cheered.")
    monkeypatch.chdir(tmp_path)
    assert library.sync([Path("a.txt")]).added == 1
    assert _counts(library.sync([tmp_path / "a.txt"])) == (0, 0, 1, 0, 0)


def test_progress_is_told_batch_by_batch(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.pipeline._BEAT_S", 600.0)
    monkeypatch.setattr("index.pipeline._BATCH_S", 600.0)
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(130)])
    told: list[Progress] = []
    library.sync([news], progress=told.append)
    assert [at.articles for at in told] == [16, 32, 96, 130]
    assert told[-1].done_bytes == told[-1].total_bytes == news.stat().st_size


def test_while_a_batch_is_embedded_life_is_shown_and_slow_batches_stay_small(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.pipeline._BEAT_S", 0.001)
    monkeypatch.setattr("index.pipeline._BATCH_S", 0.0)
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(70)])
    told: list[Progress] = []
    library.sync([news], progress=told.append)
    numbers = [at.articles for at in told]
    assert list(dict.fromkeys(numbers)) == [16, 32, 48, 64, 70]
    assert library.overview().articles == 70


def test_an_interrupted_sync_keeps_what_was_stored_and_goes_on_later(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.pipeline._BEAT_S", 600.0)
    news = write_records(tmp_path / "news.jsonl", [record(n) for n in range(150)])

    def stop(at: Progress) -> None:
        if at.articles > 16:  # the second batch is being embedded
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.sync([news], progress=stop)
    assert library.overview().articles == 16
    assert library.check().clean
    assert _counts(library.sync([news])) == (134, 0, 16, 0, 0)


def test_a_failing_store_leaves_no_trace_of_the_batch(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.sync([write_records(tmp_path / "one.jsonl", [record(1)])])

    def fail(*_: object) -> None:
        raise StoreError("disk full")

    monkeypatch.setattr(type(library._stores.catalog), "put", fail)
    two = write_records(tmp_path / "two.jsonl", [record(2)])
    with pytest.raises(StoreError, match="disk full"):
        library.sync([two])
    assert library.overview().articles == 1
    assert len(library.search_words("council decides case", 9)) == 1
    monkeypatch.undo()
    assert library.sync([two]).added == 1
    assert library.check().clean
