"""Pages that hold their article as data of a script, which builds what the reader sees.

Looked at only where the markup holds no article: the data is written out as a plain page, which is
then read as any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_STATE = re.compile(
    r"__[A-Z]{2,20}(?:_[A-Z]{1,20}){0,3}__\s{0,9}=\s{0,9}(?=\{)"
    r"|<script[^>]{0,200}type\s*=\s*[\"']?application/json[^>]{0,200}>\s{0,99}(?=\{)",
    re.IGNORECASE,
)
"""What stands before the data of Vue, Nuxt, Next and their like."""
_MOST_STATES = 4
"""Data that is looked at on one page; frameworks write one."""
_LONGEST_STATE = 4_000_000
"""Characters from the data to the page's end; pages with one article have under 200,000."""
_DEEPEST = 12
"""Objects within objects; stores of Vuex and Redux nest three to six."""
_MIN_CONTENT = 30
"""Chinese characters of a text; titles and summaries of lists have fewer or stand side by side."""
_HAN = re.compile("[\u3400-\u9fff\u0f00-\u0fff\u0600-\u06ff\u1800-\u18af\uac00-\ud7af]")
_OF = r"(?:doc|art|article|news|info|content|detail)?_?"
_KEYS = {
    "title": re.compile(rf"{_OF}(?:title|headline)|biaoti", re.IGNORECASE),
    "发布时间": re.compile(
        rf"{_OF}(?:pub|publish|published|release|show|display)_?(?:time|date|at)(?:_?str)?",
        re.IGNORECASE,
    ),
    "来源": re.compile(
        rf"{_OF}(?:source|source_?name|origin|from|laiyuan|copyfrom)", re.IGNORECASE
    ),
    "作者": re.compile(rf"{_OF}(?:author|author_?name|writer)", re.IGNORECASE),
    "责任编辑": re.compile(rf"{_OF}(?:editor|editor_?name)", re.IGNORECASE),
}
"""What the keys of an article's fields are named, by the label under which they are written out."""
_CONTENT = re.compile(
    rf"{_OF}(?:content|body|html|text|content_?html|html_?content)", re.IGNORECASE
)


def page_of_state(html: str) -> str | None:
    """Return the article that the data of a script holds, as a plain page; None if it has none."""
    found: list[Mapping[str, Any]] = []
    for match in list(_STATE.finditer(html))[:_MOST_STATES]:
        found.extend(_articles(_data(html, match.end())))
    if len({_content(one) for one in found}) != 1:
        return None  # nothing, or a list of several
    return _page(found[0])


def _data(html: str, start: int) -> object:
    if len(html) - start > _LONGEST_STATE:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(html, start)[0]
    except (ValueError, RecursionError):
        return None  # a script's own notation, not data


def _articles(data: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that have a title and a text."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        if _value(data, "title") and _content(data):
            yield data
        for inner in data.values():
            yield from _articles(inner, depth + 1)
    elif isinstance(data, list):
        for inner in data:
            yield from _articles(inner, depth + 1)


def _content(data: Mapping[str, Any]) -> str:
    texts = [
        value
        for name, value in data.items()
        if isinstance(value, str) and _CONTENT.fullmatch(name) and _is_text(value)
    ]
    return max(texts, key=len, default="")


def _is_text(value: str) -> bool:
    return len(_HAN.findall(value[:4000])) >= _MIN_CONTENT


def _value(data: Mapping[str, Any], label: str) -> str:
    for name, value in data.items():
        if isinstance(value, str) and value.strip() and _KEYS[label].fullmatch(name):
            return value.strip()
    return ""


def _page(data: Mapping[str, Any]) -> str:
    title = escape(_value(data, "title"))
    values = {label: _value(data, label) for label in _KEYS if label != "title"}
    bar = "".join(
        f"<span>{label}：{escape(value)}</span> " for label, value in values.items() if value
    )
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<div class=info>{bar}</div><div>{_content(data)}</div></body></html>"
    )
