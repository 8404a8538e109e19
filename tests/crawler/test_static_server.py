"""The server of the throughput bench: all that was made beforehand, and nothing else."""

from __future__ import annotations

import http.client
from dataclasses import dataclass

from tests.bench.static_server import StaticServer
from tests.fakeweb.wire import page


@dataclass
class Place:
    ip: str = "127.0.0.1"
    port: int = 0


def test_pages_are_served_over_one_connection() -> None:
    place = Place()
    with StaticServer([place]) as server:
        server.serve(place, {"/": page("首页"), "/a?b=1": page("文章", charset="gb18030")})
        connection = http.client.HTTPConnection(place.ip, place.port, timeout=10)
        answers = []
        for path in ("/", "/a?b=1", "/robots.txt"):
            connection.request("GET", path)
            answer = connection.getresponse()
            answers.append((answer.status, answer.getheader("ETag") is not None, answer.read()))
        connection.close()
    assert answers[0] == (200, True, "首页".encode())
    assert answers[1] == (200, True, "文章".encode("gb18030"))
    assert answers[2][:2] == (404, False)
    assert server.answered == 3
