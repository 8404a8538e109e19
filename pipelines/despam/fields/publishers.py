"""Names of outlets and columns: spam appended to one (清江日报-某某官网), or in its place."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from functools import lru_cache

from pipelines.despam.cutting import Cut
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.lines import Line, Verdict
from pipelines.despam.page.proof import NAMES_SPAM, SOLD_WITH, words_in
from pipelines.despam.runs.deciding import REMOVED_FROM
from pipelines.despam.words.lexicon import lexicon
from pipelines.despam.words.telling import MEANING
from seeds.vocabulary import words

SOURCE = "source"
RULE = "name"
PUBLISHERS = re.compile(
    "[\u4e00-\u9fff]{2,20}(?:报社?|网|新闻|台|社|杂志|周刊|融媒体?|中心|客户端|公众号|发布|政府|委员会|办公室"
    "|局|厅|委|办|部|署|院|校|大学|学院|协会|公司|处|科|站)"
)
"""How names of outlets and public bodies end."""
_BODIES = re.compile(
    "[\u4e00-\u9fff]{0,14}?(?:日报|晚报|新闻网|融媒体中心|广播电视台|电视台|人民政府|政府办|委员会|办公室"
    "|管委会|村委会|居委会|党政办|妇联|残联|工会|总会|协会|团委|供销社|文化馆|图书馆|人武部|武装部|法院"
    "|检察院|医院|中学|小学|局|厅|委)|[\u4e00-\u9fff]{2,8}?(?:乡|镇|街道)"
)
"""The same of those whose names go on in no other word: spam stands right behind them."""
NAMED = frozenset({SOURCE, "section"})
"""Fields that hold the name of an outlet, of a body, of a column, and nothing else."""
MOSTLY = 0.5
"""Share of such a name that words of spam must cover."""
LEAST_PUT_ON = 4
"""Characters of what is put right behind a body's name."""
LONGEST_NAME = 4
"""Characters of the name that stands before what such a run begins with."""
_CODED = re.compile(
    "[\u4e00-\u9fff]{2,6}(?:国际|娱乐|体育|电竞|棋牌|彩票|平台|官网|登录|注册|下载|app)[a-z]{0,4}\\d{2,5}"
    "|[a-z]{1,4}\\d{2,5}(?:国际|娱乐|体育|电竞|棋牌|彩票|平台)[\u4e00-\u9fff]{0,4}"
)
"""A name, what it sells, and a code, in either order: no outlet and no column is named so."""
_APP = re.compile("(?i:app)$")
_SEPARATORS = re.compile(r"\s*[-_|｜—–·•丨/,，:： ]+\s*")


def with_publishers(lines: Sequence[Line], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return the verdicts with what is spam of a source cut, and its true part left."""
    pairs = zip(lines, verdicts, strict=True)
    return [_of_name(line, verdict) if line.where in NAMED else verdict for line, verdict in pairs]


def _of_name(line: Line, verdict: Verdict) -> Verdict:
    if verdict == Verdict() and not names_a_site(line.text):
        return verdict  # as nearly all
    if _is_outlet_with_app(line.text):
        doubted = tuple(cut.doubted(REMOVED_FROM) for cut in verdict.cuts)
        return Verdict((), (*verdict.suspected, *doubted))
    found = _without_names(line, verdict)
    return _fused(line.text, found) if line.where == SOURCE else _parted(line.text, found)


def _is_outlet_with_app(text: str) -> bool:
    """Tell whether a name is followed by an outlet's with its own program: 红网-时刻新闻app."""
    name, *rest = _SEPARATORS.split(_APP.sub("", text), maxsplit=1)
    is_plain = name != "" and all(map(is_han, name)) and not _means_spam(name)
    return is_plain and bool(rest) and is_publisher(rest[0])


def _without_names(line: Line, verdict: Verdict) -> Verdict:
    """Return the verdict with a name cut that is such a site's as a whole."""
    if verdict.cuts or not names_a_site(line.text):
        return verdict
    return Verdict((Cut(0, len(line.text), RULE, REMOVED_FROM),), ())


@lru_cache(maxsize=1024)
def names_a_site(name: str) -> bool:
    """Tell whether the name of a source or a column is that of a site of spam, and nothing else."""
    folded = folded_each(name).strip()
    named = [word for _, word in words_in(folded) if word.core >= NAMES_SPAM]
    is_named = bool(named) and sum(len(word.text) for word in named) >= MOSTLY * len(folded)
    if not is_named and not _CODED.fullmatch(folded):
        return False  # as nearly all; there are many bodies
    return not any(body in folded for body in (*lexicon().official, *lexicon().institutions))


def _fused(text: str, verdict: Verdict) -> Verdict:
    """Return the verdict that leaves a body's name right behind which spam stands, and no more.

    A name that stands between the two is of the spam: 县妇联|鼎尊国际娱乐官网.
    """
    first = next(iter(verdict.cuts), None)
    if first is None or _is_body(text[: first.start]):
        return _parted(text, verdict)
    least = max(0, first.start - LONGEST_NAME)
    for size in range(first.end - LEAST_PUT_ON, least, -1):
        if _is_body(text[:size]):
            put_on = dataclasses.replace(first, start=size, end=len(text))
            return Verdict((put_on,), ())
    return _parted(text, verdict)


def _is_body(name: str) -> bool:
    """Tell whether a name is a public body's or an outlet's, with no word of an offer in it."""
    sold = any(word.kind in SOLD_WITH for _, word in words_in(folded_each(name)))
    return _BODIES.fullmatch(name) is not None and not sold and not _means_spam(name)


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
    if _means_spam(name):
        return False
    return name in words("outlets") or PUBLISHERS.fullmatch(name) is not None


def _means_spam(name: str) -> bool:
    """Tell whether a word of spam stands in a name."""
    return any(word.core >= MEANING for _, word in words_in(folded_each(name)))


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
