"""The labels of information bars (来源, 责任编辑 …) as one compiled pattern."""

from __future__ import annotations

import re
from functools import cache

from seeds.scripts import both_scripts, simplified
from seeds.vocabulary import table

ENDING_KINDS = ("staff", "views", "tools", "keywords", "position", "table")
"""Labels whose values are no field of ours: they end the value before them."""


@cache
def kinds() -> dict[str, str]:
    """Return each label, without white space and in lower case, with its kind."""
    found = {label.lower(): "date" for group in table("date_labels").values() for label in group}
    # Later entries win: 来源 as a source, not as a word of tools.
    for kind in (*ENDING_KINDS, "author", "editor", "source"):
        found.update(dict.fromkeys((label.lower() for label in table("labels")[kind]), kind))
    return found


@cache
def pattern() -> re.Pattern[str]:
    """Return what finds a label with its separator in a folded line.

    ``label`` stands before a colon, bar, slash or bracket; letter-spaced (来  源:) as well. A label
    of one character needs a boundary before it (文/图 but not 散文/).
    """
    spaced = {label: r"\s{0,4}".join(map(re.escape, label)) for label in kinds()}
    longest_first = sorted(spaced, key=len, reverse=True)
    long = "|".join(spaced[label] for label in longest_first if len(label) > 1)
    short = "".join(re.escape(label) for label in longest_first if len(label) == 1)
    return re.compile(
        rf"(?P<label>{both_scripts(long)}|(?<![\u3400-\u9fffA-Za-z0-9])[{short}])"
        r"(?:\s{0,3}:{1,2}|\s{0,2}\|(?!\|)|/(?=[\s\u3400-\u9fff])|\s{0,2}[\[\]](?!\s{0,2}[\[\]]))",
        re.IGNORECASE,
    )


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
    """Return what finds a word of the tools beside an article, as a word of its own."""
    words = sorted(
        (word for word in table("labels")["tools"] if len(word) > 1), key=len, reverse=True
    )
    return re.compile(
        rf"(?<![\u3400-\u9fff])(?:{both_scripts('|'.join(map(re.escape, words)))})"
        r"(?:[^\u3400-\u9fff]|$)"
    )


def kind_of(label: str) -> str:
    """Return the kind of a label as matched, letter-spacing undone."""
    name = "".join(label.split()).lower()
    return kinds().get(name) or kinds()[simplified(name)]
