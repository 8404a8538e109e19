"""What a fetched page is, and what it leads to: the one entry point for a decoded page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from lxml import etree

from crawler.discovery import form_pagers, hanweb, json_lists, postbacks
from crawler.discovery.absence import says_absent, says_mended
from crawler.discovery.anchors import base_of
from crawler.discovery.calls import calls, jpaas_call
from crawler.discovery.canonical import canonical_address
from crawler.discovery.clicks import settle_clicks
from crawler.discovery.feeds import (
    feed_links,
    is_index,
    listed_addresses,
    named_feeds,
    parse_feed,
)
from crawler.discovery.json_lists import parse_json
from crawler.discovery.kinds import (
    article_points,
    decide,
    describes,
    list_points,
    most_list_points,
    only_plays,
)
from crawler.discovery.links import Link, links_of
from crawler.discovery.page import Page, page_of
from crawler.discovery.paging import following_article_page, following_list_page
from crawler.discovery.postbacks import Fields
from crawler.discovery.posts import posted_calls
from crawler.discovery.queries import encode_queries
from crawler.discovery.scoring import WORTH_FETCHING, Judgement, Kind, judge
from crawler.discovery.script_rows import script_rows
from crawler.discovery.tree import fragment
from seeds.catalogue import Site


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
    mended: bool = False
    """The page says that its site is being mended."""
    rows: int = 0
    """Links of the content that look like articles."""


class NoPartError(Exception):
    """A further page of an article holds nothing of it."""


def read_part(text: str, url: str, *, first: str) -> str | None:
    """Return the address after a further page of an article whose first page is ``first``.

    Raises NoPartError where the page says that it is not there, or that its site is being mended.
    """
    page = page_of(text, url)
    excused = _excused(page, Reading(kind="article", why=""))
    if excused.absent or excused.mended or not any(map(str.strip, page.words)):
        raise NoPartError("the page says that there is nothing")
    return following_article_page(page.tree, url, first=first)


def read(
    text: str,
    url: str,
    site: Site,
    *,
    expected: Kind,
    start: bool = False,
    dated: bool = False,
    encoding: str = "utf-8",
) -> Reading:
    """Read a page, decoded from ``encoding``, that was fetched as ``expected``.

    ``start``: it is one of the site's start URLs, hence a list, whatever it looks like.
    ``dated``: the list that led here gave it a day.
    """
    data = read_data(text, url, site)
    if data is not None:
        return data
    page = page_of(encode_queries(text, encoding), url)
    article = article_points(page, expected)
    # Most pages are such: no link could make a list of them, and none needs to be read.
    if not start and expected == "article" and article >= most_list_points(page, expected):
        return _plain_article(page, article, dated=dated)
    reading = _linking(page, site, encoding)
    if start:
        reading = replace(reading, links=_ways_in(reading.links))
    column = list_points(page, expected, rows=reading.rows, paged=reading.following is not None)
    kind, why = decide(article, column, reading.rows, expected)
    if start:
        kind, why = "list", "start URL"
    elif kind == "article" and (no_news := _no_news(page, dated=dated)):
        kind, why = "other", no_news
    reading = replace(reading, kind=kind, why=why)
    if kind == "article" or expected == "article":
        return _article(page, reading)
    reading = _with_machinery(page, reading)
    if reading.kind == "other":
        return _excused(page, reading)
    return reading


def _no_news(page: Page, *, dated: bool) -> str | None:
    """Return why a page that looks like an article's is none, or None."""
    if only_plays(page):
        return "only a player: no text"
    if not dated and describes(page):
        return "describes a department, a leader or a service"
    return None


def _plain_article(page: Page, points: int, *, dated: bool) -> Reading:
    no_news = _no_news(page, dated=dated)
    if no_news is not None:
        return Reading(kind="other", why=no_news)
    return _article(page, Reading(kind="article", why=f"article {points}"))


def _article(page: Page, reading: Reading) -> Reading:
    """Return the reading of a page with what articles' addresses may answer with."""
    following = reading.following
    if reading.kind == "article":
        following = following_article_page(page.tree, page.url)
    canonical = canonical_address(page.tree, page.url)
    return _excused(page, replace(reading, following=following, canonical=canonical))


def _excused(page: Page, reading: Reading) -> Reading:
    """Return the reading with what a page says that stands there instead of another."""
    letters = page.prose_letters
    return replace(
        reading,
        words=page.words,
        absent=says_absent(page.words, prose_letters=letters),
        mended=says_mended(page.words, prose_letters=letters),
    )


# --- lists ----------------------------------------------------------------------------------------


def _linking(page: Page, site: Site, encoding: str) -> Reading:
    """Return what a page leads to, its kind not yet told."""
    settle_clicks(page.tree)
    links = tuple((link, judge(link, site)) for link in _links(page))
    following, state = _following_list(page, encoding)
    return Reading(
        kind="other",
        why="",
        links=links,
        following=following,
        following_state=state,
        rows=sum(judged.kind == "article" and link.place == "content" for link, judged in links),
    )


_FEWEST_LINKS = 3
"""A home page with no more only bids welcome, and the site begins behind it."""


def _ways_in(
    links: tuple[tuple[Link, Judgement], ...],
) -> tuple[tuple[Link, Judgement], ...]:
    """Return a start page's links; where there are hardly any, whatever they look like leads on."""
    if len(links) > _FEWEST_LINKS:
        return links
    way_in = Judgement("list", WORTH_FETCHING, "way in")
    return tuple((link, way_in if judged.kind == "other" else judged) for link, judged in links)


def _links(page: Page) -> Iterable[Link]:
    yield from links_of(page.tree, page.url)
    for record in (*hanweb.records(page.text), *script_rows(page.tree)):
        yield from links_of(fragment(record), base_of(page.tree, page.url))


def _following_list(page: Page, encoding: str) -> tuple[str | None, Fields]:
    tree, url = page.tree, page.url
    following = (
        following_list_page(tree, page.text, url)
        or jpaas_call(tree, url)
        or form_pagers.following(tree, url, encoding)
    )
    if following is not None:
        return following, ()
    return postbacks.following(tree, url) or (None, ())


def _with_machinery(page: Page, reading: Reading) -> Reading:
    """Return the reading with the lists that the page does not link."""
    machinery = tuple(_machinery(page, reading))
    if reading.kind == "other" and any(judged.why == _SCRIPTED for _, judged in machinery):
        reading = replace(reading, kind="list", why="a script's list")
    return replace(reading, links=(*reading.links, *machinery))


_SCRIPTED = "script's list"
_ROWS_OF_A_LIST = 2
"""Dated links to articles, from which on a page lists something by itself."""


def _machinery(page: Page, reading: Reading) -> Iterable[tuple[Link, Judgement]]:
    """Yield the lists that a page does not link: feeds, and the calls that its script makes."""
    for feed in named_feeds(page.tree, page.url):
        yield Link(url=feed, text=""), Judgement("list", 9, "feed", declared=True)
    dated = sum(
        judged.kind == "article" and link.date is not None for link, judged in reading.links
    )
    # A page may show its first rows itself and leave the rest to its script.
    if reading.following is None or dated < _ROWS_OF_A_LIST:
        for call in (*calls(page.text, page.url), *posted_calls(page.tree, page.url)):
            yield Link(url=call, text=""), Judgement("list", 9, _SCRIPTED, declared=True)


# --- answers that are no pages ------------------------------------------------------------------


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
