"""Authors: labels, bylines, datelines, signatures, meta tags; and how labels of people are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise, takewhile

from archive.records import Candidate
from pipelines.fields.bars import Entry
from pipelines.fields.beside import posters
from pipelines.fields.bylines import is_sure_name, names_official
from pipelines.fields.credit_lines import ABOVE
from pipelines.fields.credit_places import own_below
from pipelines.fields.credited import Credited, credited_authors
from pipelines.fields.folding import REMEMBERED
from pipelines.fields.head import Head
from pipelines.fields.marked import Marked
from pipelines.fields.weighing import candidate, joined, with_weight
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Line, Zones
from pipelines.names import (
    Role,
    credits_of,
    is_name,
    roles,
    split,
    split_labelled,
)
from seeds.vocabulary import table

_LONGEST_PEN_NAME = 3
_STAFF_NAME = re.compile(r"[a-z0-9_.-]+", re.ASCII)
"""A login (biaoffeng), not a name: names in Latin letters begin with a capital."""
_LOGIN = re.compile(r"[a-z\d_.-]+|[A-Za-z]+[\d_.-]+[A-Za-z\d_.-]*", re.ASCII)
"""The account that put an article on the site: xuanchuan, Xb2023."""
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}")
"""John Smith, and no company in small letters nor a single word."""


def author_candidates(
    head: Head,
    zones: Zones,
    marked: Sequence[Marked],
    credited: Iterable[Credited],
    title: str | None,
) -> list[Candidate]:
    """Return every reading of the authors, names joined by ``、``, weighed."""
    found = [
        *from_entries(zones.bars_above, "author", "label-above", title),
        *credited_authors(credited),
        *from_entries(own_below(zones), "author", "label-below"),
        *posters(zones),
        *from_marks(marked, "authors", zones),
        *_from_head(head),
    ]
    return _with_colleagues([one for one in found if one.value])


def _with_colleagues(found: list[Candidate]) -> list[Candidate]:
    """Return the readings; a credit that names whom a label names, and others, weighs more than it.

    Of 记者 王磊 with 通讯员 刘洋 on the line below, only the first is a label with its value.
    """
    labels = [one for one in found if one.kind == "label-above"]
    for index, one in enumerate(found):
        less = [label for label in labels if _names_more(one, label)]
        if one.why == ABOVE.why and less:
            found[index] = with_weight(one, max(label.weight for label in less) + 1)
    return found


def _names_more(one: Candidate, other: Candidate) -> bool:
    more = set(names_of(one.value)) - set(names_of(other.value))
    return set(names_of(one.value)) > set(names_of(other.value)) and all(map(is_sure_name, more))


def names_of(value: str) -> tuple[str, ...]:
    """Return the names that a candidate of this module holds."""
    return tuple(value.split("、")) if value else ()


def from_entries(
    lines: Iterable[Line], kind: str, weigh_as: str, title: str | None = None
) -> Iterator[Candidate]:
    """Read 作者：… or 责任编辑：… in bars; several such labels name people together.

    A label whose value is the ``title`` again was filled by mistake.
    """
    field = "authors" if kind == "author" else "editors"
    found = [
        (entry.label, people)
        for line in lines
        for before, entry in pairwise((None, *line.bar.entries))
        if entry and entry.kind == kind and not _by_photographer(before) and entry.value != title
        if (people := labelled(entry.label, entry.value, kind))
    ]
    named = [
        (label, people)
        for label, people in found
        if label not in word_list("posted_by") and not all(map(_STAFF_NAME.fullmatch, people))
    ]
    labels = "、".join(dict.fromkeys(label for label, _ in named or found))
    names = joined(name for _, people in named or found for name in people)
    if named:
        yield candidate(field, names, weigh_as, f"after {labels}")
    elif found:
        yield candidate(field, names, "table", f"after {labels}: who put it on the site")


def _by_photographer(before: Entry | None) -> bool:
    """Whether the label before says that its people took the pictures: 图/广州日报记者：苏韵桦."""
    return (
        before is not None
        and roles().get(before.label) is Role.PHOTOGRAPHER
        and not split(before.value)
    )


@lru_cache(maxsize=REMEMBERED)
def labelled(label: str, value: str, kind: str) -> tuple[str, ...]:
    """Return the people that a label's value names; logins and codes are nobody."""
    if kind == "author":
        names = list(split_labelled(value, without_editors=True))
    else:
        names = [name for name in _edited(value) if not _STAFF_NAME.fullmatch(name)]
    if label in word_list("posted_by"):
        if names_official(value):
            return ()  # 发布人：县水利局局长 张三 speaks to the press
        names = [name for name in names if not _LOGIN.fullmatch(name)]
    if names and is_name(names[0]):
        # 刘欢 返回搜狐，查看更多: what follows the names is furniture, which some words resemble.
        longest = max(_LONGEST_PEN_NAME, len(names[0]))
        names = list(takewhile(lambda name: _may_be_a_name(name, longest), names))
    # 文、报道 and 文字 are labels of one character or also words of prose: only sure names there.
    if len(label) == 1 or label in word_list("unsure_labels"):
        said = credits_of(value, strict=True)
        return tuple(one.name for one in said if one.role in (Role.PLAIN, Role.WRITER))
    return tuple(names)


def _edited(value: str) -> tuple[str, ...]:
    """Return the people behind an editor's label without those who are told to have written."""
    writers = [one.name for one in credits_of(value) if one.role is Role.WRITER]
    names = split_labelled(value)
    return tuple(name for name in names if name not in writers) or names  # 责任编辑：记者 张三


def _may_be_a_name(name: str, longest: int) -> bool:
    """Whether a word behind a name may be one, too: longer ones are furniture, and so are tools."""
    is_sure = is_sure_name(name) or name.isascii()
    return is_sure or (len(name) <= longest and name not in _tools())


@cache
def _tools() -> frozenset[str]:
    return frozenset(table("labels")["tools"])


def from_marks(marked: Sequence[Marked], field: str, zones: Zones) -> Iterator[Candidate]:
    """Read elements named for people whose words also stand near the headline or below the text."""
    if not any(mark.field == field for mark in marked):
        return
    near = "\n".join(line.text for line in (*zones.above[-20:], *zones.below))
    nobodies = _accounts(marked).union(table("labels")["provinces"])  # where one wrote, on WeChat
    for mark in marked:
        if mark.field != field or (mark.kind == "marked" and mark.value not in near):
            continue
        value = re.sub(r"^[^:：]{1,6}[:：]", "", mark.value).strip()
        names = split(value)
        if value in nobodies or (field == "editors" and _STAFF_NAME.fullmatch(value)):
            continue
        pen_name = len(names) == 1 and names[0] == value and (len(value) <= 3 or value.isascii())
        if pen_name or any(map(is_name, names)):
            yield candidate(field, joined(names), mark.kind, f"element or marker {mark.name}")


def _accounts(marked: Iterable[Marked]) -> set[str]:
    """Return what is marked as a source and is no person: an account signs itself on WeChat."""
    sources = {mark.value for mark in marked if mark.field == "source"}
    return {value for value in sources if not is_name(value)}


def _of_linked_data(person: object) -> tuple[str, ...]:
    """Return the names of an author in JSON-LD: sure ones where it is not said to be a person."""
    if not isinstance(person, dict):
        person = {"name": person}
    name = person.get("name")
    if not isinstance(name, str):
        return ()
    if person.get("@type") == "Person":
        return split(name)
    alone = person.get("@type") is None and is_name(name)
    return (name,) if alone and credits_of(name, strict=True) else ()


def _from_head(head: Head) -> Iterator[Candidate]:
    for item in head.json_ld:
        author = item.get("author")
        people = author if isinstance(author, list) else [author]
        named = joined(name for person in people for name in _of_linked_data(person))
        yield candidate("authors", named, "json-ld", "JSON-LD author")
    if found := head.first("author"):
        names = [credit.name for credit in credits_of(found[1], strict=True)]
        if not names and _LATIN_NAME.fullmatch(found[1]):
            names = [found[1]]
        yield candidate(
            "authors", joined(names), "meta-other", f"meta {found[0]}: author or editor", 20
        )
