"""The language of ``govnews search``, read into a tree; and what the tree means, exactly.

Words are ANDed. ``"…"`` is a phrase, ``OR`` stands between alternatives (AND binds tighter), a
leading ``-`` leaves out, ``title:`` looks in the headline alone. Every text is a valid query: an
operator without operands is a word, a quotation mark without its twin closes at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.folding import Written, fold

_TOKEN = re.compile(
    r"""
    (?P<sign> - (?=[^\s-]) )?
    (?P<title> title: (?=\S) )?
    (?: " (?P<phrase> [^"]* ) (?: " | $ ) | (?P<word> \S+ ) )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase: true where ``text`` stands in the folded title or body."""

    text: str
    """Folded, never empty; white space only in phrases."""
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class And:
    """True where all parts are."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True where any part is."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where the part is not."""

    part: Node


Node = Term | And | Or | Not


def parse(query: str) -> Node | None:
    """Read a query. None: nothing was asked for, everything answers. Never raises."""
    alternatives: list[list[Node]] = [[]]
    for token in _TOKEN.finditer(query):
        if token[0] == "OR":
            alternatives.append([])
        elif token[0] != "AND":
            alternatives[-1].extend(_node(token))
    found = [_joined(And, parts) for parts in alternatives if parts]
    if not found:
        return _literal(query)
    return _joined(Or, found)


def matches(node: Node, title: Written | str, body: Written | str) -> bool:
    """Whether an article answers; a ``title`` and ``body`` that are strings are folded."""
    if isinstance(node, Term):
        return node.text in title or (not node.in_title and node.text in body)
    if isinstance(node, Not):
        return not matches(node.part, title, body)
    if isinstance(node, And):
        return all(matches(part, title, body) for part in node.parts)
    return any(matches(part, title, body) for part in node.parts)


def positive_terms(node: Node | None) -> Iterator[Term]:
    """Give the terms that are asked for, left to right, without those that are left out."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, (And, Or)):
        for part in node.parts:
            yield from positive_terms(part)


def _node(token: re.Match[str]) -> Iterator[Node]:
    """Give the token's term; nothing when no visible character is left of it."""
    text = fold(token["word"] if token["phrase"] is None else token["phrase"])
    if text:
        term = Term(text, in_title=token["title"] is not None)
        yield Not(term) if token["sign"] else term


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _literal(query: str) -> Node | None:
    """Read operators that stand alone as the words they are."""
    text = fold(query).strip()
    return Term(text) if text else None
