"""Runs: who worked on the archive, when, with what arguments, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Engine

RunKind = Literal["crawl", "import", "reextract"]
RunStatus = Literal["running", "finished", "failed", "interrupted"]
Health = Literal["ok", "silent", "failing", "blocked", "hacked", "new"]


class Runs:
    """The one door to the tables ``runs`` and ``site_runs``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start(
        self,
        kind: RunKind,
        arguments: Mapping[str, Any],
        *,
        now: datetime,
        shard: str | None = None,
    ) -> int:
        """Open a run and return its id. To be called with the archive's lock held: runs of this
        shard that still say ``running`` are then dead and become ``interrupted``.
        """
        raise NotImplementedError

    def finish(
        self, run_id: int, *, now: datetime, report: Mapping[str, Any], status: RunStatus = "finished"
    ) -> None:
        """Close a run with its report."""
        raise NotImplementedError

    def report_site(
        self, run_id: int, site: str, *, health: Health, report: Mapping[str, Any]
    ) -> None:
        """Write (or write again) what the run did on one site."""
        raise NotImplementedError
