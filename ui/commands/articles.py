"""`dateline articles`: what the collection holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from eval.plain import line, plain
from index.corrections import without_label
from index.errors import StoreError
from index.filters import Filters
from ui.commands.options import Publishers, Since, Undated, Until
from ui.parts import open_library

if TYPE_CHECKING:
    from index.article import Article
    from index.library import Library, Overview

articles = typer.Typer(help="Show what the collection holds, or remove articles.")

_SHOWN = 20  # of publishers, languages and kinds each


@articles.callback(invoke_without_command=True)
def overview(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="The numbers as JSON.")] = False
) -> None:
    """Show what the collection holds, or remove articles."""
    if ctx.invoked_subcommand:
        return
    with open_library(ctx.obj) as library:
        held = library.overview()
    if as_json:
        typer.echo(json.dumps(_numbers(held), ensure_ascii=False, indent=1))
    else:
        _print(held)


def _print(held: Overview) -> None:
    from ui.render import count
    from ui.render import day as written

    copies = f"{count(held.copies, 'copy', 'copies')} of other articles"
    typer.echo(f"{count(held.articles, 'article')}, {count(held.stories, 'story', 'stories')}, {copies}")
    if held.first:
        typer.echo(f"Published {written(held.first)} to {written(held.last)}; {held.undated:,} undated")
    elif held.undated:
        typer.echo(f"{held.undated:,} undated")
    typer.echo(f"{count(held.chunks, 'chunk')} to search")
    for heading, counts in (
        ("Publishers", [(line(name), number) for name, number in held.publishers]),
        ("Languages", [(name or "undetermined", number) for name, number in held.languages]),
        ("Read from", [("web pages" if kind == "web" else f"{kind} files", number) for kind, number in held.kinds]),
    ):
        _print_counts(heading, counts)


def _print_counts(heading: str, counts: Sequence[tuple[str, int]]) -> None:
    if counts:
        typer.echo(f"\n{heading}")
    for name, number in counts[:_SHOWN]:
        typer.echo(f"  {number:>7,}  {name}")
    if len(counts) > _SHOWN:
        rest = sum(number for _, number in counts[_SHOWN:])
        typer.echo(f"  {rest:>7,}  {len(counts) - _SHOWN:,} more")


def _numbers(held: Overview) -> dict[str, object]:
    return {
        "articles": held.articles,
        "stories": held.stories,
        "copies": held.copies,
        "chunks": held.chunks,
        "undated": held.undated,
        "first": held.first and held.first.isoformat(),
        "last": held.last and held.last.isoformat(),
        "publishers": dict(held.publishers),
        "languages": {name or "und": number for name, number in held.languages},
        "sources": dict(held.kinds),
    }


@articles.command("list")
def list_articles(
    ctx: typer.Context,
    since: Since = None,
    until: Until = None,
    publisher: Publishers = None,
    undated: Undated = False,
) -> None:
    """List articles, newest first: id, date, language, publisher, title, separated by tabs."""
    with open_library(ctx.obj) as library:
        found = library.articles(Filters(since, until, tuple(publisher or ()), undated))
        if not found:
            typer.echo("No article passes these filters.", err=True)
        for article in found:
            published = article.published.isoformat() if article.published else "undated"
            language, publisher_ = article.language or "und", line(article.publisher or "-")
            typer.echo(f"{article.article_id}\t{published}\t{language}\t{publisher_}\t{line(article.title)}")


@articles.command()
def show(
    ctx: typer.Context,
    article_id: Annotated[str, typer.Argument(metavar="ID", help="As listed.")],
    history: Annotated[bool, typer.Option("--history", help="Show its earlier versions too, newest first.")] = False,
) -> None:
    """Show an article: what is known about it, its text, and what was cut from the page."""
    from ui.render import byline, changes, count, headline
    from ui.render import day as written

    with open_library(ctx.obj) as library:
        article = _known(library, article_id)
        copies = library.copies(article)
        earlier = library.history(article_id)
    typer.echo(f"{line(article.title)}\n{byline(article)}")
    if article.updated:
        typer.echo(f"Updated {written(article.updated)}")
    if article.correction:
        typer.echo(f"Corrected: {line(without_label(article.correction))}")
    if article.authors:
        typer.echo(f"By {line(', '.join(article.authors))}")
    typer.echo(f"Language: {article.language or 'undetermined'}")
    typer.echo("\n".join([*_places(article), "", plain(article.text)]))
    for copy in copies:
        typer.echo(f"\nCopy: {copy.article_id} {headline(copy)}")
    if article.removed:
        typer.echo("\nCut from the page:\n" + "\n".join(f"  {line(cut)}" for cut in article.removed))
    if earlier and not history:
        typer.echo(f"\n{count(len(earlier), 'earlier version')}: `dateline articles show {article_id} --history`")
    for version in earlier if history else ():
        old = version.article
        facts = ", ".join((byline(old), *changes(old)))
        typer.echo(f"\nEarlier version, replaced {written(version.replaced)}:\n{line(old.title)}\n{facts}")
        typer.echo("\n".join([*_places(old), "", plain(old.text)]))
    if history and not earlier:
        typer.echo("\nNo earlier version is kept.")


def _places(article: Article) -> list[str]:
    """Its web address and the file it was read from, a line each; one line where they are the same."""
    return list(dict.fromkeys(line(place) for place in (article.url, article.source) if place))


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
