"""`dateline articles`: what the collection holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from eval.plain import line, plain
from index.errors import StoreError
from index.filters import Filters
from ui.commands.options import Publishers, Since, Undated, Until
from ui.parts import open_library

if TYPE_CHECKING:
    from index.article import Article
    from index.library import Library

articles = typer.Typer(help="Show what the collection holds, or remove articles.")

_PUBLISHERS_SHOWN = 20


@articles.callback(invoke_without_command=True)
def overview(ctx: typer.Context) -> None:
    """Show what the collection holds, or remove articles."""
    if ctx.invoked_subcommand:
        return
    from ui.render import count
    from ui.render import day as written

    with open_library(ctx.obj) as library:
        held = library.overview()
    typer.echo(f"{count(held.articles, 'article')}, {held.stories:,} stories, {count(held.chunks, 'chunk')}")
    if held.first:
        typer.echo(f"Published {written(held.first)} to {written(held.last)}; {held.undated:,} undated")
    for name, number in held.publishers[:_PUBLISHERS_SHOWN]:
        typer.echo(f"  {number:>6,}  {line(name)}")
    if len(held.publishers) > _PUBLISHERS_SHOWN:
        typer.echo(f"  and {len(held.publishers) - _PUBLISHERS_SHOWN:,} more publishers")


@articles.command("list")
def list_articles(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    publisher: Publishers = None,
    undated: Undated = False,
) -> None:
    """List articles, newest first: id, date, publisher, title, separated by tabs."""
    with open_library(ctx.obj) as library:
        for article in library.articles(Filters(since, until, tuple(publisher or ()), undated)):
            published = article.published.isoformat() if article.published else "undated"
            typer.echo(f"{article.article_id}\t{published}\t{line(article.publisher or '-')}\t{line(article.title)}")


@articles.command()
def show(ctx: typer.Context, article_id: Annotated[str, typer.Argument(metavar="ID", help="As listed.")]) -> None:
    """Show an article: what is known about it, its text, and what was cut from the page."""
    from ui.render import byline, headline
    from ui.render import day as written

    with open_library(ctx.obj) as library:
        article = _known(library, article_id)
        copies = library.copies(article)
    typer.echo(f"{line(article.title)}\n{byline(article)}")
    if article.updated:
        typer.echo(f"Updated {written(article.updated)}")
    if article.authors:
        typer.echo(f"By {line(', '.join(article.authors))}")
    typer.echo(line(f"{article.url or ''} {article.source}") + f"\n\n{plain(article.text)}")
    for copy in copies:
        typer.echo(f"\nCopy: {copy.article_id} {headline(copy)}")
    if article.removed:
        typer.echo("\nCut from the page:\n" + "\n".join(f"  {line(cut)}" for cut in article.removed))


@articles.command()
def remove(ctx: typer.Context, ids: Annotated[list[str], typer.Argument(metavar="ID...", help="As listed.")]) -> None:
    """Remove articles. Nothing is removed where one of the ids is unknown."""
    with open_library(ctx.obj) as library:
        for article_id in ids:
            _known(library, article_id)
        removed = library.remove(ids)
    typer.echo(f"{removed:,} removed")


def _known(library: Library, article_id: str) -> Article:
    article = library.article(article_id)
    if article is None:
        raise StoreError(f"There is no article {article_id!r}. `dateline articles list` shows the ids.")
    return article
