r"""Cut runs out of a field, and keep account of it, so that the field can be put together again.

A field is a list of lines (a title has one, the body one a paragraph, keywords one each); offsets
count in the lines joined by ``\n``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.records import Removal
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import INVISIBLE

_ITEM = re.compile(r"\S+")
_ENDS = "。！？；，、：,.!?;:"
_SENTENCE_MARKS = _ENDS.replace("、", "")
FILLED = 0.6
"""Share of a line from which it is spam as a whole, unless a sentence is left of it."""
LEAST_ITEMS = 3
"""Pieces between white space that make a list: prose has hardly any between Han characters."""
LISTED = 2 / 3
"""Share of a list's items from which it is one of offers, when so many of them are cut."""
LONGEST_REMNANT = 6
"""Characters of an unknown name or offer between two known ones."""
_SEPARATORS = " -_|｜—–·•/,，"
_SPLICE_SIGNS = frozenset("_|｜★☆●◆■▲▼✅❌♥♠♣♦※✳∨~^*=丨│┃¤§")
"""Signs that no sentence has between its words: beside a run they came with it."""
_CURRENCY = frozenset("¥￥$")
_PRICE = re.compile(r"[¥￥$][0-9][0-9.,]*$")
_BEFORE_WORDS = _CURRENCY | frozenset("#@")
"""The same, but for prices and names: ¥12, @user."""
_JOINING = frozenset("-·•")
"""The same, but for where they join two words: 阿依·古丽, 5-6月."""
_STOPS = "。！？；”’）)"
_STOPPED = re.compile("[。！？；][”’）)]*")
_HEAD = re.compile("([\u4e00-\u9fff]{1,4})[_|｜-]")
"""A word of a headline and what parts it from the rest."""
LONGEST_ORPHAN = 4
"""Characters that make no sentence of their own."""
_PAIRS = {"【": "】", "「": "」", "『": "』", "(": ")", "（": "）", "[": "]", "▲": "▼"}
_FRAMES = "▌★☆✅❌●◆■♥♠♣♦※✳∨|"
"""Signs that stand alike on both sides of an offer."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of one line to be taken out, and why."""

    start: int
    end: int
    rule: str
    confidence: float
    link: str | None = None

    def doubted(self, limit: float) -> Cut:
        """Return the cut with a confidence below a limit: it then is only suspected."""
        return dataclasses.replace(self, confidence=min(self.confidence, limit - 0.01))


def cut(
    lines: Sequence[str], cuts: Sequence[Sequence[Cut]], where: str
) -> tuple[tuple[str, ...], tuple[Removal, ...]]:
    """Return the lines without the cuts of each, and the removals; emptied lines go whole."""
    whole = "\n".join(lines)
    ranges: list[tuple[int, int, Cut]] = []
    kept = [not _is_emptied(line, mine) for line, mine in zip(lines, cuts, strict=True)]
    last_kept = max((i for i, keep in enumerate(kept) if keep), default=-1)
    offset = 0
    for number, (line, mine) in enumerate(zip(lines, cuts, strict=True)):
        end = offset + len(line)
        if kept[number]:
            ranges += ((offset + c.start, offset + c.end, c) for c in mine)
        else:
            span = (offset, end + 1) if number < last_kept else (max(0, offset - 1), end)
            ranges.append((*span, mine[0]))
        offset = end + 1
    return _taken_out(whole, ranges, where)


def _taken_out(
    whole: str, ranges: Sequence[tuple[int, int, Cut]], where: str
) -> tuple[tuple[str, ...], tuple[Removal, ...]]:
    pieces: list[str] = []
    removals: list[Removal] = []
    at = size = 0
    for start, end, c in ranges:
        pieces.append(whole[at:start])
        size += start - at
        removals.append(
            Removal(
                rule=c.rule,
                text=whole[start:end],
                at=size,
                where=where,
                link=c.link,
                confidence=round(c.confidence, 3),
            )
        )
        at = end
    clean = "".join([*pieces, whole[at:]])
    return (tuple(clean.split("\n")) if clean else ()), tuple(removals)


def restored(clean: str, removals: Sequence[Removal]) -> str:
    """Return the field as it was before the removals, which must all be of this field."""
    shift = 0
    for removal in removals:
        at = removal.at + shift
        clean = clean[:at] + removal.text + clean[at:]
        shift += len(removal.text)
    return clean


def _is_emptied(line: str, cuts: Sequence[Cut]) -> bool:
    """Tell whether nothing that can be read is left of a line."""
    if not cuts:
        return False
    rest = "".join(line[a:b] for a, b in _gaps(cuts, len(line)))
    return not any(character.isalnum() for character in rest)


def _gaps(cuts: Sequence[Cut], size: int) -> list[tuple[int, int]]:
    borders = [0, *(border for c in cuts for border in (c.start, c.end)), size]
    return list(zip(borders[::2], borders[1::2], strict=True))


def tidied(line: str, start: int, end: int) -> tuple[int, int]:
    """Return the borders widened by what came with the run.

    That is: invisible characters, brackets and other frames around it, white space that stands
    between Han characters, and the one of two sentence marks that would be left side by side.
    """
    while True:
        before = (start, end)
        while start and INVISIBLE.match(line[start - 1]):
            start -= 1
        if start and end < len(line) and _frame(line[start - 1], line[end]):
            start, end = start - 1, end + 1
        elif end < len(line) and line[start] != line[end - 1] and _framed(line[start], line[end]):
            end += 1
        elif start and line[start] != line[end - 1] and _framed(line[start - 1], line[end - 1]):
            start -= 1
        start, end = _without_space(line, start, end)
        start, end = _without_separator(line, start, end)
        start, end = _without_signs(line, start, end)
        if (start, end) == before:
            break
    start = _without_orphan(line, start, end)
    return _without_second_mark(line, start, end)


def _frame(opening: str, closing: str) -> bool:
    """Tell whether two signs frame what stands between them."""
    return _PAIRS.get(opening) == closing or (opening == closing and opening in _FRAMES)


def _framed(opening: str, closing: str) -> bool:
    """Tell the same where one of them is of the run already: no price and no name is meant then."""
    return _frame(opening, closing) or (opening == closing and opening in _CURRENCY | _JOINING)


def _without_orphan(line: str, start: int, end: int) -> int:
    """Take a name that would be left alone between two sentences."""
    if end < len(line) and line[end] not in _STOPS:
        return start
    before = max((match.end() for match in _STOPPED.finditer(line, 0, start)), default=0)
    return before if start - before <= LONGEST_ORPHAN else start


def behind_separator(line: str, start: int, end: int) -> int:
    """Return where a run of a headline begins: behind its last word, if a separator follows it.

    A separator parts a headline from what was appended to it. A name that is said again behind the
    separator is of the run.
    """
    head = _HEAD.match(line, start, end)
    if head is None or head.start(1) != start or head.group(1) in line[head.end() : end]:
        return start
    return head.end(1)


def filled(line: str, cuts: tuple[Cut, ...]) -> tuple[Cut, ...]:
    """Return one cut of the whole line when nearly all of it is cut and no sentence is left."""
    if not cuts or not (_is_emptied_nearly(line, cuts) or _is_list_of_offers(line, cuts)):
        return cuts
    surest = max(cuts, key=lambda c: c.confidence)
    return (dataclasses.replace(surest, start=0, end=len(line)),)


def _is_emptied_nearly(line: str, cuts: Sequence[Cut]) -> bool:
    rest = [line[a:b] for a, b in _gaps(cuts, len(line))]
    taken = len(line) - sum(map(len, rest))
    return taken >= FILLED * len(line) and not any(map(_is_sentence, rest))


def _is_sentence(piece: str) -> bool:
    return len(piece) > LONGEST_REMNANT or any(mark in piece for mark in "。！？；，：“”（）()")


def _is_list_of_offers(line: str, cuts: Sequence[Cut]) -> bool:
    """Tell whether white space parts a line into items without sentences, and most are cut."""
    items = [match.span() for match in _ITEM.finditer(line)]
    if len(items) < LEAST_ITEMS or any(mark in line for mark in "。！？；，“”"):
        return False
    return sum(_is_mostly_cut(item, cuts) for item in items) >= LISTED * len(items)


def _is_mostly_cut(item: tuple[int, int], cuts: Sequence[Cut]) -> bool:
    start, end = item
    taken = sum(max(0, min(end, c.end) - max(start, c.start)) for c in cuts)
    return 2 * taken >= end - start


def _without_separator(line: str, start: int, end: int) -> tuple[int, int]:
    """Take the signs that parted a run at the end or beginning of its line from the rest."""
    if end == len(line):
        start = len(line[:start].rstrip(_SEPARATORS))
    if start == 0:
        end = len(line) - len(line[end:].lstrip(_SEPARATORS))
    return start, end


def _without_signs(line: str, start: int, end: int) -> tuple[int, int]:
    """Take signs of the splice on both sides, unless the text that is left needs them: ¥12, A_1."""
    end = _without_price(line, start, end)
    before = line[start - 1] if start else ""
    while end < len(line) and _is_of_splice(before, line[end], line[end + 1 : end + 2]):
        end += 1
    while start and _is_of_splice(line[:start][-2:-1], line[start - 1], line[end : end + 1]):
        start -= 1
    return start, end


def _without_price(line: str, start: int, end: int) -> int:
    """Return where a run ends before the price of the sentence, or its sign if that was put in.

    Where the same sign opens the run, the second one closes it: ¥某某官网¥|420人.
    """
    price = _PRICE.search(line, start + 1, end)
    at = end - 1 if price is None else price.start()
    if line[at] not in _CURRENCY or not line[at + 1 : at + 2].isdigit():
        return end
    is_framed = line[start] == line[at] and start < at and not line[start + 1].isdigit()
    return at + is_framed


def _is_of_splice(before: str, sign: str, after: str) -> bool:
    """Tell whether a sign is of no use between two characters that will stand around it."""
    if sign in _BEFORE_WORDS:
        return not (after.isascii() and after.isalnum())
    if sign in _JOINING:
        joins = before.isalnum() and after.isalnum()
        return not joins or (sign == "-" and is_han(before) and is_han(after))
    return sign in _SPLICE_SIGNS


def _without_space(line: str, start: int, end: int) -> tuple[int, int]:
    """Leave white space as prose has it: what stands on both sides came with the run."""
    start += len(line[start:end]) - len(line[start:end].lstrip())
    end -= len(line[start:end]) - len(line[start:end].rstrip())
    left, right = len(line[:start].rstrip()), len(line) - len(line[end:].lstrip())
    before, after = line[left - 1 : left], line[right : right + 1]
    if not before or not after:
        return left, right
    if left < start and right > end and _closed(before) and _closed(after):
        return left, right
    return start, end


def _closed(character: str) -> bool:
    """Tell whether Chinese prose sets no space next to a character."""
    return is_han(character) or character in _ENDS or character in "“”‘’《》（）"


def _without_second_mark(line: str, start: int, end: int) -> tuple[int, int]:
    """Take the mark of a sentence that came with a run; of a list, where a word stood, none did."""
    if end < len(line) and line[end] in _SENTENCE_MARKS:
        came = not start or line[start - 1] in _SENTENCE_MARKS
        return (start, end + 1) if came else (start, end)
    return start, end
