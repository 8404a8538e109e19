"""What an index can say about a query: a condition that holds for every answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from archive.search.query import And, Node, Not, Or, Term

MAX_PARTS = 40
"""Parts of an AND or OR that are looked up; FTS5 allows 256 levels, and more would not narrow."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in the index's own language.

    It never misses an answer. Unless it is ``exact`` it may let others through, and every hit must
    be compared with the article's text.
    """

    expression: Any
    """None: the index knows nothing; all articles must be compared."""
    exact: bool
    costly: bool = False
    """The index gathers all its hits before it gives the first one."""


EVERYTHING = Condition(None, exact=False)


class Grammar(Protocol):
    """How one database writes conditions: as strings, or as SQLAlchemy's expressions."""

    @property
    def excludes(self) -> bool:
        """Whether ``without`` can be said."""

    def term(self, term: Term) -> Condition:
        """Say that a word stands in the title or body."""

    def all_of(self, expressions: Sequence[Any]) -> Any:  # noqa: ANN401 - see above
        """Say that each holds; at least one is given."""

    def any_of(self, expressions: Sequence[Any]) -> Any:  # noqa: ANN401 - see above
        """Say that one holds; at least one is given."""

    def without(self, expression: Any, excluded: Sequence[Any]) -> Any:  # noqa: ANN401 - see above
        """Say that the first holds and none of the others does."""


def compiled(node: Node | None, grammar: Grammar) -> Condition:
    """Translate a query. No query at all is everything, exactly."""
    if node is None:
        return Condition(None, exact=True)
    if isinstance(node, Term):
        return grammar.term(node)
    if isinstance(node, Or):
        return _any(node.parts, grammar)
    if isinstance(node, And):
        return _all(node.parts, grammar)
    return EVERYTHING  # What is left out alone: an index has no list of the others.


def _any(parts: Sequence[Node], grammar: Grammar) -> Condition:
    conditions = [compiled(part, grammar) for part in parts]
    known = [c.expression for c in conditions if c.expression is not None]
    if len(known) < len(conditions) or len(known) > MAX_PARTS:
        return EVERYTHING
    return Condition(grammar.any_of(known), _exact(conditions), _costly(conditions))


def _all(parts: Sequence[Node], grammar: Grammar) -> Condition:
    wanted = [compiled(part, grammar) for part in parts if not isinstance(part, Not)]
    unwanted = [compiled(part.part, grammar) for part in parts if isinstance(part, Not)]
    known = [c for c in wanted if c.expression is not None]
    if not known:
        return EVERYTHING
    used = known[:MAX_PARTS]
    expression = grammar.all_of([c.expression for c in used])
    # Only what is known exactly may be left out: "perhaps contains it" must stay in.
    excluded = [c for c in unwanted if c.exact and c.expression is not None][:MAX_PARTS]
    excluded = excluded if grammar.excludes else []
    if excluded:
        expression = grammar.without(expression, [c.expression for c in excluded])
    all_used = len(used) == len(wanted) and len(excluded) == len(unwanted)
    return Condition(expression, all_used and _exact(used), _costly([*used, *excluded]))


def _exact(conditions: Iterable[Condition]) -> bool:
    return all(condition.exact for condition in conditions)


def _costly(conditions: Iterable[Condition]) -> bool:
    return any(condition.costly for condition in conditions)
