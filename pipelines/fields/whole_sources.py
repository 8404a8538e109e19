"""Sources of two names with a space between, which the page says whole where nothing follows them.

In a line 求是网 参与互动 is one outlet and a tool. A meta tag holds the source and no more, and so
does what a script writes.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.document import Element
from pipelines.fields.folding import han_share, key
from pipelines.fields.head import Head
from pipelines.fields.labels import kinds
from pipelines.fields.outlets import clean_source
from pipelines.names import is_name, mentions_role

_LEAST, _MOST = 3, 20
"""Characters of one of the names."""
_LONGEST_SCRIPT = 20_000
"""Characters of a script that writes a source; libraries have more."""
_AROUND = (('"', '"'), ("'", "'"), (">", "<"))
"""What stands around a text in a script."""


class WholeSources:
    """What a page says of its source where nothing else can stand."""

    def __init__(self, head: Head, scripts: Sequence[Element]) -> None:
        self._meta = _spaced(head.metas.get("contentsource", ""))
        self._scripts = scripts

    def clean(self, value: str) -> str:
        """Return a source as ``clean_source`` does, but whole where the page says it so."""
        cleaned, whole = clean_source(value), _spaced(value)
        if not whole.startswith(f"{cleaned} ") or not _are_names(whole):
            return cleaned
        return whole if whole == self._meta or self._is_written(whole) else cleaned

    def _is_written(self, whole: str) -> bool:
        written = [f"{before}{whole}{behind}" for before, behind in _AROUND]
        texts = (script.text or "" for script in self._scripts)
        return any(
            any(one in text for one in written) for text in texts if len(text) <= _LONGEST_SCRIPT
        )


def _spaced(value: str) -> str:
    return " ".join(value.split())


def _are_names(value: str) -> bool:
    """Tell whether words may name offices and outlets, and neither people nor tools."""
    return all(
        _LEAST <= len(part) <= _MOST
        and han_share(part) == 1
        and not (is_name(part) or mentions_role(part) or key(part) in kinds())
        for part in value.split(" ")
    )
