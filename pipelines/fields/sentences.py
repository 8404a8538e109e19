"""Sentences that stand on one line with a credit: …得到好评。责任编辑：李志远."""

from __future__ import annotations

import re

from archive.records import changed
from pipelines.document import Block
from pipelines.fields.bars import read_bar
from pipelines.fields.bylines import NOBODY, line_byline
from pipelines.fields.folding import is_han

_END = re.compile(r"[。！？!?]+[”’」』\"']?(?!\s*[”’」』])")
_BRACKET = re.compile(r"\s*[（(][^（）()]{2,40}[）)]")
_DATE = re.compile(r"\d+\s?[年月日时分]|[〇○零一二三四五六七八九十]+[年月日]")
_LEAST = 4
"""Chinese characters of a sentence beside its day; 完。 and 全文。 are none."""


def sentences_before_credit(block: Block) -> Block | None:
    """Return a line that holds a credit as far as it is sentences; None where it holds none.

    A writer's signature in brackets is left with its sentence, as it is at the end of a text.
    """
    text = block.text
    for match in reversed([*_END.finditer(text)]):
        if not _is_credit(text[match.end() :]):
            continue
        if not _is_sentence(text[: match.end()]):
            return None
        end = _behind_signature(text, match.end())
        spans = tuple(
            changed(span, end=min(span.end, end)) for span in block.spans if span.start < end
        )
        return changed(block, text=text[:end], spans=spans)
    return None


def _is_credit(text: str) -> bool:
    return line_byline(text).names_any or bool(read_bar(text).entries)


def _is_sentence(text: str) -> bool:
    words = _DATE.sub("", text)
    is_said = sum(map(is_han, words)) >= _LEAST and line_byline(text) == NOBODY
    return is_said and not read_bar(text).entries


def _behind_signature(text: str, end: int) -> int:
    """Return the end of the writer's brackets behind a sentence, before those of its editors."""
    while match := _BRACKET.match(text, end):
        said = line_byline(match[0])
        kinds = {entry.kind for entry in read_bar(match[0].strip()).entries}
        if said.editors or said.reviewers or kinds - {"author"}:
            break
        end = match.end()
    return end
