"""Which articles a question is about, apart from their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Dialect, SQLColumnExpression, func, select

from archive.database.storable import storable
from archive.models import ArticleRow
from archive.search.index import Scope, day_slots
from archive.search.name_pattern import LONGEST_NAME, name_pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Conditions that must all hold; what is empty or None is not asked."""

    sites: tuple[str, ...] = ()
    """Site ids; any of them."""
    region: str | None = None
    """A part of the region's path: 湖北省, 黄冈 and 湖北省/黄冈市 all find 湖北省/黄冈市/红安县."""
    source: str | None = None
    """A part of 来源; like all names here in any way of writing it: 新华社 finds 新華社."""
    section: str | None = None
    """A part of one step of the breadcrumb."""
    author: str | None = None
    """A part of an author's name."""
    since: date | None = None
    """Published on that day (in China) or later. Articles without a date are left out."""
    until: date | None = None
    """Published on that day or earlier. Articles without a date are left out."""
    originals: bool = False
    """Leave out reprints: of each cluster the original only."""

    def scope(self, dialect: Dialect) -> Scope:
        """Say it to the full-text index."""
        low, high = day_slots(self.since, self.until)
        sites = tuple(storable(site) for site in self.sites)
        return Scope(low=low, high=high, site_ids=sites, conditions=self._others(dialect))

    def conditions(self, dialect: Dialect) -> tuple[ColumnElement[bool], ...]:
        """Say it about rows of ``articles``."""
        wanted = [*self._others(dialect), *self._days()]
        if self.sites:
            wanted.append(ArticleRow.site_id.in_([storable(site) for site in self.sites]))
        return tuple(wanted)

    def _others(self, dialect: Dialect) -> tuple[ColumnElement[bool], ...]:
        wanted: list[ColumnElement[bool]] = []
        if self.region:
            wanted.append(_holds(ArticleRow.region, self.region.strip("/")))
        if self.source:
            wanted.append(_holds(ArticleRow.source, self.source))
        if self.section:
            wanted.append(_any_holds(ArticleRow.section, self.section, dialect))
        if self.author:
            wanted.append(_any_holds(ArticleRow.authors, self.author, dialect))
        if self.originals:
            wanted.append(ArticleRow.duplicate_of.is_(None))
        return tuple(wanted)

    def _days(self) -> tuple[ColumnElement[bool], ...]:
        wanted: list[ColumnElement[bool]] = []
        if self.since:
            wanted.append(ArticleRow.published_day >= self.since)
        if self.until:
            wanted.append(ArticleRow.published_day <= self.until)
        return tuple(wanted)


def _holds(column: SQLColumnExpression[Any], part: str) -> ColumnElement[bool]:
    if len(part) > LONGEST_NAME:
        return column.icontains(storable(part), autoescape=True)
    return column.regexp_match(name_pattern(storable(part)))


def _any_holds(array: SQLColumnExpression[Any], part: str, dialect: Dialect) -> ColumnElement[bool]:
    """Look into a JSON array: whether one of its texts holds the part."""
    unnest = func.jsonb_array_elements_text if dialect.name == "postgresql" else func.json_each
    texts = unnest(array).table_valued("value")
    if dialect.name == "postgresql":
        texts = texts.render_derived()
    return select(texts.c.value).where(_holds(texts.c.value, part)).exists()
