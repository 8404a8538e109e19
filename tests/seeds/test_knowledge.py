"""What the reader of the program's own knowledge says of a file that is missing or wrong."""

from __future__ import annotations

import pytest

from seeds.knowledge import KnowledgeError, read_table


@pytest.mark.parametrize(
    ("place", "reason"),
    [("families/mine.toml", "cannot be read"), ("knowledge.py", "is not valid TOML")],
)
def test_mistake_names_the_file(place: str, reason: str) -> None:
    with pytest.raises(KnowledgeError, match=f"{place} {reason}"):
        read_table(place)
