"""One article, closely: a version of it, what changed between two, spam in its place, raw page."""

from __future__ import annotations

import dataclasses
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import quote, urlsplit

from sqlalchemy import Connection

from archive.errors import GovnewsError
from archive.raw.store import read_record
from archive.reading.articles import article_at, is_copy, version_numbers, version_of
from archive.reading.differences import Piece, differences
from archive.records import Article, Removal

ONE_ADDRESS = "crawler.discovery.urls:one_address"
"""Who knows how an address is written: the crawl. By name, since rooms import nothing that stands
to their left."""


class NotFoundError(GovnewsError):
    """What was asked for is not in the archive."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a site changed between two versions of an article."""

    url: str
    from_version: int
    to_version: int
    title: tuple[Piece, ...]
    body: tuple[Piece, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON object; pieces are objects of ``kind`` and ``text``."""
        values = dataclasses.asdict(self)
        return {**values, "title": list(values["title"]), "body": list(values["body"])}


def find(connection: Connection, where: str, *, version: int | None = None) -> Article:
    """Return the article of an id or address, the newest version unless another is asked for.

    Raises:
        NotFoundError: There is no such article, or it never had that version.

    """
    is_id = where.isascii() and where.isdigit() and len(where) <= _MAX_ID_DIGITS
    article = article_at(connection, int(where)) if is_id else article_called(connection, where)
    if article is None:
        raise NotFoundError(f"no article {where}; `govnews search` finds ids and addresses")
    if version is None or version == article.version:
        return article
    return _older(connection, article, version)


def article_called(connection: Connection, url: str) -> Article | None:
    """Return the article at an address, however that is written; None: no article is there."""
    found = (article_at(connection, address) for address in spellings(url))
    return next((article for article in found if article is not None), None)


def names_copy(connection: Connection, where: str) -> bool:
    """Tell whether ``where`` is an address of a copy of an article that is archived elsewhere."""
    return any(is_copy(connection, address) for address in spellings(where))


def spellings(url: str) -> Iterator[str]:
    """Yield how the archive may have an address: as given, as a crawl asks for it, or plain.

    A crawl leaves session ids and campaigns out; what an earlier version imported may have them.
    """
    yield url
    one_address = cast("Callable[[str], str]", pkgutil.resolve_name(ONE_ADDRESS))
    with suppress(ValueError):
        yield one_address(url)
    yield plain_address(url)


def plain_address(url: str) -> str:
    """Return an address without the place on its page and the default port.

    Scheme and host are in lower case; what browsers show in Chinese is percent-encoded.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, ""))
    path, query = _encoded(parts.path), _encoded(parts.query)
    return parts._replace(netloc=host, path=path, query=query, fragment="").geturl()


def _encoded(part: str) -> str:
    return quote(part, safe=_WRITTEN_AS_IT_IS, errors="surrogatepass")


_DEFAULT_PORTS = {"http": ":80", "https": ":443"}
_WRITTEN_AS_IT_IS = "".join(map(chr, range(0x21, 0x7F)))
"""All of ASCII that is seen: a server may tell %2F from /, so what is encoded stays so."""


def difference(connection: Connection, where: str, old: int, new: int) -> Difference:
    """Compare two versions of an article.

    Raises:
        NotFoundError: There is no such article, or it never had one of them.

    """
    before = find(connection, where, version=old)
    after = find(connection, where, version=new)
    return Difference(
        url=after.url,
        from_version=old,
        to_version=new,
        title=tuple(differences(before.title or "", after.title or "")),
        body=tuple(differences(before.body, after.body)),
    )


def raw(article: Article, warc_folder: Path) -> bytes:
    """Return the bytes of the page as the site sent them.

    Raises:
        NotFoundError: The article was stored without a raw record.
        RawStoreError: The record cannot be read.

    """
    if article.warc is None:
        raise NotFoundError(f"article {article.id} has no raw record")
    return read_record(warc_folder, article.warc).body


def with_spam(
    text: str, removed: Sequence[Removal], where: str
) -> Iterator[tuple[Literal["text", "spam"], str]]:
    """Give a cleaned field in pieces, with what was taken out of it in its place."""
    at = 0
    for removal in sorted((r for r in removed if r.where == where), key=lambda r: r.at):
        if removal.at > at:
            yield "text", text[at : removal.at]
            at = removal.at
        yield "spam", removal.text
    if at < len(text):
        yield "text", text[at:]


_MAX_ID_DIGITS = 18
"""Ids have 63 bits; more digits are no id."""


def _older(connection: Connection, article: Article, version: int) -> Article:
    found = version_of(connection, article, version)
    if found is None:
        numbers = ", ".join(map(str, version_numbers(connection, article.id or 0)))
        raise NotFoundError(f"article {article.id} has no version {version}; it has {numbers}")
    return found
