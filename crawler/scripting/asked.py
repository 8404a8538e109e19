"""The lists that a page's scripts ask for, out of all that they ask for, as addresses."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, unquote_plus, urlencode, urlsplit

from crawler.discovery.counted_up import names_page
from crawler.discovery.entry_patterns import EntryPattern, place_in_path
from crawler.discovery.forms import (
    by_name,
    form_address,
    json_address,
    target_of,
    with_entry_link,
    with_list_link,
)
from crawler.discovery.result import SignedCall
from crawler.discovery.steps import steps_of
from crawler.discovery.urls import absolute, is_noise
from crawler.scripting.counted_calls import counted, with_counts
from crawler.scripting.form_fields import BRACKETS, REPEAT, flat
from crawler.scripting.noted_calls import acts, as_sent, clean, fields_of, path_of, read_fields
from crawler.scripting.signed_calls import as_sent_by, is_signed, pages_of, without_signature
from seeds.crawling.data import data_knowledge

_MOST_LISTS = 10
"""Of one page; a home page shows the newest of half a dozen columns, and a trap shows thousands."""
_MOST_CHOSEN = 240
"""Of one page, with those that are chosen in its menus: the months of twenty years."""
_SIGN = "Ω"
_TOKEN = re.compile("Ω([^Ω<>\"'\\s]*)Ω")
_JOINT = "ǃ"
_SENT_TOKEN = re.compile(
    f"(?:{_SIGN}|%CE%A9)((?:(?!{_SIGN}|%CE%A9).){{1,200}})(?:{_SIGN}|%CE%A9)", re.I
)
"""The same in an address, where it may be percent-encoded."""
# Bounded, and no piece looked at twice: scripts write what they like.
_ANCHOR = re.compile(
    r"<a\b(?P<attributes>[^<>]{0,2000})>(?P<inner>(?:[^<]|<(?!/?a\b)){0,4000})", re.I
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_TITLE = re.compile(r"""\btitle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_FIRST = 1
_MOST_PIECES = 100
"""Of what scripts write of an answer, and links within it; one row is as good as all."""
_LONGEST_SENT = 8_000
"""Characters of an address with all that is sent; a list is asked for with some hundred."""
_NO_VALUE = re.compile(r"(?<![A-Za-z])(?:NaN|undefined|null|\[object)(?![A-Za-z])")
"""What scripts make of an entry's part that they reckon with: not what it is in an answer."""
_NO_ADDRESS = re.compile(r"\s*(?:javascript:|#|$)", re.I)


class Asked(NamedTuple):
    """The lists that the scripts of a page ask for."""

    addresses: list[str]
    turned: str | None
    """The one of them that is asked for the page after this one, by what turns its pager."""


class _List(NamedTuple):
    address: str
    link: EntryPattern | None
    """How its entries are linked."""
    turned: bool
    """It is only asked for where a pager is turned."""


def addresses_of(
    found: Mapping[str, object],
    base: str,
    without_addresses: Callable[[Collection[str]], Mapping[str, object]],
) -> Asked:
    """Return the addresses of the lists among what scripts have been noted to ask for.

    A list is asked for by a page's number, or its answer is written into the page.
    ``without_addresses``: runs the scripts again, with answers whose entries lack these parts.
    """
    found = clean(found)
    plain = [call for call in _mappings(found.get("calls")) if not is_signed(call)]
    found = {**found, "calls": with_counts(plain)}
    chained = list(islice(_chained(found, base), _MOST_LISTS))
    lists = _plain(found, base, without_addresses, {*map(target_of, chained)})
    told = [_told(each.address, each.link) for each in lists]
    turned = (address for address, each in zip(told, lists, strict=True) if each.turned)
    return Asked([*chained, *told], next(turned, None))


def signed_of(found: Mapping[str, object], base: str, number: int) -> list[SignedCall]:
    """Return the calls that scripts sign to ask for a page of a list, by its number.

    Of page one all that are lists.
    """
    found = clean(found)
    sent: list[SignedCall | None] = []
    pages = pages_of(_mappings(found.get("calls")))
    first, second = (map(without_signature, pages.get(at, [])) for at in (1, 2))
    counts = next((counted(one, other) for one, other in zip(first, second, strict=False)), None)
    for call in pages.get(number, []):
        known = {**without_signature(call), "counts": counts, "clicked": False}
        address = _address(known, base) if _is_list(known, awaits=True) else None
        if address is not None and len(address) <= _LONGEST_SENT and len(sent) < _MOST_LISTS:
            told = _told(address, _entry_pattern(call, found))
            sent.append(as_sent_by(call, base, told))
    return [each for each in sent if each is not None]


def document_of(found: Mapping[str, object], url: str, base: str) -> str | None:
    """Return the address of what scripts ask for and show of the document that ``url`` names.

    It says the number of the document, and nothing that changes anything at the server. What has a
    page's number beside it is a list: its comments, related news.
    """
    number, found = document_number(url), clean(found)
    calls = with_counts(_mappings(found.get("calls"))) if number else []
    awaits, knowledge = _writes_out_of_turn(calls, found), data_knowledge()
    for call in calls:
        address = _address(call, base)
        path = path_of(call)
        if address is None or len(address) > _LONGEST_SENT or call.get("clicked"):
            continue
        is_shown = any(map(_TOKEN.search, written := _texts(call.get("written")))) or (
            awaits and not written
        )
        is_news = is_shown and not (acts(call) or _numbers(call) or knowledge.is_no_list(path))
        if is_news and number in _NUMBER.findall(unquote_plus(unquote_plus(address))):
            return address
    return None


_NUMBER = re.compile(r"(?<![0-9a-z])(?:[0-9a-f]{16,}|\d{2,})(?![0-9a-z])", re.IGNORECASE)


def document_number(url: str) -> str | None:
    """Return the number or code by which a page's address names its document, or None."""
    parts = urlsplit(url)
    named = (value for name, value in parse_qsl(parts.query) if _names_document(name))
    told = (value for value in named if _NUMBER.fullmatch(value))
    return next(told, None) or next(reversed(_NUMBER.findall(f"{parts.path}?{parts.query}")), None)


def _names_document(name: str) -> bool:
    """Tell whether a parameter names a document, not its column: ``docId``, ``newsid``."""
    return name.lower().replace("_", "") in data_knowledge().cursor_keys


_DIGIT = re.compile(r"(?<=[/=])\d(?=$|[&?.#])")


def with_longer_number(url: str) -> tuple[str, str] | None:
    """Return the form of an address that a digit alone numbers, and the digit; None: none does.

    In the form ``{}`` stands for the number, as in those of addresses with longer ones: what a
    script asks for of the fifth document, and has a 5, need not be its data.
    """
    found = None if document_number(url) else next(reversed([*_DIGIT.finditer(url)]), None)
    return None if found is None else (f"{url[: found.start()]}{{}}{url[found.end() :]}", found[0])


def _chained(found: Mapping[str, object], base: str) -> Iterator[str]:
    """Yield what is asked for of which scripts ask for a list each: the columns of a site.

    With what they ask for of each entry, and how the entries of that are linked in turn. Only what
    has a page's number or shows rows of links: the rest may be what each article says.
    """
    for call in _mappings(found.get("chained")):
        of, target = call.get("from"), _address(call, base)
        # What has a page's number itself lists articles.
        is_plain = isinstance(of, Mapping) and not (_numbers(of) or acts(of))
        if not is_plain or target is None or len(target) > _LONGEST_SENT:
            continue
        if _is_columns_list(call):
            link = _told(_with_parts(target), _entry_pattern(call, found))
            told = _columns(of, link, base) if isinstance(of, Mapping) else None
            if told is not None and len(told) <= _LONGEST_SENT:
                yield told


def _is_columns_list(call: Mapping[str, object]) -> bool:
    """Tell whether what is asked for with a part of an answer is a list.

    Where no page's number tells, it is what the page shows rows of by itself. What a click opens
    may be an article, whose files bring their addresses.
    """
    path = path_of(call)
    if acts(call) or data_knowledge().is_no_list(path):
        return False
    if _numbers(call) or _is_numbered_file(path):
        return True
    rows = _entry_pattern(call, {})
    is_opened = bool(call.get("clicked")) and (rows is None or rows.takes_given_address)
    return rows is not None and call.get("method") == "GET" and not is_opened


def _columns(of: Mapping[str, object], link: str, base: str) -> str | None:
    """Return the address of what leads to a list each, by itself or out of a third answer."""
    own, outer = _address(of, base), of.get("from")
    if own is None or not isinstance(outer, Mapping):
        return own and with_list_link(own, link, _below(of, base))
    is_plain = not (_numbers(outer) or acts(outer))
    first = _address(outer, base) if is_plain else None
    return first and with_list_link(first, with_list_link(_with_parts(own), link))


# Of a node of zTree; what the browser alone knows is sent as well and changes no answer.
_PARAMETER = re.compile(r"(?P<part>[A-Za-z]\w{0,40})(?:=(?P<name>[\w.\[\]]{1,40}))?")
_BROWSERS_OWN = {"level", "tId", "parentTId", "checked"}


def _below(call: Mapping[str, object], base: str) -> str:
    """Return the pattern of the address that tells what is below a node of a tree, or nothing.

    ``autoParam: ["id", "name=n"]``: the tree is asked again, with the node's id and its name as n.
    """
    read = (_PARAMETER.fullmatch(each.strip()) for each in _texts(call.get("node")))
    told = {
        found["name"] or found["part"]: f"{_SIGN}{found['part']}{_SIGN}"
        for found in read
        if found and found["part"] not in _BROWSERS_OWN
    }
    data = call.get("data")
    given = read_fields(data) if isinstance(data, str) else data
    fields = {**(given if isinstance(given, Mapping) else {}), **told}
    address = _address({**call, "data": fields}, base) if told else None
    return _with_parts(address) if address and len(address) <= _LONGEST_SENT else ""


def _with_parts(target: str) -> str:
    """Return an address with the parts of an entry in braces; what it sends stays as it is sent."""
    return _SENT_TOKEN.sub(lambda part: f"{{{unquote(part[1]).replace(_JOINT, '.')}}}", target)


def _plain(
    found: Mapping[str, object],
    base: str,
    without_addresses: Callable[[Collection[str]], Mapping[str, object]],
    chained: Container[str],
) -> list[_List]:
    """Return the others; what brings lists is asked for as such."""
    lists = {
        key: known
        for key, known in _lists(found, base).items()
        if target_of(known.address) not in chained
    }
    links = [each.link for each in lists.values() if each.link is not None]
    given = [each.given_keys for each in links if each.takes_given_address]
    if not given:
        return list(lists.values())
    outer = {key for keys in given for key in keys[:-1]}
    lacking = {*data_knowledge().url_keys, *(keys[-1] for keys in given)} - outer
    bare = clean(without_addresses(lacking))
    spare = _lists({**bare, "calls": with_counts(_mappings(bare.get("calls")))}, base)
    return [
        known._replace(link=_either(known.link, spare[key].link if key in spare else None))
        for key, known in lists.items()
    ]


def _lists(found: Mapping[str, object], base: str) -> dict[str, _List]:
    """Return each list that is asked for."""
    lists: dict[str, _List] = {}
    calls = _mappings(found.get("calls"))
    awaits = _writes_out_of_turn(calls, found)
    for call in (each for each in calls if _is_list(each, awaits=awaits)):
        address = _address(call, base)
        most = _MOST_CHOSEN if call.get("chosen") else _MOST_LISTS
        if address and len(address) <= _LONGEST_SENT and len(lists) < most:
            pattern = _counting(_entry_pattern(call, found), call)
            known = _List(address, pattern, turned=call.get("turned") is not None)
            lists.setdefault(_without_number(call), known)
    return lists


def _writes_out_of_turn(calls: Iterable[Mapping[str, object]], found: Mapping[str, object]) -> bool:
    """Tell whether something is written of an answer that no call has handed on: it was awaited."""
    handed = {each for call in calls for each in _texts(call.get("written"))}
    return any(_TOKEN.search(each) for each in _texts(found.get("written")) if each not in handed)


def _either(link: EntryPattern | None, spare: EntryPattern | None) -> EntryPattern | None:
    """Return how entries are linked: by the address that they bring, else by the other one.

    Where entries bring their address, scripts may make one of those that bring an empty one.
    """
    if link is None or spare is None:
        return link
    if not link.takes_given_address or spare.address == link.address:
        return link
    return replace(link, otherwise=spare.address)


def _told(address: str, link: EntryPattern | None) -> str:
    """Return a list's address with how its entries are linked."""
    return with_entry_link(address, None if link is None else str(link))


def _is_list(call: Mapping[str, object], *, awaits: bool) -> bool:
    """Tell whether a call asks for a list, and for nothing that changes anything at the server.

    What is sent by POST, or only where somebody clicks, must say the number of a page, or after
    which entry the list goes on.
    """
    known = data_knowledge()
    path = path_of(call)
    if acts(call):
        return False
    if _numbers(call) or _is_numbered_file(path) or _cursors(call):
        return True
    if call.get("method") != "GET" or call.get("clicked"):
        return False
    written = _texts(call.get("written"))
    writes = any(map(_TOKEN.search, written)) or (awaits and not written)
    return writes and not known.is_no_list(path)


# /data/news/page-1.json, /api/list/7_1.json: the first or second of files that are numbered.
_FILE_NUMBER = re.compile(
    r"(?<=/page)[-_/]?\d{1,4}(?=(?:\.\w{2,5})?/?$)|(?<=[-_/])[12](?=\.json/?$)", re.IGNORECASE
)


_NUMBERS = re.compile(r"(\d+)")


def _is_numbered_file(path: str) -> bool:
    """Tell whether a path names one page of a list: by a file's number, or a folder's."""
    return _FILE_NUMBER.search(path) is not None


def _without_number(call: Mapping[str, object]) -> str:
    numbers = _numbers(call) | _cursors(call)
    fields = [
        (name, value)
        for name, value in fields_of(call)
        if name not in numbers and not is_noise(name, as_sent(value))
    ]
    path = str(call.get("url")).partition("?")[0]
    place = place_in_path(str(call.get("counts") or ""))
    if place is None:
        path = _FILE_NUMBER.sub("", path)
    else:
        pieces = _NUMBERS.split(path)
        path = "".join([*pieces[: -2 * place], *pieces[-2 * place + 1 :]])
    return json.dumps([path, sorted(map(str, fields))])


def _cursors(call: Mapping[str, object]) -> set[str]:
    """Return the names of what a call sends that says after which entry a list goes on."""
    known = data_knowledge().cursor
    return {name for name, value in fields_of(call) if known.fullmatch(name) and as_sent(value)}


def _numbers(call: Mapping[str, object]) -> set[str]:
    """Return the names of what a call sends that is a page's number."""
    known, told = data_knowledge(), steps_of(str(call.get("counts") or ""))
    return {name for name, _ in fields_of(call) if known.is_list_number(name)} | set(told)


def _address(call: Mapping[str, object], base: str) -> str | None:
    target = absolute(base, _EMPTY.sub(_first_number, str(call.get("url"))))
    if target is None:
        return None
    data, method = call.get("data"), call.get("method")
    fields = _numbered(read_fields(data) if isinstance(data, str) else data)
    arrays = REPEAT if isinstance(data, str) else str(call.get("arrays") or BRACKETS)
    if method == "GET":
        return _with_query(target, fields, base, arrays)
    if method != "POST" or not isinstance(fields, Mapping):
        return form_address(target, {}) if method == "POST" and not fields else None
    as_json = bool(call.get("json")) or (isinstance(data, str) and data.lstrip().startswith("{"))
    if as_json:
        return json_address(target, fields)
    return form_address(target, by_name(flat(fields, arrays)))


_EMPTY = re.compile(r"(?<=[?&])(?P<name>[\w\[\]]{1,40})=(?=&|$)")


def _first_number(given: re.Match[str]) -> str:
    """Return a query's empty field, with page one where it is a number that is not told."""
    is_number = data_knowledge().is_list_number(given["name"])
    return f"{given['name']}={_FIRST if is_number else ''}"


def _numbered(fields: object) -> object:
    """Return what a call sends, with page one for a number that the scripts do not tell.

    Without what tells a visitor or a moment: one list is one address, in every run.
    """
    if not isinstance(fields, Mapping):
        return fields
    is_number = data_knowledge().is_list_number
    return {
        name: _FIRST if value in ("", None) and is_number(str(name)) else _numbered(value)
        for name, value in fields.items()
        if isinstance(value, (Mapping, list)) or not is_noise(str(name), as_sent(value))
    }


def _with_query(target: str, fields: object, base: str, arrays: str) -> str | None:
    if not isinstance(fields, Mapping) or not fields:
        return target
    joint = "&" if urlsplit(target).query else "?"
    return absolute(base, f"{target}{joint}{urlencode(list(flat(fields, arrays)))}")


# --- how entries are linked -----------------------------------------------------------------------


def _entry_pattern(call: Mapping[str, object], found: Mapping[str, object]) -> EntryPattern | None:
    """Return the address, and what is known of the title, that scripts make of an entry, or None.

    What awaits an answer is written out of turn, then whatever list it is of.
    """
    written = _texts(call.get("written")) or _texts(found.get("written"))
    anchors = list(islice(_anchors(written), _MOST_PIECES))
    for anchor in anchors:
        address = _first(_HREF.search(anchor["attributes"]))
        if _is_pattern(address):
            return EntryPattern(_filled_in(address), title=_words(anchor))
    sent = [*_texts(call.get("sent")), *_texts(found.get("opened"))]
    pattern = next(filter(_is_pattern, sent), None)
    if pattern is None:
        return None
    words = next(filter(None, map(_words, anchors)), "")
    return EntryPattern(_filled_in(pattern), title=words)


def _counting(link: EntryPattern | None, call: Mapping[str, object]) -> EntryPattern | None:
    """Return how entries are linked, with what the call counts on with where no name tells."""
    name = str(call.get("counts") or "")
    is_told = place_in_path(name) == 1 and names_page(path_of(call).rstrip("/"))
    steps, known = steps_of(name), data_knowledge()
    is_row = len(steps) == 1 and any(map(known.row_name.fullmatch, steps))  # by the rows listed
    if not name or is_told or is_row or known.page_name.fullmatch(name):
        return link
    return replace(link or EntryPattern(), counts=name)


def _anchors(written: Iterable[str]) -> Iterator[re.Match[str]]:
    """Yield the links of what is written that holds a part of an answer."""
    for piece in islice((each for each in written if _SIGN in each), _MOST_PIECES):
        yield from _ANCHOR.finditer(piece)


def _is_pattern(address: str) -> bool:
    """Tell whether an address is made of an entry's parts, which have names."""
    if _NO_ADDRESS.match(address) or _NO_VALUE.search(_TOKEN.sub("", address)):
        return False
    return any(_TOKEN.findall(address))


def _words(anchor: re.Match[str]) -> str:
    """Return which of an entry's parts a link says."""
    inner = _TOKEN.search(_TAG.sub(" ", anchor["inner"]))
    title = _TOKEN.search(_first(_TITLE.search(anchor["attributes"])))
    found = title or inner
    return _filled_in(found.group()) if found and found[1] else ""


def _filled_in(address: str) -> str:
    named = _TOKEN.sub(lambda part: f"{{{part[1].replace(_JOINT, '.')}}}", html.unescape(address))
    return named.replace(" ", "%20").replace("|", "%7C")


def _first(found: re.Match[str] | None) -> str:
    return next(filter(None, found.groups()), "").strip() if found else ""


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
