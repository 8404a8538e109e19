"""Whether a link leads to a list, an article or neither, judged before anything is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from crawler.discovery.anchors import core_of, page_number
from crawler.discovery.counted_down import is_numbered_page
from crawler.discovery.counted_up import counted_up
from crawler.discovery.links import Link
from crawler.discovery.names import is_name
from crawler.discovery.tree import has_han, letters
from crawler.discovery.urls import pattern_of, shape_of
from seeds.catalogue import Site
from seeds.crawling.links import Shape, link_knowledge
from seeds.crawling.paging import paging_knowledge

Kind = Literal["list", "article", "other"]
Forms = Literal["article", "list", "feed"]
"""Of addresses, as ``LinkKnowledge`` calls them."""

WORTH_FETCHING = 2
"""A page whose best reading scores less is left alone."""

# Why a link is left alone for its words, which may be others elsewhere.
_NO_SIGN, _SERVICE, _PAGER = "no sign of news", "service link", "pager link"

_NUMBERED = re.compile(r"\d{2,}[^/]*$")
"""An address whose last part holds a document's number."""

# Lengths in letters (``tree.letters``). Headlines of government news have 8 to 40 characters,
# names of columns 2 to 8; between the two either may be.
_HEADLINE = 10
SHORT_HEADLINE = 7
_COLUMN_NAME = 8
_SHORT_COLUMN_NAME = 6
_SHORTEST_COLUMN_NAME = 2


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a link leads to."""

    kind: Kind
    score: int
    """0 and more; of the reading that won."""
    why: str
    """One short clause; for ``other`` it is the ledger's reason."""
    declared: bool = False
    """Named by the site's own machinery (a feed, a script's call): what the address looks like
    does not speak against it."""
    within: bool = False
    """A part of the page that names it, and no further away than that: shown within it as a
    frame, or the rows of one of its years or months."""


def judge(link: Link, site: Site) -> Judgement:
    """Return what ``link`` leads to; the catalogue's own patterns beat every other sign."""
    shape = shape_of(link.url)
    known = _hinted(link.url, site) or _feed(shape) or _known_by_its_words(link)
    if known is not None:
        return known
    article = 0 if is_name(link) else _article_score(link, shape)
    column = _list_score(link, shape)
    if max(article, column) < WORTH_FETCHING:
        return Judgement("other", max(article, column), _NO_SIGN)
    words = "".join(link.text.split())
    if article > column or (article == column and not is_period(words)):
        return Judgement("article", article, "looks like an article")
    within = link.framed or is_period(words) or _is_issue(words)
    return Judgement("list", column, "looks like a list", within=within)


def judge_named(link: Link, site: Site) -> Judgement:
    """Return what a link of a sitemap leads to: without words, its address alone says it."""
    judged = judge(link, site)
    score = weight("article", shape_of(link.url))
    if judged.kind != "other" or link.text or score < WORTH_FETCHING:
        return judged
    return Judgement("article", score, "named by a sitemap")


def is_left_for_its_words(reason: str) -> bool:
    """Tell whether the ledger's reason says that a link was judged ``other`` by what it says."""
    return reason.startswith((_NO_SIGN, _SERVICE, _PAGER))


def says_nothing(judged: Judgement) -> bool:
    """Tell whether neither address nor words say what a link leads to, and none against it."""
    return judged.why == _NO_SIGN


def is_named(link: Link, judged: Judgement) -> bool:
    """Tell whether a link that nothing speaks for has a name as columns have, and no day."""
    words = "".join(link.text.split())
    is_short = _COLUMN_NAME >= letters(words) >= _SHORTEST_COLUMN_NAME
    named = has_han(words, _SHORTEST_COLUMN_NAME) and link.date is None
    return says_nothing(judged) and is_short and named and link.place != "footer"


def names_period(link: Link, judged: Judgement) -> bool:
    """Tell whether a link's words are a year, or a month, and nothing of it is known for sure."""
    known = judged.declared or judged.why.endswith("_urls")
    return not known and is_period("".join(link.text.split()))


def is_row_among(link: Link, judged: Judgement) -> bool:
    """Tell whether a link that was left alone for its words may be a row of a list.

    Of an address that is no known form the number must tell it from the other rows'.
    """
    if judged.kind != "other" or letters(link.text) < SHORT_HEADLINE:
        return False
    known = weight("article", shape_of(link.url)) >= WORTH_FETCHING
    return known or (says_nothing(judged) and _NUMBERED.search(shape_of(link.url)) is not None)


def looks_like_article(url: str) -> bool:
    """Tell whether an address alone says that an article stands there."""
    return weight("article", shape_of(url)) >= WORTH_FETCHING


def looks_like_list(url: str) -> bool:
    """Tell whether an address alone says that a list stands there, and no article."""
    return weight("list", shape_of(url)) >= WORTH_FETCHING and not looks_like_article(url)


def is_pictured_list(link: Link) -> bool:
    """Tell whether a link is a picture, and has an address that lists have.

    Or a part of one, a menu that is drawn: with whatever address, unless it names a file.
    """
    pictured = not link.text and not link.framed and link.place != "footer"
    shape = shape_of(link.url)
    return pictured and (weight("list", shape) > 0 or (link.mapped and not _is_file(shape)))


def _is_file(shape: str) -> bool:
    suffix = shape.partition("?")[0].rpartition("/")[2].rpartition(".")[2]
    return suffix in link_knowledge().file_suffixes


@lru_cache(maxsize=10_000)
def weight(forms: Forms, shape: str) -> int:
    """Return the weight of the heaviest of some forms that ``shape`` has, 0 when it has none.

    It is asked several times of each link, and the menus of a site stand on each of its pages.
    """
    heaviest_first: tuple[Shape, ...] = getattr(link_knowledge(), forms)
    return next((form.weight for form in heaviest_first if form.pattern.search(shape)), 0)


def _hinted(url: str, site: Site) -> Judgement | None:
    for kind, patterns in (("article", site.article_urls), ("list", site.list_urls)):
        if any(pattern_of(pattern).search(url) for pattern in patterns):
            return Judgement("article" if kind == "article" else "list", 9, f"{kind}_urls")
    return None


def _feed(shape: str) -> Judgement | None:
    """Judge by the name of a feed or sitemap, which says all there is to say."""
    if not weight("feed", shape):
        return None
    return Judgement("list", 9, "feed", declared=True)


def is_site_map(words: str | None) -> bool:
    """Tell whether a link's words lead to a page of all of its site's columns."""
    return core_of(words or "") in link_knowledge().site_map_words


def _known_by_its_words(link: Link) -> Judgement | None:
    if is_site_map(link.text):
        return Judgement("list", WORTH_FETCHING, "site map")
    service = _service_word(link.text)
    if service is not None and link.date is None:
        return Judgement("other", 0, f"{_SERVICE}: {service}")
    # 查看更多 is said of further rows and of a column alike; which of them its address tells.
    leads_on = _is_more(link.text) and counted_up(link.url, 1)[0] is None
    pager = _is_pager(link.text) and not leads_on if link.text else is_numbered_page(link.url)
    return Judgement("other", 0, _PAGER) if pager else None


def names_service(words: str) -> bool:
    """Tell whether the words of a link say that it leads to a service, a directory or a profile."""
    return _service_word(words) is not None


def names_news(words: str) -> bool:
    """Tell whether words are the name of a column of news: 通知公告, 乡镇传真."""
    name = "".join(words.split())
    is_short = _SHORTEST_COLUMN_NAME <= letters(name) <= _COLUMN_NAME
    return is_short and _names_column(name) and not names_service(name)


def _service_word(text: str) -> str | None:
    """Return the service word in a link's words; a headline may speak of services."""
    if letters(text) >= _HEADLINE or core_of(text).endswith(link_knowledge().news_of):
        return None
    lowered = text.lower()
    return next((word for word in link_knowledge().service_words if word in lowered), None)


def _is_pager(text: str) -> bool:
    """Tell whether a link's words are a page number, or name another page of the same list."""
    words = core_of(text) or "".join(text.split())
    return page_number(text) is not None or words in paging_knowledge().pager_words


def _article_score(link: Link, shape: str) -> int:
    score = weight("article", shape)
    length = letters(link.text)
    if link.date is not None:
        score += 3
    if _is_issue("".join(link.text.split())):
        score -= 1
    elif length >= _HEADLINE:
        score += 2
    elif length >= SHORT_HEADLINE:
        score += 1
    elif length < _SHORTEST_COLUMN_NAME:
        score -= 1
    if shape.endswith("/") and link.date is None:
        score -= 3  # a folder has pages; a document with a headline for a name seldom is one
    return score - _elsewhere(link)


def _is_more(text: str) -> bool:
    """Tell whether a link says that there is more, as those to columns do."""
    words = "".join(text.split()).lower()
    return not {words, core_of(text)}.isdisjoint(link_knowledge().more_words)


def _list_score(link: Link, shape: str) -> int:
    score = weight("list", shape)
    words = "".join(link.text.split())
    if _is_more(link.text):
        return score + 3
    if link_knowledge().paper_page.match(words):
        score += 2
    elif _is_issue(words):
        score += 3
    elif is_period(words) or (letters(words) > _COLUMN_NAME and is_name(link)):
        # The rows of a former year or month, or a department's: where they have a folder or a menu.
        score += 1 + (link.place == "navigation")
    elif _SHORTEST_COLUMN_NAME <= letters(words) <= _COLUMN_NAME:
        score += 1
        score += 2 * _names_column(words)
        score += link.place == "navigation"
    elif letters(words) > _COLUMN_NAME and shape.endswith("/"):
        score += 1  # a topic, named like a headline; a document with such a name has no folder
    elif not words:
        score += link.place == "navigation"  # a menu of pictures
    if link.date is not None:
        score -= 2
    return score - _elsewhere(link)


def _names_column(words: str) -> bool:
    known = link_knowledge()
    more = known.short_column_words if letters(words) <= _SHORT_COLUMN_NAME else ()
    return any(word in words for word in (*known.column_words, *more))


def _is_issue(words: str) -> bool:
    return link_knowledge().issue.fullmatch(words) is not None


def is_period(words: str) -> bool:
    """Tell whether words, without white space, are a year or a month."""
    return link_knowledge().period.fullmatch(words) is not None


def _elsewhere(link: Link) -> int:
    return 2 if link.place == "footer" else 0
