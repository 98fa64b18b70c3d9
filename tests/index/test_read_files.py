"""Reading files: text, Markdown and pages become articles; what cannot be read is named."""

from __future__ import annotations

import inspect
import json
import os
import socket
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from index.article import Article, canonical_url, make_article_id
from index.read import Skipped, discover, read_path
from index.settings import IndexSettings

TEXT = "The harbour of Seaford reopened on Tuesday. Ships returned within the hour, officials said."
PAGE = f"""<!doctype html><html><head><title>Harbour reopens | The Daily Lark</title>
<meta property="og:site_name" content="The Daily Lark"><meta name="author" content="Ann Lee; Bob Day">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<meta property="article:modified_time" content="2024-03-06T10:00:00Z">
<meta property="article:section" content="World">
<link rel="canonical" href="https://lark.example/harbour"><script>var hidden = "do as I say";</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Harbour reopens</h1><p>{TEXT} Fish &amp; chips cost &lt;b&gt;5.</p>
<script>alert("do as I say")</script><p>The storm had closed it for three days, and it cost 2.5 million crowns.</p>
<ul><li>The bridge stays closed</li></ul></article><footer>© 2024 The Daily Lark</footer></body></html>"""


def read(path: Path, content: str | bytes, settings: IndexSettings | None = None) -> list[Article | Skipped]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_path(path, settings or IndexSettings()))


def read_one(path: Path, content: str | bytes, settings: IndexSettings | None = None) -> Article:
    (article,) = read(path, content, settings)
    assert isinstance(article, Article), article
    return article


def skip_reason(path: Path, content: str | bytes, settings: IndexSettings | None = None) -> str:
    (skipped,) = read(path, content, settings)
    assert isinstance(skipped, Skipped), skipped
    assert skipped.source == str(path.resolve())
    return skipped.reason


def test_the_short_first_line_of_a_text_file_is_its_title(tmp_path: Path) -> None:
    article = read_one(tmp_path / "a.txt", f"Harbour reopens\n\n{TEXT}")
    assert (article.title, article.text) == ("Harbour reopens", TEXT)
    assert article.source == str((tmp_path / "a.txt").resolve())
    assert article.article_id == make_article_id(None, article.source)


def test_a_text_without_a_headline_is_titled_by_its_first_sentence(tmp_path: Path) -> None:
    assert read_one(tmp_path / "a.txt", TEXT).title == "The harbour of Seaford reopened on Tuesday."
    article = read_one(tmp_path / "b.txt", f"{'The mayor of the old town ' * 8}left. {TEXT}")
    assert article.title.startswith("The mayor of the old town")
    assert article.title.endswith("…")
    assert len(article.title) <= 90
    assert article.text.endswith(TEXT)


def test_an_article_is_dated_by_its_dateline_never_by_its_file(tmp_path: Path) -> None:
    article = read_one(tmp_path / "a.txt", f"Monday, October 4, 2021\n\nHarbour reopens\n\n{TEXT}")
    assert (article.published, article.title) == (date(2021, 10, 4), "Harbour reopens")
    assert read_one(tmp_path / "b.txt", TEXT).published is None


def test_lines_wrapped_at_a_fixed_width_are_joined_and_lists_are_not(tmp_path: Path) -> None:
    wrapped = (
        "The harbour of Seaford reopened on Tuesday after three days in which\n"
        "no ship could enter, because a storm had moved the sand banks at its\n"
        "mouth, officials said on the evening of the same day."
    )
    listed = "\n".join(f"- item {number} of a list that is as long as the other items of it" for number in range(4))
    text = read_one(tmp_path / "a.txt", f"{wrapped}\n\n{listed}").text
    assert text == f"{wrapped.replace(chr(10), ' ')}\n\n{listed}"


def test_invisible_characters_are_removed_and_text_is_normalised(tmp_path: Path) -> None:
    hidden = "\u200b\u202e\u2066\ufeff\x00\x07\U000e0041"
    dirty = f"Cafe\u0301 news{hidden} of\u00a0the day\r\n\r\n\r\n\r\n{TEXT}\u2028End of it."
    article = read_one(tmp_path / "a.md", dirty.replace("\x00", ""))
    assert article.title == "Café news of the day"
    assert not set(hidden) & set(article.text)
    text = read_one(tmp_path / "a.txt", f"Title here\r\n\r\n\r\n\r\n{TEXT}\u2028End\u00a0 of  it.").text
    assert text == f"{TEXT}\nEnd of it."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "latin-1", "utf-8"])
def test_the_encoding_of_a_file_is_found(tmp_path: Path, encoding: str) -> None:
    text = "The café in Zürich reopened on Tuesday, said José, who was glad. It had closed in May."
    assert read_one(tmp_path / "a.txt", text.encode(encoding)).text == text


def test_markdown_becomes_plain_text(tmp_path: Path) -> None:
    markdown = f"""# Harbour *reopens*

The **harbour** of [Seaford](https://lark.example) reopened on
Tuesday & `now`. ![a ship](https://lark.example/ship.png)

- one <b>thing</b>
- another

| day | ships |
|-----|-------|
| Mon | 4 |

> {TEXT}

<script>alert("do as I say")</script>
"""
    article = read_one(tmp_path / "a.md", markdown)
    assert article.title == "Harbour reopens"
    assert article.text == (
        f"The harbour of Seaford reopened on Tuesday & now.\n\n- one thing\n- another\n\nday | ships\nMon | 4\n\n{TEXT}"
    )


def test_front_matter_gives_the_fields(tmp_path: Path) -> None:
    front = (
        "---\r\ntitle: Harbour reopens\nDate: 2024-03-05\nupdated: null\nauthors: [Ann Lee, Bob Day]\nsource: Lark\n"
        "url: https://lark.example/harbour\nsection: World\ntags: harbour, storm\n---\n"
    )
    article = read_one(tmp_path / "a.markdown", f"{front}# Harbour reopens\n\n{TEXT}")
    assert (article.title, article.text, article.publisher) == ("Harbour reopens", TEXT, "Lark")
    assert (article.published, article.updated, article.section) == (date(2024, 3, 5), None, "World")
    assert (article.authors, article.tags) == (("Ann Lee", "Bob Day"), ("harbour", "storm"))
    assert article.article_id == make_article_id("https://lark.example/harbour", "")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "http://[bad", "lark", "https://", "http://a b"]
)
def test_only_web_addresses_are_kept(tmp_path: Path, url: str) -> None:
    article = read_one(tmp_path / "a.md", f"---\nurl: '{url}'\n---\n{TEXT}")
    assert article.url is None
    assert article.article_id == make_article_id(None, article.source)


def test_broken_front_matter_is_named_with_its_line(tmp_path: Path) -> None:
    reason = skip_reason(tmp_path / "a.md", f"---\ntitle: x\ntags: [a\n---\n{TEXT}")
    assert reason.startswith("a.md, line 4: the front matter is not valid YAML")
    reason = skip_reason(tmp_path / "b.md", f"---\ndate: 2025-13-40\n---\n{TEXT}")
    assert reason == "b.md: 'date' is '2025-13-40', not a date. Write it as YYYY-MM-DD or remove the field."
    assert "front matter" in skip_reason(tmp_path / "c.md", f"---\n{'[' * 600}\n---\n{TEXT}")


def test_aliases_in_front_matter_are_refused_before_they_grow(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 10))
    started = time.process_time()
    reason = skip_reason(tmp_path / "a.md", f"---\nl0: &l0 [x]\n{levels}tags: *l9\n---\n{TEXT}")
    assert reason == "a.md, line 3: the front matter has an alias (*name), which is not read. Write its value out."
    assert time.process_time() - started < 5


def test_a_value_of_the_wrong_kind_is_shown_in_short(tmp_path: Path) -> None:
    reason = skip_reason(tmp_path / "a.md", f"---\ntags: [{'[x, y], ' * 5000}]\n---\n{TEXT}")
    assert reason.startswith("a.md: 'tags' is [['x', 'y'], ['x', 'y'],") and len(reason) < 160


@pytest.mark.parametrize("markup", ["<!-- ", "<script ", "<style\n\n", "<b", "word <!-- a ", "</script  "])
def test_markup_that_is_never_closed_is_read_in_linear_time(tmp_path: Path, markup: str) -> None:
    started = time.process_time()
    read(tmp_path / "a.md", f"{TEXT}\n\n{markup * (400_000 // len(markup))}")
    assert time.process_time() - started < 10


def test_scripts_and_comments_are_cut_to_their_own_ends(tmp_path: Path) -> None:
    hidden = "<!-- <script> --><SCRIPT>a <!-- b</script ><style>c</STYLE>"
    assert read_one(tmp_path / "a.md", f"{TEXT} {hidden}It rained.").text == f"{TEXT} It rained."


def test_prose_between_two_rules_is_no_front_matter(tmp_path: Path) -> None:
    assert TEXT in read_one(tmp_path / "a.md", f"---\n\n{TEXT}\n\n---\n\nThe end.").text


def test_a_page_gives_its_article_and_metadata_without_scripts_or_navigation(tmp_path: Path) -> None:
    article = read_one(tmp_path / "a.html", PAGE)
    assert (article.title, article.publisher, article.section) == ("Harbour reopens", "The Daily Lark", "World")
    assert article.authors == ("Ann Lee", "Bob Day")
    assert (article.published, article.updated) == (date(2024, 3, 5), date(2024, 3, 6))
    assert article.url == "https://lark.example/harbour"
    assert article.text.startswith(f"{TEXT} Fish & chips cost <b>5.\n")
    assert "- The bridge stays closed" in article.text
    for gone in ("do as I say", "Home", "©", "Harbour reopens"):
        assert gone not in article.text


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<", "<!-- nothing -->", "<div>" * 3000, "\n \n"])
def test_a_page_without_an_article_is_skipped(tmp_path: Path, page: str) -> None:
    assert "no article text" in skip_reason(tmp_path / "a.html", page)


def test_what_is_no_article_costs_one_clear_message(tmp_path: Path) -> None:
    assert skip_reason(tmp_path / "a.txt", bytes(range(256)) * 40).startswith("a.txt: binary data, not text.")
    assert skip_reason(tmp_path / "b.txt", b"%PDF-1.7 more").startswith("b.txt: binary data, not text.")
    assert skip_reason(tmp_path / "c.txt", "") == "c.txt: the file is empty. Remove it or save it again."
    assert skip_reason(tmp_path / "d.txt", "Hi.").startswith("d.txt: no article text")
    assert skip_reason(tmp_path / "e.txt", "Share\n\nSubscribe now\n\nLeave a comment").startswith(
        "e.txt: no article text"
    )
    large = skip_reason(tmp_path / "f.txt", TEXT * 20_000, IndexSettings(max_file_mb=1))
    assert large == "f.txt: 2 MB, above the limit of 1 MB. Split it or raise max_file_mb."


def test_a_text_too_long_for_an_article_is_named_whatever_its_format(tmp_path: Path) -> None:
    settings = IndexSettings(max_article_mb=1)
    reason = (
        "of text, above the limit of 1 MB for an article. Where it holds several, give each a file or a record of its"
    )
    long = TEXT * 15_000
    page = f"<html><body><article><h1>Harbour</h1><p>{long}</p></article></body></html>"
    record = json.dumps({"title": "Harbour", "text": long})
    for name, content in (("a.txt", long), ("b.md", long), ("c.html", page)):
        assert reason in skip_reason(tmp_path / name, content, settings)
    (tmp_path / "e.jsonl").write_text(f"{record}\n{json.dumps({'title': 'Harbour', 'text': TEXT})}\n")
    skipped, article = read_path(tmp_path / "e.jsonl", settings)
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith("e.jsonl, line 1: ")
    assert isinstance(article, Article)


def test_images_in_a_page_and_characters_of_several_bytes_do_not_make_an_article_long(tmp_path: Path) -> None:
    settings = IndexSettings(max_article_mb=1)
    image = f'<img src="data:image/png;base64,{"QUJD" * 400_000}">'
    page = f"<html><body><article><h1>Harbour</h1><p>{TEXT * 3}</p>{image}</article></body></html>"
    assert isinstance(read_one(tmp_path / "a.html", page, settings), Article)
    greek = "Το λιμάνι άνοιξε ξανά την Τρίτη, είπαν οι αρχές, και τα πλοία γύρισαν. " * 10_000
    assert len(greek) < 1_000_000 < len(greek.encode())
    assert len(read_one(tmp_path / "b.txt", greek, settings).text) > 600_000


def test_a_parser_that_fails_costs_one_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(markdown: str) -> str:
        raise KeyError(markdown[:4])

    monkeypatch.setattr("index.read.markdown.markdown_text", broken)
    assert (
        skip_reason(tmp_path / "a.md", TEXT)
        == "a.md: reading it failed (KeyError: 'The '). Save it again, or its text."
    )


def test_names_that_are_no_text_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    for name in (b"caf\xe9.txt", b"d\xff/in.txt"):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        try:
            path.parent.mkdir(exist_ok=True)
            path.write_text(TEXT)
        except OSError:
            pytest.skip("file names here have to be UTF-8")
    (tmp_path / "good.txt").write_text(TEXT)
    *skipped, good = sorted(discover([tmp_path]), key=lambda item: isinstance(item, Path))
    assert good == tmp_path / "good.txt"
    names = [f"{tmp_path}/caf\\xe9.txt", f"{tmp_path}/d\\xff"]
    assert [item.source for item in skipped if isinstance(item, Skipped)] == names
    assert [item.reason for item in skipped if isinstance(item, Skipped)] == [
        f"{name}: its name is not valid UTF-8, so no source can name it. Rename it." for name in names
    ]


def test_a_file_that_cannot_be_opened_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "a.jsonl", "a.csv"):
        (tmp_path / name).write_text(TEXT)

    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    for name in ("a.txt", "a.jsonl", "a.csv"):
        (skipped,) = read_path(tmp_path / name, IndexSettings())
        assert isinstance(skipped, Skipped)
        assert skipped.reason.startswith(f"{name}: cannot be opened (Permission denied)")
    (missing,) = read_path(tmp_path / "missing.txt", IndexSettings())
    assert isinstance(missing, Skipped) and missing.reason.startswith("missing.txt: no such file")


def test_ten_megabytes_are_read_in_reasonable_time(tmp_path: Path) -> None:
    paragraph = "The harbour of Seaford reopened on Tuesday, officials said, and ships returned. " * 10
    started = time.process_time()
    article = read_one(tmp_path / "a.txt", f"Harbour reopens\n\n{paragraph}\n\n" * 12_500)
    assert len(article.text) > 9_000_000
    assert read_one(tmp_path / "b.txt", paragraph * 12_500).title.startswith("The harbour")
    assert time.process_time() - started < 60


def test_what_is_behind_a_link_is_named_under_the_links_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    for name in ("a.txt", "b.jpg", "c.jsonl", "d.txt"):
        (tmp_path / "real" / name).write_text(TEXT if name == "a.txt" else "")
    (tmp_path / "real" / "c.jsonl").write_text("{}\n")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    found = list(discover([link, link / "none"]))
    read_there = [item for path in found if isinstance(path, Path) for item in read_path(path, IndexSettings())]
    sources = [item.source for item in (*found, *read_there) if not isinstance(item, Path)]
    assert sources == [str(link / name) for name in ("b.jpg", "none", "a.txt", "c.jsonl#1", "d.txt")]
    direct = read_one(tmp_path / "real" / "a.txt", TEXT)
    assert isinstance(read_there[0], Article) and read_there[0].article_id == direct.article_id


def test_what_is_no_regular_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(tmp_path / "b.txt"))
        (tmp_path / "c.txt").symlink_to("/dev/zero")
        (tmp_path / "d.txt").symlink_to(tmp_path / "e.txt")
        (tmp_path / "e.txt").symlink_to(tmp_path / "d.txt")
        found = [item.reason if isinstance(item, Skipped) else item for item in discover([tmp_path])]
        direct = [item for name in "abc" for item in read_path(tmp_path / f"{name}.txt", IndexSettings())]
    assert found[:3] == [f"{name}.txt: not a regular file. Give a file or a folder." for name in "abc"]
    assert all(isinstance(reason, str) for reason in found[3:])
    assert [isinstance(item, Skipped) for item in direct] == [True] * 3


def test_folders_may_lie_deeper_than_calls(tmp_path: Path) -> None:
    deepest = tmp_path
    for _ in range(120):
        deepest /= "f"
        deepest.mkdir()
    (deepest / "z.txt").write_text(TEXT)
    depth = len(inspect.stack(context=0))
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(depth + 100)
        found = list(discover([tmp_path]))
    finally:
        sys.setrecursionlimit(limit)
    assert found == [deepest / "z.txt"]


def test_folders_are_walked_in_order_each_file_once(tmp_path: Path) -> None:
    for name in ("b/z.txt", "b/a.md", "a.HTML", ".hidden.txt", "b/.git/x.txt", "photo.jpg", "README"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = list(discover([tmp_path, tmp_path / "b", tmp_path / "missing"]))
    files = [item.relative_to(tmp_path).as_posix() for item in found if isinstance(item, Path)]
    assert files == ["a.HTML", "b/a.md", "b/z.txt"]
    reasons = " ".join(item.reason for item in found if isinstance(item, Skipped))
    assert "README: files without an ending are not read." in reasons
    assert "photo.jpg: .jpg files are not read. Supported: .txt .md" in reasons
    assert f"{tmp_path / 'missing'}: does not exist." in reasons
    assert "gone.txt: a link to what is not there." in reasons
    assert len(found) == 7


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a",
        "http://news.example/a/",
        "HTTPS://News.Example:443/a#top",
        "http://news.example:80/a?utm_source=x",
    ],
)
def test_one_page_has_one_address(url: str) -> None:
    assert canonical_url(url) == "https://news.example/a"


def test_another_port_is_another_site() -> None:
    assert canonical_url("https://news.example:8443/a") == "https://news.example:8443/a"
