"""``govnews search``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Unpack

import click
from rich.text import Text
from sqlalchemy import Connection

from archive.cli.answering import FilterOptions, answered, filters_from
from archive.cli.options import COUNT, archive_option, filter_options, format_option
from archive.cli.output import Column, Record, chosen_format, safe_text
from archive.reading.articles import reading
from archive.search.answers import Hit, Sort, cluster_sizes
from archive.search.answers import search as ask
from archive.search.facets import Facets, count_facets
from archive.search.query import parse, positive_terms
from archive.search.snippets import Mark, marks

_HIDDEN = "\0"
"""What no argument of a command line can hold."""

_HIT_STYLE = "bold red"

_COLUMNS = (
    Column("id", justify="right", no_wrap=True),
    Column("published_at", "published", no_wrap=True),
    Column("site_name", "site"),
    Column("copies", justify="right", no_wrap=True),
    Column("title", ratio=2),
    Column("snippet", ratio=5),
)


class QueryCommand(click.Command):
    """A command whose ``-word`` arguments are words of a query, not options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hide the words from the parser of options."""
        options = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        words = [
            _HIDDEN + argument if _is_word(argument) and previous not in options else argument
            for previous, argument in zip(["", *args], args, strict=False)
        ]
        return super().parse_args(ctx, words)


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1, type=click.UNPROCESSED, required=True)
@filter_options
@click.option(
    "--sort", type=click.Choice(["relevance", "newest"]), default="relevance", show_default=True
)
@click.option("--limit", type=COUNT, default=20, show_default=True)
@click.option("--offset", type=COUNT, default=0, show_default=True)
@click.option("--reprints", is_flag=True, help="A table row for each copy of a text.")
@click.option("--facets", is_flag=True, help="Count the answers instead, by site, region, …")
@archive_option
@format_option()
def search(
    *,
    query: tuple[str, ...],
    sort: Sort,
    limit: int,
    offset: int,
    reprints: bool,
    facets: bool,
    archive_url: str,
    output_format: str | None,
    **filters: Unpack[FilterOptions],
) -> int:
    """Find articles by their words.

    Words are ANDed, "…" is a phrase, OR stands between alternatives, (…) holds together, -word
    leaves out, title:word looks in the headline. Any part of a word is found; width, case and
    Traditional or Simplified writing do not matter. Other signs are looked for as they stand.

    A table shows a text once, with the number of its copies; records hold every article.

    \b
        govnews search 复工复产 --region 湖北省 --since 2020-02-01
        govnews search '"经济社会发展" (疫情 OR 复工) -房地产' --sort newest --format jsonl
    """  # noqa: D301 - click reads the backspace: lines that it must not fill
    words = words_of(query)
    wanted = filters_from(**filters)
    with reading(archive_url) as connection:
        if facets:
            return answered(_counted(count_facets(connection, words, wanted)), output_format)
        as_table = chosen_format(output_format) == "table"
        once = as_table and not reprints
        hits = ask(connection, words, wanted, sort=sort, limit=limit, offset=offset, once=once)
        if as_table:
            shown = list(hits)
            records = _rows(shown, words, _copies(connection, shown))
        else:
            records = (hit.article.to_dict() for hit in hits)
        return answered(records, output_format, columns=_COLUMNS)


def _counted(found: Facets) -> Iterator[Record]:
    """Give the counts, and first of how many answers: the newest, where there are more."""
    if not found.total:
        return
    which = "all" if found.complete else "newest"
    yield {"facet": "answers", "value": which, "articles": found.total}
    for facet, counts in found.by_name().items():
        for value, articles in counts:
            yield {"facet": facet, "value": value, "articles": articles}


def words_of(query: tuple[str, ...]) -> str:
    """Return the query that the words of a ``QueryCommand`` make."""
    return " ".join(word.removeprefix(_HIDDEN) for word in query)


def _is_word(argument: str) -> bool:
    """Whether it is a word to leave out: one hyphen and more, but not the call for help."""
    return argument.startswith("-") and argument[1:2] not in {"", "-"} and argument != "-h"


def _copies(connection: Connection, hits: Sequence[Hit]) -> dict[int, int]:
    return cluster_sizes(connection, {hit.article.cluster for hit in hits if hit.article.cluster})


def _rows(hits: Iterable[Hit], words: str, copies: Mapping[int, int]) -> Iterator[Record]:
    """Make rows of a table of the hits, what was asked for marked in title and passage."""
    terms = [term.text for term in positive_terms(parse(words))]
    for hit in hits:
        title = hit.article.title or ""
        yield {
            "id": hit.article.id,
            "published_at": (hit.article.published_at or "")[:10],
            "site_name": hit.article.site_name or hit.article.site,
            "copies": copies.get(hit.article.cluster or 0, 1),
            "title": _marked(title, marks(title, terms)),
            "snippet": _marked(hit.snippet.text, hit.snippet.marks),
        }


def _marked(text: str, found: tuple[Mark, ...] | list[Mark]) -> Text:
    marked = safe_text(text)
    for mark in found:
        marked.stylize(_HIT_STYLE, mark.start, mark.end)
    return marked
