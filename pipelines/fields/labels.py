"""The labels of information bars (来源, 责任编辑 …) as one compiled pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.fields.folding import REMEMBERED, is_han
from seeds.scripts import both_scripts, simplified
from seeds.vocabulary import table

ENDING_KINDS = ("staff", "views", "tools", "keywords", "position", "table")
"""Labels whose values are no field of ours: they end the value before them."""
_KINDS_OF_PEOPLE = ("source", "author", "editor", "staff")


@cache
def kinds() -> dict[str, str]:
    """Return each label, without white space and in lower case, with its kind."""
    found = {label.lower(): "date" for group in table("date_labels").values() for label in group}
    # Later entries win: 来源 as a source, not as a word of tools.
    for kind in (*ENDING_KINDS, "author", "editor", "source"):
        found.update(dict.fromkeys(_labels_of(kind), kind))
    return found


def _labels_of(kind: str) -> list[str]:
    """Return the labels of a kind, with those that are made of two words each."""
    labels = [label.lower() for label in table("labels")[kind]]
    made = table("labels")["made"].get(kind, {})
    labels += [a + b for a in made.get("of", ()) for b in made.get("and", ())]
    if kind in ("author", "editor", "staff"):
        labels += [f"{label}人" for label in labels if len(label) > 1 and not label.isascii()]
    return labels


@dataclass(frozen=True, slots=True)
class Label:
    """A label with its separator in a folded line."""

    start: int
    end: int
    """Behind the separator."""
    name: str
    """As the page wrote it, letter-spacing undone."""


_SEPARATOR = re.compile(
    r"\s{0,3}:{1,2}|།(?=\s)|\s{0,2}\|(?!\|)|/(?=[\s\u3400-\u9fff])|\s{0,2}[\[\]](?!\s{0,2}[\[\]])"
)
_SECOND = re.compile(
    r"(?P<word>[\u3400-\u9fff]{1,6})(?:\s{0,2}[:|]|\s+·|\s*$|(?<=[文图])\s{1,3}(?=[\u3400-\u9fff]{2,4}(?:\s|$)))"
)
"""What follows the slash of a label of two words, 撰文/摄影：, 来源/作者：, or of a role beside a
name: 记者 杨艳玲 文/图, 图/文 韩雪."""
_BETWEEN_WORDS = "/、&"
"""What parts the words of one label: 供稿、摄影：."""
_LETTER = re.compile(r"[\u3400-\u9fffA-Za-z0-9]")
_WIDEST_GAP = 4
"""Spaces between two characters of a letter-spaced label."""


@lru_cache(maxsize=REMEMBERED)
def labels_in(folded: str) -> tuple[Label, ...]:
    """Return the labels of a folded line in order.

    A label stands before a colon, bar, slash or bracket; letter-spaced (来  源:) as well. One of a
    single character needs a boundary before it (文/图 but not 散文/). They are looked for from
    their separators back: a line has few of those, and there are hundreds of labels.
    """
    found = []
    done = 0
    for separator in _SEPARATOR.finditer(folded):
        if separator[0] == "/" and _is_second_word(folded, separator.end()):
            continue
        start = _start_of_label(folded, done, separator.start(), bar="|" in separator[0])
        while start and folded[start - 1] in _BETWEEN_WORDS:
            before = _start_of_label(folded, done, start - 1, bar=False)
            if before is None:
                break
            start = before
        if start is not None:
            name = "".join(folded[start : separator.start()].split())
            found.append(Label(start, separator.end(), name))
            done = separator.end()
    return tuple(found)


def _is_second_word(folded: str, at: int) -> bool:
    match = _SECOND.match(folded, at)
    return match is not None and kinds().get(match["word"]) in _KINDS_OF_PEOPLE


def _start_of_label(folded: str, first: int, end: int, *, bar: bool) -> int | None:
    """Return where the longest label begins that ends at ``end``, not before ``first``.

    What touches the word before it is the end of that word before a ``bar``, or where a shorter
    label stands apart: 来源：清江发布 | …, 来源：清江发布 时间：….
    """
    start, name, gap, spaced = None, "", 0, False
    for at in range(end - 1, first - 1, -1):
        sign = folded[at]
        if sign.isspace():
            gap += 1
            if gap > _WIDEST_GAP or not name:
                break
            continue
        gap, name, spaced = 0, sign.lower() + name, spaced or gap > 0
        if name not in _endings() and (name := simplified(name)) not in _endings():
            break
        touches = at > first and _LETTER.match(folded[at - 1]) is not None
        is_end_of_word = touches and (
            len(name) == 1
            or bar
            or (spaced and start is not None)
            or (name in _word_endings() and is_han(folded[at - 1]))
        )
        if name in kinds() and not is_end_of_word:
            start = at
    return start


@cache
def _word_endings() -> frozenset[str]:
    return frozenset(table("labels")["word_endings"])


@cache
def _endings() -> frozenset[str]:
    """Return what labels end in, whole ones included."""
    return frozenset(label[index:] for label in kinds() for index in range(len(label)))


@cache
def bare_pattern() -> re.Pattern[str]:
    """Return what finds a label at a line's start that white space parts from its value."""
    names = [
        label
        for kind in ("source", "author", "editor")
        for label in table("labels")[kind]
        if len(label) > 1 and not label.isascii()
    ]
    spaced = "|".join(
        r"\s?".join(map(re.escape, name)) for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"[\[(]?\s*(?P<label>{both_scripts(spaced)})\s+(?=\S)")


@cache
def touching_pattern() -> re.Pattern[str]:
    """Return what finds, as a whole line, a label that touches its value: 来源县市场监督管理局.

    Pages that set label and value apart by style alone have no sign between them.
    """
    labels = "|".join(map(re.escape, table("labels")["touching"]))
    return re.compile(rf"(?P<label>{both_scripts(labels)})(?P<value>[\u3400-\u9fff·-]{{2,20}})")


@cache
def tool_pattern() -> re.Pattern[str]:
    """Return what finds the tools beside an article.

    Those are words of their own, sizes of letters, and readers without a colon: 阅读 213 次.
    """
    words = sorted(
        (word for word in table("labels")["tools"] if len(word) > 1), key=len, reverse=True
    )
    latin = "|".join(rf"\b{re.escape(word)}(?![A-Za-z])" for word in words if word.isascii())
    words = [word for word in words if not word.isascii()]
    sizes = "|".join(table("fields")["sizes"])
    counters = "|".join(table("fields")["counters"])
    return re.compile(
        rf"(?:{counters})|(?:{latin})|"
        rf"(?<![\u3400-\u9fff”》])(?P<word>{both_scripts('|'.join(map(re.escape, words)))}|{sizes})"
        r"(?:[^\u3400-\u9fff]|$)"
    )


@cache
def closed_value(kind: str) -> re.Pattern[str] | None:
    """Return what the value of a kind of labels is, where it is of one form: a number of readers.

    What stands behind such a value belongs to no label; other values go on up to the next one.
    """
    forms = table("fields")["closed_values"].get(kind)
    return re.compile(forms) if forms else None


def kind_of(label: str) -> str:
    """Return the kind of a label as matched, letter-spacing undone.

    One of several words is of the first kind that any of them has: 撰文/摄影 names authors.
    """
    name = "".join(label.split()).lower()
    if kind := kinds().get(name) or kinds().get(name := simplified(name)):
        return kind
    found = {kinds()[word] for word in re.split(f"[{_BETWEEN_WORDS}]", name)}
    return next(kind for kind in (*_KINDS_OF_PEOPLE, *found) if kind in found)
