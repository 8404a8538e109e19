"""The tables of the archive, one module a theme; SQLite and PostgreSQL from the same classes."""

from archive.models.articles import (
    ArticleRow,
    AttachmentRow,
    ClusterRow,
    RemovalRow,
    VersionRow,
)
from archive.models.base import Base, UtcDateTime
from archive.models.crawl import (
    IS_A_COPY,
    ChangeRow,
    PageRow,
    RunPageRow,
    RunRow,
    SiteRow,
    SiteRunRow,
)
from archive.models.duplicates import BandRow, SchemeRow, SignatureRow
from archive.models.watches import WatchRow

__all__ = [
    "IS_A_COPY",
    "ArticleRow",
    "AttachmentRow",
    "BandRow",
    "Base",
    "ChangeRow",
    "ClusterRow",
    "PageRow",
    "RemovalRow",
    "RunPageRow",
    "RunRow",
    "SchemeRow",
    "SignatureRow",
    "SiteRow",
    "SiteRunRow",
    "UtcDateTime",
    "VersionRow",
    "WatchRow",
]
