"""Tells tables of data from tables that lay out a page."""

from __future__ import annotations

from pipelines.document import Element
from pipelines.elements import text_of

_MAX_CELL = 120
"""Characters above which a cell holds a text of its own."""
_MAX_LONG_SHARE = 0.2
"""Share of such cells that a table of data may have."""
_JUDGED_CELLS = 400
"""Cells that are looked at: enough to tell, and a bound on the time."""


def is_data_table(table: Element) -> bool:
    """Tell a table of data: two rows or more of several cells, nearly all of them short."""
    # Most tables lay out a page, and have one row or others within: that takes the shortest look.
    inner = table.iter("tr", "table")
    next(inner)
    rows = []
    for element in inner:
        if element.tag == "table":
            return False
        rows.append(list(element.iterchildren("td", "th")))
    wide = [row for row in rows if len(row) > 1]
    if len(wide) <= 1 or 2 * len(wide) < len(rows):
        return False
    cells = [cell for row in wide for cell in row][:_JUDGED_CELLS]
    return sum(map(_is_long, cells)) <= _MAX_LONG_SHARE * len(cells)


def _is_long(cell: Element) -> bool:
    return len(text_of(cell).strip()) > _MAX_CELL
