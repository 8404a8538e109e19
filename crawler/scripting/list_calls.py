"""Which of what scripts ask for is a list: it says a page's number, or its answer is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from crawler.discovery.entry_patterns import place_in_path
from crawler.discovery.steps import steps_of
from crawler.discovery.urls import is_noise
from crawler.scripting.noted_calls import Noted, NotedCall, acts, as_sent, fields_of, path_of
from crawler.scripting.tokens import TOKEN
from seeds.crawling.data import data_knowledge


def is_list(call: NotedCall, *, awaits: bool) -> bool:
    """Tell whether a call asks for a list, and for nothing that changes anything at the server.

    What is sent by POST, or only where somebody clicks, must say the number of a page, or after
    which entry the list goes on. ``awaits``: as ``writes_out_of_turn``.
    """
    if acts(call):
        return False
    if is_numbered(call) or _cursors(call):
        return True
    if call.method != "GET" or call.is_clicked:
        return False
    return is_shown(call, awaits=awaits) and not data_knowledge().is_no_list(path_of(call))


def is_shown(call: NotedCall, *, awaits: bool) -> bool:
    """Tell whether something is written of a call's answer, or may be: what awaits it is."""
    return any(map(TOKEN.search, call.written)) or (awaits and not call.written)


def writes_out_of_turn(calls: Iterable[NotedCall], noted: Noted) -> bool:
    """Tell whether something is written of an answer that no call has handed on: it was awaited."""
    handed = {each for call in calls for each in call.written}
    return any(TOKEN.search(each) for each in noted.written if each not in handed)


def is_numbered(call: NotedCall) -> bool:
    """Tell whether a call says the number of a list's page."""
    return bool(numbers_of(call)) or _is_numbered_file(path_of(call))


def numbers_of(call: NotedCall) -> set[str]:
    """Return the names of what a call sends that is a page's number."""
    known, told = data_knowledge(), steps_of(call.counts)
    return {name for name, _ in fields_of(call) if known.is_list_number(name)} | set(told)


def _cursors(call: NotedCall) -> set[str]:
    """Return the names of what a call sends that says after which entry a list goes on."""
    known = data_knowledge().cursor
    return {name for name, value in fields_of(call) if known.fullmatch(name) and as_sent(value)}


# /data/news/page-1.json, /api/list/7_1.json: the first or second of files that are numbered.
_FILE_NUMBER = re.compile(
    r"(?<=/page)[-_/]?\d{1,4}(?=(?:\.\w{2,5})?/?$)|(?<=[-_/])[12](?=\.json/?$)", re.IGNORECASE
)
_NUMBERS = re.compile(r"(\d+)")


def _is_numbered_file(path: str) -> bool:
    """Tell whether a path names one page of a list: by a file's number, or a folder's."""
    return _FILE_NUMBER.search(path) is not None


def without_number(call: NotedCall) -> str:
    """Return what calls for the pages of one list have in common."""
    numbers = numbers_of(call) | _cursors(call)
    fields = [
        (name, value)
        for name, value in fields_of(call)
        if name not in numbers and not is_noise(name, as_sent(value))
    ]
    path = call.url.partition("?")[0]
    place = place_in_path(call.counts)
    if place is None:
        path = _FILE_NUMBER.sub("", path)
    else:
        pieces = _NUMBERS.split(path)
        path = "".join([*pieces[: -2 * place], *pieces[-2 * place + 1 :]])
    return json.dumps([path, sorted(map(str, fields))])
