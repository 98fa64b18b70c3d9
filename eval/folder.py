"""Articles that are read, not stored: enough to look things up in them, without an index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.article import Article
from index.read import Skipped, discover, read_path
from index.settings import IndexSettings


class ReadArticles:
    """The articles of files and folders, as `Library.sync` would store them: of an article's versions the latest.

    `skipped` names what could not be read.
    """

    def __init__(self, paths: Sequence[Path], settings: IndexSettings) -> None:
        self._articles: dict[str, Article] = {}
        skipped: list[Skipped] = []
        for path in discover(paths):
            for item in [path] if isinstance(path, Skipped) else read_path(path, settings):
                if isinstance(item, Skipped):
                    skipped.append(item)
                else:
                    self._keep(item)
        self.skipped = tuple(skipped)

    def article(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def articles(self) -> tuple[Article, ...]:
        return tuple(self._articles.values())

    def _keep(self, article: Article) -> None:
        other = self._articles.get(article.article_id)
        if other is None or (article.latest is not None and (other.latest is None or article.latest > other.latest)):
            self._articles[article.article_id] = article
