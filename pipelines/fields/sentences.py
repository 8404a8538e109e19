"""What stands on one line with a credit and is text: …得到好评。责任编辑：李志远."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.records import changed
from pipelines.document import Block
from pipelines.extract.phrases import is_leftover
from pipelines.fields.bars import read_bar
from pipelines.fields.bylines import NOBODY, line_byline
from pipelines.fields.folding import fold, is_han
from pipelines.fields.labels import Label, kind_of, kinds, labels_in

_END = re.compile(r"[。！？!?]+[”’」』\"']?(?!\s*[”’」』])")
_BRACKET = re.compile(r"\s*[（(][^（）()]{2,40}[）)]")
_DATE = re.compile(r"\d+\s?[年月日时分]|[〇○零一二三四五六七八九十]+[年月日]")
_OWN_LABEL = re.compile(r"[（(]?([\u3400-\u9fff]{2,10})[:：]")
"""How a line begins that is of the article's matter: 联系人：…, 报名地点：…."""
_OF_CREDITS = ("source", "author", "editor", "staff")
_OPENS = " （([【|丨；;，,、"
_BRACKETS = {"（": "）", "(": ")"}
_APART = re.compile(r"^[（(【\[]|\s")
"""What parts a credit without a colon from prose: a bracket around it, or white space in it."""
_LONGEST_CREDIT = 60
_PROSE_LENGTH = 60
"""Characters from which a line is prose whatever it ends in."""
_EDITS = ("编", "編")
"""One of these stands in every credit of an editor."""
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
        return _up_to(block, _behind_signature(text, match.end()))
    end = _end_of_contact(text)
    return _up_to(block, end) if end else None


def credit_apart(block: Block) -> tuple[Block, ...]:
    """Return a paragraph and, as a block of its own, the editor's credit behind its last sentence.

    A line as long as prose is none of the lines that are read for credits.
    """
    text = block.text
    if len(text) < _PROSE_LENGTH or not any(sign in text[-_LONGEST_CREDIT:] for sign in _EDITS):
        return (block,)
    for match in reversed([*_END.finditer(text, max(0, len(text) - _LONGEST_CREDIT))]):
        end = _behind_signature(text, match.end())
        credit = text[end:].strip()
        if not _names_editor(credit):
            continue
        return _up_to(block, end), changed(block, text=credit, spans=())
    return (block,)


def _names_editor(credit: str) -> bool:
    """Whether nothing but credits stand there, an editor's among them.

    A label without a colon stands in brackets or apart: “…！”编辑王志强说 is the text's.
    """
    if _END.search(credit):
        return False
    folded = fold(credit)
    if labels := labels_in(folded):
        return _are_credits(folded, labels)
    said = line_byline(credit)
    return bool(said.editors and not said.authors and _APART.search(credit))


def _are_credits(folded: str, labels: Sequence[Label]) -> bool:
    """Whether labels are those of credits, and nothing else is said before or among them.

    该书主编：… is a sentence, and behind 编辑：李志远 电话：… somebody is reached.
    """
    found = [kind_of(label.name) for label in labels]
    is_first = not any(map(is_han, _DATE.sub("", folded[: labels[0].start])))
    is_all = folded.count(":") <= len(found) and all(kind in _OF_CREDITS for kind in found)
    return is_first and is_all and "editor" in found


def _up_to(block: Block, end: int) -> Block:
    """Return a block up to ``end``, with the bracket closed that goes on behind it."""
    text = block.text[:end]
    spans = tuple(changed(span, end=min(span.end, end)) for span in block.spans if span.start < end)
    for opening, closing in _BRACKETS.items():
        if text.startswith(opening) and closing not in text and block.text.endswith(closing):
            text += closing
    return changed(block, text=text, spans=spans)


def _end_of_contact(text: str) -> int:
    """Return where the credits begin behind how to reach somebody, or 0: 电话：123 编辑：李志远."""
    match = _OWN_LABEL.match(text)
    if match is None or match[1] in kinds() or is_leftover(text):
        return 0
    found = (one for one in labels_in(fold(text)) if kind_of(one.name) in _OF_CREDITS)
    first = next(found, None)
    if first is None or first.start <= match.end():
        return 0
    return len(text[: first.start].rstrip(_OPENS))


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
