"""One page that the crawl is about to ask for."""

from __future__ import annotations

from dataclasses import replace

from archive.ledger import Page
from archive.records import record
from crawler.discovery.forms import list_link_of
from crawler.discovery.scoring import Kind
from seeds.crawling.paging import paging_knowledge

NEXT_PAGE = paging_knowledge().further_page
"""``listed_title`` of the further pages of a list in the ledger: the words that lead to them."""
NEXT_BY_SCRIPT = paging_knowledge().further_by_script
"""The same of the further parts of what a page's script asks for."""
_BY_SCRIPT = frozenset({paging_knowledge().by_script, NEXT_BY_SCRIPT})

_OFTEN = 3


@record
class Visit:
    """What a request carries through Scrapy, and what is known of its page beforehand."""

    url: str
    """As the ledger has it; a form's fields may stand in its fragment (``discovery.forms``)."""
    site: str
    kind: Kind
    depth: int = 0
    """Links from a start URL; the pages of one list count once."""
    start: bool = False
    """One of the site's start URLs."""
    number: int = 1
    """Of this page within its list or article, from 1."""
    hops: int = 0
    """Redirects that led here."""
    listed_title: str | None = None
    listed_date: str | None = None
    articles_before: frozenset[str] = frozenset()
    """The articles on the list page before this one: a page that lists the same adds nothing."""
    barren: int = 0
    """List pages in a row, this one the last, that listed nothing new."""
    form_state: tuple[tuple[str, str], ...] = ()
    """Fields to post beside those of the address: hidden ones of the page before."""
    resuming: bool = False
    """On the way, page by page, to one of the list's pages that an earlier run did not reach."""
    known: Page | None = None
    """The ledger's row as it was before this visit."""

    @property
    def is_further_page(self) -> bool:
        """Whether this is page two or later of a list."""
        further = self.listed_title in {NEXT_PAGE, NEXT_BY_SCRIPT}
        return self.kind == "list" and (self.number > 1 or further)

    @property
    def is_asked_by_script(self) -> bool:
        """Whether browsers would ask for this list from a script of one of its host's pages."""
        return self.kind == "list" and self.listed_title in _BY_SCRIPT

    @property
    def is_one_of_many(self) -> bool:
        """Whether a script asks for this list, and for others, by the entries of an answer."""
        found_on = self.known.discovered_on if self.known is not None else None
        return list_link_of(found_on or "") is not None

    @property
    def is_archived(self) -> bool:
        """Whether the archive has an article of this page."""
        return self.known is not None and self.known.article_id is not None

    @property
    def holds_article(self) -> bool:
        """Whether the archive has an article of this page, and no run has read it as a list."""
        return self.is_archived and self.known is not None and self.known.kind != "list"

    @property
    def was_list(self) -> bool:
        """Whether the page was read as a list in an earlier run, and listed something then."""
        return self._was_column and not self.stood_empty

    @property
    def stood_empty(self) -> bool:
        """Whether the page was read as a column's in an earlier run, and never listed anything."""
        return self._was_column and self.known is not None and self.known.listed_at is None

    @property
    def _was_column(self) -> bool:
        known = self.known
        return known is not None and known.kind == "list" and known.fetched_at is not None

    @property
    def has_failed_often(self) -> bool:
        """Whether the page was asked for in vain in several runs: it will not get better."""
        return self.known is not None and self.known.attempts >= _OFTEN

    def reads_as_before(self, digest: str | None) -> bool:
        """Tell whether the page has the digest that it had when it was last read."""
        return self.known is not None and self.known.digest == digest and bool(self.known.listed)

    def held(self, digest: str) -> bool:
        """Tell whether the page was read when it had this digest, be it for an article or none."""
        known = self.known
        if known is None or known.digest != digest:
            return False
        return self.is_archived or (known.kind == "other" and known.state == "fetched")

    def redirected(self, url: str, known: Page | None) -> Visit:
        """Return the visit to the page that this one was sent on to."""
        return replace(self, url=url, hops=self.hops + 1, known=known)


def visit_of(page: Page) -> Visit:
    """Return the visit to a page of the ledger; what held no article once is asked for as one."""
    return Visit(
        url=page.url,
        site=page.site or "",
        kind="article" if page.kind == "other" else page.kind,
        depth=page.depth,
        listed_title=page.listed_title,
        listed_date=page.listed_date,
        known=page,
    )
