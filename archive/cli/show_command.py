"""``govnews show``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

import click
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from archive.cli.difference_output import in_signs, print_difference
from archive.cli.errors import printing, report
from archive.cli.options import COUNT, archive_option, format_option, restore_option, warc_option
from archive.cli.output import chosen_format, print_rich, safe_text, write_record
from archive.raw.store import warc_folder
from archive.reading.articles import gone_since, reading
from archive.reading.restoring import restored
from archive.reading.show import difference, find, names_copy, raw, with_spam
from archive.records import ELSEWHERE, Article
from archive.wording import counted

_SPAM_STYLE = "strike red"
_RESTORED_STYLE = "underline cyan"
_MARKED_FIELDS = frozenset({"title", "body"})
"""Fields that ``--spam`` shows with what was taken out of them in its place."""

_SHOWN_FIELDS = (
    *("id", "url", "site_name", "region", "published_at", "source", "authors", "editors"),
    *("section", "keywords", "language", "status", "version", "cluster", "duplicate_of"),
    *("similarity", "first_seen_at", "last_seen_at"),
)


@click.command()
@click.argument("where", metavar="ID|URL")
@click.option("--version", type=COUNT, metavar="N", help="That version instead of the newest.")
@click.option(
    "--diff", "versions", type=(COUNT, COUNT), metavar="N M", help="What changed from N to M."
)
@click.option("--raw", "as_raw", is_flag=True, help="The page's bytes as the site sent them.")
@click.option("--spam", "with_removed", is_flag=True, help="Mark removed spam in its place.")
@restore_option
@warc_option
@archive_option
@format_option("table", "json", "jsonl", "csv", "html")
def show(
    *,
    where: str,
    version: int | None,
    versions: tuple[int, int] | None,
    as_raw: bool,
    with_removed: bool,
    restore: bool,
    warc_dir: Path | None,
    archive_url: str,
    output_format: str | None,
) -> None:
    """Show one article, a version of it, or what changed between two."""
    given = {
        "--diff": versions is not None,
        "--raw": as_raw,
        "--spam": with_removed,
        "--restore": restore,
        "--version": version is not None,
        "--format": output_format is not None,
    }
    _require_that_go_together({name for name, is_given in given.items() if is_given})
    _require_a_form_that_fits(output_format, with_removed=with_removed, differs=bool(versions))
    with reading(archive_url) as connection:
        if versions:
            print_difference(difference(connection, where, *versions), output_format)
            return
        article = _found(connection, where, version, restore=restore)
        gone = gone_since(connection, article.id or 0)
    if as_raw:
        _write_bytes(raw(article, warc_folder(warc_dir)))
    elif with_removed or chosen_format(output_format) == "table":
        print_rich(_page(article, gone, with_removed=with_removed))
    else:
        write_record(article.to_dict(), output_format)


def _found(connection: Connection, where: str, version: int | None, *, restore: bool) -> Article:
    """Return the article that is asked for; say so where its address is a copy's."""
    article = find(connection, where, version=version)
    if restore:
        article = restored(connection, article)
    if article.url != where and names_copy(connection, where):
        report(f"{where} is a copy; the archive has the article as {article.url}")
    return article


def _write_bytes(page: bytes) -> None:
    with printing():
        sys.stdout.flush()
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()


_GO_WITHOUT = {
    "--diff": ("--raw", "--spam", "--restore", "--version"),
    "--raw": ("--spam", "--restore", "--format"),
}
"""Options and those that would do nothing beside them."""


def _require_that_go_together(given: Collection[str]) -> None:
    """Raise UsageError where one of the options given would do nothing."""
    for option, others in _GO_WITHOUT.items():
        for other in others:
            if option in given and other in given:
                raise click.UsageError(f"{option} does not go with {other}")


def _require_a_form_that_fits(form: str | None, *, with_removed: bool, differs: bool) -> None:
    """Raise UsageError where what is asked for cannot be had in the form that is asked for."""
    if with_removed and form not in {None, "table"}:
        raise click.UsageError("--spam is for reading; records have it as `removed`")
    if form == "html" and not differs:
        raise click.UsageError("HTML is for --diff; `govnews serve` shows articles as pages")


def _page(article: Article, gone: str | None, *, with_removed: bool) -> RenderableType:
    """Lay an article out for reading; ``gone``: since when its address does not answer with it."""
    field = _field_with_spam if with_removed else _field
    parts: list[RenderableType] = [safe_text(line) for line in article.subtitles]
    title = field(article, "title")
    title.stylize("bold")
    body = field(article, "body")
    parts += [title, _facts(article, gone), Rule(style="dim"), body]
    for one in article.restored if not with_removed else ():
        body.stylize(_RESTORED_STYLE, one.at, one.at + len(one.text))
    parts += [Text("▣ ").append_text(safe_text(caption.text)) for caption in article.captions]
    parts += [
        safe_text(f"⬇ {attachment.name or ''} {attachment.url}")
        for attachment in article.attachments
    ]
    return Group(*parts, *_notes(article, with_removed=with_removed))


def _notes(article: Article, *, with_removed: bool) -> Iterator[Text]:
    """Give what a reader should know of the text above."""
    yield from _spam_elsewhere(article) if with_removed else _spam_counts(article)
    origins = ", ".join(dict.fromkeys(one.origin for one in article.restored))
    if origins:
        words = counted(len(article.restored), "overwritten word", "overwritten words")
        yield safe_text(f"{words} put back from {origins}")


def _spam_counts(article: Article) -> Iterator[Text]:
    """Tell how much spam was found, and in which fields."""
    fields = Counter(removal.where for removal in article.removed)
    elsewhere = fields.pop(ELSEWHERE, 0)
    if fields:
        pieces = counted(fields.total(), "piece", "pieces")
        yield Text(f"{pieces} of injected spam removed ({', '.join(fields)}): --spam", style="dim")
    if elsewhere:
        pieces = counted(elsewhere, "piece", "pieces")
        yield Text(f"{pieces} of injected spam elsewhere on the page: --spam", style="dim")


def _spam_elsewhere(article: Article) -> Iterator[Text]:
    """Give the spam of fields that are not shown with their spam in its place."""
    for removal in article.removed:
        if removal.where not in _MARKED_FIELDS:
            yield Text(f"{removal.where}: ", style="dim") + _spam(removal.text.strip())


def _facts(article: Article, gone: str | None) -> Table:
    facts = Table.grid(padding=(0, 2))
    values = article.to_dict()
    if gone:
        values["status"] = f"gone since {gone}"
    for name in _SHOWN_FIELDS:
        if values[name] not in (None, []):
            facts.add_row(Text(name, style="dim"), safe_text(values[name]))
    return facts


def _field(article: Article, name: str) -> Text:
    return safe_text(getattr(article, name) or "")


def _field_with_spam(article: Article, name: str) -> Text:
    whole = Text()
    for kind, text in with_spam(getattr(article, name) or "", article.removed, name):
        whole.append_text(_spam(text) if kind == "spam" else safe_text(text))
    return whole


def _spam(text: str) -> Text:
    piece = safe_text(in_signs("removed", text))
    piece.stylize(_SPAM_STYLE)
    return piece
