"""Columns that list nothing yet, told from other pages on which no articles are listed."""

from __future__ import annotations

from crawler.discovery.kinds import describes, only_plays, shows_letter
from crawler.discovery.names import says_who
from crawler.discovery.page import Page
from crawler.discovery.result import Emptiness
from crawler.discovery.scoring import names_news, names_service
from crawler.discovery.script_files import has_empty_place
from crawler.discovery.tree import letters
from seeds.crawling.absence import empty_list_words

_MOST_LETTERS = 150
"""Letters of running text: what a column is for may stand above its rows; a text has more."""
_LONGEST_NOTE = 30
"""Letters of the words that stand in place of rows; a sentence of the news may hold them, too."""


def emptiness(page: Page) -> Emptiness | None:
    """Return how a page that lists no articles shows that it may be a column, None if it is none.

    Texts, profiles, letters, players and forms are no columns, whatever led to them.
    """
    if page.prose_letters > _MOST_LETTERS or only_plays(page):
        return None
    if describes(page) or shows_letter(page):
        return None
    if names_news(page.own_title) or _says_so(page):
        return "told"
    if _asks_its_reader(page):  # some sites have a place to log in on each page
        return None
    return "told" if _has_no_rows(page) else "silent"


def emptiness_by_name(name: str | None, shown: Emptiness | None) -> Emptiness | None:
    """Return the same, given the words of the link that led to the page first, if it had any."""
    if shown is None or not name:
        return shown
    if names_service(name) or says_who(name):
        return None
    return "told" if names_news(name) else shown


def _says_so(page: Page) -> bool:
    """Tell whether a short line of a page says that there is nothing: 暂无数据, 共0条."""
    return any(
        letters(piece) <= _LONGEST_NOTE and empty_list_words().search("".join(piece.split()))
        for piece in page.pieces
    )


def _has_no_rows(page: Page) -> bool:
    """Tell whether a page has a place for rows, or for a pager, with nothing in it."""
    places = page.tree.iter("ul", "ol", "tbody")
    bare = (len(each) == 0 and not (each.text or "").strip() for each in places)
    return any(bare) or has_empty_place(page)


def _asks_its_reader(page: Page) -> bool:
    """Tell whether a page is a form: to write something, or to log in."""
    fields = page.tree.iter("textarea", "input")
    return any(each.tag == "textarea" or each.get("type") == "password" for each in fields)
