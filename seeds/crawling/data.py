"""Lists that are no pages, from ``data.toml``: keys of JSON, and calls that scripts make."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from seeds.knowledge import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """How a page's script asks for its list."""

    name: str
    find: tuple[re.Pattern[str], ...]
    addresses: tuple[str, ...]
    """With the groups of ``find`` in braces."""
    page: str
    """The query's parameter that is the page's number; empty: a group ``page`` says, or none is."""
    each: re.Pattern[str] | None = None
    """What stands, once for each list, behind the last of ``find``."""
    first: int = 1
    """The number that is asked for first."""
    form: Mapping[str, str] = field(default_factory=dict)
    """What is sent by POST, with the same groups in braces; empty: it is asked by GET."""
    link: str = ""
    """How the entries of its answer are linked, and what names them; empty: they say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jpaas:
    """The parts of a jpaas call."""

    url_attributes: tuple[str, ...]
    data_attributes: tuple[str, ...]
    path: str
    """Which every call's address holds."""
    parameter: str
    """Of the query; a JSON object with page number and page size."""
    page_key: str
    size_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKnowledge:
    """All that is known of such lists. Keys are in lower case."""

    title_keys: tuple[str, ...]
    url_keys: tuple[str, ...]
    date_keys: tuple[str, ...]
    entry_counts: tuple[str, ...]
    page_counts: tuple[str, ...]
    ends: tuple[str, ...]
    """Keys that are true where nothing follows."""
    goes_on: tuple[str, ...]
    """Keys that are false where nothing follows."""
    below: tuple[str, ...]
    """Keys of what is below an entry of a tree."""
    says_more_below: tuple[str, ...]
    """Keys that are true of a tree's entry that has others below it."""
    failure_codes: tuple[str, ...]
    """Keys of an answer that say by a code how it was made."""
    failed: re.Pattern[str]
    """The whole code of one that could not be made."""
    false_on_failure: tuple[str, ...]
    """Keys that are false in such an answer."""
    next_addresses: tuple[str, ...]
    page_numbers: tuple[str, ...]
    page_name: re.Pattern[str]
    """The whole name of a parameter that is a page's number."""
    row_name: re.Pattern[str]
    """The whole name of a parameter that counts entries, from nought."""
    size_name: re.Pattern[str]
    """The whole name of a parameter that says how many entries a page has."""
    from_nought: tuple[str, ...]
    """Keys of answers that count their pages from nought."""
    cursor: re.Pattern[str]
    """The whole name of what says after which entry a list goes on."""
    cursor_keys: tuple[str, ...]
    """Keys of entries, in lower case, that it may mean."""
    month_file: re.Pattern[str]
    """The path of what lists a month; groups ``year``, ``joint`` and ``month``."""
    calls: tuple[Call, ...]
    jpaas: Jpaas
    pagers: Mapping[str, tuple[str, ...]]
    """What options of pagers that libraries draw are called, in lower case, by what they say."""
    drawers: tuple[Mapping[str, str], ...]
    """Libraries that ask for the rows of a pager's pages, as the sandbox is told of them."""
    signature: re.Pattern[str]
    """The whole name of a parameter that is a signature."""
    volatile: re.Pattern[str]
    """The whole name of one that is, or says the moment that was signed."""
    digest: re.Pattern[str]
    """What a signature looks like."""
    given: re.Pattern[str]
    """The whole name of what takes along what an answer has given."""
    giver: re.Pattern[str]
    """A whole word of the path of what gives it."""
    traces: re.Pattern[str]
    """A whole word of the path of what leaves something at the server, whatever it gives."""
    personal: re.Pattern[str]
    """The whole name of a field that is somebody's."""
    usual_headers: re.Pattern[str]
    """The whole name of a header that says nothing of a call."""
    list_numbers: frozenset[str]
    """What scripts call a page's number, or that of its first entry, in lower case."""
    no_list: re.Pattern[str]
    """A whole word of the path of what a script asks for that is no list, though it is shown."""
    actions: re.Pattern[str]
    """A whole word of the path of what changes something at the server."""
    menu: re.Pattern[str]
    """Within the class or id of what a click leads about in: menus, tabs, pagers."""
    action_names: frozenset[str]
    """Parameters that say what is to be done, in lower case."""
    query_calls: tuple[re.Pattern[str], ...]
    """What stands before ``("id")`` where a script reads a parameter of its page's address."""
    query_wholes: tuple[str, ...]
    """Patterns of what a script writes for the whole query of its page's address."""
    query_properties: tuple[re.Pattern[str], ...]
    """What stands before ``id`` where it is read as a property."""

    def is_list_number(self, name: str) -> bool:
        """Tell whether a parameter's name says that it is a page's number, or its first entry's."""
        return name.lower() in self.list_numbers or self.page_name.fullmatch(name) is not None

    def acts(self, path: str) -> bool:
        """Tell whether a path names what changes something: a vote, a comment, a deletion."""
        return any(map(self.actions.fullmatch, _words(path)))

    def gives(self, path: str) -> bool:
        """Tell whether a path names what gives a token."""
        return any(map(self.giver.fullmatch, _words(path)))

    def leaves_trace(self, path: str) -> bool:
        """Tell whether a path names what leaves something at the server: a guest book's entry."""
        return any(map(self.traces.fullmatch, _words(path)))

    def is_no_list(self, path: str) -> bool:
        """Tell whether a path names what is shown and no list: a counter, the weather."""
        return any(map(self.no_list.fullmatch, _words(path)))


_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST_WORD = 40


def _words(path: str) -> list[str]:
    """Return the words of a path: ``/userVote.do?addZan`` has user, vote, do, add and zan."""
    return [word.lower() for word in _WORD.findall(path) if len(word) <= _LONGEST_WORD]


@cache
def data_knowledge() -> DataKnowledge:
    """Return the knowledge of ``data.toml``, read once."""
    data = read_table("crawling/data.toml")
    entry, count = data["entry"], data["count"]
    return DataKnowledge(
        title_keys=tuple(entry["title"]),
        url_keys=tuple(entry["url"]),
        date_keys=tuple(entry["date"]),
        entry_counts=tuple(count["entries"]),
        page_counts=tuple(count["pages"]),
        ends=tuple(count["ends"]),
        goes_on=tuple(count["goes_on"]),
        below=tuple(entry["below"]),
        says_more_below=tuple(entry["more_below"]),
        failure_codes=tuple(data["failure"]["code"]),
        failed=_failed(data["failure"]),
        false_on_failure=tuple(data["failure"]["false"]),
        next_addresses=tuple(data["next"]["address"]),
        page_numbers=tuple(data["next"]["number"]),
        page_name=re.compile(data["next"]["number_name"], re.IGNORECASE),
        row_name=re.compile(data["next"]["row_name"], re.IGNORECASE),
        size_name=re.compile(data["next"]["size_name"], re.IGNORECASE),
        from_nought=tuple(data["next"]["from_nought"]),
        cursor=re.compile("|".join(data["next"]["cursor"]), re.IGNORECASE),
        cursor_keys=tuple(data["next"]["cursor_keys"]),
        month_file=re.compile(data["months"]["file"], re.IGNORECASE),
        calls=tuple(map(_call, data["call"])),
        jpaas=_jpaas(data["jpaas"]),
        pagers={kind: tuple(names) for kind, names in data["pagers"].items()},
        drawers=tuple(map(dict, data["drawer"])),
        **_of_signing(data["signed"], data["run"]["beside"]),
        list_numbers=frozenset(data["next"]["number"]) | set(data["run"]["numbers"]),
        no_list=_one_of(data["run"]["no_list"], data["run"]["beside"]),
        actions=_one_of(data["run"]["actions"], data["run"]["beside"]),
        menu=re.compile(data["run"]["menu"]),
        action_names=frozenset(data["run"]["action_names"]),
        query_calls=_patterns(data["own_query"]["calls"]),
        query_wholes=tuple(data["own_query"]["wholes"]),
        query_properties=_patterns(data["own_query"]["properties"]),
    )


def _of_signing(signed: dict[str, Any], beside: list[str]) -> dict[str, re.Pattern[str]]:
    """Return what is known of calls that scripts sign; ``beside``: as ``_one_of`` has it."""
    names = ("signature", "volatile", "given", "personal", "usual_headers")
    return {
        **{name: re.compile(signed[name], re.IGNORECASE) for name in names},
        **{name: _one_of(signed[name], beside) for name in ("giver", "traces")},
        "digest": re.compile(signed["digest"]),
    }


def _failed(failure: dict[str, Any]) -> re.Pattern[str]:
    return re.compile("|".join([failure["numbers"], *failure["words"]]), re.IGNORECASE)


def _one_of(words: list[str], beside: list[str]) -> re.Pattern[str]:
    """Return what a word is that holds one of ``words``, and nothing that is of neither list."""
    meant, other = "|".join(words), "|".join(beside)
    return re.compile(f"(?:{other})*(?:{meant})(?:{meant}|{other})*")


def _patterns(written: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in written)


def _call(entry: dict[str, Any]) -> Call:
    return Call(
        name=entry["name"],
        find=_patterns(entry["find"]),
        addresses=tuple(entry["addresses"]),
        page=entry.get("page", ""),
        each=re.compile(entry["each"], re.IGNORECASE) if "each" in entry else None,
        first=entry.get("first", 1),
        form=entry.get("form", {}),
        link=entry.get("link", ""),
    )


def _jpaas(entry: dict[str, Any]) -> Jpaas:
    lists = {key: tuple(value) for key, value in entry.items() if isinstance(value, list)}
    return Jpaas(**(entry | lists))
