"""When a page is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler import schedule

NOW = datetime(2020, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("age", "interval"),
    [(None, 1), (0, 1), (2, 1), (40, 10), (4000, 180)],
)
def test_young_articles_are_seen_again_soon_and_old_ones_rarely(
    age: int | None, interval: int
) -> None:
    given = None if age is None else age * DAY
    assert schedule.first_interval(given) == interval * DAY


def test_a_change_brings_the_next_look_nearer() -> None:
    assert schedule.next_interval(8 * DAY, changed=True) == 4 * DAY
    assert schedule.next_interval(8 * DAY, changed=False) == 16 * DAY
    assert schedule.next_interval(DAY, changed=True) == DAY
    assert schedule.next_interval(150 * DAY, changed=False) == schedule.WIDEST_INTERVAL


def test_failures_are_tried_in_every_run_and_then_ever_more_rarely() -> None:
    waits = [schedule.retry_at(NOW, attempts) - NOW for attempts in (1, 3, 4, 5, 6, 50)]
    assert [wait // DAY for wait in waits] == [0, 0, 1, 2, 4, 30]
