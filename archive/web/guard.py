"""What stands before every page: which hosts and methods are served, and what a browser may do."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = ("GET", "HEAD")

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing inline, nothing from elsewhere, no frames, no requests by scripts (CSP level 3)."""

HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""Sent with every answer, unless the answer has its own."""


class Guard:
    """ASGI middleware: refuses strange hosts and writing methods, adds the headers above.

    A page on the web can make a reader's browser ask this server under a name of its own, which it
    has let point to 127.0.0.1 (DNS rebinding), and read the answers. So a Host header must be an IP
    address (no name that anybody could let point somewhere), ``localhost``, or one of ``hosts``.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str] = ()) -> None:
        self._app = app
        self._hosts = {"localhost", *(host.lower() for host in hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = self._refusal(scope) or self._app
        await answer(_as_get(scope), receive, _Sender(scope, send))

    def _refusal(self, scope: Scope) -> Response | None:
        if not self._is_ours(Headers(scope=scope).get("host", "")):
            message = "this host name is not served here; see govnews serve --allow-host"
            return _told(scope, message, 421)
        if scope["method"] not in METHODS:
            allowed = {"allow": ", ".join(METHODS)}
            return _told(scope, "only GET and HEAD are served", 405, allowed)
        return None

    def _is_ours(self, host: str) -> bool:
        name = host_name(host)
        return name in self._hosts or is_ip_address(name)


def is_of_api(path: str) -> bool:
    """Tell whether an address is the API's, all of whose errors are JSON."""
    return path.startswith("/api/")


def _told(
    scope: Scope, message: str, status: int, headers: Mapping[str, str] | None = None
) -> Response:
    if is_of_api(scope["path"]):
        return JSONResponse({"error": message}, status, headers)
    return PlainTextResponse(f"{message}\n", status, headers)


class _Sender:
    """Sends an answer on, with our headers, and for HEAD without its body."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._is_head = scope["method"] == "HEAD"
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        elif self._is_head:
            message = {**message, "body": b""}
        await self._send(message)


def host_name(host: str) -> str:
    """Return the name or address in a Host header, without its port; lower case."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def is_ip_address(name: str) -> bool:
    """Whether a host is given by its address, of either kind."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _as_get(scope: Scope) -> Scope:
    """Let HEAD find the pages that are declared for GET."""
    return {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
