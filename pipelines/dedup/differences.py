"""What differs between two texts that are alike: the facts of another day, or a copyist's changes.

Daily bulletins, tenders, appointments and notices (公示) fill one form with other dates, numbers
and names: in corresponding places stand different facts of the same kind. A reprint cuts, adds,
garbles single characters and rewrites whole sentences, but what it keeps of a sentence keeps its
facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pipelines.dedup.alignment import DATE_UNITS, alike, corresponding, is_number, swaps, tokens
from pipelines.dedup.facts import Change, changes
from pipelines.fingerprint import fold, sentences

NUMBER_WEIGHT = 2
"""A changed number, date or name counts as two changed words: editors change words too."""
FACTS_PER_100 = 0.8
"""Weighed facts in a hundred characters: forms have two and more, edited reprints 0.3."""
CHANGED_SHARE = 0.25
"""Share of the numbers that changed: a correction changes one of many."""
OF_SEVERAL = 3
"""Numbers of which one alone may be corrected, in however short a text; where so many stay as they
are, changed words are an editor's."""
FLASH = 80
"""Characters of a text in which one changed word is another fact already."""
CHANGED_DATES = 0.5
"""Share of the dates that changed: a form's long conditions stay, its dates never do."""
GARBLED = 2
"""So many misprints for each changed fact: garbling makes facts by chance, forms no misprints."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Counted over the sentences that two texts have in common, changed or not."""

    compared: int = 0
    """Characters of those sentences."""
    numbers: int = 0
    """Numbers in them, dates included."""
    dates: int = 0
    changed_numbers: int = 0
    """Numbers that another number stands for, dates included."""
    changed_dates: int = 0
    names: int = 0
    """Persons and places that another one stands for."""
    words: int = 0
    """Distinct other words that stand for one another."""
    misprints: int = 0
    """Single characters that stand for one another, and numbers that were broken."""
    swaps: int = 0
    """Places where anything stands for something else."""
    swapped: frozenset[frozenset[str]] = frozenset()
    """What stands for what: pairs of numbers, names, words, single characters."""

    @property
    def facts(self) -> int:
        """Changed facts, weighed."""
        return NUMBER_WEIGHT * (self.changed_numbers + self.names) + self.words

    @property
    def garbled(self) -> bool:
        """Whether chance made what looks like other facts."""
        changed = self.changed_numbers + self.names + self.words
        return GARBLED * changed <= self.misprints

    @property
    def other_news(self) -> bool:
        """Whether the two report different facts in the same words.

        The bounds were set with ``make bench-dedup``; its unseen forms score them.
        """
        if self.garbled or (self.facts < NUMBER_WEIGHT and self.compared > FLASH):
            return False
        other_facts = self.names + self.words + self.changed_dates
        corrected = not other_facts and self.changed_numbers == 1 and self.numbers >= OF_SEVERAL
        edited = self.facts == self.words and self.numbers >= OF_SEVERAL
        dense = self.facts > 0 and self.facts * 100 >= FACTS_PER_100 * self.compared
        if dense and not corrected and not edited:
            return True
        telling = self.changed_numbers >= max(2, CHANGED_SHARE * self.numbers)
        of_another_day = self.changed_dates >= max(2, CHANGED_DATES * self.dates)
        return telling or of_another_day


def differences(one: str, other: str) -> Differences:
    """Compare two bodies sentence by sentence."""
    return sentence_differences(sentences(one), sentences(other))


def sentence_differences(one: list[str], other: list[str]) -> Differences:
    """Compare two bodies whose sentences are folded."""
    return _counted(corresponding(one, other))


def headline_differences(one: str, other: str) -> Differences:
    """Compare two headlines; nothing of them corresponds where they are not of one form.

    What stands at the end is left aside: list pages cut headlines there, and put (图) behind them.
    """
    pair = fold(one), fold(other)
    return _counted([pair] if alike(*pair) else [], end_counts=False)


def _counted(pairs: Iterable[tuple[str, str]], *, end_counts: bool = True) -> Differences:
    found: Counter[tuple[Change, str, str]] = Counter()
    compared = numbers = dates = places = 0
    for mine, theirs in pairs:
        compared += min(len(mine), len(theirs))
        of_mine, of_theirs = _figures(mine), _figures(theirs)
        numbers += min(of_mine[0], of_theirs[0])
        dates += min(of_mine[1], of_theirs[1])
        for swap in swaps(mine, theirs) if mine != theirs else ():
            if swap.after or end_counts:
                places += 1
                found.update(changes(swap))
    counts = Counter(kind for kind, _, _ in found.elements())
    return Differences(
        compared=compared,
        numbers=numbers,
        dates=dates,
        changed_numbers=counts[Change.NUMBER] + counts[Change.DATE],
        changed_dates=counts[Change.DATE],
        names=counts[Change.NAME],
        words=sum(kind is Change.WORD for kind, _, _ in found),
        misprints=counts[Change.MISPRINT] + counts[Change.BROKEN],
        swaps=places,
        swapped=frozenset(frozenset(pair) for kind, *pair in found if kind is not Change.BROKEN),
    )


@lru_cache(maxsize=4096)
def _figures(sentence: str) -> tuple[int, int]:
    """Count the numbers of a sentence, and the dates among them.

    Forms repeat their sentences; 4,096 take a megabyte.
    """
    found = [token for token in tokens(sentence) if is_number(token)]
    return len(found), sum(figure[-1] in DATE_UNITS for figure in found)
