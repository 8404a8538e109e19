"""A crawl of a site that has a script file of each kind, and what its ledger says of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.models import PageRow
from crawler.wire.script_files import LONGEST_BYTES
from tests.crawler.crawls import Crawl

NAMES = ("menu", "missing", "hidden", "long")
ANSWERS = {
    "/": "".join(f"<script src='/js/{name}.js'></script>" for name in NAMES) + "<p>某县</p>",
    "/robots.txt": "User-agent: *\nDisallow: /js/hidden.js\n",
    "/js/menu.js": "document.write('<a href=/zwyw/>政务要闻</a>');",
    "/js/hidden.js": "x",
    "/js/long.js": "x" * (LONGEST_BYTES + 1),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = ANSWERS.get(self.path)
        kind = "text/html; charset=utf-8" if self.path == "/" else "text/plain; charset=utf-8"
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len((body or "").encode())))
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def origin() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_ledger_has_each_script_file_as_what_became_of_it(origin: str, tmp_path: Path) -> None:
    entry = f'[[site]]\nid = "x"\nname = "某县"\nstart_urls = ["{origin}/"]\ndelay = 0.0\n'
    crawl = Crawl(entry, tmp_path)
    crawl.run()
    with crawl.archive() as engine, engine.connect() as connection:
        query = select(PageRow.url, PageRow.state, PageRow.reason).where(PageRow.url.like("%.js"))
        rows = {row.url.removeprefix(f"{origin}/js/"): row[1:] for row in connection.execute(query)}
    assert rows == {
        "menu.js": ("fetched", f"script of a page: {origin}/"),
        "missing.js": ("failed", "HTTP 404"),
        "hidden.js": ("excluded", "robots.txt: disallowed"),
        "long.js": ("excluded", f"script too long: more than {LONGEST_BYTES} bytes"),
    }
    assert f"{origin}/zwyw/" in crawl.states()  # which only a script names
