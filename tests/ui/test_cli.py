from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Protocol

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from index.library import Progress
from ui.cli import app, global_options_first
from ui.progress import pace

ROOT = Path(__file__).parents[2]
ARTICLES = [
    {
        "title": "Marlow bridge closes for eight months",
        "publisher": "Fenland Post",
        "published": "2025-03-04",
        "url": "https://fenlandpost.example/bridge",
        "text": "The Marlow bridge closed on Monday for repairs that will take eight months. "
        "Engineers found cracks in two of its piers.",
    },
    {
        "title": "Ferry carries record crowds",
        "publisher": "Estuary Times",
        "published": "2025-04-10",
        "url": "https://estuarytimes.example/ferry",
        "text": "The Orwick ferry carried 12,400 people in March, said its director, Ida Strand.",
    },
]


class Dateline(Protocol):
    def __call__(self, *args: str | Path, home: Path | None = None) -> Result: ...


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles."""
    folder = tmp_path_factory.mktemp("news")
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def indexed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection that holds them."""
    home = tmp_path_factory.mktemp("indexed") / "home"
    result = CliRunner().invoke(app, ["--home", str(home), "index", str(folder)])
    assert result.exit_code == 0, result.output
    return home


@pytest.fixture
def dateline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dateline:
    """Runs the command in an empty folder, without variables of the developer's own."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)

    def run(*args: str | Path, home: Path | None = None) -> Result:
        before = ["--home", str(home)] if home else []
        return CliRunner().invoke(app, [*before, *map(str, args)])

    return run


def test_index_says_what_became_of_the_articles(dateline: Dateline, folder: Path, tmp_path: Path) -> None:
    (folder / "photo.xyz").write_bytes(b"\x00\x01")

    first = dateline("index", folder)
    second = dateline("index", folder)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout.startswith("2 added, 0 updated, 0 unchanged, 0 removed, 1 skipped")
    assert "photo.xyz" in first.stdout
    assert second.stdout.startswith("0 added, 0 updated, 2 unchanged, 0 removed, 1 skipped")
    (folder / "photo.xyz").unlink()
    assert (tmp_path / ".dateline").is_dir()


def test_an_older_version_is_left_out_and_not_called_skipped(dateline: Dateline, tmp_path: Path) -> None:
    for day in ("2025-03-04", "2025-03-05"):
        version = ARTICLES[0] | {"published": day, "text": f"{ARTICLES[0]['text']} This was written on {day}."}
        (tmp_path / f"{day}.jsonl").write_text(json.dumps(version))

    lines = dateline("index", tmp_path).stdout.splitlines()

    assert lines[0].startswith("1 added, 0 updated, 0 unchanged, 0 removed, 0 skipped")
    assert lines[1] == "1 older version kept as history"
    assert len(lines) == 3
    assert "2025-03-04.jsonl" in lines[2]
    assert f"an older version of {ARTICLES[0]['url']}; the newer one is" in lines[2]


def test_an_older_version_alone_is_read_and_kept_and_no_failure(dateline: Dateline, tmp_path: Path) -> None:
    for day in ("2025-03-05", "2025-03-04"):
        version = ARTICLES[0] | {"published": day, "text": f"{ARTICLES[0]['text']} This was written on {day}."}
        (tmp_path / f"{day}.jsonl").write_text(json.dumps(version))

    dateline("index", tmp_path / "2025-03-05.jsonl")

    assert dateline("index", tmp_path / "2025-03-04.jsonl").exit_code == 0


def test_what_is_skipped_is_named_with_its_folder(dateline: Dateline, folder: Path, tmp_path: Path) -> None:
    for place in ("north", "south"):
        (tmp_path / "desk" / place).mkdir(parents=True)
        (tmp_path / "desk" / place / "notes.txt").write_text("")
        (tmp_path / "desk" / place / "list.json").write_text("[]")

    told = dateline("index", folder, "desk").stdout

    for name in ("north/list.json: there is no article in it.", "south/list.json: there", "south/notes.txt: "):
        assert f"\n  desk/{name}" in told
    assert "4 skipped" in told


def test_an_address_that_is_not_fetched_is_named_and_the_rest_goes_on(dateline: Dateline, folder: Path) -> None:
    both = dateline("index", folder, "ftp://wire.example/a.txt")
    alone = dateline("index", "file:///tmp/a.txt")

    assert (both.exit_code, alone.exit_code) == (0, 1)
    assert both.stdout.startswith("2 added")
    for told, name in ((both.stdout, "ftp://wire.example/a.txt"), (alone.stdout, "file:///tmp/a.txt")):
        assert f"{name}: only http:// and https:// addresses are fetched. Save it, and index the file." in told


def test_what_ends_a_command_is_an_event_too(dateline: Dateline, folder: Path) -> None:
    dateline("index", folder)

    refused = dateline("--set", "chunk_words=40", "index", folder, "--json")

    assert refused.exit_code == 2
    event = json.loads(refused.stdout)
    assert event["event"] == "error"
    assert "--rebuild" in event["message"]


def test_progress_tells_reading_and_storing_apart(
    dateline: Dateline, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = StringIO()
    monkeypatch.setattr("ui.progress.progress_console", lambda: Console(file=shown, force_terminal=True, width=100))

    dateline("index", folder)

    reading, storing = shown.getvalue().find("Reading"), shown.getvalue().find("Storing")
    assert 0 <= reading < storing
    assert re.search(r"100%  2 articles  [\d.]+/s", shown.getvalue()[storing:])


def test_progress_as_json_is_an_object_a_line(
    dateline: Dateline, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.pipeline._BEAT_S", 600.0)
    (tmp_path / "photo.xyz").write_bytes(b"\x00\x01")

    result = dateline("index", folder, tmp_path / "photo.xyz", "--json")

    events = [json.loads(each) for each in result.stdout.splitlines()]
    assert [event["event"] for event in events] == ["progress", "skipped", "done"]
    assert events[0].keys() == {
        *("event", "articles", "done_bytes", "total_bytes", "source", "seconds", "articles_per_second", "seconds_left")
    }
    assert events[0]["done_bytes"] == events[0]["total_bytes"] == (folder / "news.jsonl").stat().st_size
    assert events[1]["source"] == str(tmp_path / "photo.xyz") and "not read" in events[1]["reason"]
    assert {key: events[2][key] for key in ("added", "unchanged", "skipped", "older")} == {
        "added": 2,
        "unchanged": 0,
        "skipped": 1,
        "older": 0,
    }


def test_progress_in_a_pipe_is_a_line_now_and_then(
    dateline: Dateline, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.pipeline._BEAT_S", 600.0)
    monkeypatch.setattr("ui.progress._LINE_EVERY_S", 0.0)

    result = dateline("index", folder)

    assert re.fullmatch(r"2 articles, 100% done, [\d.]+ a second\n", result.stderr)
    assert result.stdout.startswith("2 added")


def test_the_time_left_is_told_from_what_is_read() -> None:
    assert pace(Progress(25, 100, 50, "a.jsonl"), 10.0) == (10.0, 5.0, 30.0)
    assert pace(Progress(0, 100, 0, ""), 0.0) == (0.0, 0.0, None)
    assert pace(Progress(100, 100, 5, "a.jsonl"), 1.0).left is None


def test_an_interrupted_index_says_in_a_line_how_to_go_on(
    dateline: Dateline, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("index.pipeline.Pipeline.flush", stop)
    stopped, as_json = dateline("index", folder), dateline("index", folder, "--json")
    monkeypatch.undo()

    assert stopped.exit_code == 130
    assert stopped.stderr == (
        "dateline: interrupted. 0 articles are stored and stay; the same command goes on from there.\n"
    )
    assert json.loads(as_json.stdout.splitlines()[-1]) == {"event": "interrupted", "articles": 0}


def test_index_of_nothing_fails_and_says_why(dateline: Dateline) -> None:
    result = dateline("index", "nowhere")

    assert result.exit_code == 1
    assert "nowhere: does not exist. Check the path." in result.stdout


def test_index_of_a_folder_without_articles_fails_and_says_what_is_read(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    result = dateline("index", "empty")

    assert result.exit_code == 1
    assert "No articles in empty. Files with these endings are read: .txt .md" in result.stdout


def test_rebuild_makes_the_index_anew_after_a_change_of_its_settings(dateline: Dateline, folder: Path) -> None:
    dateline("index", folder)

    refused = dateline("--set", "chunk_words=40", "index", folder)
    rebuilt = dateline("--set", "chunk_words=40", "index", folder, "--rebuild")
    again = dateline("--set", "chunk_words=40", "index", "--rebuild")
    asked = dateline("--set", "chunk_words=40", "ask", "Who is the director of the Orwick ferry?")

    assert refused.exit_code == 2
    assert "--rebuild" in refused.stderr
    assert (rebuilt.exit_code, again.exit_code, asked.exit_code) == (0, 0, 0), rebuilt.output
    assert rebuilt.stdout.startswith("Rebuilt the index of 2 articles.\n0 added")
    assert again.stdout == "Nothing to rebuild: the index was made with these settings.\n"
    assert "Ida Strand" in " ".join(asked.stdout.split())


def test_an_interrupted_rebuild_is_finished_by_the_repair(
    dateline: Dateline, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dateline("index", folder)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("index.check._rewrite", stop)
        stopped = dateline("--set", "chunk_words=40", "index", "--rebuild")
    asked, checked = dateline("ask", "Who is the director of the Orwick ferry?"), dateline("check")
    repaired = dateline("check", "--repair")

    assert (stopped.exit_code, asked.exit_code, checked.exit_code, repaired.exit_code) == (130, 2, 2, 0)
    assert "is half made: a rebuild was interrupted. No article is lost; finish it with" in " ".join(
        asked.stderr.split()
    )
    assert repaired.stdout == "Finished the rebuild: the index of 2 articles is made anew.\nEverything is in order.\n"
    assert "Ida Strand" in dateline("ask", "Who is the director of the Orwick ferry?").stdout


def test_prune_spares_a_folder_in_which_nothing_is_any_more(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    file = tmp_path / "news" / "all.jsonl"
    file.write_text("\n".join(map(json.dumps, ARTICLES)))
    dateline("index", "news")
    file.unlink()

    told = dateline("index", "news", "--prune").stdout

    assert "0 removed" in told
    assert f"{tmp_path / 'news'}: holds no files any more, so that the 2 articles read from there stay." in told


def test_prune_removes_articles_whose_file_is_gone(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for number, article in enumerate(ARTICLES):
        (tmp_path / "news" / f"{number}.jsonl").write_text(json.dumps(article))
    dateline("index", "news")
    (tmp_path / "news" / "1.jsonl").unlink()

    assert "0 removed" in dateline("index", "news").stdout
    assert "1 removed" in dateline("index", "news", "--prune").stdout


def test_ask_shows_the_answer_with_its_source(dateline: Dateline, indexed: Path) -> None:
    result = dateline("ask", "How long will the Marlow bridge be closed?", home=indexed)

    assert result.exit_code == 0
    assert "eight months" in result.stdout
    assert "[1]" in result.stdout
    assert "Fenland Post, 4 March 2025" in result.stdout


def test_a_refusal_is_an_answer(dateline: Dateline, indexed: Path) -> None:
    result = dateline("ask", "Who won the chess championship in Reykjavik?", "--json", home=indexed)

    assert result.exit_code == 0
    assert json.loads(result.stdout)["status"] == "refused"


def test_a_question_that_is_not_utf8_is_asked_all_the_same(dateline: Dateline, indexed: Path) -> None:
    question = "How long will the Marlow bridge be closed\udcff?"

    as_json = dateline("ask", question, "--json", home=indexed)
    as_text = dateline("ask", question, home=indexed)

    assert (as_json.exit_code, as_text.exit_code) == (0, 0)
    assert json.loads(as_json.stdout)["question"] == "How long will the Marlow bridge be closed??"


def test_ask_keeps_to_dates_and_publishers(dateline: Dateline, indexed: Path) -> None:
    question = ("ask", "How long will the Marlow bridge be closed?", "--json")

    for limit in (["--as-of", "2025-01-01"], ["--since", "2025-04-01"], ["--publisher", "estuary times"]):
        assert json.loads(dateline(*question, *limit, home=indexed).stdout)["status"] == "refused"
    assert json.loads(dateline(*question, "--until", "2025-03-31", home=indexed).stdout)["status"] == "answered"


def test_what_is_wrong_on_the_command_line_costs_one_message(dateline: Dateline, indexed: Path) -> None:
    for args, message in [
        (("ask",), "give a question"),
        (("ask", " "), "the question is empty"),
        (("ask", "Why?", "--out", "answers.jsonl"), "it takes the answers of --batch"),
        (("ask", "Why?", "--since", "2025-13-40"), "'2025-13-40' is not a date"),
        (("ask", "Why?", "--since", "2025-02-01", "--until", "2025-01-01"), "lies after"),
        (("ask", "Why?", "--publisher", "Nobody"), "No article is by 'Nobody'"),
        (("ask", "Why?", "--model", "nonsense"), "nonsense"),
        (("ask", "--batch", "missing.jsonl"), "missing.jsonl: No such file"),
        (("--set", "passages", "articles"), "'passages' is not NAME=VALUE"),
        (("--set", "passages=0", "articles"), "'passages' is '0'; 1 or more is expected."),
        (("--set", "temperature=warm", "articles"), "'temperature' is 'warm'; a number is expected."),
        (("articles", "show", "abc"), "no article 'abc'"),
        (("articles", "remove", "abc"), "no article 'abc'"),
        (("eval", "nonsense"), "no packaged suite 'nonsense'"),
    ]:
        result = dateline(*args, home=indexed)
        assert result.exit_code == 2, args
        assert message in " ".join(result.stderr.split()), args
        assert "Traceback" not in result.output


def test_asking_before_indexing_says_what_to_do(dateline: Dateline, tmp_path: Path) -> None:
    result = dateline("ask", "Why?")

    assert result.exit_code == 2
    assert result.stderr.startswith("dateline: ")
    assert "dateline index PATH" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / ".dateline").exists()


def test_a_batch_is_answered_into_a_file(dateline: Dateline, indexed: Path, tmp_path: Path) -> None:
    lines = [{"id": 1, "question": "Who is the director of the Orwick ferry?"}, {"id": 2, "question": 3}]
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, lines)))

    written = dateline("ask", "--batch", "questions.jsonl", "--out", "answers.jsonl", home=indexed)
    printed = dateline("ask", "--batch", "questions.jsonl", "--retrieve-only", "--top", "1", home=indexed)
    clash = dateline("ask", "--batch", "questions.jsonl", "--out", "questions.jsonl", home=indexed)

    assert (written.exit_code, printed.exit_code, clash.exit_code) == (0, 0, 2)
    answers = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(answer["id"], answer["status"]) for answer in answers] == [(1, "answered"), (2, "error")]
    assert "Ida Strand" in answers[0]["answer"]
    found = json.loads(printed.stdout.splitlines()[0])
    assert (found["answer"], len(found["passages"])) == ("", 1)
    assert (tmp_path / "questions.jsonl").read_text().startswith('{"id": 1')


def test_each_line_of_a_batch_that_fails_is_named_on_stderr(dateline: Dateline, indexed: Path, tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_text('{"id": 1, "question": "Who is Ida Strand?"}\n{"id": 2, "as_of": "soon"}\n{no')
    (tmp_path / "binary.jsonl").write_bytes(b"\x00\xff\n" * 23)
    (tmp_path / "empty.jsonl").touch()

    some = dateline("ask", "--batch", "some.jsonl", "--out", "answers.jsonl", home=indexed)
    strict = dateline("ask", "--batch", "some.jsonl", "--strict", home=indexed)
    binary = dateline("ask", "--batch", "binary.jsonl", home=indexed)
    empty = dateline("ask", "--batch", "empty.jsonl", home=indexed)

    assert [result.exit_code for result in (some, strict, binary, empty)] == [0, 1, 1, 1]
    assert some.stderr.splitlines() == [
        'some.jsonl, line 2: question is missing; as_of is "soon"; a date such as 2025-10-14 is expected.',
        "some.jsonl, line 3: it is not JSON (key must be a string at column 2). "
        'A line is {"id": 1, "question": "..."}.',
        "3 lines: 1 answered, 0 refused, 2 failed. The answers are in answers.jsonl.",
    ]
    assert binary.stderr.count("it is not JSON") == 20
    assert binary.stderr.endswith("and 3 more\n")
    assert empty.stderr == "There is no question in empty.jsonl.\n"


def test_index_may_be_strict_about_what_is_skipped(dateline: Dateline, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "photo.xyz").touch()

    assert dateline("index", folder, tmp_path / "photo.xyz").exit_code == 0
    assert dateline("index", folder, tmp_path / "photo.xyz", "--strict").exit_code == 1
    assert dateline("index", folder, "--strict").exit_code == 0


def test_a_home_that_is_a_file_is_called_one(dateline: Dateline, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for command in (("ask", "Why?"), ("index", folder), ("articles",)):
        result = dateline(*command, home=tmp_path / "file")
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
        assert "is a file, and a folder is needed" in result.stderr


def test_a_server_for_the_built_in_answerer_is_said_to_be_of_no_use(dateline: Dateline, indexed: Path) -> None:
    result = dateline("ask", "Who is Ida Strand?", "--base-url", "http://127.0.0.1:9/v1", home=indexed)

    assert result.exit_code == 0
    assert "base_url is not used" in result.stderr


def test_an_article_with_its_history_is_shown_a_thing_a_line(dateline: Dateline, tmp_path: Path) -> None:
    for number, fields in enumerate(
        ({}, {"updated": "2025-03-05", "correction": "Correction: There are three piers."})
    ):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(ARTICLES[0] | fields))
        dateline("index", f"{number}.jsonl")
    article_id = dateline("articles", "list").stdout.split("\t")[0]

    lines = dateline("articles", "show", article_id, "--history").stdout.splitlines()

    assert "Corrected: There are three piers." in lines
    assert lines.count(str(ARTICLES[0]["url"])) == 2
    assert [line.rpartition("/")[2] for line in lines if ".jsonl" in line] == ["1.jsonl#1", "0.jsonl#1"]


def test_retrieve_only_shows_passages(dateline: Dateline, indexed: Path) -> None:
    result = dateline("ask", "How many people took the Orwick ferry?", "--retrieve-only", home=indexed)

    assert result.stdout.startswith("1. Ferry carries record crowds (Estuary Times, 10 April 2025)")


def test_articles_shows_lists_and_removes(dateline: Dateline, folder: Path) -> None:
    dateline("index", folder)

    overview = dateline("articles").stdout
    listed = dateline("articles", "list", "--publisher", "Fenland Post").stdout.splitlines()
    article_id = listed[0].split("\t")[0]
    shown = dateline("articles", "show", article_id).stdout
    refused = dateline("articles", "remove", article_id, "unknown")
    removed = dateline("articles", "remove", article_id).stdout

    assert "2 articles" in overview
    assert "Estuary Times" in overview
    assert [line.split("\t")[1:] for line in listed] == [
        ["2025-03-04", "en", "Fenland Post", "Marlow bridge closes for eight months"]
    ]
    assert "Engineers found cracks in two of its piers." in shown
    assert "Language: en" in shown
    none = dateline("articles", "list", "--since", "2030-01-01")
    assert (none.stdout, none.stderr) == ("", "No article passes these filters.\n")
    assert (refused.exit_code, removed) == (2, "1 removed\n")
    assert "1 article," in dateline("articles").stdout


def test_articles_counts_what_the_collection_holds(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Lärm am Hafen\n\nDer Hafen wurde am Dienstag nach drei Wochen wieder geöffnet.")
    text = "The ferry to Orwick ran again on Friday after three weeks of storms. Two hundred people were on board."
    rows = [{"text": text, "publisher": name, "published": day} for name, day in (("A", "2025-01-02"), ("B", ""))]
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)))
    dateline("index", "a.txt", "b.jsonl")

    numbers = json.loads(dateline("articles", "--json").stdout)
    shown = dateline("articles").stdout

    assert numbers == {
        "articles": 3,
        "stories": 2,
        "copies": 1,
        "chunks": 3,
        "undated": 2,
        "first": "2025-01-02",
        "last": "2025-01-02",
        "publishers": {"A": 1, "B": 1},
        "languages": {"en": 2, "de": 1},
        "sources": {".jsonl": 2, ".txt": 1},
    }
    assert shown.startswith(
        "3 articles, 2 stories, 1 copy of other articles\nPublished 2 January 2025 to 2 January 2025"
    )
    assert "        2  en\n        1  de\n" in shown


def test_check_finds_a_sound_collection_in_order(dateline: Dateline, indexed: Path) -> None:
    assert dateline("check", home=indexed).exit_code == 0
    assert dateline("check", "--repair", home=indexed).exit_code == 0


def test_a_damaged_catalog_names_the_repair_and_the_repair_says_what_was_saved(
    dateline: Dateline, indexed: Path, tmp_path: Path
) -> None:
    home = tmp_path / "damaged"
    shutil.copytree(indexed, home)
    with closing(sqlite3.connect(home / "catalog.sqlite")) as catalog:
        (page,) = catalog.execute("SELECT rootpage FROM sqlite_master WHERE name = 'bands'").fetchone()
    with (home / "catalog.sqlite").open("r+b") as file:
        file.seek(4096 * (page - 1))
        file.write(b"damage! " * 512)
    found = dateline("check", home=home)
    assert found.exit_code == 1 and "dateline check --repair" in found.stdout
    mended = dateline("check", "--repair", home=home)
    assert mended.exit_code == 0, mended.output
    assert "The catalog was damaged: 2 articles of it saved. The damaged file is kept as" in mended.stdout
    assert "2 articles" in dateline("articles", home=home).stdout
    assert dateline("check", home=home).exit_code == 0


def test_global_options_may_stand_after_the_command(dateline: Dateline, indexed: Path) -> None:
    assert "2 articles" in dateline("articles", "--home", indexed).stdout
    assert global_options_first(["ask", "Why?", "--model=a:b", "--json", "--home", "x", "--", "--model"]) == [
        *("--model=a:b", "--home", "x"),
        *("ask", "Why?", "--json", "--", "--model"),
    ]


def test_terminal_codes_in_an_article_do_not_reach_the_terminal(dateline: Dateline, tmp_path: Path) -> None:
    evil = {"title": "Evil \x1b[31m\x1b]0;title\x07", "text": "The red mill burned down \x1b[2Jon Friday in Tarn."}
    (tmp_path / "evil.jsonl").write_text(json.dumps(evil))
    article_id = ""

    outputs = [dateline("index", "evil.jsonl").output, dateline("articles", "list").output]
    article_id = outputs[-1].split("\t")[0]
    outputs.append(dateline("articles", "show", article_id).output)
    outputs.append(dateline("ask", "When did the red mill in Tarn burn down?").output)
    outputs.append(dateline("ask", "When did the red mill in Tarn burn down?", "--retrieve-only").output)

    assert all("\x1b" not in output and "\x07" not in output for output in outputs)


def test_interrupting_ends_with_130_and_one_line(
    dateline: Dateline, indexed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.commands.articles.open_library", interrupted)

    result = dateline("articles", home=indexed)

    assert (result.exit_code, result.stderr) == (130, "dateline: interrupted\n")


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "ui", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "articles" in done.stdout
    assert done.stderr == ""
