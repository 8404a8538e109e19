"""How lists are answered in pages."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

from archive.web.api.schemas import Problem
from archive.web.parameters import Limit, Offset

PROBLEMS: dict[int | str, dict[str, Any]] = {
    422: {"model": Problem, "description": "A parameter is wrong."},
    503: {"model": Problem, "description": "The archive does not answer."},
}
MISSING: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "There is no such thing in the archive."},
    **PROBLEMS,
}


class PageParameters(BaseModel):
    """Which part of a list is wanted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    limit: Limit = 20
    offset: Offset = 0


def page_by_offset(
    request: Request,
    records: Iterable[Any],
    wanted: PageParameters,
    *,
    offset_done: bool = False,
    **others: object,
) -> JSONResponse:
    """Answer with a part of ``records``, the address of the next, and ``others``.

    ``offset_done``: the records begin at the offset already. The next may lie behind MAX_OFFSET,
    where an error tells those who follow that there is more: null would say that this was all.
    """
    start = 0 if offset_done else wanted.offset
    taken = list(islice(records, start, start + wanted.limit + 1))
    more = len(taken) > wanted.limit
    following = next_address(request, offset=wanted.offset + wanted.limit) if more else None
    return JSONResponse({**others, "items": taken[: wanted.limit], "next": following})


def next_address(request: Request, **changes: int) -> str:
    """Return the address of the request with some parameters changed."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in changes]
    return f"{request.url.path}?{urlencode([*kept, *changes.items()])}"
