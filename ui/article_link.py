"""Links to the stored articles, where the quoted words are marked."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from index.article import Article
from rag.answer import Citation


def address(article: Article, citations: Sequence[Citation] = ()) -> str:
    """Where the article is read, with the quotes marked: in the version that was quoted, if that is still kept."""
    place = f"article/{quote(article.article_id, safe='')}"
    if not citations:
        return place
    quotes = "".join(f"&quote={one.start}-{one.end}" for one in citations)
    return f"{place}?version={article.content_hash}{quotes}#quote"


def linked(article: Article, words: str, citations: Sequence[Citation] = ()) -> Markup:
    """The words as a link to the stored article, the quotes marked in it."""
    return Markup('<a href="{}" target="_blank" rel="noopener">{}</a>').format(address(article, citations), words)
