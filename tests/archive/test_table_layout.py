"""Tables on a terminal: moments stay whole, addresses where there is room, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.cli.clusters_command import _COLUMNS as CLUSTERS
from archive.cli.output import Column, write_records
from archive.cli.runs_command import _RUN_COLUMNS as RUNS
from archive.cli.runs_command import _URL_COLUMNS as URLS

URL = "http://www.longquanyi.gov.cn/lqyqzfmhwz_gb/c122861/2020-02/24/content_1234567.shtml"
ROW = {
    "cluster": 12,
    "similarity": "0.981",
    "lag_hours": 1234.5,
    "published_at": "2020-02-24T15:28:00+08:00",
    "site": "longquanyi",
    "url": URL,
    "kind": "article",
    "reason": "RefusedError: robots.txt: HTTP 503, and a long account of why that may have been",
    "http_status": 503,
    "attempts": 3,
    "run": 1,
    "status": "interrupted",
    "started_at": "2026-11-29T02:28:00.123456+00:00",
    "finished_at": "2026-11-29T02:29:00Z",
}
Shown = Callable[[tuple[Column | str, ...], int], str]
TABLES: dict[str, tuple[Column | str, ...]] = {"clusters": CLUSTERS, "urls": URLS, "runs": RUNS}


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shown:
    def show(columns: tuple[Column | str, ...], width: int) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        write_records([ROW], "table", columns=columns)
        return capsys.readouterr().out

    return show


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("width", [80, 120, 200])
def test_only_addresses_and_prose_break(shown: Shown, table: str, width: int) -> None:
    text = shown(TABLES[table], width)
    assert all(len(line) <= width for line in text.splitlines())
    kept = {"published_at": "2020-02-24 15:28+08", "started_at": "2026-11-29 02:28Z"}
    for column in TABLES[table]:
        key = column if isinstance(column, str) else column.key
        if key not in {"url", "reason", "shard", "finished_at"}:
            assert kept.get(key, str(ROW[key])) in text


@pytest.mark.parametrize("table", ["clusters", "urls"])
def test_an_address_is_whole_where_there_is_room(shown: Shown, table: str) -> None:
    assert URL in shown(TABLES[table], 150)


@pytest.mark.parametrize("table", ["clusters", "urls"])
@pytest.mark.parametrize("width", [80, 100])
def test_an_address_that_breaks_loses_nothing(shown: Shown, table: str, width: int) -> None:
    lines = shown(TABLES[table], width).splitlines()
    at = lines[0].index("url")
    assert "".join(line[at:].strip() for line in lines[1:]) == URL


def test_text_that_is_no_moment_is_left_as_it_is(shown: Shown) -> None:
    columns = ("reason", Column("published_at", day_alone=True))
    text = shown(columns, 120)
    assert "2020-02-24" in text
    assert "15:28" not in text
    assert str(ROW["reason"]) in text
