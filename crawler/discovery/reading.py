"""What a fetched page is, and what it leads to: the one entry point for a decoded page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from crawler.discovery import hanweb, json_lists, postbacks
from crawler.discovery.absence import says_absent
from crawler.discovery.calls import calls, jpaas_call
from crawler.discovery.canonical import canonical_address
from crawler.discovery.feeds import (
    feed_links,
    is_index,
    listed_addresses,
    named_feeds,
    parse_feed,
)
from crawler.discovery.json_lists import parse_json
from crawler.discovery.links import Link, links_of
from crawler.discovery.paging import following_article_page, following_list_page
from crawler.discovery.postbacks import Fields
from crawler.discovery.scoring import Judgement, Kind, judge, weight
from crawler.discovery.tree import fragment, letters, parse
from crawler.discovery.urls import shape_of
from seeds.catalogue import Site
from seeds.crawling.links import link_knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page, read."""

    kind: Kind
    why: str
    """One short clause."""
    links: tuple[tuple[Link, Judgement], ...] = ()
    """In page order, one an address."""
    following: str | None = None
    """The next page of this list, or of this article."""
    following_state: Fields = ()
    """Fields to post with ``following``, where it is reached by a form."""
    canonical: str | None = None
    """The other address that an article's page calls its own."""
    words: tuple[str, ...] = ()
    """An article page's own text, title first, links' left out."""
    absent: bool = False
    """The page says that there is nothing at its address."""
    rows: int = 0
    """Links of the content that look like articles."""


# Marks of the two kinds of page, each worth what it is seen to decide on real pages: the page's own
# official meta tags (国办发〔2017〕47号: ArticleTitle on content pages, ColumnName on both) say
# most, then how the page was reached, its address, and what its text is made of.
_META_ARTICLE = 4
_META_COLUMN = 2
_BYLINE = 2
_MOST_BYLINES = 3
"""Labels such as 来源： on an article's page, of one kind; a list may repeat them in every row."""
_ARRIVAL = 2
_PAGING = 2
_LETTERS_A_POINT = 60
"""Letters of running prose that count one; a list's abstracts seldom reach four times that."""
_MOST_PROSE = 4
_ROWS_A_POINT = 2
_MOST_ROWS = 5

_SENTENCE = re.compile(r"[，。；、！？]")
_SHORTEST_SENTENCE = 20
_LEGAL = re.compile(r"ICP备|版权所有|网站标识码|公网安备|主办|承办|Copyright", re.IGNORECASE)
_NO_TEXT = frozenset({"script", "style", "noscript", "a", "select", "textarea", "head", "title"})


def read_part(text: str, url: str, *, first: str) -> str | None:
    """Return the address after a further page of an article whose first page is ``first``."""
    return following_article_page(parse(text), url, first=first)


def read(text: str, url: str, site: Site, *, expected: Kind, start: bool = False) -> Reading:
    """Read a decoded page that was fetched as ``expected``.

    ``start``: it is one of the site's start URLs, hence a list, whatever it looks like.
    """
    data = read_data(text, url, site)
    if data is not None:
        return data
    tree = parse(text)
    pieces = _own_pieces(tree)
    article = _article_points(tree, pieces, url, expected)
    if not start and expected == "article" and article >= _most_list_points(tree, url):
        return _plain_article(tree, pieces, url, article)
    reading = _linking(tree, text, url, site)
    column = _list_points(
        tree, url, expected, rows=reading.rows, paged=reading.following is not None
    )
    kind, why = _decide(article, column, reading.rows, expected)
    if start:
        kind, why = "list", "start URL"
    elif kind == "article" and _only_plays(tree, pieces):
        kind, why = "other", "only a player: no text"
    reading = replace(reading, kind=kind, why=why)
    if kind == "article" or expected == "article":
        return _article(tree, pieces, url, reading)
    return _with_machinery(tree, text, url, reading)


def _linking(tree: HtmlElement, text: str, url: str, site: Site) -> Reading:
    """Return what a page leads to, its kind not yet told."""
    links = tuple((link, judge(link, site)) for link in _links(tree, text, url))
    following, state = _following_list(tree, text, url)
    return Reading(
        kind="other",
        why="",
        links=links,
        following=following,
        following_state=state,
        rows=sum(judged.kind == "article" and link.place == "content" for link, judged in links),
    )


def _with_machinery(tree: HtmlElement, text: str, url: str, reading: Reading) -> Reading:
    """Return the reading with the lists that the page does not link."""
    machinery = tuple(_machinery(tree, text, url, reading))
    if reading.kind == "other" and any(judged.why == _SCRIPTED for _, judged in machinery):
        reading = replace(reading, kind="list", why="a script's list")
    return replace(reading, links=(*reading.links, *machinery))


def _most_list_points(tree: HtmlElement, url: str) -> int:
    """Return what a page fetched as an article can have as a list, whatever it links."""
    most_rows = _ROWS_A_POINT * _MOST_ROWS
    return _list_points(tree, url, "article", rows=most_rows, paged=True)


def _plain_article(tree: HtmlElement, pieces: Sequence[str], url: str, points: int) -> Reading:
    """Return the reading of a page that no link could make a list; most pages are such."""
    if _only_plays(tree, pieces):
        return Reading(kind="other", why="only a player: no text")
    reading = Reading(kind="article", why=f"article {points}")
    return _article(tree, pieces, url, reading)


def _article(tree: HtmlElement, pieces: Sequence[str], url: str, reading: Reading) -> Reading:
    """Return the reading of a page with what articles' addresses may answer with."""
    following = reading.following
    if reading.kind == "article":
        following = following_article_page(tree, url)
    titles = (title.text or "" for title in tree.iter("title"))
    words = (*titles, *pieces)
    return replace(
        reading,
        following=following,
        canonical=canonical_address(tree, url),
        words=words,
        absent=says_absent(words, prose_letters=prose_letters(pieces)),
    )


def _following_list(tree: HtmlElement, text: str, url: str) -> tuple[str | None, Fields]:
    following = following_list_page(tree, text, url) or jpaas_call(tree, url)
    if following is not None:
        return following, ()
    return postbacks.following(tree, url) or (None, ())


_SCRIPTED = "script's list"
_ROWS_OF_A_LIST = 2
"""Dated links to articles, from which on a page lists something by itself."""


def _machinery(
    tree: HtmlElement, text: str, url: str, reading: Reading
) -> Iterable[tuple[Link, Judgement]]:
    """Yield the lists that a page does not link: feeds, and the calls that its script makes."""
    for feed in named_feeds(tree, url):
        yield Link(url=feed, text=""), Judgement("list", 9, "feed", declared=True)
    dated = sum(
        judged.kind == "article" and link.date is not None for link, judged in reading.links
    )
    # A page may show its first rows itself and leave the rest to its script.
    if reading.following is None or dated < _ROWS_OF_A_LIST:
        for call in calls(text, url):
            yield Link(url=call, text=""), Judgement("list", 9, _SCRIPTED, declared=True)


def read_data(text: str, url: str, site: Site) -> Reading | None:
    """Read an answer that is no page: JSON, a feed, a sitemap; None for a page."""
    root = parse_feed(text)
    if root is not None:
        return _read_feed(root, url, site)
    listed = listed_addresses(text, url)
    if listed:
        judged = tuple((link, judge(link, site)) for link in listed)
        return Reading(kind="list", why="list of addresses", links=judged, rows=len(judged))
    value = parse_json(text)
    if value is None:
        return None
    links = tuple((link, judge(link, site)) for link in json_lists.entries(value, url))
    following = json_lists.following(value, url, listed=len(links))
    kind: Kind = "list" if links else "other"
    return Reading(kind=kind, why="JSON", links=links, following=following, rows=len(links))


def _read_feed(root: etree._Element, url: str, site: Site) -> Reading:
    found = feed_links(root, url)
    if is_index(root):
        named = Judgement("list", 9, "sitemap", declared=True)
        return Reading(
            kind="list", why="sitemap index", links=tuple((link, named) for link in found)
        )
    links = tuple((link, judge(link, site)) for link in found)
    return Reading(kind="list", why="feed or sitemap", links=links, rows=len(links))


def _links(tree: HtmlElement, text: str, url: str) -> Iterable[Link]:
    yield from links_of(tree, url)
    for record in hanweb.records(text):
        yield from links_of(fragment(record), url)


def _decide(article: int, column: int, rows: int, expected: Kind) -> tuple[Kind, str]:
    if expected == "article" and article >= column:
        return "article", f"article {article}, list {column}"
    if column > article and rows:
        return "list", f"list {column}, article {article}"
    if article >= column and article > _META_ARTICLE:
        return "article", f"article {article}, list {column}"
    return "other", "no articles listed" if expected == "list" else "no sign of an article"


def _article_points(tree: HtmlElement, pieces: Sequence[str], url: str, expected: Kind) -> int:
    points = weight(link_knowledge().article, shape_of(url))
    points += _ARRIVAL * (expected == "article")
    points += _META_ARTICLE * _has_meta(tree, "articletitle")
    points += _BYLINE * _has_byline(pieces)
    return points + min(prose_letters(pieces) // _LETTERS_A_POINT, _MOST_PROSE)


def _has_byline(pieces: Sequence[str]) -> bool:
    """Tell whether a page has the labels that stand below a headline, and has them once."""
    labels = Counter(link_knowledge().byline.findall("\n".join(pieces)))
    return bool(labels) and max(labels.values()) <= _MOST_BYLINES


def _list_points(tree: HtmlElement, url: str, expected: Kind, *, rows: int, paged: bool) -> int:
    points = weight(link_knowledge().list, shape_of(url))
    points += _ARRIVAL * (expected == "list")
    points += _PAGING * paged
    columns_own = _has_meta(tree, "columnname") and not _has_meta(tree, "articletitle")
    return points + _META_COLUMN * columns_own + min(rows // _ROWS_A_POINT, _MOST_ROWS)


def _only_plays(tree: HtmlElement, pieces: Sequence[str]) -> bool:
    """Tell whether a page shows a film or plays a sound and has no text of its own."""
    return next(tree.iter("embed", "object", "video", "audio"), None) is not None and (
        prose_letters(pieces) == 0
    )


def _has_meta(tree: HtmlElement, name: str) -> bool:
    """Tell whether the page has an official meta tag with a value; names vary in case."""
    return any(
        (meta.get("name") or "").lower() == name and (meta.get("content") or "").strip()
        for meta in tree.iter("meta")
    )


def prose_letters(pieces: Sequence[str]) -> int:
    """Return the letters of running text outside links: pieces that have a sentence's marks."""
    return sum(
        letters(piece)
        for piece in pieces
        if len(piece) >= _SHORTEST_SENTENCE
        and _SENTENCE.search(piece)
        and not _LEGAL.search(piece)
        and letters(piece) >= _SHORTEST_SENTENCE
    )


def _own_pieces(tree: HtmlElement) -> tuple[str, ...]:
    """Return the runs of text between tags, links' and scripts' left out."""
    return tuple(piece for piece in _pieces(tree) if not piece.isspace())


def _pieces(element: HtmlElement) -> Iterable[str]:
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag not in _NO_TEXT and node.text:
            yield node.text
        if node.tail and (node.getparent() is None or node.getparent().tag not in _NO_TEXT):
            yield node.tail
