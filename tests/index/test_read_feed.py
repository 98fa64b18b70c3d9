"""Reading feeds: entries with their whole text become articles; summaries are named as such."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from index.article import Article, make_article_id
from index.read import Skipped
from tests.index.reading import TEXT, articles, read, read_one, reasons, skip_reason

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Lark</title><link>https://lark.example/</link><description>News</description>
{items}</channel></rss>"""
ITEM = f"""<item><title>Caf&#233; &amp; harbour reopen</title><link>https://lark.example/1?utm_source=rss</link>
<guid isPermaLink="false">lark-1</guid><pubDate>Tue, 05 Mar 2024 23:30:00 -0800</pubDate>
<dc:creator>Ann Lee</dc:creator><category>Ports</category><category>World</category>
<description>The harbour is open.</description>
<content:encoded><![CDATA[<p>{TEXT}</p><script>alert(1)</script><ul><li>Fish &amp; chips</li></ul>
<img src="https://lark.example/x.png" onerror="alert(2)">]]></content:encoded></item>"""
SUMMARY = """<item><title>Only told in short</title><link>https://lark.example/2</link>
<description>The bridge stays closed.</description></item>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Lark</title>
<entry><title type="html">Harbour &lt;b&gt;reopens&lt;/b&gt;</title><id>tag:lark.example,2024:1</id>
<link rel="alternate" href="https://lark.example/1"/><published>2024-03-05T10:00:00Z</published>
<updated>2024-03-06T10:00:00Z</updated><author><name>Ann Lee</name></author><author><name>Bob Day</name></author>
<category term="Ports"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p></div></content>
</entry></feed>"""


def rss(*items: str, encoding: str = "utf-8") -> bytes:
    return RSS.format(items="".join(items), encoding=encoding).encode(encoding, "xmlcharrefreplace")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_an_entry_with_its_text_is_an_article(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "feed.xml"
    article = read_one(path, rss(ITEM, encoding=encoding))
    assert article.title == "Café & harbour reopen"
    assert article.text == f"{TEXT}\n\n- Fish & chips"
    assert (article.publisher, article.authors, article.tags) == ("The Lark", ("Ann Lee",), ("Ports", "World"))
    assert article.published == date(2024, 3, 5)
    assert article.source == f"{path}#1"
    assert article.article_id == make_article_id("https://lark.example/1", "")


def test_an_atom_feed_is_read(tmp_path: Path) -> None:
    article = read_one(tmp_path / "feed.atom", ATOM)
    assert (article.title, article.text) == ("Harbour reopens", TEXT)
    assert (article.published, article.updated) == (date(2024, 3, 5), date(2024, 3, 6))
    assert (article.authors, article.url) == (("Ann Lee", "Bob Day"), "https://lark.example/1")


def test_summaries_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    cut = ITEM.replace("<ul><li>Fish &amp; chips</li></ul>", "<p>The council of […]</p>")
    items = read(tmp_path / "feed.rss", rss(SUMMARY, ITEM, cut))
    assert [isinstance(item, Article) for item in items] == [False, True, False]
    assert reasons(items) == [
        f"feed.rss, entry {number}: no article text, only a summary ('summary'). Get the whole article."
        for number in (1, 3)
    ]


def test_a_description_is_the_text_where_it_is_long_and_whole(tmp_path: Path) -> None:
    long = " ".join([TEXT] * 10)
    feed = rss(
        SUMMARY.replace("The bridge stays closed.", long), SUMMARY.replace("The bridge stays closed.", f"{long} …")
    )
    first, second = read(tmp_path / "feed.rss", feed)
    assert isinstance(first, Article) and first.text == long
    assert isinstance(second, Skipped)


def test_an_entry_without_a_link_is_known_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    bare = ITEM.replace("<link>https://lark.example/1?utm_source=rss</link>", "")
    assert read_one(path, rss(bare)).article_id == make_article_id(None, f"{path.resolve()}#lark-1")


@pytest.mark.parametrize("day", ["yesterday", "2024-13-45", "Tue, 05 Mar 1066 10:00:00 GMT", "31 Feb 2024"])
def test_a_date_that_cannot_be_right_is_left_out(tmp_path: Path, day: str) -> None:
    feed = rss(ITEM.replace("Tue, 05 Mar 2024 23:30:00 -0800", day))
    assert read_one(tmp_path / "feed.rss", feed).published is None


def test_a_feed_that_is_cut_short_gives_its_whole_entries(tmp_path: Path) -> None:
    data = rss(ITEM, ITEM.replace("/1?", "/2?"))
    items = read(tmp_path / "feed.rss", data[: data.rindex(b"within the hour")])
    assert [isinstance(item, Article) for item in items] == [True, False]
    assert reasons(items) == ["feed.rss: the feed is cut short; its last entry is left out. Get it again."]


@pytest.mark.parametrize("content", [b"<note>x</note>", b"<", b"no XML", b"<html><body>x</body></html>"])
def test_other_files_are_named(tmp_path: Path, content: bytes) -> None:
    assert skip_reason(tmp_path / "a.xml", content) == "a.xml: no RSS or Atom feed. Other XML files are not read."


def test_a_feed_without_entries_gives_nothing(tmp_path: Path) -> None:
    assert articles(read(tmp_path / "a.xml", rss())) == []


def test_entities_do_not_grow_and_nothing_outside_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret words")
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{levels}<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    feed = rss(ITEM.replace("<p>", "<p>&l9; &x; ")).decode()
    outside = rss(ITEM.replace("Caf&#233;", "&l9; &x;")).decode()
    for text in (feed, outside):
        items = read(tmp_path / "a.xml", text.replace("?>", f"?>{doctype}", 1))
        for item in items:
            assert not isinstance(item, Article) or (len(item.text) < 1000 and "secret" not in item.text + item.title)


@pytest.mark.parametrize("seed", range(20))
def test_damage_costs_messages_at_most(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(rss(ITEM, SUMMARY))
    for _ in range(30):
        data[chance.randrange(len(data))] = chance.randrange(256)
    for item in read(tmp_path / "a.xml", bytes(data[: chance.randrange(len(data))] if seed % 3 == 0 else data)):
        assert isinstance(item, Article) or item.reason.startswith("a.xml")
