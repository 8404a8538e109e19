"""Hosts that asked to be left alone for longer than a run, so that the next run knows of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, or_, select

from archive.models import RunRow

LONGEST_REST = timedelta(days=1)
"""However long a host asks for: who sends a Retry-After of a year has made a mistake, and who means
a day or two says so again."""
RESTING_UNTIL = "resting_until"
"""In a crawl's report: host to the moment, ISO 8601, until which it asked to be left alone."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Why a host is asked nothing more; ``until`` when it asked for that, None: for this run."""

    reason: str
    until: datetime | None = None


def told(rests: Mapping[str, Rest]) -> dict[str, dict[str, str]]:
    """Return what a run's report tells of these: why they rest, and for the next run until when."""
    return {
        "resting_hosts": {host: rest.reason for host, rest in rests.items()},
        RESTING_UNTIL: {host: rest.until.isoformat() for host, rest in rests.items() if rest.until},
    }


def still_resting(engine: Engine, *, now: datetime) -> dict[str, Rest]:
    """Return the hosts that earlier crawls were asked to leave alone until after ``now``.

    Also by crawls that were killed, and those that go on in other shards.
    """
    ended = RunRow.finished_at
    recent = select(RunRow.report).where(
        RunRow.kind == "crawl", or_(ended >= now - LONGEST_REST, ended.is_(None))
    )
    found: dict[str, Rest] = {}
    with engine.connect() as connection:
        for report in connection.scalars(recent.order_by(RunRow.id)):
            for host, given in report.get(RESTING_UNTIL, {}).items():
                until = datetime.fromisoformat(given)
                if until > now:
                    found[host] = Rest(report["resting_hosts"][host], until)
    return found
