"""What a page says elsewhere: its lines in which nothing is suspicious."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from pipelines.despam.language.folding import fold


class Elsewhere:
    """Lines of a page, folded when they are first asked for: most pages never are."""

    def __init__(self, lines: Sequence[str] = ()) -> None:
        self._lines = lines

    @cached_property
    def text(self) -> str:
        """The lines, one a line."""
        return "\n".join(fold(line).text for line in self._lines)


NOWHERE = Elsewhere()
