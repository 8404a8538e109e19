"""How tests read pages."""

from __future__ import annotations

from typing import Any, cast

from lxml import html
from starlette.testclient import TestClient


def parsed(text: str) -> html.HtmlElement:
    return cast("html.HtmlElement", html.fromstring(text))


def page(client: TestClient, address: str, **headers: str) -> html.HtmlElement:
    """A page that must be there."""
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.text
    return parsed(answer.text)


def words(element: Any) -> str:  # noqa: ANN401  lxml's types know of no text_content
    """The text that a reader sees in an element."""
    return " ".join(element.text_content().split())


def rows(found: html.HtmlElement, table: str = "table") -> list[list[str]]:
    """The cells of a table's body."""
    return [
        [words(cell) for cell in row.cssselect("th, td")]
        for row in found.cssselect(f"{table} tbody tr")
    ]
