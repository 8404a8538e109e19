"""What speaks for and against a run being spam, and how it adds up.

Each sign is a number; its weight stands in ``seeds/vocabulary/spam_weights.toml``, fitted on the
author half of the benchmark. The sum is the logarithm of the odds that the run is spam.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.despam.alphabet import is_han
from pipelines.despam.borders import odds
from pipelines.despam.clauses import signs_of_clause
from pipelines.despam.islands import Island
from pipelines.despam.reading import Reading
from pipelines.despam.telling import MEANING
from seeds.vocabulary import table

REMOVED_FROM = 0.5
"""Confidence from which a run is taken out."""
DOUBT_NATS = 1.6
"""What a run must have more whose words all name other things too. A sentence cut by mistake is
worse than a phrase left: with words such as 下载, 游戏, 国产 alone, odds of five to one are
asked."""
SUSPECTED_FROM = 0.15
"""Confidence from which a run that stays is told as suspected."""
LEAST_REPEATED = 6
"""Characters from which a repetition tells something: shorter ones are the article's own words."""
LEAST_CORE = 0.5
"""Meaning without which no run in sight is taken out: models and formulas look as odd as spam."""
ADDRESS_CORE = 1.5
"""The same for a run with an e-mail or web address: news gives addresses too."""
NAMES_SPAM = 2.0
"""``core`` of words that name nothing but spam: next to a public body's name no less will do."""
FIRM_NATS = 5.0
"""How well the text goes on only where something was put in: in a million characters of news four
runs of any kind close so firmly, and none of them has two words of the vocabulary."""
AMBIGUOUS = 0.7, 1.0
"""``core`` of words that news has too, of lotteries and loans: one of them alone proves nothing."""
CERTAIN_NATS = 2.5
"""Beyond ``FIRM_NATS``: so firmly, that even news of a crime does not tell of the run."""
CALLS = frozenset({"call", "lead", "web"})
LEAST_ECHO = 2
"""Characters of a piece that stands twice in a run: 星耀网址,星耀平台."""
CERTAIN_GUARD = 2.0
"""Different words of crime near a run from which it is told of, not injected."""
LONGEST_OFFICIAL = 10
"""Characters of the longest name of a public body in the vocabulary, and some more."""
QUOTED_BESIDE = 8
"""Characters of a quotation beside the run up to which it quotes the run, not a speech."""
PLAIN_ODDS = 0.8
"""Tens of nats that a run needs whose words any web page has (平台在线观看直播) or that names but
sports and places: 2019年篮球世界杯."""
TOLD_ODDS = 0.8
"""The same of goods and deeds where a court or the law is near: 法院判决代练公司退费."""
LEAST_ODDS, MOST_ODDS = -10.0, 20.0
"""Nats beyond which the odds of borders say no more."""
NEAR = 60
"""Characters to each side in which words of crime and warning count: about a sentence."""

RICH_CORE = 3.0
"""``core`` from which a run says too much to be a name that its sentence uses."""
BORDERS_ASKED = ((9.0, 1.0, 0.2), (9.0, NAMES_SPAM, 0.1), (2.7, 9.0, 0.0))
"""``core`` and ``strongest`` word below which tens of nats are asked of the borders. Of phrases of
the author half that were taken out, one in 200 has less."""
LEAST_BORDERS = 0.15
"""The same of a run of such words however firmly the text closes: of 3,917 phrases one had less."""
PROSAIC_BORDERS = -0.15, 0.37
"""Tens of nats by which prose explains better what of a run of everyday words is none of them, and
tens of nats of borders below which that is prose: 校测确认|入口官网. Of 3,917 phrases at
most 14 are so."""
MOSTLY_WORDS = 0.6
"""Share of such a run from which the vocabulary's words are too much of it to be prose."""
OVERRUN_BORDERS = 0.5
"""Tens of nats below which a character behind the last word is the sentence's: 竞猜比分赢|纪念品.
Of 3,917 phrases one is so."""
BARRING = frozenset(
    {
        "service",
        "deed",
        "case",
        "frame",
        "inside",
        "role",
        "institution",
        "again",
        "whole",
        "overrun",
    }
)
"""Signs that have no weight: they only bar a removal."""
_QUOTES = {"“": "”", "‘": "’", "《": "》", '"': '"', "'": "'", "「": "」", "『": "』"}
_FRAMES = frozenset("【】『』「」▌★☆✅▲▼●◆■(){}[]<>")
_CLOSING = "。！？；”）)!?;.…"
_ADDRESS = re.compile(
    r"(?a:[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?:https?://|www\.)[\w./?=&%#:~-]+|\d{3,4}-\d{7,8}|[\w-]+(?:\.[\w-]+)*"
    r"\.(?:gov|edu|org|com|net)(?:\.cn)?(?![\w-])"
)
"""E-mail and web addresses and telephone numbers: news gives them, and their signs are not odd."""


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


def signs(reading: Reading, island: Island, around: Surroundings) -> dict[str, float]:
    """Return the signs of a run, by the names of their weights."""
    return own_signs(reading, island, around) | signs_of_place(reading, island, around)


def own_signs(reading: Reading, island: Island, around: Surroundings) -> dict[str, float]:
    """Return those of the run itself, without what stands around it."""
    return _signs_of_words(island) | _signs_of_text(reading, island, around)


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
        "everyday": float(not any(word.core >= MEANING for word in words.values())),
    }


def _signs_of_text(reading: Reading, island: Island, around: Surroundings) -> dict[str, float]:
    """Return what the characters of a run tell."""
    run = reading.text[island.start : island.end]
    plain = _ADDRESS.sub("", run)
    covered = sum(len(word.text) for word in island.words)
    nats = odds(reading, island.start, island.end)
    return {
        "odds": max(LEAST_ODDS, min(nats, MOST_ODDS)) / 10,
        "echo": float(_echoes(run)),
        "disguised": _disguised_share(reading, island),
        "odd": float(min(3, _odd_signs(reading, island, plain))),
        "mixed": float(_is_mixed(run)),
        "latin": float(not any(map(is_han, run))),
        "lone": float(len(island.words) == 1 and not island.named and plain.isalnum()),
        "cover": covered / max(1, len(run.strip())),
        "crossing": float(_crosses_sentence(reading, island, run)),
        "repeats": float(min(3, around.repeats)) if len(run.strip()) >= LEAST_REPEATED else 0.0,
    }


def signs_of_place(reading: Reading, island: Island, around: Surroundings) -> dict[str, float]:
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
        "guarded_article": float(around.guarded),
        "official": float(_is_official(reading, island)),
        "foreign_link": float(around.link is not None and around.foreign),
        "home_link": float(around.link is not None and not around.foreign),
        "hidden": float(around.hidden is not None),
        "again": float(around.repeats > 0),
        "lead": float(before.endswith(words.introduces) + after.startswith(words.goes_on)),
    } | signs_of_clause(words, island, before, run, after)


def confidence(found: Mapping[str, float]) -> float:
    """Return the probability that a run with these signs is spam."""
    probability = probability_of(log_odds(found))
    if _may_go(found):
        return probability
    return min(probability, REMOVED_FROM - 0.01)


def log_odds(found: Mapping[str, float]) -> float:
    """Return what signs weigh together, those of the run alone or all, in nats."""
    bias, weighed = weights()
    odds = bias + sum(weighed.get(name, 0.0) * value for name, value in found.items())
    seen = not found.get("hidden") and not found.get("foreign_link")
    return odds - DOUBT_NATS if seen and found["strongest"] < NAMES_SPAM else odds


def probability_of(odds: float) -> float:
    """Return the probability that has these odds, given as their logarithm."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _may_go(found: Mapping[str, float]) -> bool:
    """Tell whether a run may be taken out at all, whatever its odds.

    Hidden text may that says more than menus and boxes to log in do. In sight, a run needs words
    that carry meaning; without a link to another site, a text that closes firmly behind it, or that
    neither news of a crime nor a public body tells it.
    """
    if found["hidden"]:
        return _is_no_menu(found["strongest"], found["named"], found["foreign_link"])
    if found["core"] < _least_core(found) or _is_one_call(found):
        return False
    if found["foreign_link"] or found["firm"] > CERTAIN_NATS:
        return True
    bars = (
        _is_of_its_sentence,
        _is_plain,
        _is_told_of,
        _is_named_by_its_sentence,
        _has_poor_borders,
        _is_prosaic,
    )
    return not any(bar(found) for bar in bars)


def may_go_unseen(island: Island, around: Surroundings) -> bool:
    """Tell the same of a hidden run before its other signs are worked out."""
    strongest = max((word.core for word in island.words), default=0.0)
    return _is_no_menu(strongest, island.named, around.link is not None and around.foreign)


def _is_no_menu(strongest: float, named: float, foreign: float) -> bool:
    return strongest >= MEANING or bool(named or foreign)


def _is_of_its_sentence(found: Mapping[str, float]) -> bool:
    """Tell whether the sentence around has marks in the run, or the run is one word it may use."""
    is_ambiguous = AMBIGUOUS[0] <= found["strongest"] < AMBIGUOUS[1]
    is_service = found["service"] > 0 and found["strongest"] < NAMES_SPAM and not _is_put_on(found)
    is_one_word = is_service or (is_ambiguous and found["many"] == 1)
    return found["crossing"] > 0 or is_one_word


def _is_named_by_its_sentence(found: Mapping[str, float]) -> bool:
    """Tell whether the sentence needs a run: it is a part of it, and nothing else shows a splice.

    Of 2,093 phrases of the author half that were taken out one stood so, of the traps most.
    """
    if found["firm"] > 0 or _is_put_on(found):
        return False
    needed = found["role"] > 0 or found["institution"] > 0
    return found["inside"] > 0 or (needed and found["core"] < RICH_CORE)


def _has_poor_borders(found: Mapping[str, float]) -> bool:
    """Tell whether nothing but everyday words speak: not the borders, no second place, no sign.

    A second place says nothing where the text reads worse without the run: news repeats its names.
    """
    if found["firm"] > 0 or _is_put_on(found):
        return False
    is_one_word = found["many"] == 1 and found["cover"] == 1 and not found["whole"]
    if found["again"] > 0:
        return is_one_word and found["join"] < 0
    return is_one_word or any(
        found["core"] < core and found["strongest"] < strongest and found["odds"] < least
        for core, strongest, least in BORDERS_ASKED
    )


def _is_prosaic(found: Mapping[str, float]) -> bool:
    """Tell whether a run of weak words takes words of its sentence along.

    They stand as a name before everyday words, or one character of them behind the last word.
    """
    if _is_put_on(found):
        return False
    gain, odds = PROSAIC_BORDERS
    is_prose = found["unknown"] <= gain and found["odds"] < odds and found["cover"] < MOSTLY_WORDS
    is_led = found["everyday"] > 0 and is_prose
    is_weak = found["strongest"] < AMBIGUOUS[1] and found["odds"] < OVERRUN_BORDERS
    return is_led or (is_weak and found["overrun"] > 0 and found["firm"] <= 0)


def _is_one_call(found: Mapping[str, float]) -> bool:
    """Tell whether a run is one word of any web page, as 官方app, or badly cut out: 雪|app购买."""
    if found["foreign_link"] or _is_put_on(found):
        return False
    is_word = found["many"] == 1 and found["strongest"] < MEANING and not found["named"]
    is_weak = found["strongest"] < AMBIGUOUS[1] and (found["everyday"] or not found["again"])
    return is_word or bool(is_weak and found["odds"] < LEAST_BORDERS)


def _is_put_on(found: Mapping[str, float]) -> bool:
    """Tell whether a run is dressed up: odd signs, disguises, a frame."""
    return found["odd"] > 0 or found["disguised"] > 0 or found["frame"] > 0


def _is_plain(found: Mapping[str, float]) -> bool:
    """Tell whether a run holds but words of any web page or of sports, and they may stand there."""
    is_of_any_page = bool(found["everyday"]) and not found["named"]
    is_of_sports = not found["calls"] and found["strongest"] < AMBIGUOUS[0]
    return (is_of_any_page or is_of_sports) and found["odds"] < PLAIN_ODDS


def _is_told_of(found: Mapping[str, float]) -> bool:
    """Tell whether news of a crime or a court speaks of the run, or a public body does of itself.

    What a body calls its own entrances closes as firmly as spam does: 中国银行|手机银行登录入口.
    """
    if found["guard"] >= CERTAIN_GUARD:
        return True
    if found["strongest"] >= NAMES_SPAM:
        return False
    is_deed = found["deed"] > 0 and found["weak_guard"] > 0 and found["odds"] < TOLD_ODDS
    if found["firm"] > 0:
        return found["official"] > 0 and found["everyday"] > 0
    return found["official"] > 0 or found["case"] > 0 or is_deed


def _least_core(found: Mapping[str, float]) -> float:
    """Return the meaning that a run needs: more where it is an address, or Latin words alone."""
    if found["latin"] and found["strongest"] < NAMES_SPAM:
        return math.inf
    return ADDRESS_CORE if found["address"] else LEAST_CORE


def _guards(words: Iterable[str], context: str, run: str, island: Island) -> int:
    """Count words of crime around a run, and within it if they are no part of its own words."""
    own = "|".join(word.text for word in island.words)
    return sum(word in context or (word in run and word not in own) for word in words)


def _has_address(line: str, start: int, end: int) -> bool:
    """Tell whether an e-mail or web address or a telephone number overlaps a run."""
    return any(m.start() < end and m.end() > start for m in _ADDRESS.finditer(line))


@cache
def weights() -> tuple[float, Mapping[str, float]]:
    """Return the bias and the weight of each sign."""
    data = table("spam_weights")
    return data["bias"], data["weights"]


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
    """Tell whether marks of a sentence stand in a run, or one of a pair of brackets."""
    page = reading.folded.page[reading.folded.start(island.start) : reading.folded.end(island.end)]
    return (
        any(mark in run for mark in "“”‘’《》。;、?!")
        or "，" in page.strip("，")
        or run.count("(") != run.count(")")
    )


def _echoes(run: str) -> bool:
    """Tell whether a piece of a run stands in it twice."""
    pieces = [run[at : at + LEAST_ECHO] for at in range(len(run) - 1)]
    pieces = [piece for piece in pieces if piece.isalpha()]
    return len(set(pieces)) < len(pieces)


def _is_framed(before: str, after: str) -> bool:
    """Tell whether signs of headings and offers stand around a run."""
    return bool(before and after) and before[-1] in _FRAMES and after[0] in _FRAMES


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
    found = [(at, at + len(word)) for word in reading.words.official for at in _places(piece, word)]
    found += (match.span() for match in reading.words.body_site.finditer(piece))
    return any(lo + a < island.end and lo + b >= island.start for a, b in found)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
