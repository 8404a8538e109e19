"""Judges a site after a run: whether it answers, lets us in, is hacked, or has fallen silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from archive.ledger import Account
from archive.monitoring.publishing import Publishing
from archive.monitoring.runs import Health
from archive.wording import counted

HABIT_DAYS = 400
"""How far back a column's habit is looked for: a year and its holidays."""

_MANY_FAILURES = 0.5
"""Share of a site's pages that may fail before it counts as failing."""
_DAYS_OF_A_HABIT = 8
"""Days on which a column published, below which it has no habit to break."""
_SHORTEST_SILENCE = timedelta(days=3)
"""A weekend is none, whatever a column's habit."""
_PATIENCE = 3
"""Silence is a pause of so many times the longest usual one."""
_USUAL = 0.95
"""Share of a column's pauses that are usual: one holiday in a year is not."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A site's health, with why."""

    health: Health
    reasons: tuple[str, ...] = ()
    """The worst first; of every ill, not only of the one that gave the health its name."""
    silent: tuple[str, ...] = ()
    """Those of the reasons that say what used to bring news and brings none."""


def judge(
    account: Account,
    *,
    hacked: int,
    published: Iterable[Publishing],
    today: date,
    shut: Sequence[str] = (),
) -> Judgement:
    """Judge a site by what a run met there, and by what the archive knows of it.

    Args:
        account: Of this site after this run.
        hacked: Its addresses that carry injected spam.
        published: When it and its columns published.
        today: In the site's own time.
        shut: Why its hosts were asked nothing more, or none of its home pages can be had. Pages
            that were not asked have not failed.

    """
    silent = silences(published, today)
    ills: list[tuple[Health, list[str]]] = [
        ("blocked", _counted(account, blocked=True)),
        ("failing", [*shut, *(_counted(account, blocked=False) if _fails(account) else [])]),
        (
            "hacked",
            [counted(hacked, "page carries", "pages carry") + " injected spam"] if hacked else [],
        ),
        ("silent", silent),
    ]
    reasons = tuple(reason for _, found in ills for reason in found)
    health: Health = next((name for name, found in ills if found), "ok")
    return Judgement(health, reasons, tuple(silent))


def silences(published: Iterable[Publishing], today: date) -> list[str]:
    """Return which columns have fallen silent, since when; the whole site first.

    Only what was heard of while it was watched can fall silent: a column whose newest article was
    old when it was first archived is history.
    """
    found = []
    for publishing in published:
        longest = longest_usual_pause(publishing.days)
        if longest is None:
            continue
        newest = publishing.days[-1]
        was_alive = newest + longest >= publishing.watched_since.date()
        if was_alive and today - newest > longest:
            name = " > ".join(publishing.column) or "the site"
            found.append(f"{name}: nothing new since {newest}")
    return found


def longest_usual_pause(days: Sequence[date]) -> timedelta | None:
    """Return how long a column may pause before it has fallen silent; None without a habit."""
    if len(days) < _DAYS_OF_A_HABIT:
        return None
    pauses = sorted(after - before for before, after in pairwise(days))
    usual = pauses[int(_USUAL * (len(pauses) - 1))]
    return max(_SHORTEST_SILENCE, _PATIENCE * usual)


def _fails(account: Account) -> bool:
    """Tell whether most of what was asked for failed; lists that were read well count, too."""
    failed = sum(account.failed.values()) + sum(account.gone.values())
    well = account.archived + sum(account.not_an_article.values())
    return failed > _MANY_FAILURES * max(1, failed + well)


def _counted(account: Account, *, blocked: bool) -> list[str]:
    """Return why pages failed, walls apart from all else, the most frequent first."""
    counts = {
        reason: count
        for reason, count in (Counter(account.failed) + Counter(account.gone)).items()
        if reason.startswith("blocked") == blocked
    }
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"{count} {reason}" for reason, count in ordered]
