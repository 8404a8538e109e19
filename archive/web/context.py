"""What every page needs: a read-only connection, the WARC folder, and templates in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import Connection, Engine

from archive.web import texts
from archive.web.charts import span_of
from archive.web.wording import Wording, wanted


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("archive.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["web_address"] = texts.web_address
    environment.filters["xml_text"] = texts.xml_text
    environment.filters["direction"] = texts.direction
    environment.filters["span"] = span_of
    return environment


@dataclass(frozen=True, slots=True)
class Web:
    """What the application holds from its start to its end."""

    engine: Engine
    """Opened read-only."""
    warc_folder: Path
    templates: Environment = field(default_factory=_environment)


class Visit:
    """One request: its connection, one state of the archive, and the reader's language."""

    def __init__(self, web: Web, request: Request) -> None:
        self.web = web
        self.request = request
        self.wording = wording_of(request)

    @cached_property
    def connection(self) -> Connection:
        """Opened by the page itself, in its own thread.

        Opened before, requests that wait for a connection could take all threads, and those that
        have one would wait for a thread.
        """
        return self.web.engine.connect()

    def close(self) -> None:
        """Give the connection back."""
        if "connection" in self.__dict__:
            self.connection.close()

    def page(self, template: str, **values: object) -> HTMLResponse:
        """Render a page in the reader's language."""
        return render(self.web, self.request, self.wording, template, values)

    def feed(self, template: str, media_type: str, **values: object) -> Response:
        """Render a document that is not HTML."""
        text = self.web.templates.get_template(template).render(t=self.wording, **values)
        return Response(text, media_type=media_type)


def web_of(request: Request) -> Web:
    """Return what the application holds."""
    web: Web = request.app.state.web
    return web


def wording_of(request: Request) -> Wording:
    """Return the words in the language that the reader's browser asks for."""
    return wanted(request.headers.get("accept-language", ""))


def render(
    web: Web, request: Request, wording: Wording, template: str, values: Mapping[str, Any]
) -> HTMLResponse:
    """Render an HTML page."""
    # Where a page says nothing of a search, the form at its top is empty.
    common = {"t": wording, "path": request.url.path, "q": ""}
    text = web.templates.get_template(template).render({**common, **values})
    return HTMLResponse(text, headers={"vary": "accept-language", "cache-control": "no-cache"})


def _visit(request: Request) -> Iterator[Visit]:
    with closing(Visit(web_of(request), request)) as visit:
        yield visit


Visitor = Annotated[Visit, Depends(_visit)]
"""The parameter of every page."""
