"""Which articles a question is asked of: dates, publishers, the day it is asked on, or articles by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from index.article import Article


@dataclass(frozen=True, slots=True)
class Filters:
    """Limits on the articles that may answer. The empty filter accepts every article.

    `since` and `until` (both included) limit `published`; an undated article passes them only where
    `undated` is true. `as_of` asks as if on that day: an article published or updated later does not
    exist yet (nobody stored the form it had before), and undated articles stay. `publishers` are compared
    without regard to case. `articles` are the ids of the only articles that may answer.
    """

    since: date | None = None
    until: date | None = None
    publishers: tuple[str, ...] = ()
    undated: bool = False
    as_of: date | None = None
    articles: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        dates = (self.since, self.until, self.as_of)
        return all(day is None for day in dates) and not self.publishers and not self.articles

    def accepts(self, article: Article) -> bool:
        """Whether the article may answer."""
        if self.articles and article.article_id not in self.articles:
            return False
        if self.publishers:
            wanted = {name.casefold() for name in self.publishers}
            if article.publisher is None or article.publisher.casefold() not in wanted:
                return False
        if self.as_of is not None and article.latest is not None and article.latest > self.as_of:
            return False
        if article.published is None:
            return self.undated or (self.since is None and self.until is None)
        after_start = self.since is None or article.published >= self.since
        return after_start and (self.until is None or article.published <= self.until)
