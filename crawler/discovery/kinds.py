"""Whether a fetched page is an article or a list: marks of both, each worth its points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, zip_longest
from urllib.parse import urlsplit

from crawler.discovery.descriptions import guides_to_service, introduces_leader
from crawler.discovery.documents import shows_document
from crawler.discovery.links import Link
from crawler.discovery.page import MOST_PROSE_LETTERS, Page
from crawler.discovery.scoring import Judgement, Kind, weight
from crawler.discovery.tree import letters
from crawler.discovery.urls import shape_of
from seeds.crawling.links import link_knowledge

Judged = tuple[tuple[Link, Judgement], ...]

# Each mark is worth what it is seen to decide on real pages: the page's own official meta tags
# (国办发〔2017〕47号: ArticleTitle on content pages, ColumnName on both) say most, then how the
# page was reached, its address, and what its text is made of.
_META_ARTICLE = 4
_META_COLUMN = 2
_BYLINE = 2
_MOST_BYLINES = 3
"""Labels such as 来源： on an article's page, of one kind; a list may repeat them in every row."""
_ARRIVAL = 2
_PAGING = 2
_LETTERS_A_POINT = 60
"""Letters of running prose that count one; a list's abstracts seldom reach four times that."""
_MOST_PROSE = MOST_PROSE_LETTERS // _LETTERS_A_POINT
_PROFILE_WORDS = 2
_LETTER_LABELS = 3
"""Two may stand below an article: who was to answer, and when."""
_FEWEST_LETTERS = 20
"""Of a page's own words, its title's among them; whoever says sorry, or welcome, says more."""
_FEWEST_LINKS = 5
"""Of a page; a menu alone has as many."""
_ROWS_A_POINT = 2
_MOST_ROWS = 5
_OVERVIEW_ROWS = 10
"""Dated rows of a page that has no text of its own; related news below a picture are fewer. To take
a list for an article costs a false one; the other way round an article is lost."""
_MOST_OWN_LETTERS = 60
"""Of an overview, outside links: its title, its bar, and what the site says of itself; a table of
names, a poem or an apology has more."""


def article_points(page: Page, expected: Kind) -> int:
    """Return what speaks for an article."""
    points = weight("article", shape_of(page.url))
    points += _ARRIVAL * (expected == "article")
    points += _META_ARTICLE * ("articletitle" in page.meta_names)
    points += _BYLINE * _has_byline(page)
    return points + min(page.prose_letters // _LETTERS_A_POINT, _MOST_PROSE)


def list_points(page: Page, expected: Kind, *, rows: int, paged: bool) -> int:
    """Return what speaks for a list page that links ``rows`` articles."""
    points = weight("list", shape_of(page.url))
    points += _ARRIVAL * (expected == "list")
    points += _PAGING * paged
    columns_own = "columnname" in page.meta_names and "articletitle" not in page.meta_names
    return points + _META_COLUMN * columns_own + min(rows // _ROWS_A_POINT, _MOST_ROWS)


def most_list_points(page: Page, expected: Kind) -> int:
    """Return what a page can have as a list, whatever it links."""
    return list_points(page, expected, rows=_ROWS_A_POINT * _MOST_ROWS, paged=True)


def decide(article: int, column: int, rows: int, expected: Kind) -> tuple[Kind, str]:
    """Return which of the two a page is, or neither, and why in one short clause."""
    if expected == "article" and article >= column:
        return "article", f"article {article}, list {column}"
    if column > article and rows:
        return "list", f"list {column}, article {article}"
    if article >= column and article > _META_ARTICLE:
        return "article", f"article {article}, list {column}"
    return "other", "no articles listed" if expected == "list" else "no sign of an article"


def may_be_overview(page: Page) -> bool:
    """Tell whether a page has no text of its own: then it may do no more than list articles."""
    if page.prose_letters or "articletitle" in page.meta_names:
        return False
    own = (letters(piece) for piece in page.pieces if not link_knowledge().legal.search(piece))
    return sum(own) <= _MOST_OWN_LETTERS


def is_overview(page: Page, links: Judged) -> bool:
    """Tell whether a page that came as an article's lists articles, and says nothing of itself.

    Dated lists hold such pages, with an address and a byline as articles have. A notice that is no
    more than a file to be loaded is none.
    """
    if not may_be_overview(page) or any(_is_file(link) for link, _ in links):
        return False
    dated = sum(
        judged.kind == "article" and link.place == "content" and link.date is not None
        for link, judged in links
    )
    return dated >= _OVERVIEW_ROWS


def _is_file(link: Link) -> bool:
    _, dot, suffix = urlsplit(link.url).path.rpartition(".")
    return (
        bool(dot) and link.place == "content" and suffix.lower() in link_knowledge().file_suffixes
    )


def describes(page: Page) -> bool:
    """Tell whether a page says what a place, a department, a leader or a service is, and no news.

    One that neither its title nor its form tells names no day and has no byline; an announcement
    (任前公示) that says the same has. A day in its address is its system's habit.
    """
    if link_knowledge().profile_title.fullmatch(page.own_title):
        return True
    if introduces_leader(page) or guides_to_service(page):
        return True
    text = "\n".join(page.words)
    said = set(link_knowledge().profile.findall(text))
    return len(said) >= _PROFILE_WORDS and not _is_dated(page, text)


def _is_dated(page: Page, text: str) -> bool:
    named = bool(page.meta_names & {"articletitle", "pubdate"})
    return named or bool(link_knowledge().day.search(text) or link_knowledge().byline.search(text))


def shows_letter(page: Page) -> bool:
    """Tell whether a page shows what a citizen wrote and was answered."""
    labels = link_knowledge().letter.finditer("\n".join(page.words))
    return len({match["label"] for match in labels}) >= _LETTER_LABELS


def is_app_shell(page: Page) -> bool:
    """Tell whether a page says and links next to nothing, and has a script to fill it."""
    if _has_letters(page.words, _FEWEST_LETTERS):
        return False
    links = sum(1 for _ in islice(page.tree.iter("a"), _FEWEST_LINKS))
    return links < _FEWEST_LINKS and next(page.tree.iter("script"), None) is not None


def _has_letters(pieces: Iterable[str], least: int) -> bool:
    """Tell whether pieces of text have so many letters together; most pages' first ones have."""
    return any(found >= least for found in accumulate(map(letters, pieces)))


def only_plays(page: Page) -> bool:
    """Tell whether a page shows a film or plays a sound and has no text of its own.

    The same elements show documents; a notice that is no more than its PDF is an article.
    """
    player = next(page.tree.iter("embed", "object", "video", "audio"), None)
    return player is not None and page.prose_letters == 0 and not shows_document(page.tree)


def _has_byline(page: Page) -> bool:
    """Tell whether a page has the labels that stand below a headline, and has them once."""
    labels = Counter(link_knowledge().byline.findall("\n".join(_beside_colons(page.pieces))))
    return bool(labels) and max(labels.values()) <= _MOST_BYLINES


def _beside_colons(pieces: Sequence[str]) -> Iterator[str]:
    """Yield the pieces in which a label may stand: with a colon, or before one that begins so.

    The others are most of an article.
    """
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
        if ":" in piece or "：" in piece or following.lstrip().startswith((":", "：")):
            yield piece
