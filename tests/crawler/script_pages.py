"""Pages that list nothing by themselves, and what their scripts ask for."""

from __future__ import annotations

from urllib.parse import unquote_plus

from crawler.scripting.page_execution import shown

HOST = "http://www.x.gov.cn"
URL = f"{HOST}/news/list.html?id=7"


def page(script: str, around: str = "") -> str:
    body = f'<div id="l" data-cat="12"></div>{around}<script>{script}</script>'
    return f"<html><head><title>新闻</title></head><body>{body}</body></html>"


def asked(text: str, files: dict[str, str] | None = None) -> list[str]:
    """Return what a page's scripts ask for, as one would write it."""
    found = shown(text, URL, files or {}).asked
    return [unquote_plus(unquote_plus(each)).removeprefix(HOST) for each in found]
