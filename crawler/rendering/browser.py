"""The machine's own Chromium, without a network of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any

from scrapy.settings import BaseSettings

from archive.errors import UsageError
from seeds.catalogue import Site

HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = (
    # Whatever a page asks for is fetched by Scrapy; should anything ask past it, no name resolves
    # and no proxy answers.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-gpu", "--disable-quic", "--no-first-run"),
)


def prepare(settings: BaseSettings, sites: Iterable[Site]) -> None:
    """Let pages be rendered where a site asks for it; without such a site nothing changes.

    Raises UsageError when the extra or a browser is missing.
    """
    rendered = [site.id for site in sites if site.render]
    if not rendered:
        return
    if find_spec("scrapy_playwright") is None:
        raise UsageError(
            f"site {rendered[0]} says render = true, which needs the extra: "
            ".venv/bin/pip install -e '.[render]'"
        )
    options = {"executable_path": _executable(settings, rendered[0]), "args": _arguments()}
    handlers = {"http": HANDLER, "https": HANDLER}
    settings.set("DOWNLOAD_HANDLERS", handlers, priority="project")
    settings.set("PLAYWRIGHT_LAUNCH_OPTIONS", options, priority="project")


def _arguments() -> list[str]:
    # Chromium's sandbox does not start for root, as whom containers run.
    return [*_ARGUMENTS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def _executable(settings: BaseSettings, site_id: str) -> str:
    given: Any = settings.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, [given] if given else _NAMES)), None)
    if found is None:
        looked_for = given or ", ".join(_NAMES)
        raise UsageError(
            f"site {site_id} says render = true, but there is no browser (looked for "
            f"{looked_for}); install chromium or name it with -s CHROMIUM=PATH"
        )
    return found
