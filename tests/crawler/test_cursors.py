"""Lists that go on after their last entry."""

from __future__ import annotations

from urllib.parse import unquote_plus

import pytest

from crawler.discovery import cursors, json_lists
from crawler.discovery.forms import form_address, json_address

HOST = "http://www.x.gov.cn"
LIST = [{"id": 31, "title": "甲", "time": 900}, {"id": 27, "title": "乙", "time": 800}]
HTML = '<li data-id="31"><a href="/a/31">甲</a></li><li data-id="27"><a href="/a/27">乙</a></li>'


@pytest.mark.parametrize(
    ("asked", "value", "after"),
    [
        ("/q?c=3&lastId=40", {"list": LIST}, "/q?c=3&lastId=27"),
        ("/q?lastId=", {"list": LIST}, "/q?lastId=27"),
        ("/q?max_time=999", {"rows": LIST}, "/q?max_time=800"),
        ("/q?lastNewsId=40", {"rows": [{"newsId": 5, "id": 6}]}, "/q?lastNewsId=5"),
        ("/q?lastNewsId=40", {"rows": LIST}, "/q?lastNewsId=27"),
        ("/q?maxId=40", {"html": HTML}, "/q?maxId=27"),
        # What the answer says itself counts before.
        ("/q?cursor=a1", {"list": LIST, "nextCursor": "b7"}, "/q?cursor=b7"),
        ("/q?cursor=a1", {"data": {"cursor": "b7", "list": LIST}}, "/q?cursor=b7"),
        ("/q?size=3", {"list": LIST, "next_cursor": "b7"}, "/q?size=3&cursor=b7"),
        (
            "/q?first=2&after=dA",
            {"items": LIST, "pageInfo": {"endCursor": "dB", "hasNextPage": True}},
            "/q?first=2&after=dB",
        ),
        # Nothing more.
        (
            "/q?after=dA",
            {"items": LIST, "pageInfo": {"endCursor": "dB", "hasNextPage": False}},
            None,
        ),
        ("/q?after=dB", {"items": LIST, "pageInfo": {"endCursor": "dB"}}, None),
        ("/q?after=2026-11-20", {"items": LIST}, None),
        ("/q?cursor=a1", {"list": LIST, "nextCursor": None}, None),
        ("/q?lastId=27", {"list": LIST}, None),
        ("/q?lastId=40", {"list": LIST, "hasMore": False}, None),
        ("/q?lastId=40", {"list": [{"title": "甲"}]}, None),
        # No cursor: a time that bounds what is looked for.
        ("/q?startTime=2020&endTime=", {"list": LIST}, None),
        ("/q?c=3", {"list": LIST}, None),
    ],
)
def test_what_follows_begins_after_the_last_entry(
    asked: str, value: object, after: str | None
) -> None:
    found = json_lists.following(value, HOST + asked, listed=2)
    assert found == (after and HOST + after)


def test_a_number_goes_on_where_a_cursor_is_not_sent() -> None:
    found = json_lists.following({"list": LIST, "lastId": 27}, f"{HOST}/q?page=1", listed=2)
    assert found == f"{HOST}/q?page=2"


def test_what_is_posted_goes_on_as_well() -> None:
    posted = form_address(f"{HOST}/q", {"lastId": "40", "c": "3"})
    assert cursors.following({"list": LIST}, posted) == f"{HOST}/q#post:c=3&lastId=27"
    sent = json_address(f"{HOST}/q", {"lastId": 40, "c": 3})
    found = unquote_plus(cursors.following({"list": LIST}, sent) or "")
    assert found == f'{HOST}/q#post:!json={{"c": 3, "lastId": "27"}}'


def test_a_piece_of_a_page_goes_on_after_its_last_row() -> None:
    assert cursors.following(HTML, f"{HOST}/more?max_id=40") == f"{HOST}/more?max_id=27"
