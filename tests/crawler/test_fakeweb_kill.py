"""``kill -9`` loses nothing: the archive at the end is that of a crawl that nobody disturbed."""

from __future__ import annotations

from pathlib import Path

from tests.fakeweb.killing import killed, killing_world, moments, undisturbed
from tests.fakeweb.server import WebServer

KILLS = 3
"""``make bench-kill`` kills 20 times."""


def test_a_crawl_killed_again_and_again_ends_like_one_that_was_not(tmp_path: Path) -> None:
    world = killing_world()
    for name in ("calm", "killed"):
        (tmp_path / name).mkdir()
    with WebServer(world.hosts) as server:
        wanted, requests = undisturbed(world, server, tmp_path / "calm")
        at = moments(KILLS, requests, "suite")
        found, kills = killed(world, server, tmp_path / "killed", at)
    assert kills >= KILLS - 1
    assert len(wanted["articles"]) == len(world.truth())
    for part, rows in wanted.items():
        assert found[part] == rows, part
