"""The application: pages, JSON API, static files, and the guard before them."""

from __future__ import annotations

from collections.abc import Collection
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fastapi import Depends, FastAPI
from sqlalchemy import Engine
from starlette.responses import RedirectResponse
from starlette.staticfiles import StaticFiles

from archive.web.api import ROUTERS as API
from archive.web.asked import only_its_own
from archive.web.context import Web
from archive.web.failures import told
from archive.web.guard import Guard
from archive.web.pages import ROUTERS as PAGES

DESCRIPTION = """\
An archive of Chinese government news, for reading only.

Articles have the fields of the project's public interface, section 4; what is not known is `null`
or empty. Lists are paged: follow `next` until it is `null`.
"""


def create_app(engine: Engine, *, warc: Path, hosts: Collection[str] = ()) -> FastAPI:
    """Return the ASGI application over an archive.

    Args:
        engine: Opened read-only, its tables current (``archive.reading.articles.opened``).
        warc: The WARC folder.
        hosts: Names that the server is asked under, beside ``localhost`` and IP addresses.

    """
    app = FastAPI(
        title="govnews",
        description=DESCRIPTION,
        version=version("govnews"),
        openapi_url="/api/openapi.json",
        # The usual pages about an API load their scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[Depends(only_its_own)],
    )
    app.state.web = Web(engine, warc)
    told(app)
    for router in (*API, *PAGES):
        app.include_router(router)
    for address in ("/api", "/api/"):
        app.add_api_route(address, _description, include_in_schema=False)
    static = str(files("archive.web").joinpath("static"))
    app.mount("/static", StaticFiles(directory=static), name="static")
    app.add_middleware(Guard, hosts=hosts)
    return app


def _description() -> RedirectResponse:
    """Lead who asks for the API itself to its description."""
    return RedirectResponse("/api/openapi.json")
