"""``make bench-crawl``: the full fake web crawled for real, from home pages alone, on two days."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.fakeweb.crawling import Crawl
from tests.fakeweb.days import publish
from tests.fakeweb.measure import asked_twice, measure
from tests.fakeweb.server import WebServer
from tests.fakeweb.world import FULL, World

RECALL = PRECISION = 0.99
"""Floors."""
_SECONDS = 3600


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.crawl", description=__doc__)
    parser.add_argument("--seed", default="1", help="another seed makes another web")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        faults = _bench(World(size=FULL, seed=arguments.seed), Path(folder))
    sys.stdout.write("\n".join(faults or ["all floors are held"]) + "\n")
    return 1 if faults else 0


def _bench(world: World, folder: Path) -> list[str]:
    with WebServer(world.hosts) as server:
        world.opened()
        crawl = Crawl(world, folder)
        sys.stdout.write(f"{len(world.sites)} sites, {len(world.truth())} articles\n")
        faults = _day("day 1", world, server, crawl)
        publish(world)
        return faults + _day("day 2", world, server, crawl)


def _day(name: str, world: World, server: WebServer, crawl: Crawl) -> list[str]:
    """Crawl once, print what was measured, return what is wrong."""
    server.clear_log()
    began = time.monotonic()
    outcome = crawl.run(cold=True, timeout_seconds=_SECONDS)
    seconds = time.monotonic() - began
    if outcome.status != 0:
        return [f"{name}: exit status {outcome.status}\n{outcome.log[-2000:]}"]
    truth = world.truth()
    figures = measure(crawl, truth, world.tolerated())
    account = crawl.report()["account"]
    parts = ("not_an_article", "excluded", "failed", "gone", "not_yet_due")
    told = account["archived"] + sum(sum(account[part].values()) for part in parts)
    sys.stdout.write(f"{name}: {len(server.log)} requests in {seconds:.0f} s; {figures}\n")
    sys.stdout.write(f"{name}: {account}\n")
    wrong = {
        f"recall {figures.recall:.4f}": figures.recall < RECALL,
        f"precision {figures.precision:.4f}": figures.precision < PRECISION,
        f"forbidden requests: {world.forbidden(server.log)}": bool(world.forbidden(server.log)),
        f"fetched twice: {asked_twice(server.log, truth)}": bool(asked_twice(server.log, truth)),
        f"at once: {server.overlaps}": bool(server.overlaps),
        f"the sum is not exact: {account}": told != account["discovered"],
    }
    return [f"{name}: {fault}" for fault, is_so in wrong.items() if is_so]


if __name__ == "__main__":
    sys.exit(main())
