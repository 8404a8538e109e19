"""What every page needs: a read-only connection, the WARC folder, and templates in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the question's connection and the reader's language."""

    web: Web
    request: Request
    connection: Connection
    wording: Wording

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
    web = web_of(request)
    with web.engine.connect() as connection:
        yield Visit(web, request, connection, wording_of(request))


Visitor = Annotated[Visit, Depends(_visit)]
"""The parameter of every page; its transaction, one state of the archive, ends with the answer."""
