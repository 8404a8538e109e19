"""What a site's health is called, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from archive.ledger import Account
from archive.monitoring.publishing import Publishing
from crawler.reporting.health import judge, silences

TODAY = date(2024, 5, 20)
"""A Monday."""


def account(archived: int = 10, **failed: int) -> Account:
    reasons = {name.replace("_", " "): count for name, count in failed.items()}
    discovered = archived + sum(reasons.values())
    return Account(
        discovered=discovered,
        archived=archived,
        not_an_article={},
        excluded={},
        failed=reasons,
        gone={},
        not_yet_due={},
    )


def published(
    *days_ago: int, watched_days: int = 200, column: tuple[str, ...] = ("工作动态",)
) -> Publishing:
    return Publishing(
        site="x",
        column=column,
        days=tuple(sorted(TODAY - timedelta(days=ago) for ago in days_ago)),
        watched_since=datetime(2024, 5, 20, tzinfo=UTC) - timedelta(days=watched_days),
    )


def test_a_site_that_answers_is_well() -> None:
    found = judge(account(HTTP_404=2), hacked=0, published=[published(*range(30))], today=TODAY)
    assert (found.health, found.reasons) == ("ok", ())


def test_one_page_is_told_of_in_the_singular() -> None:
    found = judge(account(), hacked=1, published=[], today=TODAY)
    assert found.reasons == ("1 page carries injected spam",)


def test_the_worst_gives_the_name_and_every_ill_is_told() -> None:
    failed = {"blocked:ruishu": 2, "HTTP_502": 30, "DownloadTimeoutError": 31}
    silent = published(*range(20, 60), column=())
    found = judge(account(**failed), hacked=3, published=[silent], today=TODAY)
    assert found.health == "blocked"
    assert found.reasons == (
        "2 blocked:ruishu",
        "31 DownloadTimeoutError",
        "30 HTTP 502",
        "3 pages carry injected spam",
        "the site: nothing new since 2024-04-30",
    )
    assert found.silent == found.reasons[-1:]


@pytest.mark.parametrize(
    ("failed", "hacked", "health"),
    [({"HTTP_502": 11}, 0, "failing"), ({"HTTP_502": 9}, 1, "hacked"), ({}, 0, "silent")],
)
def test_what_a_site_is_called(failed: dict[str, int], hacked: int, health: str) -> None:
    silent = published(*range(20, 60))
    assert judge(account(**failed), hacked=hacked, published=[silent], today=TODAY).health == health


def test_one_removal_in_a_quiet_hour_is_no_failure() -> None:
    """Lists that were read count among what was asked for."""
    quiet = replace(account(), archived=0, not_an_article={"list page": 3}, gone={"HTTP 404": 1})
    assert judge(quiet, hacked=0, published=[], today=TODAY).health == "ok"


WORKDAYS = tuple(ago for ago in range(100) if (TODAY - timedelta(days=ago)).weekday() < 5)


@pytest.mark.parametrize(
    ("days_ago", "is_silent"),
    [
        (range(4, 40), True),  # daily, then four days of nothing
        (range(3, 40), False),
        ([ago for ago in WORKDAYS if ago > 2], False),  # a weekend
        ([ago for ago in WORKDAYS if ago > 9], True),
        ([ago for ago in WORKDAYS if ago > 5], False),  # some days off
        (range(20, 200, 7), False),  # weekly: three weeks are not too long
        (range(22, 200, 7), True),
        ([30, 40, 50], False),  # too few to know its habit
        ([], False),
    ],
)
def test_silence_is_told_by_a_columns_own_habit(days_ago: list[int], *, is_silent: bool) -> None:
    assert bool(silences([published(*days_ago)] if days_ago else [], TODAY)) == is_silent


def test_what_was_old_when_it_was_first_archived_is_history() -> None:
    assert silences([published(*range(100, 160), watched_days=50)], TODAY) == []
    assert silences([published(*range(100, 160), watched_days=98)], TODAY) != []


def test_a_column_is_named_as_the_site_names_it() -> None:
    found = silences([published(*range(9, 40), column=("政务公开", "工作动态"))], TODAY)
    assert found == ["政务公开 > 工作动态: nothing new since 2024-05-11"]
