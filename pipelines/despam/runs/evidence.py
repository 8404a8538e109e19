"""What speaks for and against a run being spam.

Each sign is a number; how they add up is told by ``pipelines.despam.runs.deciding``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipelines.despam.borders.search import odds
from pipelines.despam.language.alphabet import is_han
from pipelines.despam.language.reading import Reading
from pipelines.despam.page.hosts import is_thrown
from pipelines.despam.page.proof import NAMES_SPAM
from pipelines.despam.runs.clauses import signs_of_clause
from pipelines.despam.runs.islands import Island
from pipelines.despam.runs.phrasing import phrased_nats
from pipelines.despam.runs.shape import shape
from pipelines.despam.words.telling import MEANING
from seeds.vocabulary import table

LEAST_REPEATED = 6
"""Characters from which a repetition tells something: shorter ones are the article's own words."""
FIRM_NATS = 5.0
"""How well the text goes on only where something was put in: in a million characters of news four
runs of any kind close so firmly, and none of them has two words of the vocabulary."""
CALLS = frozenset({"call", "lead", "web"})
ADDRESS = "address"
"""Kind of the words that are bare web addresses of such sites."""
LEAST_ECHO = 2
"""Characters of a piece that stands twice in a run: 星耀网址,星耀平台."""
LONGEST_OFFICIAL = 10
"""Characters of the longest name of a public body in the vocabulary, and some more."""
QUOTED_BESIDE = 8
"""Characters of a quotation beside the run up to which it quotes the run, not a speech."""
LEAST_ODDS, MOST_ODDS = -10.0, 20.0
"""Nats beyond which the odds of borders say no more."""
NEAR = 60
"""Characters to each side in which words of crime and warning count: about a sentence."""
_QUOTES = {"“": "”", "‘": "’", "《": "》", '"': '"', "'": "'", "「": "」", "『": "』"}
_FRAMES = frozenset("【】『』「」▌★☆✅▲▼●◆■(){}[]<>")
_CLOSING = "。！？；”）)!?;.…"
ADDRESS_OF_NEWS = re.compile(
    r"(?a:[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?:https?://|www\.)[\w./?=&%#:~-]+|\d{3,4}-\d{7,8}|[\w-]+(?:\.[\w-]+)*"
    r"\.(?:gov|edu|org|com|net)(?:\.cn)?(?![\w-])"
)
"""E-mail and web addresses and telephone numbers: news gives them, and their signs are not odd."""
_SIGNS_OF_ADDRESSES = "@.-:"
"""Signs without one of which nothing is such an address."""
ACCOUNT = re.compile(
    "(?:微信?|qq|扣扣|[vq]信|vx|wx|电报|飞机)[号群]?:?[a-z_-]*[0-9][a-z0-9_-]{4,}", re.ASCII
)
"""Somebody to write to, with the account: 加微信fp66123."""
_CODE = re.compile("[a-z]{2,}[0-9]{2,}|[0-9]{2,}vip", re.ASCII)
"""Codes that such sites add to their names: qy88, 66vip. Teams of youths have one letter: u17."""
_PICTURES = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a run beyond its own line."""

    link: str | None = None
    """Where it leads, when it stands in a link."""
    foreign: bool = False
    """Whether that is another site, and neither a government's nor a news outlet's."""
    hidden: str | None = None
    repeats: int = 0
    """How many times more the same run stands on the page."""
    guarded: bool = False
    """Whether the article as a whole is about crime or warns of it."""
    hacked: bool = False
    """Whether something else in the article's text is spam without any doubt."""
    strange: bool = False
    """Whether it reads like a phrase from end to end and the page says nothing of it."""


def signs(reading: Reading, island: Island, around: Surroundings) -> dict[str, float]:
    """Return the signs of a run, by the names of their weights."""
    found = _signs_of_words(island) | _signs_of_text(reading, island, around)
    found |= _signs_of_place(reading, island, around)
    if around.hidden or around.foreign:
        return found
    return found | shape(reading, island)


def _signs_of_words(island: Island) -> dict[str, float]:
    """Return what the words of a run tell, and how well spam and the text around explain it."""
    words = {word.text: word for word in island.words}
    called = min(island.called, 40.0) / 10
    return {
        "meant": min(island.meant, 60.0) / 10,
        "called": called,
        "named": float(island.named),
        "unknown": max(-30.0, min(island.gain - island.meant - island.called, 30.0)) / 10,
        "join": max(-8.0, min(island.join, 14.0)),
        "firm": min(max(0.0, island.join - FIRM_NATS), 8.0),
        "pull": called * max(0.0, min(island.join, 8.0)) / 4,
        "core": min(4.0, sum(word.core for word in words.values())),
        "many": float(min(4, len(words))),
        "words": float(min(4, len({word.kind for word in words.values()}))),
        "calls": float(min(3, sum(word.kind in CALLS for word in words.values()))),
        "strongest": max((word.core for word in words.values()), default=0.0),
        "thrown": float(any(word.kind == ADDRESS for word in island.words)),
        "naming": float(sum(word.core >= NAMES_SPAM for word in words.values())),
        "longest": float(max(map(len, words), default=0)),
        "everyday": float(not any(word.core >= MEANING for word in words.values())),
    }


def _signs_of_text(reading: Reading, island: Island, around: Surroundings) -> dict[str, float]:
    """Return what the characters of a run tell."""
    run = reading.text[island.start : island.end]
    plain = ADDRESS_OF_NEWS.sub("", run) if may_hold_address(run) else run
    covered = sum(len(word.text) for word in island.words)
    nats = odds(reading, island.start, island.end)
    return {
        "odds": max(LEAST_ODDS, min(nats, MOST_ODDS)) / 10,
        "echo": float(_echoes(run)),
        "phrased": phrased_nats(reading.text, island.start, island.end),
        "disguised": _disguised_share(reading, island),
        "odd": float(min(3, _odd_signs(reading, island, plain))),
        "mixed": float(_is_mixed(run)),
        "latin": float(not any(map(is_han, run))),
        "size": float(sum(map(str.isalnum, run))),
        "account": float(ACCOUNT.search(run) is not None),
        "coded": float(_CODE.search(run) is not None),
        "pictured": float(_is_pictured(run)),
        "lone": float(len(island.words) == 1 and not island.named and plain.isalnum()),
        "cover": covered / max(1, len(run.strip())),
        "crossing": float(_crosses_sentence(reading, island, run)),
        "repeats": float(min(3, around.repeats)) if len(run.strip()) >= LEAST_REPEATED else 0.0,
    }


def _signs_of_place(reading: Reading, island: Island, around: Surroundings) -> dict[str, float]:
    """Return what stands around a run, and what the page tells of it."""
    run = reading.text[island.start : island.end]
    before = reading.text[max(0, island.start - NEAR) : island.start]
    after = reading.text[island.end : island.end + NEAR]
    context, words = f"{before}|{after}", reading.words
    return {
        "framed": float(_is_framed(before, after)),
        "frame": float(_is_framed(before, after) or run.strip()[:1] in _FRAMES),
        "address": float(_has_address(before + run + after, len(before), len(before + run))),
        "alone": float(_is_alone(before, run, after)),
        "quoted": float(_is_quoted(before, after)),
        "guard": float(min(2, _guards(words.guard, context, run, island))),
        "weak_guard": float(min(3, sum(word in context for word in words.weak_guard))),
        "cautioned": float(any(word in context for word in _cautions())),
        "guarded_article": float(around.guarded),
        "hacked_article": float(around.hacked),
        "strange": float(around.strange),
        "official": float(_is_official(reading, island)),
        "foreign_link": float(around.link is not None and around.foreign),
        "thrown_link": float(around.link is not None and around.foreign and is_thrown(around.link)),
        "home_link": float(around.link is not None and not around.foreign),
        "hidden": float(around.hidden is not None),
        "again": float(around.repeats > 0),
        "lead": float(before.endswith(words.introduces) + after.startswith(words.goes_on)),
    } | signs_of_clause(words, island, before, run, after)


@cache
def _cautions() -> tuple[str, ...]:
    return tuple(table("spam_shields")["cautions"]["words"])


def _guards(words: Iterable[str], context: str, run: str, island: Island) -> int:
    """Count words of crime around a run, and within it if they are no part of its own words."""
    own = "|".join(word.text for word in island.words)
    return sum(word in context or (word in run and word not in own) for word in words)


def _has_address(line: str, start: int, end: int) -> bool:
    """Tell whether an e-mail or web address or a telephone number overlaps a run."""
    if not may_hold_address(line):
        return False
    return any(m.start() < end and m.end() > start for m in ADDRESS_OF_NEWS.finditer(line))


def may_hold_address(text: str) -> bool:
    """Tell whether a text has a sign that every such address has; quick."""
    return any(sign in text for sign in _SIGNS_OF_ADDRESSES)


def _odd_signs(reading: Reading, island: Island, plain: str) -> int:
    """Count the odd signs of a run, and those that folding took out of it."""
    start, end = reading.folded.start(island.start), reading.folded.end(island.end)
    disguises = end - start - (island.end - island.start)
    return disguises + sum(character in reading.words.odd for character in plain)


def _disguised_share(reading: Reading, island: Island) -> float:
    """Return the share of a run's characters that are disguised, less that of those around it."""
    disguised = reading.folded.is_disguised
    inside = sum(map(disguised, range(island.start, island.end))) / (island.end - island.start)
    if not inside:
        return 0.0
    size = min(NEAR, len(reading.text))
    around = [*range(island.start - size, island.start), *range(island.end, island.end + size)]
    return max(0.0, inside - sum(map(disguised, around)) / len(around))


def _crosses_sentence(reading: Reading, island: Island, run: str) -> bool:
    """Tell whether marks of a sentence stand in a run, or one of a pair of brackets.

    Those of its own words are none (您好,欢迎访问), nor a comma behind which its name stands again;
    nor a colon behind one of its words (网址:), but one behind the words of a sentence: 特征有:.
    """
    for word in island.words:
        run = run.replace(word.text, "|" * len(word.text))
    return (
        any(at and is_han(run[at - 1]) for at in _places(run, ":"))
        or any(mark in run for mark in "“”‘’《》。;、?!")
        or any(_parts_clauses(reading, island, run, at) for at in _places(run, ","))
        or run.count("(") != run.count(")")
    )


def _parts_clauses(reading: Reading, island: Island, run: str, at: int) -> bool:
    """Tell whether a comma of a run is one of Chinese prose and stands between different names."""
    if not run[:at].strip(",") or not run[at:].strip(","):
        return False
    first = reading.text[island.start : island.start + LEAST_ECHO]
    is_again = reading.text.startswith(first, island.start + at + 1) and first.isalnum()
    return reading.folded.page[reading.folded.start(island.start + at)] == "，" and not is_again


def _echoes(run: str) -> bool:
    """Tell whether a piece of a run stands in it twice."""
    pieces = [run[at : at + LEAST_ECHO] for at in range(len(run) - 1)]
    pieces = [piece for piece in pieces if piece.isalpha()]
    return len(set(pieces)) < len(pieces)


def _is_framed(before: str, after: str) -> bool:
    """Tell whether signs of headings and offers stand around a run."""
    return bool(before and after) and before[-1] in _FRAMES and after[0] in _FRAMES


def _is_pictured(run: str) -> bool:
    """Tell whether pictures stand around a run, inside its brackets or without any."""
    inner = run.strip("【】[]()「」『』 ")
    return all(_PICTURES.match(sign) for sign in (inner[:1] or ".", inner[-1:] or "."))


def _is_mixed(run: str) -> bool:
    """Tell whether Latin letters and Han characters stand in one run."""
    return any(map(is_han, run)) and any(c.isascii() and c.isalpha() for c in run)


def _is_quoted(before: str, after: str) -> bool:
    """Tell whether a quotation, title or name in quotation marks is hardly more than the run."""
    for opening, closing in _QUOTES.items():
        opened, closed = before.rfind(opening), after.find(closing)
        if opened >= 0 and closed >= 0 and closing not in before[opened + 1 :]:
            return len(before) - opened - 1 + closed <= QUOTED_BESIDE
    return False


def _is_alone(before: str, run: str, after: str) -> bool:
    """Tell whether a run stands between sentences and is none: nothing closes it."""
    if not before and not after:
        return False
    begins = not before or before[-1] in _CLOSING
    return (
        begins and run[-1:] not in _CLOSING and (not after or after[0] not in _CLOSING + ",，、:")
    )


def _is_official(reading: Reading, island: Island) -> bool:
    """Tell whether the name of a public body or service overlaps the run or stands before it."""
    lo = max(0, island.start - LONGEST_OFFICIAL)
    piece = reading.text[lo : island.end + LONGEST_OFFICIAL]
    names = [word for word in reading.words.official if word in piece]
    found = [(at, at + len(word)) for word in names for at in _places(piece, word)]
    found += (match.span() for match in reading.words.body_site.finditer(piece))
    return any(lo + a < island.end and lo + b >= island.start for a, b in found)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
