"""The records that travel through the house: what was fetched, what an article is, what was judged.

Every record is frozen (mypy sees to it), made of the standard library's types only, and picklable,
so that it can cross a process border. The names of ``Article``'s fields are the public interface.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar, dataclass_transform

__all__ = [
    "CHINA",
    "ELSEWHERE",
    "Article",
    "ArticleStatus",
    "Attachment",
    "Candidate",
    "Caption",
    "Extraction",
    "Fingerprint",
    "Judge",
    "Neighbour",
    "PublishedFrom",
    "RawPage",
    "Rejection",
    "Removal",
    "Restoration",
    "Sketch",
    "Verdict",
    "WarcPointer",
    "changed",
    "plain",
    "record",
]

CHINA = timezone(timedelta(hours=8), "+08:00")
"""The one civil time of mainland China since 1949; no summer time since 1991."""

PublishedFrom = Literal["meta", "json-ld", "byline", "url", "text", "header", "selector"]
"""Where a publication date was found."""

ArticleStatus = Literal["live", "changed", "gone"]

_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(cls: type[_Record]) -> type[_Record]:
    """Make a dataclass that nobody changes: mypy sees to it.

    One that sees to it at run time takes three times as long to make, and to send to another
    process; a page makes hundreds.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)


if TYPE_CHECKING:  # so mypy knows the names and types of what is changed
    from dataclasses import replace as changed
else:

    def changed(old: _Record, **changes: object) -> _Record:
        """Return a copy of a record with other values in some of its fields.

        As ``dataclasses.replace``, in less than half of the time: a page's records of up to thirty
        fields are copied twenty times. Raises AttributeError for a field that there is not.
        """
        kind = type(old)
        new = kind.__new__(kind)
        for name in _names(kind):
            setattr(new, name, getattr(old, name))
        for name, value in changes.items():
            setattr(new, name, value)
        return new


@cache
def _names(kind: type[_Record]) -> tuple[str, ...]:
    """Return the names of a record's fields."""
    return tuple(one.name for one in dataclasses.fields(kind))  # type: ignore[arg-type]


@record
class WarcPointer:
    """Where a raw response lies: ``file`` relative to the WARC folder, bytes from ``offset``."""

    file: str
    offset: int
    length: int


@record
class RawPage:
    """One response as it came, never re-encoded."""

    url: str
    """The address it was fetched from, after redirects."""
    body: bytes
    """Payload bytes after transfer and content encodings were undone."""
    content_type: str | None = None
    """The Content-Type header as sent, or None."""
    fetched_at: datetime | None = None
    """Aware, UTC. None for a file whose date of fetching nobody knows."""
    http_status: int = 200
    warc: WarcPointer | None = None
    path: str | None = None
    """The file it was read from, when it did not come from the network."""
    given_url: str | None = None
    """The address as an input gave it, where ``url`` is that in the crawl's spelling."""
    listed_title: str | None = None
    """The words of the link that led here, on the list page."""
    listed_date: str | None = None
    """The date beside that link, as written."""
    known_spam: tuple[str, ...] = ()
    """Phrases that were taken out of other pages of the site, as they stood there."""
    continuations: tuple[RawPage, ...] = ()
    """Pages two, three, … of a multi-page article, in order."""


@record
class Caption:
    """The words under a picture; they are not part of the body."""

    text: str
    image_url: str | None = None
    credit: str | None = None
    """Who took the picture; never an author of the article."""


@record
class Attachment:
    """A file that the article links to (.pdf .doc .xls .wps .ofd .zip …)."""

    url: str
    name: str | None = None
    media_type: str | None = None


ELSEWHERE = "page"
"""``Removal.where`` of spam that stands on the page but in none of the record's fields."""


@record
class Removal:
    """Injected spam that was taken out.

    ``text`` put back into the cleaned field ``where`` at ``at`` (code points, in the cleaned field;
    removals of one field that share an offset are put back in listed order) gives the original.
    """

    rule: str
    text: str
    at: int
    where: str
    link: str | None = None
    confidence: float = 1.0


@record
class Restoration:
    """Words that an injection had overwritten and that were put back from another copy."""

    at: int
    text: str
    origin: str
    """URL of the copy; ``from`` in JSON."""


@record
class Article:
    """One article. What is not known is None or empty, never made up (interface, section 4)."""

    url: str
    """Where it was fetched, normalised."""
    id: int | None = None
    site: str | None = None
    site_name: str | None = None
    region: str | None = None
    title: str | None = None
    """The headline alone: no site suffix, no column name."""
    subtitles: tuple[str, ...] = ()
    """引题 and 副题 in page order, not repeated in ``body``."""
    published_at: str | None = None
    """ISO 8601 with +08:00, or a day alone; precision is never invented."""
    published_from: PublishedFrom | None = None
    source: str | None = None
    """来源 as written, without its label."""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    """Breadcrumb, outermost first, without home, 当前位置 and the title."""
    keywords: tuple[str, ...] = ()
    body: str = ""
    """One paragraph a line, no leading indent, no blank lines."""
    captions: tuple[Caption, ...] = ()
    images: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    pages: tuple[str, ...] = ()
    """URLs of a multi-page article in order; empty when it has one page."""
    language: str | None = None
    """BCP 47: zh-Hans, zh-Hant, en, ug, bo, mn, kk, ko …"""
    encoding: str | None = None
    """The charset the bytes really were in."""
    removed: tuple[Removal, ...] = ()
    hacked: bool = False
    restored: tuple[Restoration, ...] = ()
    content_hash: str | None = None
    """SHA-256, hexadecimal, of the normalised body."""
    cluster: int | None = None
    duplicate_of: int | None = None
    similarity: float | None = None
    first_seen_at: str | None = None
    last_seen_at: str | None = None
    fetched_at: str | None = None
    status: ArticleStatus = "live"
    version: int = 1
    warc: WarcPointer | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of the interface; ``id`` is absent when there is none.

        ``removed`` lists what was taken out of the record's own fields. What stands elsewhere on
        the page makes it ``hacked`` and is told by ``govnews spam``.
        """
        record = self.to_stored()
        record["removed"] = [r for r in record["removed"] if r["where"] != ELSEWHERE]
        if self.id is None:
            del record["id"]
            return record
        return {"id": self.id, **record}

    def to_stored(self) -> dict[str, Any]:
        """Return all of the record as what ``json.dumps`` takes."""
        return {
            name: value if type(value := getattr(self, name)) in _PLAIN else plain(value)
            for name in self.__slots__  # type: ignore[attr-defined]  # ``record`` makes them
        }


@record
class Fingerprint:
    """What near-duplicate search needs of one article."""

    content_hash: str
    scheme: str
    """Parameters of the signature, e.g. ``minhash:k=5,n=128,seed=1``: unlike schemes never meet."""
    signature: bytes
    """MinHash values, little-endian unsigned 32 bit. Empty for a body too short to sign."""
    bands: tuple[int, ...] = ()
    """One signed 64-bit key an LSH band; two articles that share one are candidates."""
    sentences: tuple[str, ...] = ()
    """The body's sentences as they are compared. Never stored: empty for what the archive had."""


@record
class Candidate:
    """One reading of a field, for ``govnews extract --explain``."""

    field: str
    value: str
    kind: str
    """What it was read from: ``meta``, ``label``, ``selector`` …"""
    weight: float
    why: str = ""
    won: bool = False


@record
class Extraction:
    """What the stages made of a page that holds an article; crosses process borders."""

    article: Article
    fingerprint: Fingerprint
    suspected: tuple[Removal, ...] = ()
    """Spans that may be spam but were left in the text."""
    candidates: tuple[Candidate, ...] = ()
    replaced_characters: int = 0
    """Bytes that no charset could read, each U+FFFD in the text."""
    further: tuple[WarcPointer | None, ...] = ()
    """Where the raw records lie of ``article.pages`` after the first."""


@record
class Neighbour:
    """An archived article that shares an LSH band with a new one, or heads such a one's cluster."""

    id: int
    url: str
    site: str | None
    title: str | None
    body: str
    published_at: str | None
    source: str | None
    first_seen_at: str
    """ISO 8601, UTC."""
    cluster: int
    content_hash: str | None


@record
class Verdict:
    """Which of the neighbours a new article is the same text as, if any."""

    cluster_with: int | None = None
    """``Neighbour.id`` of the likest one; None when the article is a text of its own."""
    similarity: float = 0.0
    """To that neighbour (or to the likest, when none is like enough), 0 to 1."""


class Sketch(Protocol):
    """What of a text rules strangers out; small enough to be kept of thousands."""

    @property
    def size_bytes(self) -> int:
        """Memory that it takes, roughly."""

    def rules_out(self, other: Any, /) -> bool:  # noqa: ANN401  a sketch of the same judge's
        """Whether the judge certainly finds the two texts unlike."""

    def smaller(self) -> Sketch | None:
        """Return one that takes less memory and rules out fewer; None: it is as small as can be."""


class Judge(Protocol):
    """Decides on near-duplicates. Pure: asked twice, it says the same. Picklable."""

    def __call__(self, extraction: Extraction, neighbours: Sequence[Neighbour], /) -> Verdict:
        """Return which of the neighbours the article is the same text as."""

    def sketch(self, body: str, known_sentences: Sequence[str] = (), /) -> Sketch:
        """Return the sketch of a body; ``known_sentences``: its ``Fingerprint.sentences``."""


@record
class Rejection:
    """A page that holds no article, and why. The raw page is kept all the same."""

    url: str
    reason: str
    """One short clause that a person can act on; counted by its words before the first colon."""
    failed: bool = False
    """A stage broke on the page: a fault of ours, to be looked at; not a judgement of the page."""
    hacked: bool = False
    removed: tuple[Removal, ...] = field(default=())


_PLAIN = frozenset({type(None), str, int, float, bool})
"""What ``json.dumps`` takes as it is."""


def plain(value: object) -> object:
    """Turn records and tuples into what ``json.dumps`` takes; the frequent kinds first."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [plain(item) for item in value] if value else []
    if isinstance(value, Restoration):
        return {"at": value.at, "text": value.text, "from": value.origin}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _fields_of(type(value))}
    return value


@cache
def _fields_of(record: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(record))
