"""The ledger: every URL ever discovered, written before it is fetched, with what became of it."""

from archive.ledger.book import Ledger
from archive.ledger.records import (
    MAX_URL_CHARACTERS,
    PART_OF,
    Account,
    Link,
    Outcome,
    Page,
    PageKind,
    PageState,
    Site,
)

__all__ = [
    "MAX_URL_CHARACTERS",
    "PART_OF",
    "Account",
    "Ledger",
    "Link",
    "Outcome",
    "Page",
    "PageKind",
    "PageState",
    "Site",
]
