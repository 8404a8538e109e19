"""What travels: a request as the fake sites see it, and an answer as they want it sent."""

from __future__ import annotations

import gzip
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request."""

    method: str
    target: str
    """Path and query as sent."""
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = b""

    @property
    def path(self) -> str:
        return unquote(self.target.partition("?")[0])

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, with the faults that it shall have on the wire."""

    status: int = 200
    body: bytes = b""
    content_type: str | None = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    claimed_length: int | None = None
    """Content-Length to send instead of the true one."""
    drip_seconds: float = 0.0
    """Pause after each piece of the body; 0 sends it at once."""
    drip_bytes: int = 1
    """Length of a piece."""
    validators: bool = True
    """Whether an ETag is sent, and 304 to those who show it."""


def page(text: str, *, charset: str = "utf-8", declared: str | None = None) -> Answer:
    """Return a page; ``declared`` is the charset that the header claims ("" for none)."""
    named = charset if declared is None else declared
    content_type = f"text/html; charset={named}" if named else "text/html"
    return Answer(body=text.encode(charset, "xmlcharrefreplace"), content_type=content_type)


def redirect(url: str, status: int = 302) -> Answer:
    moved = f'<html><body><a href="{html.escape(url)}">Moved</a></body></html>'
    return Answer(
        status=status, body=moved.encode(), headers=(("Location", url),), validators=False
    )


def error(status: int, text: str = "", **headers: str) -> Answer:
    body = (
        text or f"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>"
    )
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(status=status, body=body.encode(), headers=named, validators=False)


def json_answer(value: object, content_type: str = "application/json;charset=UTF-8") -> Answer:
    return Answer(body=json.dumps(value, ensure_ascii=False).encode(), content_type=content_type)


def xml_answer(text: str, content_type: str = "text/xml; charset=utf-8") -> Answer:
    return Answer(body=text.encode(), content_type=content_type)


def gzipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)
