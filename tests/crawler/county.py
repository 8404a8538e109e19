"""A county's site, a few pages large, that answers as a test says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, dict[str, str], str]
"""Status, headers and text."""
HANGS_UP: Answer = (0, {}, "")
"""The connection ends without an answer."""

SENTENCES = (
    "会议听取了全县春季农业生产情况汇报，研究部署下一阶段重点工作。",
    "各乡镇要抢抓农时，组织农资下乡，确保春耕物资供应充足、价格稳定。",
    "县农业农村局派出十二支技术服务队，到田间地头指导农户育秧、整地。",
)


def page(title: str, body: str) -> str:
    return f"<html><head><title>{title}-某县政府网</title></head><body>{body}</body></html>"


def article(title: str, day: int, *, text: str = "", pager: str = "") -> str:
    prose = "".join(f"<p>{sentence}</p>" for sentence in (title + "。", *SENTENCES, text))
    bar = f"<div>发布时间：2020-03-{day:02} 09:{day:02} 来源：县融媒体中心</div>"
    return page(title, f'<h1>{title}</h1>{bar}<div class="content">{prose}</div>{pager}')


def rows(*listed: tuple[str, str, int]) -> str:
    items = (
        f'<li><a href="{url}">{title}</a><span>2020-03-{day:02}</span></li>'
        for url, title, day in listed
    )
    return f"<ul>{''.join(items)}</ul>"


@contextmanager
def served(answer: Callable[[str], Answer]) -> Iterator[str]:
    """Answer each path as ``answer`` says; give the site's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, text = found = answer(self.path)
            if found == HANGS_UP:
                self.close_connection = True
                return
            body = text.encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def catalogue(address: str) -> str:
    """Return a catalogue of the site alone."""
    return f"""
[[site]]
id = "x"
name = "某县"
start_urls = ["{address}/"]
delay = 0
"""
