"""The language of ``govnews search``, read into a tree; and what the tree means, exactly.

Words are ANDed. ``"…"`` is a phrase, ``OR`` stands between alternatives (AND binds tighter),
``(…)`` holds together, a leading ``-`` (or ``NOT``) leaves out, ``title:`` looks in the headline
alone. Quotation marks, brackets and the colon may be the Chinese ones. Every text is a valid query:
an operator without operands is a word, quotation marks and brackets without their twins close at
the end or are passed over. Brackets within a word (``通知(2)``) are a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.folding import Written, fold

_TOKEN = re.compile(
    r"""
    (?P<sign> - (?=[^\s-]) | NOT \s+ (?=\S) )?
    (?P<title> title [:：] (?=\S) )?
    (?: " (?P<phrase> [^"]* ) (?: " | $ )
      | [“”＂] (?P<quoted> [^“”＂]* ) (?: [“”＂] | $ )
      | (?P<open> [(（] )
      | (?P<word> [^\s()（）]+ (?: [(（] [^\s()（）]* [)）] [^\s()（）]* )* )
    )
    | (?P<close> [)）] )
    """,
    re.VERBOSE,
)

_MOST_NESTED = 20
"""Brackets within brackets; as deep do readers of the tree call themselves. Others are ignored."""


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
    groups = [_Group()]
    too_deep = 0
    for token in _TOKEN.finditer(query):
        if token["open"] and len(groups) > _MOST_NESTED:
            too_deep += 1
        elif token["open"]:
            groups.append(groups[-1].within(token))
        elif not token["close"]:
            groups[-1].take(token)
        elif too_deep:
            too_deep -= 1
        elif len(groups) > 1:
            _close(groups)
    while len(groups) > 1:
        _close(groups)
    return groups[0].node() or _literal(query)


def matches(node: Node, title: Written | str, body: Written | str) -> bool:
    """Whether an article answers; a ``title`` and ``body`` that are strings are folded."""
    if isinstance(node, Term):
        return _stands(node.text, (title,) if node.in_title else (title, body))
    if isinstance(node, Not):
        return not matches(node.part, title, body)
    if isinstance(node, And):
        return all(matches(part, title, body) for part in node.parts)
    return any(matches(part, title, body) for part in node.parts)


def _stands(word: str, texts: tuple[Written | str, ...]) -> bool:
    """Look into all as they are written before any is folded."""
    if any(word in (text if isinstance(text, str) else text.text) for text in texts):
        return True
    return any(word in text for text in texts)


def positive_terms(node: Node | None) -> Iterator[Term]:
    """Give the terms that are asked for, left to right, without those that are left out."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, (And, Or)):
        for part in node.parts:
            yield from positive_terms(part)


@dataclass(slots=True)
class _Group:
    """What stands between two brackets, or in the whole query, as far as it was read."""

    negated: bool = False
    in_title: bool = False
    alternatives: list[list[Node]] = field(default_factory=lambda: [[]])

    def within(self, token: re.Match[str]) -> _Group:
        """Begin a group inside this one."""
        return _Group(token["sign"] is not None, self.in_title or token["title"] is not None)

    def take(self, token: re.Match[str]) -> None:
        """Take a word, a phrase or an operator."""
        if token[0] == "OR":
            self.alternatives.append([])
        elif token[0] != "AND":
            self.alternatives[-1].extend(self._terms(token))

    def node(self) -> Node | None:
        """Return what it means; None when it holds no term."""
        found = [_joined(And, parts) for parts in self.alternatives if parts]
        if not found:
            return None
        node = _joined(Or, found)
        return Not(node) if self.negated else node

    def _terms(self, token: re.Match[str]) -> Iterator[Node]:
        """Give the token's term; nothing when no visible character is left of it."""
        text = fold(token["phrase"] or token["quoted"] or _without_asterisk(token["word"] or ""))
        if text:
            term = Term(text, in_title=self.in_title or token["title"] is not None)
            yield Not(term) if token["sign"] else term


def _close(groups: list[_Group]) -> None:
    """End the innermost group."""
    node = groups.pop().node()
    if node is not None:
        groups[-1].alternatives[-1].append(node)


def _without_asterisk(word: str) -> str:
    """Drop what asks other engines for longer words: here a part of a word is found anyway."""
    return word.rstrip("*") or word


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _literal(query: str) -> Node | None:
    """Read operators that stand alone as the words they are."""
    text = fold(query).strip()
    return Term(text) if text else None
