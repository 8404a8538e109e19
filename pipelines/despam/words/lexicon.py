"""The vocabulary of spam: which words a text holds, of which class, and at what cost."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from pipelines.despam.words.spotting import Place, spotted
from seeds.vocabulary import table

TABLE = "spam_lexicon"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the vocabulary."""

    text: str
    kind: str
    """Name of its class."""
    cost: float
    """Nats that it costs inside spam."""
    core: float
    """How much of a phrase's meaning it carries: 0 any page, 2 nothing but spam."""
    start: float
    """Nats that a phrase pays for beginning with it."""
    end: float
    """Nats that a phrase pays for ending with it."""
    proper: bool
    """Whether it is a name or an offer itself, before which no unknown name stands."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of the words and signs of spam."""

    words: Mapping[str, Word]
    odd: frozenset[str]
    joining: frozenset[str]
    """Signs that part two pieces of a phrase, so that none begins with them."""
    plain: frozenset[str]
    opening: str
    closing: str
    odd_cost: float
    plain_cost: float
    han_cost: float
    likely: frozenset[str]
    """Han characters that names of gambling sites and titles of porn are made of."""
    likely_cost: float
    latin_cost: float
    digit_cost: float
    guard: tuple[str, ...]
    """Words of news about crime, and of warnings."""
    weak_guard: tuple[str, ...]
    """Words that such news shares with other government prose."""
    tells: tuple[str, ...]
    """Words of news that no offer has inside: 叫停, 补贴."""
    introduces: tuple[str, ...]
    """Words right before a name that a sentence speaks of: 名为, 登录."""
    goes_on: tuple[str, ...]
    """Words with which a sentence goes on behind a name that it speaks of: 等, 网站."""
    crimes: tuple[str, ...]
    """Those of them that are of crime: 案, 犯罪."""
    predicates: tuple[str, ...]
    """Words with which a clause goes on behind its subject: 今日, 获评, 发布."""
    governs: tuple[str, ...]
    """Words that need the name behind them: 举办, 首届."""
    institutions: tuple[str, ...]
    """What names of places and bodies end with: 小区, 体育中心."""
    contests: tuple[str, ...]
    """The same of contests and trades, which no sentence begins with: 大赛, 产业."""
    firms: tuple[str, ...]
    """The same of firms and clubs, which spam calls itself too."""
    longer: Mapping[str, tuple[str, ...]]
    """For a word how it goes on where it is but a piece of a longer one: 博彩|业, 下载|量."""
    official: tuple[str, ...]
    """Names of public bodies and services, of lotteries and of their websites."""
    body_site: re.Pattern[str]
    """The end of a public body's name and the beginning of its website's."""

    ending: re.Pattern[str]
    """The end of a bare web address of such a site."""
    of_address: Word
    """What an address is as a word, but for its text."""

    def addresses(self, text: str) -> Iterator[tuple[int, Word]]:
        """Give the bare addresses of such sites in a text, each a word, and where they begin."""
        for match in self.ending.finditer(text):
            least = max(0, match.start() - LONGEST_NAME)
            name = _NAME.search(text[least : match.start()])
            if name is not None:
                found = name.group() + match.group()
                yield least + name.start(), dataclasses.replace(self.of_address, text=found)

    def places(self, text: str, spots: Iterable[Place] | None = None) -> dict[int, list[Word]]:
        """Return the words of a folded text by where they stand, the longest first at each place.

        Words of Latin letters stand alone; none is a piece of one of the longer words. ``spots``:
        where words were found in the text, those at one place the shortest first.
        """
        found: dict[int, list[Word]] = {}
        for at, name in sorted(spotted(text), key=_PLACE) if spots is None else spots:
            word, longer = self.words.get(name), self.longer.get(name)
            is_longer = longer is not None and text.startswith(longer, at + len(name))
            if word is not None and _is_whole(name, text, at) and not is_longer:
                found.setdefault(at, []).insert(0, word)
        return found


_PLACE = itemgetter(0)


def _is_whole(word: str, text: str, position: int) -> bool:
    """Tell whether a Latin word stands alone and is no piece of a longer one."""
    end = position + len(word)
    before, after = text[position - 1 : position] if position else "", text[end : end + 1]
    begins_inside = _is_letter(word[0]) and _is_letter(before)
    return not begins_inside and not (_is_letter(word[-1]) and _is_letter(after))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


@cache
def lexicon() -> Lexicon:
    """Return the vocabulary, read once a process."""
    data = table(TABLE)
    words = dict(_words(data["class"]))
    symbols, unknown = data["symbols"], data["unknown"]
    return Lexicon(
        words=words,
        odd=frozenset(symbols["odd"]),
        joining=frozenset(symbols["joining"]),
        plain=frozenset(symbols["plain"]),
        opening=symbols["opening"],
        closing=symbols["closing"],
        odd_cost=symbols["odd_cost"],
        plain_cost=symbols["plain_cost"],
        han_cost=unknown["han_cost"],
        likely=frozenset(unknown["likely"]),
        likely_cost=unknown["likely_cost"],
        latin_cost=unknown["latin_cost"],
        digit_cost=unknown["digit_cost"],
        guard=tuple(data["guard"]["strong"]),
        weak_guard=tuple(data["guard"]["weak"]),
        tells=tuple(data["guard"]["tells"]),
        introduces=tuple(data["sentence"]["introduces"]),
        goes_on=tuple(data["sentence"]["goes_on"]),
        crimes=_shared(data["sentence"]["goes_on"], *data["guard"].values()),
        predicates=tuple(data["sentence"]["predicates"]),
        governs=tuple(data["sentence"]["governs"]),
        institutions=tuple(data["institution"]["words"]),
        contests=tuple(data["institution"]["contests"]),
        firms=tuple(data["institution"]["firms"]),
        longer=_longer(words, data["institution"]["compounds"]),
        official=tuple(data["official"]["words"]),
        body_site=_either_then(data["official"]["endings"], data["official"]["sites"]),
        ending=_ending(data["address"]["endings"]),
        of_address=_word("", "address", data["address"]),
    )


_NAME = re.compile(
    r"(?<![a-z0-9.@/-])(?:https?://)?(?:www\.|m\.)?[a-z]{0,12}\d{2,8}[a-z0-9]{0,8}\Z",
    re.IGNORECASE | re.ASCII,
)
"""What stands before the ending of such an address."""
LONGEST_NAME = 50
"""Characters of it, and some more."""


def _ending(endings: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of an address's end, which begins with a dot: so it is found at once."""
    either = "|".join(endings)
    return re.compile(rf"\.(?:{either})(?![a-z0-9.-])", re.IGNORECASE | re.ASCII)


def _shared(some: Iterable[str], *others: Iterable[str]) -> tuple[str, ...]:
    known = set().union(*others)
    return tuple(word for word in some if word in known)


def _longer(words: Iterable[str], compounds: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return how each word goes on that ends inside one of the compounds."""
    beginnings: dict[str, list[str]] = {}
    for compound in compounds:
        for size in range(1, len(compound)):
            beginnings.setdefault(compound[:size], []).append(compound[size:])
    longest = max(map(len, beginnings))
    found = {
        word: tuple(rest for n in range(1, longest + 1) for rest in beginnings.get(word[-n:], ()))
        for word in words
    }
    return {word: rests for word, rests in found.items() if rests}


def _either_then(first: Iterable[str], then: Iterable[str]) -> re.Pattern[str]:
    one, two = ("|".join(map(re.escape, words)) for words in (first, then))
    return re.compile(f"(?:{one})(?:{two})")


def _words(classes: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, Word]]:
    return [
        (text, _word(text, kind, entry))
        for kind, entry in classes.items()
        for text in entry["words"]
    ]


def _word(text: str, kind: str, entry: Mapping[str, Any]) -> Word:
    numbers = {name: entry[name] for name in ("cost", "core", "start", "end")}
    return Word(text=text, kind=kind, proper=entry.get("proper", False), **numbers)
