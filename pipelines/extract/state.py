"""Pages that hold their article as data of a script, which builds what the reader sees.

Looked at only where the markup holds no article: the data is written out as a plain page, which is
then read as any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from itertools import islice
from typing import Any

from pipelines.dates.forms import EPOCH
from pipelines.extract.literals import filled, parsed, read_literal
from seeds.vocabulary import table

_STATE = re.compile(
    r"__[A-Z]{2,20}(?:_[A-Z]{1,20}){0,3}__\s{0,9}=\s{0,9}(?=[{(])"
    r"|<script[^>]{0,200}type\s*=\s*[\"']?application/json[^>]{0,200}>\s{0,99}(?=\{)",
    re.IGNORECASE,
)
"""What stands before the data of Vue, Nuxt, Next and their like."""
_VARIABLE = re.compile(
    r"(?:\b(?:var|let|const)\s{1,9}|\bwindow\.)[\w$]{1,40}\s{0,9}=\s{0,9}"
    r"(?:(?=\{)|JSON\.parse\(\s{0,9}(?=[\"'`]))|\b(?:new\s{1,9}Vue|createApp)\(\s{0,9}(?=\{)|\bexport\s{1,9}default\s{0,9}(?=\{)"
    r"|(?<=\bdata)\s{0,9}(?::\s{0,9}function\s{0,9})?\(\s{0,9}\)\s{0,9}\{\s{0,9}return\s{0,9}(?=\{)"
)
"""What stands before data that a page's own script holds, by itself or for a component of Vue."""
_FUNCTION = re.compile(
    r"\(function\s{0,9}\((?P<names>[\w$,\s]{0,9999})\)\s{0,9}\{\s{0,9}return\s{0,9}(?=\{)"
)
"""Nuxt's data with what repeats given as arguments: (function(a,b){return {title:a}}("…","…"))."""
_CALLED = re.compile(r"\s{0,9};?\s{0,9}\}\s{0,9}\)?\s{0,9}\(")
_MOST_STATES = 4
"""Data of frameworks that is looked at on one page; they write one."""
_MOST_VARIABLES = 40
"""Variables that are looked at on one page."""
_LONGEST_STATE = 4_000_000
"""Characters from the data to the page's end; pages with one article have under 200,000."""
_DEEPEST = 12
"""Objects within objects; stores of Vuex and Redux nest three to six."""
_MIN_CONTENT = 30
"""Chinese characters of a text; titles and summaries of lists have fewer or stand side by side."""
_HAN = re.compile("[\u3400-\u9fff\u0f00-\u0fff\u0600-\u06ff\u1800-\u18af\uac00-\ud7af]")
_MARKUP = re.compile(r"<(?:p|div|br|span|section)\b", re.IGNORECASE)
_LABELS = {"发布时间": "published", "来源": "source", "作者": "author", "责任编辑": "editor"}
"""The labels under which an article's fields are written out, and what their keys are called."""
_Content = Callable[[Mapping[str, Any]], str]
"""What finds an object's text, empty where it has none."""
_DAY = re.compile(r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d")


def page_of_state(html: str) -> str | None:
    """Return the article that the data of a script holds, as a plain page; None if it has none."""
    for pattern, most in ((_STATE, _MOST_STATES), (_VARIABLE, _MOST_VARIABLES)):
        stated = list(_stated(html, pattern, most))
        for content in (_content, _content_of_blocks):
            found = [one for data in stated for one in _articles(data, content)]
            if pattern is _VARIABLE:
                found = [one for one in found if _is_surely_article(one, content(one))]
            if len({content(one) for one in found}) == 1:
                return _page(found[0], content(found[0]))
            if found:
                return None  # a list of several
    return None


def _stated(html: str, pattern: re.Pattern[str], most: int) -> Iterator[object]:
    """Yield the data behind each match; what was read once is not read again."""
    done = 0
    for match in islice(pattern.finditer(html), most):
        if done <= match.start() and len(html) - match.end() <= _LONGEST_STATE:
            data, done = _data(html, match.end())
            yield data


def _data(html: str, start: int) -> tuple[object, int]:
    function = _FUNCTION.match(html, start)
    if function is None:
        found = read_literal(html, start)
        data = parsed(found.value) if isinstance(found.value, str) else found.value
        return filled(data, {}), found.end
    body = read_literal(html, function.end())
    called = _CALLED.match(html, body.end)
    if called is None or not body.whole:
        return None, body.end
    values, end = _arguments(html, called.end())
    names = (name.strip() for name in function["names"].split(","))
    return filled(body.value, dict(zip(names, values, strict=False))), end


def _arguments(html: str, start: int) -> tuple[list[object], int]:
    """Return the values with which a function is called, and where the last one ends."""
    values: list[object] = []
    at = start
    while (one := read_literal(html, at)).whole:
        values.append(filled(one.value, {}))
        if not html.startswith(",", one.end):
            break
        at = one.end + 1
    return values, one.end


def _is_surely_article(data: Mapping[str, Any], content: str) -> bool:
    """Tell an article among variables by its day or paragraphs; words to share have neither."""
    return bool(_published(data)) or _MARKUP.search(content) is not None


def _articles(data: object, content: _Content, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield the objects that have a title and a text."""
    if depth > _DEEPEST:
        return
    if isinstance(data, dict):
        if _value(data, "title") and content(data):
            yield data
        for inner in data.values():
            yield from _articles(inner, content, depth + 1)
    elif isinstance(data, list):
        for inner in data:
            yield from _articles(inner, content, depth + 1)


def _content(data: Mapping[str, Any]) -> str:
    texts = [
        value
        for name, value in data.items()
        if isinstance(value, str) and _key("content").fullmatch(name) and _is_text(value)
    ]
    return max(texts, key=len, default="")


def _content_of_blocks(data: Mapping[str, Any]) -> str:
    """Return a text that is kept block by block, as paragraphs, by data that names its day."""
    for name, value in data.items():
        if isinstance(value, list) and _key("blocks").fullmatch(name):
            texts = [_text_of(block) for block in value]
            if _is_text("".join(texts)) and not any(map(_is_entry, value)) and _published(data):
                return "".join(f"<p>{text}</p>" for text in texts if text)
    return ""


def _text_of(block: object) -> str:
    """Return what a block says: ``"…"``, ``{type, text}``, ``{type, data: {text}}`` (Editor.js)."""
    if isinstance(block, str):
        return block
    if not isinstance(block, dict):
        return ""
    inner = block.get("data")
    return _value(block, "content") or (_value(inner, "content") if isinstance(inner, dict) else "")


def _is_entry(block: object) -> bool:
    """Tell whether a block has a title of its own: then it is an article of a list."""
    return isinstance(block, dict) and bool(_value(block, "title"))


def _is_text(value: str) -> bool:
    return len(_HAN.findall(value[:4000])) >= _MIN_CONTENT


@cache
def _key(field: str) -> re.Pattern[str]:
    """Return what the keys of a field are named."""
    words = table("script_keys")
    return re.compile(rf"(?:{'|'.join(words['of'])})?_?(?:{'|'.join(words[field])})", re.IGNORECASE)


def _value(data: Mapping[str, Any], field: str) -> str:
    for name, value in data.items():
        if not _key(field).fullmatch(name):
            continue
        if isinstance(value, str) and value.strip():
            return value.strip()
        if field.startswith("published") and type(value) is int and EPOCH.fullmatch(str(value)):
            return str(value)
    return ""


def _published(data: Mapping[str, Any]) -> str:
    also = _value(data, "published_also")
    is_time = _DAY.match(also) is not None or EPOCH.fullmatch(also) is not None
    return _value(data, "published") or (also if is_time else "")


def _page(data: Mapping[str, Any], content: str) -> str:
    title = escape(_value(data, "title"))
    values = {label: _value(data, field) for label, field in _LABELS.items()}
    values["发布时间"] = _published(data)
    bar = "".join(
        f"<span>{label}：{escape(value)}</span> " for label, value in values.items() if value
    )
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"<div class=info>{bar}</div><div>{content}</div></body></html>"
    )
