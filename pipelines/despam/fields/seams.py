"""What was put into a headline that its text says again without it.

News says its headline again. So a name with a word for a site's entrance, of which the text says
nothing, was put in where the text says in one what stands on both sides of it: 举办|凯时|第二届.
So was one before a colon or behind a separator, when the text says the rest. Of a part between
separators that is spam in part, nothing is left.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import cache

from pipelines.despam.cutting import Cut
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.prose import mean_cost
from pipelines.despam.lines import SAID_AGAIN, Verdict, is_guarded
from pipelines.despam.page.offered import is_offer
from pipelines.despam.page.proof import NAMES_OFFERS, NAMES_SPAM, SOLD_WITH, words_in
from pipelines.despam.words.lexicon import Word, lexicon
from seeds.vocabulary import table

RULE = "island"
BRAND = "brand"
CONFIDENCE = 0.6
SIDE = 2
"""Characters on each side of a name by which the text says that both belong together."""
STRANGE_NATS = 8.0
"""What a character of a name costs prose that no word of the vocabulary is."""
LONGEST_NAME = 8
LEAST_TRADE, LEAST_TEXT, MOSTLY = 5, 80, 0.25
"""Characters of an offer of any trade, those of a text that says nothing of it, and the share of
the pairs of the headline's rest that the text must say."""
LONGEST_REST = 4
"""Characters that are left of a part whose other characters are spam."""
_SEPARATORS = r"\s_|｜:：·—–-"
_PART = re.compile(f"[^{_SEPARATORS}]+")

Piece = tuple[int, int]


def with_seams(text: str, verdict: Verdict, said: str) -> Verdict:
    """Return the verdict on a headline with what its text shows to be put in.

    ``said``: what the text says.
    """
    folded = folded_each(text)
    is_told = verdict.cuts or any(_is_entrance(word) for _, word in words_in(folded))
    parts = _PART.findall(text)
    is_told = is_told or any(folded_each(part).endswith(_offers()) for part in parts)
    is_told = is_told or (len(parts) > 1 and any(map(is_offer, (parts[0], parts[-1]))))
    if not is_told or len(folded) != len(text):
        return verdict
    known = folded_each(said)
    whole = [_with_rest(folded, c, known) for c in verdict.cuts]
    found = dataclasses.replace(verdict, cuts=tuple(whole))
    if is_guarded([said]):
        return found
    pieces = [*_spliced(folded, known), *_set_off(folded, known)]
    taken = [(c.start, c.end) for c in found.cuts]
    return found.with_whole([Cut(*piece, RULE, CONFIDENCE) for piece in _widest(pieces, taken)])


def _widest(pieces: list[Piece], taken: list[Piece]) -> Iterator[Piece]:
    """Give the widest of pieces that overlap, and none that overlaps what is taken already."""
    for start, end in sorted(pieces, key=lambda piece: piece[0] - piece[1]):
        if all(end <= a or start >= b for a, b in taken):
            taken.append((start, end))
            yield start, end


def _with_rest(text: str, cut: Cut, said: str) -> Cut:
    """Return a cut at the end of a headline with the few characters left behind it."""
    rest = text[cut.end :]
    is_rest = 0 < len(rest) <= LONGEST_REST and all(map(is_han, rest))
    before = text[: cut.start]
    if not is_rest or not re.search(f"[{_SEPARATORS}]$", before) or _says(said, rest):
        return cut
    return dataclasses.replace(cut, end=len(text)) if _confirms(said, before) else cut


def _spliced(text: str, said: str) -> Iterator[Piece]:
    """Give the names with an entrance on both sides of which the text goes on as if in one."""
    for at, word in words_in(text):
        end = at + len(word.text)
        for start in range(max(SIDE, at - LONGEST_NAME), at + 1):
            seam = text[start - SIDE : start] + text[end : end + SIDE]
            is_seam = len(seam) == 2 * SIDE and all(map(is_han, seam)) and seam in said
            if is_seam:
                first = _name_of(text, start, end)
                if _is_stranger(text[first:end], said):
                    yield first, end


def _name_of(text: str, start: int, end: int) -> int:
    """Return where in a piece that was put in its name begins: words of prose may stand before."""
    at, first = next(words_in(text[start:end]), (0, None))
    is_whole = first is not None and first.core >= NAMES_SPAM
    return start + at if is_whole and mean_cost(text[start : start + at]) < STRANGE_NATS else start


def _set_off(text: str, said: str) -> Iterator[Piece]:
    """Give a first or last part, with what sets it off, of a headline whose rest the text says."""
    parts = [match.span() for match in _PART.finditer(text)]
    if len(parts) < 2:
        return
    first, last = parts[0][1], parts[-1][0]
    around = ((0, parts[1][0], text[:first]), (parts[-2][1], len(text), text[last:]))
    for start, end, part in around:
        rest = text[end:] if start == 0 else text[:start]
        if not _confirms(said, rest):
            continue
        is_read = is_offer(part) and not _says(said, part)
        if is_read or _is_stranger(part, said, least=NAMES_OFFERS) or _is_trade(part, rest, said):
            yield start, end


def _is_trade(part: str, rest: str, said: str) -> bool:
    """Tell whether a part offers any trade of which a text of some length says not one pair."""
    if not part.endswith(_offers()) or len(part) < LEAST_TRADE or not all(map(is_han, part)):
        return False
    if len(said) < LEAST_TEXT or _says(said, part):
        return False
    if any(name in part for name in (*lexicon().official, *lexicon().institutions)):
        return False
    pairs = [pair for pair in _pairs(rest) if all(map(is_han, pair))]
    return sum(pair in said for pair in pairs) >= MOSTLY * len(pairs)


@cache
def _offers() -> tuple[str, ...]:
    return tuple(table("spam_shields")["seam"]["offers"])


def _pairs(piece: str) -> Iterator[str]:
    return (piece[at : at + SIDE] for at in range(len(piece) - SIDE + 1))


def _is_stranger(piece: str, said: str, least: float = 0.0) -> bool:
    """Tell whether a piece is a strange name and a word for an entrance, and the text says none.

    ``least``: the meaning that one of its words must have.
    """
    words = list(words_in(piece))
    if not words or _says(said, piece) or any(name in piece for name in _bodies()):
        return False
    at, last = words[-1]
    if at + len(last.text) != len(piece) or not _is_entrance(last):
        return False
    is_brand = words[0][0] == 0 and words[0][1].kind == BRAND
    is_meant = max(word.core for _, word in words) >= least
    return is_brand or (is_meant and _is_named(piece, words))


def _is_entrance(word: Word) -> bool:
    return word.kind in SOLD_WITH or word.kind == BRAND


def _is_named(piece: str, words: list[tuple[int, Word]]) -> bool:
    """Tell whether what stands before the words of a piece is a name that prose does not know."""
    name = piece[: words[0][0]]
    return len(name) >= SIDE and all(map(is_han, name)) and mean_cost(name) >= STRANGE_NATS


def _bodies() -> tuple[str, ...]:
    known = lexicon()
    return (*known.official, *known.institutions, *known.contests, *known.firms)


def _says(said: str, piece: str) -> bool:
    """Tell whether a text says two neighbouring Han characters of a piece."""
    return any(pair in said for pair in _pairs(piece) if all(map(is_han, pair)))


def _confirms(said: str, rest: str) -> bool:
    """Tell whether a text says three Han characters of a headline's rest again."""
    pieces = (rest[at : at + SAID_AGAIN] for at in range(len(rest) - SAID_AGAIN + 1))
    return any(piece in said for piece in pieces if all(map(is_han, piece)))
