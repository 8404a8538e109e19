"""A query as the database itself can answer it: words that stand in a text as they are asked for.

A folded word that stands in a text as it is stands in the folded text too. So what the database
finds answers surely; what it does not find may still answer in another way of writing.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Dialect, SQLColumnExpression, and_, func, or_

from archive.models import ArticleRow
from archive.search.query import And, Node, Not, Term

_MOST_TERMS = 20
"""Of a query that is told to the database: none has room for any number of conditions."""


def as_written(node: Node, dialect: Dialect) -> ColumnElement[bool] | None:
    """Return the condition on ``articles``; None where nothing is sure without the folded text."""
    terms = _terms(node)
    return None if terms is None or terms > _MOST_TERMS else _condition(node, dialect)


def _terms(node: Node) -> int | None:
    """Count the terms; None: what is left out, must not stand there in any way of writing."""
    if isinstance(node, Term):
        return 1
    if isinstance(node, Not):
        return None
    counts = [_terms(part) for part in node.parts]
    return None if None in counts else sum(count or 0 for count in counts)


def _condition(node: Node, dialect: Dialect) -> ColumnElement[bool]:
    if isinstance(node, Term):
        in_title = _stands(ArticleRow.title, node.text, dialect)
        return (
            in_title
            if node.in_title
            else or_(_stands(ArticleRow.body, node.text, dialect), in_title)
        )
    parts = [_condition(part, dialect) for part in node.parts]  # type: ignore[union-attr]  # no Not
    return and_(*parts) if isinstance(node, And) else or_(*parts)


def _stands(
    column: SQLColumnExpression[str | None], word: str, dialect: Dialect
) -> ColumnElement[bool]:
    place = func.strpos if dialect.name == "postgresql" else func.instr
    return place(func.coalesce(column, ""), word) > 0
