"""Where labels and tools stand in a line: before a colon, between bars, in cells, or alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.fields.labels import (
    bare_pattern,
    kind_of,
    kinds,
    labels_in,
    tool_pattern,
    touching_pattern,
)
from pipelines.names import has_prose, is_name, is_office
from seeds.scripts import both_scripts
from seeds.vocabulary import table

_QUOTED = re.compile(r"[\"“”'‘《]\s*$")
_DIGITS = re.compile(r"\d{4}|\d:\d")
"""What a line has that is dated; looked at only where a label may stand without a colon."""
_ANY_LABEL = re.compile(r"(?:^|(?<=[\s|\])]))(?P<label>[\u3400-\u9fff]{2,6})\s?:")
_NAME = r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,3}"
_BY = re.compile(
    r"\b[Bb]y (?:(?:[A-Z]\w+ )?(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent)s? )?"
    rf"(?P<names>{_NAME}(?:(?:, | and |, and ){_NAME})*)(?P<place> in [A-Z][\w'-]*)?"
    r"(?: ?\| ?(?P<outlet>[A-Z][\w.' -]{2,30}?|[\w-]+(?:\.[\w-]+)+) ?(?=\||$))?"
)
"""Who wrote an English article, where, and for whom: By Li Wei in Wuhan | China Daily | …."""

_OPENING_BY = re.compile(rf"[\[(\s]*{_BY.pattern}(?=[\s\])]*(?:\||$))")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a label or tool word stands in a line."""

    start: int
    end: int
    kind: str
    label: str


_PARTING = re.compile(r"[:།|/\[\]\s]")
"""What stands behind every label but those that touch their values."""


def label_marks(folded: str) -> list[Mark]:
    """Return the labels of a folded line."""
    found = _parted_marks(folded) if _PARTING.search(folded) else []
    if not found and (touching := touching_pattern().fullmatch(folded)):
        found.extend(_touching_mark(touching))
    return found


def with_tools(folded: str, labels: list[Mark]) -> list[Mark]:
    """Return the labels and the tools of a folded line in order."""
    found = [*labels, *_tools(folded, labels)]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def _parted_marks(folded: str) -> list[Mark]:
    """Return the labels that a sign or a space parts from their values."""
    found = [
        Mark(label.start, label.end, kind_of(label.name), label.name)
        for label in labels_in(folded)
        if not _QUOTED.search(folded[: label.start])  # 凡注明“来源：本网”的作品: a disclaimer
    ]
    if found:
        found.extend(_unknown(folded, found))
    if "y " in folded:
        found.extend(_marks_of_byline(folded, alone=not found))
    if "|" in folded:
        found.extend(_marks_behind_bars(folded))
    found.extend(_marks_apart(folded, found))
    return found


def _unknown(folded: str, found: list[Mark]) -> list[Mark]:
    """Return labels that nobody listed, in a line that has others: they end the values before."""
    taken = {mark.end for mark in found}
    return [
        Mark(match.start("label"), match.end(), "unknown", match["label"])
        for match in _ANY_LABEL.finditer(folded)
        if match.end() not in taken
    ]


def _tools(folded: str, labels: list[Mark]) -> list[Mark]:
    """Return the words of tools, but for one that is the value of a source: 来源：微博."""
    ends = [label.end for label in labels if label.kind == "source"]
    found = []
    for match in tool_pattern().finditer(folded):
        is_value = any(
            not folded[end : match.start()].strip() for end in ends if end <= match.start()
        )
        alone = tool_pattern().match(folded, match.end()) is None
        if not (is_value and alone and match["word"] in table("labels")["tools_or_sources"]):
            found.append(Mark(match.start(), match.end(), "tools", ""))
    return found


def _marks_apart(folded: str, found: list[Mark]) -> list[Mark]:
    """Return labels that white space alone parts from their values: 2024-05-08 来源 新华社.

    Any label may begin a line so; behind other words only a few do, in a line that is a bar.
    """
    apart = []
    if not found and (first := bare_pattern().match(folded)):
        name = "".join(first["label"].split())
        if kind_of(name) == "source" or not has_prose(folded[first.end() :]):
            apart.append(Mark(first.start("label"), first.end(), kind_of(name), name))
    if not (found or apart or _DIGITS.search(folded)):
        return apart
    taken = [(mark.start, mark.end) for mark in (*found, *apart)]
    for match in _inner_pattern().finditer(folded):
        if not any(start <= match.start() < end for start, end in taken):
            name = match["label"]
            apart.append(Mark(match.start(), match.end(), kind_of(name), name))
    return apart


@cache
def _inner_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s\])])(?P<label>{_without_sign()})\s+(?=[\u3400-\u9fffA-Z“《])")


@cache
def _without_sign() -> str:
    labels = sorted(table("labels")["without_sign"], key=len, reverse=True)
    return both_scripts("|".join(map(re.escape, labels)))


def marks_of_cells(line: str) -> list[Mark]:
    """Return the labels of a table's row that is labels and values by turns, without colons."""
    cells = line.split("\t")
    labels = ["".join(cell.split()).rstrip(":：").lower() for cell in cells[::2]]
    if len(cells) % 2 or not all(label in kinds() for label in labels):
        return []
    starts = [sum(len(cell) + 1 for cell in cells[:index]) for index in range(len(cells))]
    return [
        Mark(start, value, kind_of(label), label)
        for start, value, label in zip(starts[::2], starts[1::2], labels, strict=True)
    ]


def _marks_behind_bars(folded: str) -> list[Mark]:
    """Return labels that touch their values behind a bar: | 来源CSDN | 作者魏星."""
    return [
        Mark(match.start("label"), match.end(), kind_of(match["label"]), match["label"])
        for match in _behind_bar_pattern().finditer(folded)
    ]


@cache
def _behind_bar_pattern() -> re.Pattern[str]:
    return re.compile(rf"\|\s*(?P<label>{_without_sign()}|记者)(?=[^\s:|])")


def _marks_of_byline(folded: str, *, alone: bool) -> Iterator[Mark]:
    """Yield the parts of By Li Wei | China Daily in a bar; ``alone``: where it begins the line."""
    opening = _OPENING_BY.match(folded)
    for match in filter(None, [opening] if alone else _BY.finditer(folded)):
        yield Mark(match.start(), match.start("names"), "author", "by")
        if match["place"]:
            yield Mark(match.start("place"), match.end("place"), "unknown", "in")
        if match["outlet"]:
            yield Mark(match.start("outlet") - 1, match.start("outlet"), "source", "source")


def _touching_mark(match: re.Match[str]) -> Iterator[Mark]:
    """Yield the label of a line such as 来源县市场监督管理局, if its value can be nothing else."""
    kind, value = kind_of(match["label"]), match["value"]
    if is_office(value) if kind == "source" else is_name(value):
        yield Mark(0, match.end("label"), kind, match["label"])
