"""What reading a page comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from archive.records import record
from crawler.discovery.links import Link
from crawler.discovery.postbacks import Fields
from crawler.discovery.scoring import Judgement, Kind

Emptiness = Literal["told", "silent"]
"""How a column shows that it lists nothing yet: it says so, has a place for rows with none in it,
or is named for news; or it just has no rows, and may be no column."""


class SignedCall(NamedTuple):
    """What a script sends to ask for a page of a list, signed for the moment."""

    address: str
    """By which it is known, another time as well (``discovery.forms``)."""
    url: str
    method: str
    body: str
    headers: dict[str, str]


class Need(NamedTuple):
    """What a script asks for first, such as a token, since it signs with the answer."""

    key: str
    """By which its answer is given to the scripts."""
    call: SignedCall


class Signing(NamedTuple):
    """What the scripts of a page sign to ask for a page of its list."""

    calls: list[SignedCall]
    needs: list[Need]
    """What is to be asked for before they can."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page's scripts add to it when they run."""

    html: str = ""
    """What they write into the page, whatever it is."""
    asked: tuple[str, ...] = ()
    """The addresses of the lists that they ask for (``discovery.forms``)."""
    turned: str | None = None
    """The one of them that asks for the page after this one, by what a pager's library calls."""
    signed: bool = False
    """They ask for lists by calls that they sign, which are none of ``asked``."""
    document: str | None = None
    """The address of what they ask for by the number that the page's own address bears."""


@record
class Reading:
    """One page, read."""

    kind: Kind
    why: str
    """One short clause."""
    links: tuple[tuple[Link, Judgement], ...] = ()
    """In page order, one an address; of an article's page, the articles before and after it."""
    following: str | None = None
    """The next page of this list, or of this article."""
    following_state: Fields = ()
    """Fields to post with ``following``, where it is reached by a form."""
    following_by_script: bool = False
    """Browsers would ask for ``following`` from a script of the page."""
    canonical: str | None = None
    """The other address that an article's page calls its own."""
    words: tuple[str, ...] = ()
    """An article page's own text, title first, links' left out."""
    files: tuple[str, ...] = ()
    """The addresses, as written, of what an article's page shows, or links as a file."""
    app_shell: bool = False
    """The page says nothing, and has a script to fill it: what it shows is not known."""
    absent: bool = False
    """The page says that there is nothing at its address."""
    mended: bool = False
    """The page says that its site is being mended."""
    failed: bool = False
    """Data that says that its server could not make it, whatever its status is."""
    scripts: tuple[str, ...] = ()
    """Script files that may hold what the page does not show."""
    needs_scripts: bool = False
    """The page does not list by itself what it is to list: its scripts may."""
    signed: bool = False
    """What the page lists is asked for by calls that its scripts sign."""
    rows: int = 0
    """Links of the content that look like articles."""
    emptiness: Emptiness | None = None
    """Of a page that came as a list's, or has a list's address, and lists nothing: how it may be a
    column all the same."""

    @property
    def leads_on(self) -> bool:
        """Whether the page leads to a list or an article, or its scripts may."""
        return self.app_shell or any(judged.kind != "other" for _, judged in self.links)
