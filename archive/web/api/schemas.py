"""What the API's answers look like, for its OpenAPI description.

The answers themselves are made by ``Article.to_dict`` and ``archive.reading.overviews``; the tests
hold them against these.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Schema(BaseModel):
    """An object whose keys are all there, and no others."""

    model_config = ConfigDict(extra="forbid")


class Caption(Schema):
    """Words under a picture."""

    text: str
    image_url: str | None
    credit: str | None


class Attachment(Schema):
    """A file that the article links to."""

    url: str
    name: str | None
    media_type: str | None


class Removed(Schema):
    """Injected spam that was taken out of the field ``where`` at ``at``."""

    rule: str
    text: str
    at: int
    where: str
    link: str | None
    confidence: float


class Restored(Schema):
    """Words put back from another copy."""

    at: int
    text: str
    origin: str = Field(alias="from")


class Warc(Schema):
    """Where the raw response lies."""

    file: str
    offset: int
    length: int


class Article(Schema):
    """One article."""

    id: int
    url: str
    site: str | None
    site_name: str | None
    region: str | None
    title: str | None
    subtitles: list[str]
    published_at: str | None
    published_from: str | None
    source: str | None
    authors: list[str]
    editors: list[str]
    section: list[str]
    keywords: list[str]
    body: str
    captions: list[Caption]
    images: list[str]
    attachments: list[Attachment]
    pages: list[str]
    language: str | None
    encoding: str | None
    removed: list[Removed]
    hacked: bool
    restored: list[Restored]
    content_hash: str | None
    cluster: int | None
    duplicate_of: int | None
    similarity: float | None
    first_seen_at: str | None
    last_seen_at: str | None
    fetched_at: str | None
    status: Literal["live", "changed", "gone"]
    version: int
    warc: Warc | None


class Snippet(Schema):
    """The passage that answers; ``marks`` are [start, end) offsets of hits in ``text``."""

    text: str
    marks: list[Annotated[list[int], Field(min_length=2, max_length=2)]]


class Hit(Schema):
    """One answer."""

    article: Article
    snippet: Snippet


class Page(Schema):
    """One page of a list."""

    next: str | None = Field(description="Address of the next page; null on the last.")


class ArticlePage(Page):
    """Articles by rising id."""

    items: list[Article]


class HitPage(Page):
    """Answers in order."""

    items: list[Hit]


class FacetCount(Schema):
    """Answers that share a value."""

    value: str
    articles: int


class Facets(Schema):
    """How the answers to a question divide."""

    answers: int
    complete: bool = Field(description="Whether all answers were counted, or the newest alone.")
    site: list[FacetCount]
    region: list[FacetCount]
    source: list[FacetCount]
    month: list[FacetCount]


class Change(Schema):
    """What a site did to an article."""

    url: str
    site: str | None
    kind: Literal["edited", "gone", "moved", "returned"]
    at: str
    title: str | None
    from_version: int | None
    to_version: int | None
    new_url: str | None
    http_status: int | None
    run: int | None


class ChangePage(Page):
    """Changes, the latest first."""

    items: list[Change]


class Member(Schema):
    """An article of a cluster."""

    id: int
    url: str
    site: str | None
    published_at: str | None


class Reprint(Member):
    """An article of a cluster, compared with the original."""

    similarity: float | None
    lag_hours: float | None


class Cluster(Schema):
    """Articles that are the same text."""

    cluster: int
    original: Member
    articles: list[Reprint]


class ClusterPage(Page):
    """Clusters, the largest first."""

    items: list[Cluster]


class Spam(Schema):
    """Injected spam of one phrase and technique on one site."""

    site: str | None
    phrase: str
    technique: str
    articles: int
    first_seen_at: str
    last_seen_at: str
    links: list[str]


class SpamPage(Page):
    """Injected spam, in the most articles first."""

    items: list[Spam]


class HackedSite(Schema):
    """A site that spam was injected into; ``hacked``: it still stands on some page."""

    site: str | None
    hacked: bool
    since: str
    last_seen_at: str
    pages: int
    articles: int
    phrases: list[str]
    techniques: list[str]
    domains: list[str]
    examples: list[str]


class HackedSitePage(Page):
    """Sites that spam was injected into, the worst first."""

    items: list[HackedSite]


class Site(Schema):
    """A site's health and freshness."""

    site: str
    name: str
    region: str | None
    articles: int
    last_article_at: str | None
    last_run_at: str | None
    health: Literal["ok", "silent", "failing", "blocked", "hacked", "new"]
    reasons: list[str]


class SitePage(Page):
    """Sites by id."""

    items: list[Site]


class Count(Schema):
    """Articles that share a value; null: those without one."""

    key: str | None
    articles: int


class Totals(Schema):
    """Figures of the whole archive."""

    articles: int
    originals: int
    hacked: int
    gone: int
    clusters: int
    versions: int
    sites: int
    urls: int
    first_published: str | None
    last_published: str | None


class Stats(Page):
    """Figures of the whole archive, or counts of articles by one of their fields."""

    totals: Totals | None
    items: list[Count]


class Problem(Schema):
    """What was wrong with the question, in one line."""

    error: str
