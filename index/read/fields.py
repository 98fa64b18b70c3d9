"""The fields of a record, front matter or page -> an Article. The one place that makes articles."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.article import Article, make_article_id
from index.corrections import with_note
from index.errors import ReadError
from index.language import language_of
from index.read import values
from index.read.clean import clean
from index.read.dateline import dateline_date, is_date_line
from index.read.mapping import Field, mapped
from index.read.plain import one_line, plain_text, shorten, unwrap
from index.sentences import sentence_spans

_MIN_TEXT = 20  # shorter texts hold no news
_TITLE_FROM_TEXT = 90
_HEADLINE = 120
_LEAD = 1000  # where the first sentence is looked for
_FULL_STOP = re.compile(r"[.…:;,][\"'”’»)\]]*$")
_CUT_OFF = re.compile(r"(?:…|\.\.\.)\s*(\[\+\d+ chars\])$")  # NewsAPI


def make_article(record: Mapping[str, object], source: str, key: str) -> Article:
    """An article from fields under whatever names `index.read.mapping` understands; as `article_from`."""
    return article_from(mapped(record), source, key)


def article_from(fields: Mapping[str, Field], source: str, key: str) -> Article:
    """Clean and date the text, and check the other fields. A missing title is first line where that is a headline,
    else the first sentence; a missing date is the dateline's, else None; a missing publisher is the one that the cut
    furniture names, else None. Without a URL the article's id comes from `key`.

    Raises ReadError, without the place, where the text is missing, too short or only announced, or a field is of the
    wrong kind.
    """
    raw = values.prose(fields.get("text"))
    if raw is None:
        raise ReadError(_without_text(fields.get("summary")))
    text = unwrap(plain_text(raw))
    if note := values.prose(fields.get("correction")):
        text = with_note(text, one_line(plain_text(note)))
    if cut_off := _CUT_OFF.search(text):
        raise ReadError(f"only the beginning of the text ({cut_off[1]}). Get the whole article.")
    stated_title = values.name(fields.get("title"))
    cleaned = clean(text, stated_title)
    if len(cleaned.text) < _MIN_TEXT:
        raise ReadError(f"no article text: {len(cleaned.text)} characters remain without page furniture.")
    publisher = values.publisher(fields.get("publisher")) or cleaned.publisher
    title, body = _part_title(stated_title, publisher, cleaned.text)
    url = values.url(fields.get("url"))
    return Article(
        article_id=make_article_id(url, key),
        source=source,
        title=title,
        text=body,
        url=url,
        publisher=publisher,
        authors=values.names(fields.get("authors")) or cleaned.head.authors,
        published=values.day(fields.get("published")) or dateline_date(text, cleaned.text),
        updated=values.day(fields.get("updated")) or cleaned.head.updated,
        section=values.label(fields.get("section")),
        tags=values.tags(fields.get("tags")),
        removed=cleaned.removed,
        language=language_of(body),
    )


def _without_text(summary: Field | None) -> str:
    if summary is not None:
        return f"no article text, only a summary ('{summary.name}'). Get the whole article."
    return "no article text: it is missing or empty. Add it (as 'text', 'body' or 'content') or remove this."


def _part_title(title: str | None, publisher: str | None, text: str) -> tuple[str, str]:
    """The title, and the text without it where it stands there as a headline."""
    head, _, rest = text.partition("\n")
    if title:
        if publisher:
            title = re.sub(rf"\s+[-–—|]\s+{re.escape(publisher)}$", "", title, flags=re.IGNORECASE) or title
        return title, rest.strip() if rest.strip() and " ".join(head.split()) == title else text
    lines = text.split("\n")
    first = next((place for place, line in enumerate(lines) if line and not is_date_line(line)), 0)
    others = "\n".join(lines[:first] + lines[first + 1 :]).strip()
    if len(lines[first]) <= _HEADLINE and not _FULL_STOP.search(lines[first]) and others:
        return one_line(lines[first]), others
    lead = lines[first][:_LEAD]
    start, end = next(iter(sentence_spans(lead)), (0, len(lead)))
    return shorten(lead[start:end], _TITLE_FROM_TEXT), text
