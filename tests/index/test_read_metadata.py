"""What a page says of its article: JSON-LD, microdata, OpenGraph."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index.article import Article
from tests.index.reading import TEXT, read_one, skip_reason

BODY = f"<article><h1>Harbour reopens</h1><p>{TEXT}</p><p>{TEXT.replace('Ships', 'Ferries')}</p></article>"
NEWS = {"@type": "NewsArticle", "headline": "Harbour reopens", "datePublished": "2025-03-04T23:30:00-05:00"}


def page(path: Path, data: object, head: str = "") -> Article:
    """The article of a page that carries this JSON-LD."""
    script = f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'
    return read_one(
        path / "a.html", f"<html><head><title>Harbour reopens</title>{head}{script}</head><body>{BODY}</body>"
    )


def test_json_ld_gives_every_field(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        {
            **NEWS,
            "@context": "https://schema.org",
            "dateModified": "2025-03-06",
            "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bob Day"}],
            "publisher": {"@type": "Organization", "name": "Seaford Post"},
            "articleSection": ["Coast", "News"],
            "keywords": "harbour, storm, type:article",
        },
    )

    assert (found.published, found.updated) == (date(2025, 3, 4), date(2025, 3, 6))
    assert (found.authors, found.publisher, found.section) == (("Ann Lee", "Bob Day"), "Seaford Post", "Coast")
    assert found.tags == ("harbour", "storm")


@pytest.mark.parametrize(
    "data",
    [
        [{"@type": "WebPage"}, {**NEWS, "author": "Ann Lee"}],
        {
            "@graph": [
                {**NEWS, "@type": ["Thing", "ReportageNewsArticle"], "author": {"@id": "#a"}},
                {"@id": "#a", "name": "Ann Lee"},
            ]
        },
        {"@type": "WebPage", "mainEntity": {**NEWS, "author": [{"name": ["Ann Lee"]}]}},
        [{**NEWS, "author": ["Ann Lee"]}, {**NEWS, "headline": "A bridge closes", "author": "Bob Day"}],
    ],
)
def test_the_pages_own_article_is_found_in_lists_graphs_and_among_others(tmp_path: Path, data: object) -> None:
    found = page(tmp_path, data)

    assert (found.authors, found.published) == (("Ann Lee",), date(2025, 3, 4))


@pytest.mark.parametrize(
    "data", ["{broken", "[" * 10_000, '{"@type": "NewsArticle", "headline": 5, "author": {"name": 5}}', "null", '"x"']
)
def test_broken_metadata_cost_nothing(tmp_path: Path, data: str) -> None:
    found = page(tmp_path, data, '<meta property="article:published_time" content="2025-03-05">')

    assert (found.title, found.published, found.authors) == ("Harbour reopens", date(2025, 3, 5), ())


def test_a_declared_date_that_is_none_leaves_the_article_to_the_rest_of_the_page(tmp_path: Path) -> None:
    assert page(tmp_path, {**NEWS, "datePublished": "03/04/2025"}).published is None
    assert page(
        tmp_path, {**NEWS, "datePublished": "soon"}, '<meta name="date" content="2025-03-05">'
    ).published == date(2025, 3, 5)


def test_a_page_of_links_and_one_without_prose_are_named(tmp_path: Path) -> None:
    links = "".join(
        f'<li><a href="/{n}">The harbour of town number {n} reopens after a storm.</a></li>' for n in range(9)
    )

    assert "a list of links to other pages, not an article" in skip_reason(
        tmp_path / "l.html", f"<body><ul>{links}</ul>"
    )
    assert "no article text" in skip_reason(
        tmp_path / "e.html", "<body><noscript>Please turn on scripts here.</noscript>"
    )


@pytest.mark.parametrize("correction", ["The pier was wooden.", {"@type": "CorrectionComment", "text": "No one fell."}])
def test_a_declared_correction_joins_the_text(tmp_path: Path, correction: object) -> None:
    found = page(tmp_path, NEWS | {"correction": correction})
    note = correction if isinstance(correction, str) else "No one fell."
    assert found.text.endswith(f"\n\nCorrection: {note}") and found.correction == f"Correction: {note}"


def test_the_address_of_a_correction_is_no_note(tmp_path: Path) -> None:
    assert page(tmp_path, NEWS | {"correction": "https://lark.example/corrections"}).correction is None


def test_a_paragraph_that_is_only_a_link_to_another_article_goes_and_a_sentence_with_a_link_stays(
    tmp_path: Path,
) -> None:
    body = (
        f'<article><h1>Harbour reopens</h1><p>{TEXT}</p><p><b>READ:</b> <a href="/x">Ten storms at the port</a></p>'
        f'<p><a href="/y">The council said on Monday that all quays are safe again.</a></p><p>{TEXT}</p></article>'
    )
    found = read_one(
        tmp_path / "a.html", f"<html><head><title>Harbour reopens</title></head><body>{body}</body></html>"
    )
    assert "Ten storms" not in found.text
    assert "all quays are safe again." in found.text
