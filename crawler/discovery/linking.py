"""What a page leads to, its kind not yet told: its links judged, and where its list goes on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.discovery import form_pagers, hanweb, numbered_calls, numbered_pieces, postbacks
from crawler.discovery.anchors import base_of
from crawler.discovery.calls import calls, jpaas_following, jpaas_list
from crawler.discovery.clicks import settle_clicks
from crawler.discovery.counted_up import counted_up
from crawler.discovery.cursors import cursor_of
from crawler.discovery.entry_links import entry_link
from crawler.discovery.feeds import named_feeds
from crawler.discovery.field_calls import field_calls
from crawler.discovery.forms import entry_link_of, with_entry_link
from crawler.discovery.kinds import Judged
from crawler.discovery.links import Link, links_of
from crawler.discovery.more_rows import loads_more, offers_periods
from crawler.discovery.node_calls import node_calls, shown_nodes
from crawler.discovery.page import Page
from crawler.discovery.paging import following_list_page
from crawler.discovery.postbacks import Fields
from crawler.discovery.result import Reading, Shown
from crawler.discovery.same_lists import ListKey, list_key
from crawler.discovery.scoring import (
    WORTH_FETCHING,
    Judgement,
    is_named,
    is_pictured_list,
    is_row_among,
    judge,
    names_period,
    says_nothing,
)
from crawler.discovery.script_files import (
    answers_elsewhere,
    draws_pager,
    has_empty_place,
    signs_calls,
)
from crawler.discovery.script_rows import script_entries, script_nodes, script_rows
from crawler.discovery.tree import fragment
from crawler.discovery.urls import absolute, page_key, shape_of, skeleton_of
from seeds.catalogue import Site
from seeds.crawling.links import link_knowledge
from seeds.crawling.paging import paging_knowledge


def linking(page: Page, site: Site, encoding: str, *, start: bool) -> Reading:
    """Return what a page leads to; ``start``: it is one of the site's start URLs."""
    turned = numbered_calls.following(page.tree, page.url)
    settle_clicks(page.tree)
    links = _rows_among_rows(tuple((link, judge(link, site)) for link in _links(page)))
    links = _periods(links)
    places = numbered_pieces.PLACES if numbered_pieces.is_numbered_piece(page) else {"content"}
    rows = sum(judged.kind == "article" and link.place in places for link, judged in links)
    following, state = (turned, ()) if turned else _following_list(page, encoding, rows)
    if start:
        links = _ways_in(links)
    if start or rows < _ROWS_OF_A_LIST:
        links = _beside_columns(_menus(links))
    if link_knowledge().topics.fullmatch(page.own_title):
        links = _topics(links)
    if start or rows < _ROWS_OF_A_LIST:
        links = _pictures_as_lists(_frames_as_lists(links))
    return Reading(
        kind="other",
        why="",
        links=links,
        following=following,
        following_state=state,
        rows=rows,
    )


def with_machinery(page: Page, reading: Reading, shown: Shown) -> Reading:
    """Return the reading with the lists that the page does not link.

    ``shown``: what its scripts have been seen to ask for.
    """
    asked = shown.asked
    entrys = entry_link(page.text) if asked else None
    known = [call if entry_link_of(call) else with_entry_link(call, entrys) for call in asked]
    turned = known[asked.index(shown.turned)] if shown.turned else None
    further = next((call for call in known if _goes_on(call, reading, turned)), None)
    if further is not None:
        known.remove(further)
        reading = replace(reading, following=further, following_by_script=True)
    called = tuple(_scripted(call, page.url) for call in known)
    # As the scripts asked for it is as it is answered; which lists there are, both tell.
    left = {list_key(link.url) for link, _ in called}
    left |= {list_key(further)} if further else set()
    # A call that is signed would be asked for in vain as it is written.
    written = () if shown.signed else _machinery(page, reading, left)
    machinery = (*written, *called)
    if reading.kind == "other" and any(judged.why == _SCRIPTED for _, judged in machinery):
        reading = replace(reading, kind="list", why="a script's list")
    return replace(reading, links=(*reading.links, *machinery))


def _goes_on(call: str, reading: Reading, turned: str | None) -> bool:
    """Tell whether a script asks for what follows the rows that its page shows.

    ``turned``: what it asks for where its pager is turned.
    """
    if reading.following is not None or reading.rows < _ROWS_OF_A_LIST:
        return False
    if turned is not None:
        return call == turned
    number, _ = counted_up(call, reading.rows)
    return cursor_of(call) is not None if number is None else number == _SECOND


_SECOND = 2


def shows_list(page: Page, reading: Reading) -> bool:
    """Tell whether a page lists something by itself, or says how, and where that goes on."""
    asked = [link.url for link, judged in reading.links if judged.why == _SCRIPTED]
    if signs_calls(page) or offers_periods(page):
        return False
    if reading.following_by_script:
        return True
    if reading.following is None and reading.rows >= _ROWS_OF_A_LIST and loads_more(page):
        return False
    if asked:
        return any(map(entry_link_of, asked)) or reading.rows >= _ROWS_OF_A_LIST
    if reading.rows < _ROWS_OF_A_LIST or answers_elsewhere(page):
        return False
    return reading.following is not None or not (has_empty_place(page) or draws_pager(page))


# --- links ----------------------------------------------------------------------------------------


def _links(page: Page) -> Iterable[Link]:
    base = base_of(page.tree, page.url)
    yield from links_of(page.tree, page.url)
    for record in (*hanweb.records(page.text), *script_rows(page.tree)):
        yield from links_of(fragment(record), base)
    yield from script_entries(page.tree, base)
    yield from script_nodes(page.tree, base)
    yield from _slow_refreshes(page, base)
    yield from node_calls(page.tree, base)
    yield from shown_nodes(page.tree, base)


_REFRESH = re.compile(r"\s*\d{1,5}\s*[;,]\s*url\s*=\s*[\"']?(?P<address>[^\"'\s]{1,2000})", re.I)


def _slow_refreshes(page: Page, base: str) -> Iterator[Link]:
    """Yield where a page leads once its reader has looked at it: a welcome page's way in."""
    for meta in page.tree.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            found = _REFRESH.match(meta.get("content") or "")
            url = absolute(base, found["address"]) if found else None
            if url is not None and page_key(url) != page_key(page.url):
                yield Link(url=url, text="")


_FEWEST_ROWS = 3
"""Articles of one form of address that make it the form of a list's rows."""


def _rows_among_rows(links: Judged) -> Judged:
    """Return a page's links; a headline among rows leads to no service."""
    forms = Counter(skeleton_of(link.url) for link, judged in links if judged.kind == "article")
    row = Judgement("article", WORTH_FETCHING, "a row among rows")
    return tuple(
        (link, row)
        if is_row_among(link, judged) and forms[skeleton_of(link.url)] >= _FEWEST_ROWS
        else (link, judged)
        for link, judged in links
    )


def _periods(links: Judged) -> Judged:
    """Return a page's links; years or months of one form of address, side by side, are lists."""
    forms = Counter(skeleton_of(link.url) for link, judged in links if names_period(link, judged))
    period = Judgement("list", WORTH_FETCHING, "rows of a year or month", within=True)
    return tuple(
        (link, period)
        if names_period(link, judged) and forms[skeleton_of(link.url)] >= _FEWEST_ROWS
        else (link, judged)
        for link, judged in links
    )


_FEWEST_LINKS = 3
"""A home page with no more only bids welcome, and the site begins behind it."""


def _ways_in(links: Judged) -> Judged:
    """Return a start page's links; pictures lead on to folders from there, as menus do.

    Where there are hardly any links, whatever they look like leads on.
    """
    few = len(links) <= _FEWEST_LINKS
    way_in = Judgement("list", WORTH_FETCHING, "way in")
    return tuple(
        (link, way_in if judged.kind == "other" and (few or is_pictured_list(link)) else judged)
        for link, judged in links
    )


_FEWEST_ENTRIES, _MOST_ENTRIES = 3, 40
"""Of a menu; a directory of services has hundreds."""


def _menus(links: Judged) -> Judged:
    """Return a page's links; short names of one form of address, side by side, make a menu."""
    named = {link.url: skeleton_of(link.url) for link, judged in links if is_named(link, judged)}
    forms = Counter(named.values())
    entry = Judgement("list", WORTH_FETCHING, "a menu's entry")
    return tuple(
        (link, entry)
        if _FEWEST_ENTRIES <= forms[named.get(link.url, "")] <= _MOST_ENTRIES
        else (link, judged)
        for link, judged in links
    )


def _beside_columns(links: Judged) -> Judged:
    """Return a page's links; a short name that has its address beside a column's is one as well.

    In a footer, where services stand, the address must be of the very form that a column's is of.
    """
    columns = [link.url for link, judged in links if judged.kind == "list"]
    places, forms = {*map(_place_of, columns)} - {None}, {*map(skeleton_of, columns)}
    entry = Judgement("list", WORTH_FETCHING, "beside a column")

    def is_beside(link: Link) -> bool:
        return _place_of(link.url) in places and (
            link.place != "footer" or skeleton_of(link.url) in forms
        )

    return tuple(
        (
            link,
            entry
            if is_named(replace(link, place="content"), judged) and is_beside(link)
            else judged,
        )
        for link, judged in links
    )


def _place_of(url: str) -> tuple[str, ...] | None:
    """Return what the addresses of one kind of column share; None right below the root.

    The page with the names of its parameters, or the folder and the ending of the file's name.
    """
    path, _, query = shape_of(url).partition("?")
    if query:
        return path, *sorted(part.partition("=")[0] for part in query.split("&"))
    folder, _, name = path.rstrip("/").rpartition("/")
    return (folder, name.partition(".")[2]) if folder else None


def _topics(links: Judged) -> Judged:
    """Return the links of a page that lists topics; what tells nothing of itself is one."""
    topic = Judgement("list", WORTH_FETCHING, "a topic")
    return tuple(
        (link, topic if link.place == "content" and says_nothing(judged) else judged)
        for link, judged in links
    )


def _frames_as_lists(links: Judged) -> Judged:
    """Return a page's links; where it lists nothing itself, its frames may be its list."""
    shown = Judgement("list", WORTH_FETCHING, "shown in a frame", within=True)
    return tuple(
        (link, shown if link.framed and judged.kind == "other" else judged)
        for link, judged in links
    )


def _pictures_as_lists(links: Judged) -> Judged:
    """Return a page's links; where it lists nothing itself, its pictures may be its columns."""
    pictured = Judgement("list", WORTH_FETCHING, "pictured")
    return tuple(
        (link, pictured if judged.kind == "other" and is_pictured_list(link) else judged)
        for link, judged in links
    )


# --- going on -------------------------------------------------------------------------------------


def _following_list(page: Page, encoding: str, rows: int) -> tuple[str | None, Fields]:
    tree, url = page.tree, page.url
    following = (
        following_list_page(tree, page.text, url)
        or jpaas_following(tree, url)
        or form_pagers.following(tree, url, encoding)
        or numbered_pieces.following(page, rows)
    )
    if following is not None:
        return following, ()
    return postbacks.following(tree, url, encoding) or (None, ())


_SCRIPTED = "script's list"
_ROWS_OF_A_LIST = 2
"""Links to articles, from which on a page lists something by itself."""


def _machinery(
    page: Page, reading: Reading, left: Container[ListKey]
) -> Iterator[tuple[Link, Judgement]]:
    """Yield the lists that a page does not link: feeds, and the calls that its script makes.

    ``left``: those that are known already.
    """
    for feed in named_feeds(page.tree, page.url):
        yield Link(url=feed, text=""), Judgement("list", 9, "feed", declared=True)
    dated = sum(
        judged.kind == "article" and link.date is not None for link, judged in reading.links
    )
    # A page may show its first rows itself and leave the rest to its script.
    if reading.following is None or dated < _ROWS_OF_A_LIST:
        unit = jpaas_list(page.tree, page.url)
        asked = (*calls(page.text, page.url), *field_calls(page.tree, page.url))
        asked = (*asked, unit) if unit else asked
        entrys = entry_link(page.text) if asked else None
        for call in asked:
            if list_key(call) not in left:
                known = call if entry_link_of(call) else with_entry_link(call, entrys)
                yield _scripted(known, page.url)


_FUNCTION = re.compile(r"=\?(?=[&#]|$)")
"""What jQuery names its function by before it asks (``?callback=?``)."""


def _scripted(address: str, url: str) -> tuple[Link, Judgement]:
    """Return what a page's script asks for; of its own host, with words that the ledger keeps."""
    address = _FUNCTION.sub("=callback", address)
    is_own = urlsplit(address).netloc == urlsplit(url).netloc
    link = Link(url=address, text=paging_knowledge().by_script if is_own else "")
    return link, Judgement("list", 9, _SCRIPTED, declared=True)
