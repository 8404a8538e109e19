"""What scripts send as a form sends it: nested objects and arrays, by each way of writing them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crawler.discovery.forms import is_sent
from crawler.scripting.noted_calls import as_sent

BRACKETS, REPEAT, INDICES, COMMA = "brackets", "repeat", "indices", "comma"
"""How arrays are written: ``a[]=1&a[]=2`` (jQuery.param, axios), ``a=1&a=2`` (jQuery's
``traditional``, URLSearchParams), ``a[0]=1&a[1]=2`` (qs), ``a=1,2`` (qs, where it is told so)."""


def flat(fields: Mapping[str, object], arrays: str, within: str = "") -> Iterator[tuple[str, str]]:
    """Yield fields as they are sent, ``params[page]=1`` for what is within another.

    ``arrays``: one of the ways above. Of jQuery's, an entry that is itself an object or an array
    has its number: ``a[0][b]=1``. Names that would pass for ours are left out.
    """
    for name, value in fields.items():
        yield from _written(f"{within}[{name}]" if within else name, value, arrays)


def _written(name: str, value: object, arrays: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        yield from flat({str(key): each for key, each in value.items()}, arrays, name)
    elif isinstance(value, list):
        yield from _array(name, value, arrays)
    elif is_sent(name):
        yield name, as_sent(value)


def _array(name: str, entries: Sequence[object], arrays: str) -> Iterator[tuple[str, str]]:
    if arrays == COMMA and is_sent(name):
        yield name, ",".join(map(as_sent, entries))
        return
    for at, each in enumerate(entries):
        if arrays == REPEAT or name.endswith("[]"):
            yield from _written(name, each, arrays)
        else:
            is_numbered = arrays == INDICES or isinstance(each, Mapping | list)
            yield from _written(f"{name}[{at if is_numbered else ''}]", each, arrays)
