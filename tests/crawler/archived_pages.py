"""Visits to pages of which the archive has an article."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from archive.ledger import Page
from crawler.frontier.visit import Visit


def archived(number: int, **known: Any) -> Visit:  # noqa: ANN401 - the row's own columns
    row: dict[str, Any] = dict.fromkeys(field.name for field in fields(Page))
    page_row = Page(**{**row, "state": "fetched", "attempts": 0, "article_id": number, **known})
    return Visit(url=f"http://x.cn/{number}.html", site="x", kind="article", known=page_row)
