"""Serves the sample sites of ``seeds/samples`` on loopback, each site at an address of its own.

For the demo and for tests: what a visitor, a crawler or a monitor gets from the five sites is the
files' bytes under the headers that such sites send (``servers.json``), the wrong ones included.
``python -m crawler.demo.sample_server`` serves them in the foreground.
"""

from __future__ import annotations

import argparse
import re
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import Message
from email.utils import formatdate, parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Self

from crawler.demo.sample_sites import SAMPLES, SampleServerError, SampleSite, sample_sites

__all__ = ["SAMPLES", "Request", "SampleServer", "SampleServerError", "SampleSite", "sample_sites"]

HOST = "127.0.0.1"
BASE_PORT = 8711
"""First of the ports that ``seeds/samples/catalogue.toml`` names; the sites follow in its order."""

_PORT_IN_CATALOGUE = re.compile(r"http://127\.0\.0\.1:(\d+)/")


def catalogue_ports() -> range:
    """Return the ports at which ``seeds/samples/catalogue.toml`` looks for the sites."""
    return range(BASE_PORT, BASE_PORT + len(sample_sites()))


class PortTakenError(SampleServerError):
    """A port is somebody else's, or not to be had."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request that was answered."""

    site: str
    path: str
    """Path and query as sent."""
    status: int
    time: float
    """Seconds since the epoch, UTC."""


class SampleServer:
    """Serves every sample site while the ``with`` block runs.

    ``ports`` has one port a site, in the order of the sites; None takes free ones. Addresses are
    known, and answer, once the block is entered.
    """

    def __init__(self, ports: Sequence[int] | None = None, *, folder: Path = SAMPLES) -> None:
        self.folder = folder
        self.sites = sample_sites(folder)
        self.requests: list[Request] = []
        """Every request answered so far, in the order of answering."""
        self._ports = tuple(ports) if ports is not None else (0,) * len(self.sites)
        if len(self._ports) != len(self.sites):
            raise SampleServerError(
                f"{len(self.sites)} sample sites need as many ports, not {len(self._ports)}"
            )
        self._servers: dict[str, _SiteServer] = {}
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        try:
            for site, port in zip(self.sites, self._ports, strict=True):
                self._start(site, port)
        except SampleServerError:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()

    @property
    def addresses(self) -> dict[str, str]:
        """Site id to the address of its home page, ``http://127.0.0.1:PORT/``."""
        return {name: f"http://{HOST}:{s.server_port}/" for name, s in self._servers.items()}

    @property
    def is_at_home(self) -> bool:
        """Whether the sites are where the sample catalogue says."""
        return [server.server_port for server in self._servers.values()] == list(catalogue_ports())

    def url(self, site: str, path: str = "/") -> str:
        """Return the address of ``path`` on ``site``."""
        return self.addresses[site] + path.lstrip("/")

    def catalogue_text(self) -> str:
        """Return the sample catalogue (TOML) with the addresses that answer now."""
        text = (self.folder / "catalogue.toml").read_text(encoding="utf-8")
        actual = iter(self.addresses.values())
        return _PORT_IN_CATALOGUE.sub(lambda _: next(actual), text)

    def _start(self, site: SampleSite, port: int) -> None:
        try:
            server = _SiteServer(site, port, self.requests)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise PortTakenError(
                f"port {port} on {HOST} for sample site {site.id!r} cannot be opened "
                f"({reason}); stop what holds it, or choose others with --base-port"
            ) from error
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self._servers[site.id] = server
        self._threads.append(thread)

    def _stop(self) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()
        for thread in self._threads:
            thread.join()
        self._servers.clear()
        self._threads.clear()


class _SiteServer(ThreadingHTTPServer):
    """One site on one port."""

    daemon_threads = True
    # A port that somebody listens on must be refused, not shared.
    allow_reuse_port = False

    def __init__(self, site: SampleSite, port: int, log: list[Request]) -> None:
        self.site = site
        self.log = log
        super().__init__((HOST, port), _Handler)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the site's files, with validators."""

    protocol_version = "HTTP/1.1"
    error_content_type = "text/html"
    error_message_format = (
        "<html>\n<head><title>%(code)d %(message)s</title></head>\n"
        "<body><center><h1>%(code)d %(message)s</h1></center></body>\n</html>\n"
    )
    timeout: ClassVar[float] = 30.0
    server: _SiteServer

    def do_GET(self) -> None:
        """Send the file, 304 when the visitor's copy is fresh, 404 when there is none."""
        path = self.server.site.file_for(self.path)
        if path is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = path.read_bytes()
        etag, modified = _etag(body), path.stat().st_mtime
        fresh = _is_fresh(self.headers, etag, modified)
        self.send_response(HTTPStatus.NOT_MODIFIED if fresh else HTTPStatus.OK)
        self.send_header("ETag", etag)
        self.send_header("Last-Modified", formatdate(modified, usegmt=True))
        if not fresh:
            self.send_header("Content-Type", self.server.site.content_type(path))
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not fresh and self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 (name that the base class calls)

    def version_string(self) -> str:
        """Name the server software that the site's own server would name."""
        return self.server.site.server

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Note the answer in the request log instead of on stderr."""
        del size
        answered = Request(self.server.site.id, self.path, int(code), time.time())
        self.server.log.append(answered)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (name of the base class)
        """Say nothing: the request log has what tests ask for."""


def _etag(body: bytes) -> str:
    return f'"{sha256(body).hexdigest()[:16]}"'


def _is_fresh(headers: Message, etag: str, modified: float) -> bool:
    """Judge a conditional request; ETags outrank dates (RFC 9110, section 13.2.2)."""
    tags = headers.get("If-None-Match")
    if tags is not None:
        return etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    since = headers.get("If-Modified-Since")
    try:
        return since is not None and int(modified) <= parsedate_to_datetime(since).timestamp()
    except ValueError:
        # A date that cannot be read is no condition at all (section 13.1.3).
        return False


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m crawler.demo.sample_server", description=__doc__
    )
    parser.add_argument(
        "--base-port",
        type=int,
        default=BASE_PORT,
        metavar="PORT",
        help=f"first of the consecutive ports (default {BASE_PORT})",
    )
    return parser.parse_args(argv)


def _banner(server: SampleServer) -> Iterator[str]:
    for site, address in server.addresses.items():
        yield f"{site:<12} {address}"
    yield "Press Ctrl-C to stop."


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until interrupted; return the exit status (2: cannot serve)."""
    base = _arguments(argv).base_port
    try:
        with SampleServer(range(base, base + len(sample_sites()))) as server:
            print("\n".join(_banner(server)), flush=True)  # noqa: T201 (a command talks to its user)
            threading.Event().wait()
    except SampleServerError as error:
        print(f"govnews: {error}", file=sys.stderr)  # noqa: T201 (as above)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
