"""What the pages of one content management system share: the loader of ``seeds/families/*.toml``.

A file describes one family. Elements are named ``.class``, ``#id`` or by their tag, in lower case;
comments by their text, with white space folded. The files are part of the program: a mistake in
one raises ``KnowledgeError``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from seeds.knowledge import KnowledgeError, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One content management system, as far as its pages show it."""

    name: str
    """File name without its ending."""
    title: str
    """What its makers call it."""
    elements: tuple[str, ...] = ()
    """Fingerprints: elements that only pages of this family have."""
    comments: tuple[str, ...] = ()
    """Fingerprints: what a comment begins with."""
    texts: tuple[str, ...] = ()
    """Fingerprints: strings of the page's source."""
    containers: tuple[str, ...] = ()
    """Elements that hold the body, the surest first."""
    body_comments: tuple[tuple[str, str], ...] = ()
    """Pairs of comments between which the body stands."""
    remove: tuple[str, ...] = ()
    """Elements within the body that are not part of it."""
    page_breaks: tuple[str, ...] = ()
    """Strings in the text at which a script or the CMS breaks the article into pages."""
    field_comments: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Pairs of comments between which a field stands, by the field's name."""
    field_tags: Mapping[str, str] = field(default_factory=dict)
    """Names of the tags within a comment that hold a field, by the field's name."""


_LISTS = ("elements", "comments", "texts", "containers", "remove", "page_breaks")


@cache
def load_families() -> tuple[Family, ...]:
    """Return all families in the order of their names. Raises KnowledgeError."""
    folder = files("seeds") / "families"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(
        parse_family(name.removesuffix(".toml"), read_table(f"families/{name}")) for name in names
    )


def parse_family(name: str, data: Mapping[str, Any]) -> Family:
    """Return the family that a file's table describes. Raises KnowledgeError."""
    known = {f for f in Family.__dataclass_fields__ if f != "name"}
    for key in data:
        if key not in known:
            raise KnowledgeError(
                f"families/{name}.toml: unknown key {key!r}; known: {sorted(known)}"
            )
    if not isinstance(data.get("title"), str):
        raise KnowledgeError(f"families/{name}.toml: title is missing")
    return Family(
        name=name,
        title=data["title"],
        body_comments=tuple(
            _pair(name, "body_comments", pair) for pair in data.get("body_comments", [])
        ),
        field_comments={
            key: _pair(name, f"field_comments.{key}", pair)
            for key, pair in data.get("field_comments", {}).items()
        },
        field_tags=dict(data.get("field_tags", {})),
        **{key: _strings(name, key, data.get(key, [])) for key in _LISTS},
    )


def _strings(name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise KnowledgeError(f"families/{name}.toml: {key} is to be a list of strings")
    return tuple(value)


def _pair(name: str, key: str, value: object) -> tuple[str, str]:
    items = _strings(name, key, value)
    if len(items) != 2:
        raise KnowledgeError(f"families/{name}.toml: {key} is to be a begin and an end")
    return items[0], items[1]
