"""The sum at the end of a run: every URL of its sites, in one class each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, case, func, select

from archive.ledger.records import PART_OF, Account
from archive.models import PageRow, RunRow

_OF_AN_ARTICLE = frozenset({"", PART_OF.partition(":")[0]})
"""Reasons of pages that hold an article, or a part of one; others say why none could be read."""

_OF_ROBOTS_TXT = "robots.txt: "
"""How the reason begins of a page whose host's robots.txt could not be had; what came instead
follows, of which there are few: it is the whole reason that tells a host that is down from one that
fails."""


def take_account(connection: Connection, sites: Collection[str], run_id: int) -> Account:
    """Count the ledger's rows of these sites by where they stand after the run."""
    classes: dict[str, Counter[str]] = {
        name: Counter()
        for name in ("archived", "not_an_article", "excluded", "failed", "gone", "not_yet_due")
    }
    for row in _standings(connection, sites, run_id):
        name, reason = _class_of(row)
        classes[name][reason] += row.count_of
    # Counted for itself, not summed up: so that a row in no class, or in two, is noticed.
    discovered = select(func.count()).where(PageRow.site_id.in_(sites))
    return Account(
        discovered=connection.execute(discovered).scalar_one(),
        archived=classes["archived"].total(),
        not_an_article=dict(classes["not_an_article"]),
        excluded=dict(classes["excluded"]),
        failed=dict(classes["failed"]),
        gone=dict(classes["gone"]),
        not_yet_due=dict(classes["not_yet_due"]),
    )


def _standings(
    connection: Connection, sites: Collection[str], run_id: int
) -> list[Row[*tuple[Any, ...]]]:
    began = select(RunRow.started_at).where(RunRow.id == run_id).scalar_subquery()
    touched = func.coalesce(PageRow.last_run_id == run_id, False)
    due = case(
        (PageRow.due_at.is_(None), "never again"),
        ((PageRow.state == "discovered") | (PageRow.due_at <= began), "left over"),
        else_="due later",
    )
    keys = (
        PageRow.state,
        (PageRow.kind == "list").label("is_list"),
        PageRow.article_id.is_not(None).label("has_article"),
        touched.label("touched"),
        due.label("due"),
        PageRow.reason,
    )
    # Grouped from outside: PostgreSQL does not see that two expressions with parameters are one.
    rows = select(*keys).where(PageRow.site_id.in_(sites)).subquery()
    counted = select(*rows.c, func.count().label("count_of")).group_by(*rows.c)
    return list(connection.execute(counted))


def _class_of(row: Row[*tuple[Any, ...]]) -> tuple[str, str]:
    """Return the class and the reason that a row of the ledger counts under."""
    reason = _kind_of_reason(row.reason or "", row.state)
    if row.state == "excluded":
        return "excluded", reason or "excluded"
    if not row.touched:
        return "not_yet_due", row.due
    if row.state in {"failed", "gone"}:
        return row.state, reason or row.state
    if row.has_article and reason in _OF_AN_ARTICLE:
        return "archived", ""
    if row.is_list:
        return "not_an_article", reason or "list page"
    return "not_an_article", reason or "no article"


def _kind_of_reason(reason: str, state: str) -> str:
    """Return what many reasons have in common; what follows is a page's own, most often."""
    if state == "failed" and reason.startswith(_OF_ROBOTS_TXT):
        return reason
    return reason.partition(": ")[0].strip()
