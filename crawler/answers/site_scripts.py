"""The script files of a run's sites: each once, only so many a site, all in the ledger."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from archive.ledger import Outcome
from crawler.frontier.frontier import Frontier
from crawler.frontier.visit import Visit
from crawler.running.scribe import Scribe
from crawler.wire.script_files import Script, ScriptFiles

logger = logging.getLogger(__name__)

MOST_FILES = 100
"""Of one site and run; all pages of a site have the same few, a trap has others on every page."""


class SiteScripts:
    """What script files hold.

    Args:
        frontier: Says which files may be fetched, and has the ledger.
        scribe: Writes into the ledger off the reactor's thread.
        files: Fetches them.

    """

    def __init__(self, frontier: Frontier, scribe: Scribe, files: ScriptFiles) -> None:
        self._frontier = frontier
        self._scribe = scribe
        self._files = files
        self._texts: dict[str, dict[str, asyncio.Task[str]]] = {}
        self._full: set[str] = set()

    async def texts(self, visit: Visit, urls: Iterable[str]) -> dict[str, str]:
        """Return what those of a page's script files hold that can be had, by their addresses."""
        mine = [url for url in urls if self._frontier.may_use(visit.site, url)]
        texts = {url: await self._text(visit, url) for url in mine}
        return {url: text for url, text in texts.items() if text}

    async def _text(self, visit: Visit, url: str) -> str:
        kept = self._texts.setdefault(visit.site, {})
        if url not in kept and len(kept) >= MOST_FILES:
            self._leave_out(visit.site)
            return ""
        if url not in kept:
            kept[url] = asyncio.create_task(self._fetched(visit, url))
        return await kept[url]

    def _leave_out(self, site_id: str) -> None:
        self._files.leave_out()
        if site_id not in self._full:
            self._full.add(site_id)
            logger.warning(
                "%s has more than %d script files: its pages are read without the others",
                site_id,
                MOST_FILES,
            )

    async def _fetched(self, visit: Visit, url: str) -> str:
        await self._scribe.do(lambda: self._frontier.script_found(visit, url))
        script = await self._files.fetched(url, self._frontier.sites[visit.site])
        outcome = _outcome(visit, url, script)
        await self._scribe.do(lambda: self._frontier.record(outcome))
        return script.text


def _outcome(visit: Visit, url: str, script: Script) -> Outcome:
    """Return what the ledger keeps of a script file, which is never due: pages ask for it."""
    return Outcome(
        url=url,
        site=visit.site,
        kind="other",
        state=script.state,
        reason=script.reason or f"script of a page: {visit.url}",
        http_status=script.status,
        digest=script.digest,
        warc=script.warc,
    )
