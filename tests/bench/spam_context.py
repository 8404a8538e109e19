"""Pages of good faith whose words of spam are their own by context: ``spam_context.toml``."""

from __future__ import annotations

import html
from collections.abc import Iterator

from archive.records import Extraction, RawPage
from pipelines.run import process
from tests.bench.spam_attacks import page_of
from tests.bench.spam_cases import PAGE_URL, lists
from tests.bench.spam_clean import CleanArticle

TABLE = "spam_context"
KEYWORDS, MARKUP = "@kw ", "@html "


def touched_contexts() -> Iterator[str]:
    """Give the headlines of the pages that lose something or count as hacked."""
    for text in lists(TABLE)["author"]:
        headline, *lines = text.strip().split("\n")
        result = process(RawPage(url=PAGE_URL, body=_page(headline, lines).encode()))
        if not isinstance(result, Extraction) or result.article.hacked:
            yield headline


def _page(headline: str, lines: list[str]) -> str:
    plain = tuple(line for line in lines if not line.startswith((KEYWORDS, MARKUP)))
    words = "".join(line.removeprefix(KEYWORDS) for line in lines if line.startswith(KEYWORDS))
    within = "".join(line.removeprefix(MARKUP) for line in lines if line.startswith(MARKUP))
    head = f'<meta name="keywords" content="{html.escape(words)}">' if words else ""
    return page_of(CleanArticle(headline, plain), head=head, within=within)
