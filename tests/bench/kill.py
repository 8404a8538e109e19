"""``make bench-kill``: a crawl killed at many random moments ends like an undisturbed one."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fakeweb.killing import killed, killing_world, moments, undisturbed
from tests.fakeweb.server import WebServer


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", default="1", help="another seed kills at other moments")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return _bench(Path(folder), arguments.kills, arguments.seed)


def _bench(folder: Path, kills: int, seed: str) -> int:
    calm, disturbed = folder / "calm", folder / "killed"
    calm.mkdir()
    disturbed.mkdir()
    world = killing_world()
    with WebServer(world.hosts) as server:
        wanted, requests = undisturbed(world, server, calm)
        found, times = killed(world, server, disturbed, moments(kills, requests, seed))
    different = [part for part in wanted if wanted[part] != found[part]]
    sys.stdout.write(
        f"{len(wanted['articles'])} articles, {requests} requests, killed {times} times\n"
    )
    for part in different:
        sys.stdout.write(f"{part} differ: {set(wanted[part]) ^ set(found[part])}\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
