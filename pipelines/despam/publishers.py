"""The outlet's name in a source to which spam was appended: 清江日报-某某官网."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from pipelines.despam.deciding import REMOVED_FROM
from pipelines.despam.folding import folded_each
from pipelines.despam.lines import Line, Verdict
from pipelines.despam.proof import SOLD_WITH, words_in
from pipelines.despam.telling import MEANING
from seeds.vocabulary import words

SOURCE = "source"
PUBLISHERS = re.compile(
    "[\u4e00-\u9fff]{2,20}(?:报社?|网|新闻|台|社|杂志|周刊|融媒体?|中心|客户端|公众号|发布|政府|委员会|办公室"
    "|局|厅|委|办|部|署|院|校|大学|学院|协会|公司|处|科|站)"
)
"""How names of outlets and public bodies end."""
_SEPARATORS = re.compile(r"\s*[-_|｜—–·•丨/,，:： ]+\s*")


def with_publishers(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with what is spam of a source cut, and its true part left."""
    return [
        _parted(line.text, verdict) if line.where == SOURCE else verdict
        for line, verdict in zip(lines, verdicts, strict=True)
    ]


def _parted(text: str, verdict: Verdict) -> Verdict:
    """Return the verdict that leaves the publisher's name before the first separator."""
    found = [*verdict.cuts, *verdict.suspected]
    separator = _SEPARATORS.search(text)
    if not found or not separator or not separator.start():
        return verdict
    name, rest = text[: separator.start()], text[separator.end() :]
    surest = max(found, key=lambda c: c.confidence)
    if not is_publisher(name) or surest.end <= separator.end() or _is_its_own(name, rest):
        return verdict
    if not verdict.cuts and not _is_offer(rest):
        return verdict
    confidence = max(surest.confidence, REMOVED_FROM)
    put_on = dataclasses.replace(surest, start=len(name), end=len(text), confidence=confidence)
    return Verdict((put_on,), ())


def is_publisher(name: str) -> bool:
    """Tell whether a name is an outlet's or a public body's, with no word of spam in it."""
    if any(word.core >= MEANING for _, word in words_in(folded_each(name))):
        return False
    return name in words("outlets") or PUBLISHERS.fullmatch(name) is not None


def _is_its_own(name: str, rest: str) -> bool:
    """Tell whether what follows names the publisher again: 清江日报-清江日报客户端."""
    pairs = {name[at : at + 2] for at in range(len(name) - 1)}
    return any(pair in rest for pair in pairs) or is_publisher(rest)


def _is_offer(rest: str) -> bool:
    """Tell whether a text that is suspected offers an entrance, and its name is no outlet's."""
    found = [word for _, word in words_in(folded_each(rest))]
    is_sold = any(word.kind in SOLD_WITH for word in found)
    is_name = bool(re.search("[a-z0-9]", re.sub("app", "", folded_each(rest))))
    return is_sold and (is_name or any(word.core >= MEANING for word in found))
