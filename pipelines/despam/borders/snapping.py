"""Borders that a run takes from what it is nearly all of: a link, a disguise, a frame of signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipelines.despam.borders.search import FRAMES, Piece, odds
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.reading import Reading
from pipelines.despam.runs.islands import Island, between
from pipelines.despam.words.telling import MEANING

NEARLY_ALL = 0.75
"""Share of the longer of two pieces that both hold, from which they are one."""
LONGEST_SPLIT = 6
"""Characters before a disguise's end in which a word may begin that goes on behind it."""
LEAST_DISGUISED = 4
"""Characters in a row that are no slip of a keyboard."""
SPLICES = frozenset("_|★☆●◆■♥♠♣♦※✳∨")
"""Signs that stand alike on both sides of a phrase and that no sentence has between its words."""
FRAMING = frozenset("-·¥~^*=")
"""Signs that a sentence has too, where both of a pair are seen."""
SURER_NATS = 3.0
"""How much likelier a run must be than the piece that signs frame or disguise for its own borders
to stay: ▌gg27219.vip▌神马排名. Six more of 5,280 phrases are exact, none less."""
FRAMED_REACH = 8
"""Characters outside a run in which the signs of its frame are looked for."""


def snapped(reading: Reading, island: Island, links: Sequence[Piece]) -> Island:
    """Return the run with the borders of what it is nearly all of: a link, a disguise, a frame."""
    for start, end in (*links, *_disguises(reading, island), *_frames(reading, island)):
        shared = min(island.end, end) - max(island.start, start)
        if shared >= NEARLY_ALL * max(island.end - island.start, end - start):
            if (start, end) not in links and _is_surely_more(reading, island, (start, end)):
                continue
            last = island.end if end < island.end and _is_inside_word(reading, end) else end
            return between(reading, start, last)
    return _within_frame(reading, island)


def _is_surely_more(reading: Reading, island: Island, piece: Piece) -> bool:
    """Tell whether a run goes on beyond a piece and is far likelier to have been put in."""
    start, end = max(island.start, piece[0]), min(island.end, piece[1])
    if (start, end) == (island.start, island.end) or start >= end:
        return False
    return odds(reading, island.start, island.end) >= odds(reading, *piece) + SURER_NATS


def _within_frame(reading: Reading, island: Island) -> Island:
    """Return the run as far as the sign that also stands right before or behind it, as its frame.

    What it holds beyond goes along only where it may be spam: 加强_六合彩_骑手安全|教育. So it is
    with two signs within the run, prose behind them, and prose or nothing before them.
    """
    text, start, end = reading.text, island.start, island.end
    for sign in sorted(SPLICES.intersection(text[start:end])):
        first, last = text.index(sign, start, end), text.rindex(sign, start, end)
        if (
            first + 1 < last
            and (first == start or _is_plain(reading, start, first))
            and _is_plain(reading, last + 1, end)
        ):
            return between(reading, first + 1, last)
    framed = _framed_alike(reading, start, end)
    if framed is not None:
        return _as_likely(reading, island, framed)
    sign = text[start - 1 : start]
    if sign in SPLICES and text[end : end + 1] != sign:
        inner = text.find(sign, start, end)
        if inner > start and _is_plain(reading, inner + 1, end):
            return between(reading, start, inner)
    sign = text[end : end + 1]
    if sign in SPLICES and text[max(0, start - 1) : start] != sign:
        inner = text.rfind(sign, start, end)
        if start < inner < end - 1 and _is_plain(reading, start, inner):
            return between(reading, inner + 1, end)
    return island


def _as_likely(reading: Reading, island: Island, framed: Piece) -> Island:
    """Return the run between these borders, as likely spam as the one that took more along.

    That something was put in is sure of both; what it took along tells of its borders alone.
    """
    likely = max(odds(reading, *framed), odds(reading, island.start, island.end))
    reading.odds[framed] = likely
    return between(reading, *framed)


def _framed_alike(reading: Reading, start: int, end: int) -> Piece | None:
    """Return what of a run stands between two like signs, one of which may be an end of it.

    The prose that it holds beyond the other sign is the sentence's: -某某官网-|开展走访.
    """
    text = reading.text
    for sign in sorted(FRAMING.intersection(text[start:end])):
        first, last = text.index(sign, start, end), text.rindex(sign, start, end)
        is_between = _is_prose(reading, start, first) and _is_prose(reading, last + 1, end)
        if first + 1 < last and is_between:
            return first, last + 1
    for opening in range(max(0, start - 1), start + 1):
        sign, last = text[opening], text.rfind(text[opening], start + 1, end)
        if sign in FRAMING and last > opening + 1 and _is_prose(reading, last + 1, end):
            return opening, last + 1
    for closing in range(end - 1, min(end + 1, len(text))):
        sign, first = text[closing], text.find(text[closing], start, end - 1)
        if sign in FRAMING and 0 <= first < closing - 1 and _is_prose(reading, start, first):
            return first, closing + 1
    return None


def _is_prose(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a piece is Han characters with digits between them, and no word of spam."""
    if _is_number(reading, start, end):
        return True
    letters = [sign for sign in reading.text[start:end] if not sign.isdigit()]
    if not letters or not all(map(is_han, letters)):
        return False
    before = range(max(0, start - LONGEST_SPLIT), end)
    return not any(
        word.core >= MEANING and at + len(word.text) > start
        for at in before
        for word in reading.words_at(at)
    )


def _is_number(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a piece is a number of the sentence that goes on behind it: 420|人次."""
    return reading.text[start:end].isdigit() and is_han(reading.text[end : end + 1] or " ")


def _is_plain(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a piece holds Han characters alone, and no part of a word of the vocabulary."""
    before = range(max(0, start - LONGEST_SPLIT), end)
    return (
        start < end
        and all(map(is_han, reading.text[start:end]))
        and not any(at + len(word.text) > start for at in before for word in reading.words_at(at))
    )


def _is_inside_word(reading: Reading, position: int) -> bool:
    """Tell whether a word of the vocabulary stands across a position: 体❤育❤官|网."""
    before = range(max(0, position - LONGEST_SPLIT), position)
    return any(at + len(word.text) > position for at in before for word in reading.words_at(at))


def _disguises(reading: Reading, island: Island) -> Iterator[Piece]:
    """Give the pieces near a run of which every character is disguised.

    Near is as far as the run is long: the run is not nearly all of what goes on beyond.
    """
    if reading.folded.origin is None:
        return
    reach = island.end - island.start
    start = max(0, island.start - reach)
    size = min(len(reading.text), island.end + reach)
    for at in range(start, size + 1):
        if at == size or not reading.folded.is_disguised(at):
            if at - start >= LEAST_DISGUISED:
                yield start, at
            start = at + 1


def _frames(reading: Reading, island: Island) -> Iterator[Piece]:
    """Give the pieces around a run that signs frame, frames included."""
    text, reach = reading.text, FRAMED_REACH
    for first in range(max(0, island.start - reach), min(island.start + reach, island.end)):
        if text[first] in FRAMES:
            closing = text.find(FRAMES[text[first]], max(first + 1, island.end - reach))
            if 0 <= closing < island.end + reach:
                yield first, closing + 1
