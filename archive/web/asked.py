"""Parameters that an address does not have, or has once: refused, since they would say nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_origin

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel

_LIKE = 0.8
"""Of two names, by ``difflib``: ``verison`` is version, and ``size`` is not site."""


def only_its_own(request: Request) -> None:
    """Refuse what the address that was asked does not take.

    Raises RequestValidationError with a line for each such parameter.
    """
    route = request.scope["route"]
    taken = _taken(route) if isinstance(route, APIRoute) else {}
    problems = list(
        _problems(Counter(name for name, _ in request.query_params.multi_items()), taken)
    )
    if problems:
        raise RequestValidationError(problems)


def _problems(given: Mapping[str, int], taken: Mapping[str, bool]) -> Iterator[dict[str, Any]]:
    for name, times in given.items():
        if name not in taken:
            yield _problem(name, f"there is no such parameter here; {_cure(name, taken)}")
        elif times > 1 and not taken[name]:
            yield _problem(name, f"it is given {times} times; give it once")


def _cure(name: str, taken: Mapping[str, bool]) -> str:
    near = get_close_matches(name, taken, n=1, cutoff=_LIKE)
    if near:
        return f"write {near[0]}"
    return f"this address takes {', '.join(taken)}" if taken else "this address takes none"


def _problem(name: str, message: str) -> dict[str, Any]:
    return {"type": "value_error", "loc": ("query", name[:50]), "msg": message, "input": None}


def _taken(route: APIRoute) -> dict[str, bool]:
    """Return the names of the parameters that an address takes, and which may be repeated."""
    found: dict[str, bool] = {}
    for field in route.dependant.query_params:
        kind = field.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found |= {name: _is_list(one.annotation) for name, one in kind.model_fields.items()}
        else:
            found[field.alias] = _is_list(kind)
    return found


def _is_list(kind: object) -> bool:
    return get_origin(kind) is list
