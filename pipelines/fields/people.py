"""Authors: labels, bylines, datelines, signatures, meta tags; and how labels of people are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise, takewhile

from archive.records import Candidate
from pipelines.document import Document
from pipelines.fields.bars import Entry
from pipelines.fields.beside import SIGNS, behind_dates, from_sources, joined, surely_signs
from pipelines.fields.bylines import (
    LONGEST_BYLINE,
    SIGNATURE,
    byline_credits,
    signature_names,
)
from pipelines.fields.datelines import dateline_names
from pipelines.fields.folding import key
from pipelines.fields.head import Head
from pipelines.fields.marked import Marked
from pipelines.fields.weighing import candidate
from pipelines.fields.wording import word_list
from pipelines.fields.zones import Line, Zones, under_headline
from pipelines.names import (
    Role,
    credits_of,
    is_credit,
    is_given_name,
    is_name,
    is_office,
    mentions_role,
    nobodies,
    roles,
    split,
    split_labelled,
)
from seeds.vocabulary import table

_LONGEST_NAMES = 24
_LONGEST_PEN_NAME = 3
_STAFF_NAME = re.compile(r"[a-z0-9_.-]+", re.ASCII)
"""A login (biaoffeng), not a name: names in Latin letters begin with a capital."""
_LOGIN = re.compile(r"[a-z\d_.-]+|[A-Za-z]+[\d_.-]+[A-Za-z\d_.-]*", re.ASCII)
"""The account that put an article on the site: xuanchuan, Xb2023."""
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}")
"""John Smith, and no company in small letters nor a single word."""
_UNBRACKETED = re.compile(r"[。！？!?][”’」』]?\s*([\u3400-\u9fff·、/ \u3000]{4,36})$")
"""What a paragraph ends in behind its last sentence: …。 田如瑞 摄影报道."""
_MOST_SIGNERS = 4


def author_candidates(
    document: Document, head: Head, zones: Zones, marked: Iterable[Marked], title: str | None
) -> list[Candidate]:
    """Return every reading of the authors, names joined by ``、``, weighed."""
    found = [
        *from_entries(zones.above, "author", "label-above"),
        *_from_bylines(zones),
        *_names_alone(zones, title),
        *_from_prose(document, zones),
        *_signed(document, zones),
        *from_entries(zones.below, "author", "label-below"),
        *from_sources(zones),
        *behind_dates(zones),
        *from_marks(marked, "authors", zones),
        *_from_head(head),
    ]
    return [one for one in found if one.value]


def names_of(value: str) -> tuple[str, ...]:
    """Return the names that a candidate of this module holds."""
    return tuple(value.split("、")) if value else ()


def from_entries(lines: Iterable[Line], kind: str, weigh_as: str) -> Iterator[Candidate]:
    """Read 作者：… or 责任编辑：… in bars; several such labels name people together."""
    field = "authors" if kind == "author" else "editors"
    found = [
        (entry.label, people)
        for line in lines
        for before, entry in pairwise((None, *line.bar.entries))
        if entry and entry.kind == kind and not _by_photographer(before)
        if (people := labelled(entry.label, entry.value, kind))
    ]
    named = [(label, people) for label, people in found if label not in word_list("posted_by")]
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


def labelled(label: str, value: str, kind: str) -> list[str]:
    """Return the people that a label's value names; logins and codes are nobody."""
    if kind == "author":
        names = list(split_labelled(value, without_editors=True))
    else:
        names = [name for name in _edited(value) if not _STAFF_NAME.fullmatch(name)]
    if label in word_list("posted_by"):
        names = [name for name in names if not _LOGIN.fullmatch(name)]
    if names and is_name(names[0]):
        # 刘欢 返回搜狐，查看更多: what follows the names is furniture, which some words resemble.
        names = list(takewhile(_may_be_a_name, names))
    # 文、报道 and 文字 are labels of one character or also words of prose: only sure names there.
    if len(label) == 1 or label in word_list("unsure_labels"):
        return [
            c.name for c in credits_of(value, strict=True) if c.role in (Role.PLAIN, Role.WRITER)
        ]
    return names


def _edited(value: str) -> tuple[str, ...]:
    """Return the people behind an editor's label without those who are told to have written."""
    writers = [one.name for one in credits_of(value) if one.role is Role.WRITER]
    names = split_labelled(value)
    return tuple(name for name in names if name not in writers) or names  # 责任编辑：记者 张三


def _may_be_a_name(name: str) -> bool:
    """Whether a word behind a name may be one, too: longer ones are furniture, and so are tools."""
    return _surely_a_name(name) or (len(name) <= _LONGEST_PEN_NAME and name not in _tools())


@cache
def _tools() -> frozenset[str]:
    return frozenset(table("labels")["tools"])


def _surely_a_name(name: str) -> bool:
    return is_name(name) or is_given_name(name) or "·" in name or name.isascii()


def _from_bylines(zones: Zones) -> Iterator[Candidate]:
    """Read lines that are nothing but a credit: 澎湃新闻记者 段彦超 廖艳; 石佳/中国青年报."""
    for lines, kind, where in (
        (zones.above[-16:], "byline", "byline above the prose"),
        (zones.inner, "byline", "byline between the first paragraphs"),
        (zones.below[:12], "signature", "signature line below the prose"),
    ):
        credited = [[credit.name for credit in byline_credits(line.text)] for line in lines]
        first = next((index for index, names in enumerate(credited) if names), len(credited))
        # A line of photographers alone does not end the credit.
        together = takewhile(
            lambda pair: pair[0] or is_credit(pair[1].text),
            zip(credited[first:], lines[first:], strict=True),
        )
        names = [name for line_names, _ in together for name in line_names]
        if names:
            yield candidate("authors", joined(names), kind, where)


def _names_alone(zones: Zones, title: str | None) -> Iterator[Candidate]:
    """Read a line of names right under the headline: 赵延东、风笑天."""
    lines = list(takewhile(lambda line: not _introduces(line), under_headline(zones, title)[:3]))
    for before, line in pairwise((None, *lines)):
        if line is None:
            continue
        people = credits_of(line.text, strict=True)
        if not people or len(line.text) > _LONGEST_NAMES:
            continue
        alone = key("".join(credit.name for credit in people)) == key(line.text) and all(
            _may_be_a_name(credit.name) for credit in people
        )
        # 时间, 安全: a word of two characters is a name only where a name must stand.
        if alone and (len(key(line.text)) > 2 or before is None or before.bar.dated):
            yield candidate("authors", joined(c.name for c in people), "byline", "names alone", 48)


def _introduces(line: Line) -> bool:
    """Whether what follows a line is what it announces: 优秀志愿者名单公布如下：."""
    return line.text.endswith(("：", ":")) and not line.bar.is_bar


def _from_prose(document: Document, zones: Zones) -> Iterator[Candidate]:
    """Read the dateline of the first paragraph and the signature that ends the last."""
    blocks = document.blocks
    for block in blocks[zones.first_prose : zones.first_prose + 3]:
        if not byline_credits(block.text) and (names := dateline_names(block.text)):
            yield candidate("authors", joined(names), "dateline", "dateline of the first paragraph")
    for index in range(len(blocks) - 1, max(zones.last_prose - 1, -1), -1):
        tail = blocks[index].text[-LONGEST_BYLINE - 4 :]
        if (match := _UNBRACKETED.search(tail)) and mentions_role(match[1]) and is_credit(match[1]):
            names = signature_names(match[1])
            yield candidate("authors", joined(names), "signature", "signature behind the prose")
        if match := SIGNATURE.search(tail):
            yield candidate(
                "authors",
                joined(signature_names(match[1])),
                "signature",
                "signature in brackets at the end",
            )


def _signed(document: Document, zones: Zones) -> Iterator[Candidate]:
    """Read what a text is signed with: 山王镇 毕海燕, or （法院 张海山） behind its container."""
    last = document.blocks[-1:] if 0 <= zones.last_prose == len(document.blocks) - 2 else ()
    texts = [block.text for block in last if block.kind not in ("caption", "heading")]
    texts += [line.text for line in zones.below[:3] if SIGNATURE.fullmatch(line.text)]
    for text in texts:
        if mentions_role(text):
            continue  # 刘水莲 摄
        words = [word for word in SIGNS.split(text) if word and not _is_nobody(word)]
        if 0 < len(words) <= _MOST_SIGNERS and all(map(surely_signs, words)):
            yield candidate("authors", joined(words), "signature", "signed below the prose", 45)


def _is_nobody(word: str) -> bool:
    return is_office(word) or word in nobodies()


def from_marks(marked: Iterable[Marked], field: str, zones: Zones) -> Iterator[Candidate]:
    """Read elements named for people whose words also stand near the headline or below the text."""
    near = "\n".join(line.text for line in (*zones.above[-20:], *zones.below))
    for mark in marked:
        if mark.field != field or (mark.kind == "marked" and mark.value not in near):
            continue
        value = re.sub(r"^[^:：]{1,6}[:：]", "", mark.value).strip()
        names = split(value)
        if field == "editors" and _STAFF_NAME.fullmatch(value):
            continue
        pen_name = len(names) == 1 and names[0] == value and (len(value) <= 3 or value.isascii())
        if pen_name or any(map(is_name, names)):
            yield candidate(field, joined(names), mark.kind, f"element or marker {mark.name}")


def _from_head(head: Head) -> Iterator[Candidate]:
    for item in head.json_ld:
        author = item.get("author")
        people = author if isinstance(author, list) else [author]
        names = [
            person["name"]
            for person in people
            if isinstance(person, dict)
            and isinstance(person.get("name"), str)
            and person.get("@type") == "Person"
        ]
        yield candidate(
            "authors",
            joined(n for name in names for n in split(name)),
            "json-ld",
            "JSON-LD author",
        )
    if found := head.first("author"):
        names = [credit.name for credit in credits_of(found[1], strict=True)]
        if not names and _LATIN_NAME.fullmatch(found[1]):
            names = [found[1]]
        yield candidate(
            "authors", joined(names), "meta-other", f"meta {found[0]}: author or editor", 20
        )
