"""What a fetched page is, and what it leads to: the one entry point for a decoded page."""

from __future__ import annotations

from archive.records import changed
from crawler.discovery.absence import says_absent, says_mended
from crawler.discovery.canonical import canonical_address
from crawler.discovery.data_answers import read_data
from crawler.discovery.documents import files_of
from crawler.discovery.empty_lists import emptiness
from crawler.discovery.kinds import (
    article_points,
    decide,
    describes,
    is_app_shell,
    is_overview,
    list_points,
    may_be_overview,
    most_list_points,
    only_plays,
    shows_letter,
)
from crawler.discovery.linking import linking, shows_list, with_machinery
from crawler.discovery.neighbours import neighbours
from crawler.discovery.own_query import with_own_query
from crawler.discovery.page import Page, page_of
from crawler.discovery.paging import following_article_page
from crawler.discovery.queries import encode_queries
from crawler.discovery.result import Reading, Shown
from crawler.discovery.rewritten import rewritten_address
from crawler.discovery.scoring import Kind, judge, looks_like_article, looks_like_list
from crawler.discovery.script_files import script_files
from crawler.discovery.teasers import lists_teasers, may_list_teasers
from seeds.catalogue import Site


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
    further: bool = False,
    encoding: str = "utf-8",
    shown: Shown | None = None,
) -> Reading:
    """Read a page, decoded from ``encoding``, that was fetched as ``expected``.

    ``start``: it is one of the site's start URLs, hence a list, whatever it looks like.
    ``dated``: the list that led here gave it a day. ``further``: the page before it went on here.
    ``shown``: what its scripts have added to it, where they have run.
    """
    data = read_data(text, url, site)
    if data is not None:
        return data
    page = page_of(with_own_query(encode_queries(_with_shown(text, shown), encoding), url), url)
    article = article_points(page, expected)
    if not start and _is_plainly_article(page, article, expected):
        return _plain_article(page, site, article, dated=dated)
    reading = linking(page, site, encoding, start=start)
    if start:
        shell = is_app_shell(page)
        reading = changed(reading, kind="list", why="start URL", app_shell=shell)
    else:
        reading = _told(page, reading, article, expected, dated=dated, further=further)
    if reading.kind == "article" or expected == "article":
        return _article(page, site, _with_emptiness_of_topic(page, reading, dated=dated))
    return _listing(page, site, with_machinery(page, reading, shown or Shown()), shown, start=start)


def _is_plainly_article(page: Page, points: int, expected: Kind) -> bool:
    """Tell whether no link could make a list of a page, so that none needs to be read.

    Most pages are such. ``points``: the page's as an article.
    """
    certain = expected == "article" and points >= most_list_points(page, expected)
    return certain and not may_be_overview(page) and not may_list_teasers(page)


def _listing(
    page: Page, site: Site, reading: Reading, shown: Shown | None, *, start: bool
) -> Reading:
    """Return the reading of a page that is no article's, with what its scripts may still tell."""
    if shown and shown.signed:
        return changed(reading, signed=True, kind="list", why="a script's list")
    if start or not shows_list(page, reading):
        reading = changed(reading, scripts=script_files(page, site), needs_scripts=True)
    if reading.kind == "list":
        return reading
    return _excused(page, changed(reading, emptiness=emptiness(page)))


def _told(
    page: Page, reading: Reading, article: int, expected: Kind, *, dated: bool, further: bool
) -> Reading:
    """Return the reading with what the page is, and why; ``article``: its points as an article."""
    paged = further or reading.following is not None
    column = list_points(page, expected, rows=reading.rows, paged=paged)
    kind, why = decide(article, column, reading.rows, expected)
    if kind == "article" and (list_of := _list_of(page, reading, further=further)):
        kind, why = "list", list_of
    elif kind == "article" and (no_news := _no_news(page, dated=dated)):
        kind, why = "other", no_news
    return changed(reading, kind=kind, why=why)


def _with_emptiness_of_topic(page: Page, reading: Reading, *, dated: bool) -> Reading:
    """Return the reading of a page that came as an article's: a topic named like a headline may."""
    if reading.kind != "other" or dated or not looks_like_list(page.url):
        return reading
    return changed(reading, emptiness=emptiness(page))


def own_words(text: str, url: str, *, encoding: str) -> tuple[str, ...]:
    """Return a page's own text as ``Reading.words`` has it; nothing of one that scripts fill."""
    page = page_of(with_own_query(encode_queries(text, encoding), url), url)
    return () if is_app_shell(page) else page.words


def scripts_of_shell(text: str, url: str, site: Site) -> tuple[str, ...]:
    """Return the script files that fill a page which says nothing by itself."""
    return script_files(page_of(text, url), site)


def read_held(text: str, url: str, site: Site, *, encoding: str) -> Reading:
    """Read, as an article's, a page whose article the archive has, whatever it looks like now."""
    page = page_of(encode_queries(text, encoding), url)
    return _article(page, site, Reading(kind="article", why="archived as an article"))


def read_refused(text: str, url: str, site: Site, *, encoding: str) -> Reading:
    """Read the rows of a page that looks like an article's and in which the stages find none."""
    page = page_of(with_own_query(encode_queries(text, encoding), url), url)
    rows = tuple(
        (link, judged)
        for link, judged in linking(page, site, encoding, start=False).links
        if judged.kind == "article" and link.place == "content"
    )
    return Reading(kind="list", why="rows without an article", links=rows, rows=len(rows))


def _with_shown(text: str, shown: Shown | None) -> str:
    return f"{text}\n<div>{shown.html}</div>" if shown and shown.html else text


def _list_of(page: Page, reading: Reading, *, further: bool) -> str | None:
    """Return why a page that looks like an article's lists articles, or None."""
    if further and reading.rows and not looks_like_article(page.url):
        return "a list goes on here"
    if is_overview(page, reading.links):
        return "lists articles and says nothing"
    return "lists teasers of articles" if lists_teasers(page, reading.links) else None


def _no_news(page: Page, *, dated: bool) -> str | None:
    """Return why a page that looks like an article's is none, or None."""
    if only_plays(page):
        return "only a player: no text"
    if shows_letter(page):
        return "a citizen's letter"
    if not dated and describes(page):
        return "describes a department, a leader or a service"
    return None


def _plain_article(page: Page, site: Site, points: int, *, dated: bool) -> Reading:
    no_news = _no_news(page, dated=dated)
    if no_news is not None:
        return _excused(page, Reading(kind="other", why=no_news))
    return _article(page, site, Reading(kind="article", why=f"article {points}"))


def _article(page: Page, site: Site, reading: Reading) -> Reading:
    """Return the reading of a page with what articles' addresses may answer with."""
    if reading.kind == "article":
        beside = tuple((link, judge(link, site)) for link in neighbours(page))
        following = following_article_page(page.tree, page.url)
        reading = changed(reading, links=beside, following=following)
    own = canonical_address(page.tree, page.url) or rewritten_address(page.tree, page.url)
    return _excused(page, changed(reading, canonical=own))


def _excused(page: Page, reading: Reading) -> Reading:
    """Return the reading with what a page says that stands there instead of another."""
    letters = page.prose_letters
    return changed(
        reading,
        words=page.words,
        files=files_of(page.tree),
        app_shell=is_app_shell(page),
        absent=says_absent(page.words, prose_letters=letters),
        mended=says_mended(page.words, prose_letters=letters),
    )
