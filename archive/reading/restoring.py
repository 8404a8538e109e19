"""Words that an injection overwrote, put back from clean copies of the article; nothing guessed.

A gap is a place of the body where spam was taken out. What stood there is known when the text on
both sides of it stands in a copy, once, with something between. Copies are the other articles of
the cluster, which were judged to be the same text, and the article's own other versions. A copy in
which spam was found anywhere may hold more that was not: it can gainsay, but not be the only one.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from archive.models import ArticleRow, RemovalRow
from archive.reading.articles import articles_by_id, version_numbers, version_of
from archive.records import Article, Removal, Restoration

CONTEXTS = (24, 12, 8)
"""Characters on either side of a gap that a copy must have too, the longest first: a copy may have
been edited nearby."""
NARROW = 4
"""As many at least on a side where the next gap is nearer, or the text ends."""
BOTH = 12
"""Characters that both sides together must have."""
LONGEST = 40
"""Characters that are put back at most: spam stands in the place of words, not of paragraphs."""
MAX_COPIES = 50
"""Members of a cluster that are asked, the original first, then the earliest."""
_PLAIN_SYMBOLS = frozenset("+=<>×÷±~～$¥￥%℃°○〇")
"""Signs that prose writes; others of their kind (❤, |, ¤) part the letters of disguised spam."""
_SYMBOLS = frozenset({"Sm", "Sc", "Sk", "So", "Cf", "Co", "Cn"})
"""Unicode categories of symbols and of characters that nobody sees."""
_ACCOUNT = re.compile(r"(?=\d*[a-z])(?=[a-z]*\d)[a-z\d]{4,}|[a-z\d]\.[a-z]{2,}", re.IGNORECASE)
"""Letters and digits in one (qy88vip, long8), or a domain: names of sites are written so."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without what copies differ in (white space, width), and where each character was."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Plain:
        """Keep what is not white space, as wide as it is narrow."""
        kept = [
            (plain, at)
            for at, character in enumerate(text)
            if len(plain := unicodedata.normalize("NFKC", character)) == 1 and not plain.isspace()
        ]
        return cls("".join(plain for plain, _ in kept), tuple(at for _, at in kept))

    def before(self, at: int) -> int:
        """Return how many of its characters stood before an offset of the text."""
        return bisect_left(self.offsets, at)


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that may say what stood in a gap."""

    url: str
    body: str
    plain: Plain
    spoilt: tuple[range, ...]
    """Where spam stood, or perhaps stands, in the copy itself: it is no witness there."""
    clean: bool
    """Whether no spam was found in it."""

    @classmethod
    def of(cls, article: Article, suspected: Iterable[str] = ()) -> Copy:
        """Make a witness of an article, or of a version of one; doubtful texts may be in it."""
        gaps = (range(at, at) for at in gaps_of(article.removed))
        doubts = (
            range(found.start(), found.end())
            for text in suspected
            for found in re.finditer(re.escape(text), article.body)
        )
        spoilt = (*gaps, *doubts)
        return cls(article.url, article.body, Plain.of(article.body), spoilt, not article.hacked)


def restored(connection: Connection, article: Article) -> Article:
    """Return the article with the overwritten words that copies in the archive know.

    ``restored`` tells each: its place in the body that is returned, and the copy's address. The
    offsets of ``removed`` are moved along: spam stood where the restored word now stands.
    ``content_hash`` stays that of the body as archived. Without gaps or copies the article is
    returned as it is.
    """
    if not gaps_of(article.removed):
        return article
    return with_words(article, [*_versions(connection, article), *_reprints(connection, article)])


def gaps_of(removed: Iterable[Removal]) -> tuple[int, ...]:
    """Return the places of a body where spam was taken out, rising."""
    return tuple(sorted({removal.at for removal in removed if removal.where == "body"}))


def with_words(article: Article, copies: Sequence[Copy]) -> Article:
    """Return the article with what all copies that know a gap agree on."""
    plain = Plain.of(article.body)
    gaps = gaps_of(article.removed)
    borders = [plain.before(gap) for gap in gaps]
    spam = [Plain.of(removal.text).text for removal in article.removed]
    found = []
    for gap, here in zip(gaps, borders, strict=True):
        sides = [_sides(plain.text, here, borders, length) for length in CONTEXTS]
        answer = _agreed([(_said(copy, sides), copy) for copy in copies])
        if answer and not _is_spam(answer[0], spam):
            found.append(Restoration(at=gap, text=answer[0], origin=answer[1]))
    return _put_back(article, found) if found else article


def _versions(connection: Connection, article: Article) -> Iterator[Copy]:
    for number in version_numbers(connection, article.id or 0):
        other = version_of(connection, article, number)
        if number != article.version and other is not None:
            yield Copy.of(other)


def _reprints(connection: Connection, article: Article) -> Iterator[Copy]:
    others = (
        select(ArticleRow.id)
        .where(ArticleRow.cluster_id == article.cluster, ArticleRow.id != article.id)
        .order_by(ArticleRow.duplicate_of.is_not(None), ArticleRow.published_day, ArticleRow.id)
        .limit(MAX_COPIES)
    )
    ids = connection.scalars(others).all()
    suspected = _suspected(connection, ids)
    for other in articles_by_id(connection, ids):
        yield Copy.of(other, suspected[other.id])


def _suspected(connection: Connection, ids: Collection[int]) -> dict[int | None, list[str]]:
    """Return what was left in the bodies of articles and may be spam."""
    query = select(RemovalRow.article_id, RemovalRow.text).where(
        RemovalRow.article_id.in_(ids), RemovalRow.suspected, RemovalRow.where == "body"
    )
    found: defaultdict[int | None, list[str]] = defaultdict(list)
    for article_id, text in connection.execute(query):
        found[article_id].append(text)
    return found


def _sides(text: str, here: int, borders: Sequence[int], length: int) -> tuple[str, str] | None:
    """Return the text on both sides of a gap, no further than the next ones; None: too little."""
    low = max((at for at in borders if at < here), default=0)
    high = min((at for at in borders if at > here), default=len(text))
    left, right = text[max(low, here - length) : here], text[here : min(high, here + length)]
    if min(len(left), len(right)) < NARROW or len(left) + len(right) < BOTH:
        return None
    return left, right


def _said(copy: Copy, sides: Sequence[tuple[str, str] | None]) -> str | None:
    """Return what a copy has in a gap, "" for nothing; None when it does not know the place."""
    for pair in sides:
        found = _between(copy.plain.text, *pair) if pair else []
        if len(found) > 1:
            return None
        if found:
            return _witnessed(copy, *found[0])
    return None


def _between(text: str, left: str, right: str) -> list[tuple[int, int]]:
    """Return all stretches between both sides: more than one, and the place is not known."""
    found: list[tuple[int, int]] = []
    for before in re.finditer(f"(?={re.escape(left)})", text):
        start = before.start() + len(left)
        window = text[start : start + LONGEST + len(right)]
        ends = re.finditer(f"(?={re.escape(right)})", window)
        found.extend((start, start + end.start()) for end in ends)
    return found


def _witnessed(copy: Copy, start: int, end: int) -> str | None:
    """Return the words of a stretch as the copy writes them; None where it was spliced itself."""
    low, high = copy.plain.offsets[start - 1] + 1, copy.plain.offsets[end]
    words = copy.body[low:high].strip()
    spoilt = any(span.start <= high and low <= span.stop for span in copy.spoilt)
    return None if spoilt or "\n" in words else words


def _agreed(answers: Iterable[tuple[str | None, Copy]]) -> tuple[str, str] | None:
    """Return the words and the first clean copy that has them.

    None unless all that know the place agree, and one of them is clean.
    """
    known = [(said, copy) for said, copy in answers if said is not None]
    clean = next((copy for _, copy in known if copy.clean), None)
    if clean is None or len({said for said, _ in known}) != 1 or not known[0][0]:
        return None
    return known[0][0], clean.url


def _is_spam(words: str, spam: Iterable[str]) -> bool:
    """Tell a copy that carries an injection itself, undetected: this one, or one that looks it."""
    plain = Plain.of(words).text
    telling = len(plain) >= NARROW
    if any(text in plain or (telling and plain in text) for text in spam if text):
        return True
    return _ACCOUNT.search(plain) is not None or any(map(_is_odd, words))


def _is_odd(character: str) -> bool:
    """Tell a sign that no government text has in the midst of a sentence."""
    if character in _PLAIN_SYMBOLS or unicodedata.normalize("NFKC", character).isalnum():
        return False
    return character in "_*" or unicodedata.category(character) in _SYMBOLS


def _put_back(article: Article, found: Sequence[Restoration]) -> Article:
    """Write the words into the body; everything behind them moves."""
    body = article.body
    for one in reversed(found):
        body = body[: one.at] + one.text + body[one.at :]

    def moved(at: int) -> int:
        return at + sum(len(one.text) for one in found if one.at < at)

    return dataclasses.replace(
        article,
        body=body,
        restored=tuple(dataclasses.replace(one, at=moved(one.at)) for one in found),
        removed=tuple(
            dataclasses.replace(removal, at=moved(removal.at))
            if removal.where == "body"
            else removal
            for removal in article.removed
        ),
    )
