"""What the word before a date says about it."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

from seeds.vocabulary import table

_TRAILING = re.compile(r"[\s::()\[\]【】|/<>〔〕,。*\"'=-]+")
_LONGEST = 12
"""Characters of the longest label looked for."""


class Role(IntEnum):
    """What a date stands for; a larger one is better evidence of publication."""

    OTHER = 0
    DOCUMENT = 1
    UPDATED = 2
    UNLABELLED = 3
    PUBLICATION = 4


def role_of(before: str) -> tuple[Role, str]:
    """Return the role of a date that follows ``before``, and the label that says so (or "")."""
    tail = _TRAILING.sub("", before[-3 * _LONGEST :])[-_LONGEST:].lower()
    roles = _roles()
    for length in range(len(tail), 1, -1):
        label = tail[-length:]
        if label in roles:
            return roles[label], label
    return Role.UNLABELLED, ""


@cache
def _roles() -> dict[str, Role]:
    groups = table("date_labels")
    return {label: Role[name.upper()] for name, labels in groups.items() for label in labels}
