"""Answers that are no pages: JSON, feeds, sitemaps and lists of addresses."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from crawler.discovery import column_lists, json_lists
from crawler.discovery.feeds import feed_links, is_index, listed_addresses, parse_feed
from crawler.discovery.forms import list_link_of
from crawler.discovery.json_text import parse_json, unpacked
from crawler.discovery.kinds import Judged
from crawler.discovery.links import Link
from crawler.discovery.plain_xml import parse_xml
from crawler.discovery.result import Reading
from crawler.discovery.scoring import (
    WORTH_FETCHING,
    Judgement,
    judge,
    judge_named,
    says_nothing,
)
from crawler.discovery.urls import skeleton_of
from seeds.catalogue import Site
from seeds.crawling.paging import paging_knowledge


def read_data(text: str, url: str, site: Site) -> Reading | None:
    """Read an answer that is no page; None for a page."""
    root = parse_feed(text)
    if root is not None:
        return _read_feed(root, url, site)
    listed = listed_addresses(text, url)
    if listed:
        judged = tuple((link, judge(link, site)) for link in listed)
        return Reading(kind="list", why="list of addresses", links=judged, rows=len(judged))
    value = parse_json(text)
    if value is not None:
        return _read_json(value, url, site)
    value = unpacked(parse_xml(text))
    # What lists nothing in this way may be a page that is written as XML.
    is_list = json_lists.entries(value, url) or (
        list_link_of(url) and column_lists.lists(value, url)
    )
    return _read_json(value, url, site) if is_list else None


_FEWEST_ROWS = 3
"""Articles of one form of address that make it the form of a sitemap's articles."""


def _rows_of_one_form(links: Judged) -> Judged:
    """Return the links of a sitemap; what has the address of its articles is one of them.

    The first documents of a site have numbers too short to tell them: ``/scdc/2025/76.html``.
    """
    forms = Counter(skeleton_of(link.url) for link, judged in links if judged.kind == "article")
    row = Judgement("article", WORTH_FETCHING, "a row among rows")
    return tuple(
        (link, row)
        if not link.text and says_nothing(judged) and forms[skeleton_of(link.url)] >= _FEWEST_ROWS
        else (link, judged)
        for link, judged in links
    )


def _read_json(value: object, url: str, site: Site) -> Reading:
    links = tuple((link, judge(link, site)) for link in json_lists.entries(value, url))
    if not links and json_lists.says_failed(value):
        return Reading(kind="other", why="JSON", failed=True)
    if list_link_of(url) is not None:
        return _read_columns(value, url)
    following = json_lists.following(value, url, listed=len(links))
    if not links:
        told = json_lists.lists_nothing(value)
        return Reading(kind="other", why="JSON", emptiness="told" if told else None)
    return Reading(kind="list", why="JSON", links=links, following=following, rows=len(links))


def _read_columns(value: object, url: str) -> Reading:
    """Read an answer whose entries are columns: a script asks for the list of each."""
    named = Judgement("list", 9, "script's list", declared=True)
    text = paging_knowledge().by_script
    found = (Link(url=address, text=text) for address in column_lists.lists(value, url))
    return Reading(kind="list", why="columns", links=tuple((link, named) for link in found))


def _read_feed(root: etree._Element, url: str, site: Site) -> Reading:
    found = feed_links(root, url)
    if is_index(root):
        named = Judgement("list", 9, "sitemap", declared=True)
        return Reading(
            kind="list", why="sitemap index", links=tuple((link, named) for link in found)
        )
    links = _rows_of_one_form(tuple((link, judge_named(link, site)) for link in found))
    return Reading(kind="list", why="feed or sitemap", links=links, rows=len(links))
