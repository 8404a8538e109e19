"""What of a call grows from one page of a list to the next, and by how much.

Written ``page`` where it grows by one, ``pn*10`` by the rows of a page, ``page,start*10`` where
several do; what stands for a number of the path (``entry_patterns.in_path``) is a name like others.
"""

from __future__ import annotations

from collections.abc import Mapping

from seeds.whole_numbers import whole_number

_AND, _BY = ",", "*"


def written_steps(steps: Mapping[str, int]) -> str | None:
    """Return the written form, None where a name has none."""
    if any(mark in name for name in steps for mark in (_AND, _BY, " ")):
        return None
    return _AND.join(name if step == 1 else f"{name}{_BY}{step}" for name, step in steps.items())


def steps_of(written: str) -> dict[str, int]:
    """Return by how much what grows; nothing where nothing is told."""
    pieces = (each.partition(_BY) for each in written.split(_AND) if each)
    return {name: whole_number(step) if step.isdecimal() else 1 for name, _, step in pieces}


def page_number(value: int, step: int) -> int:
    """Return the number of the page whose first row, or whose own number, is ``value``."""
    return value if step == 1 else value // step + 1
