"""Addresses of one program that differ by what is asked of it beside an article's number."""

from __future__ import annotations

from urllib.parse import SplitResult, parse_qsl, urlsplit


def differs_by_more_parameters(one: str, other: str) -> bool:
    """Tell whether one of two addresses has all parameters of the other, and others more.

    At least one is common to both, the article's own: ``/?p=6291``, ``/?p=6291&cat=2``. So columns
    show an article. Two that have each their own (``?id=5``, ``?id=6``) may be two articles.
    """
    try:
        first, second = urlsplit(one), urlsplit(other)
    except ValueError:  # an unmatched bracket in the host part
        return False
    if (first.hostname, first.path) != (second.hostname, second.path):
        return False
    fewer, more = sorted((_parameters(first), _parameters(second)), key=len)
    return bool(fewer) and fewer < more


def _parameters(address: SplitResult) -> frozenset[tuple[str, str]]:
    return frozenset(parse_qsl(address.query, keep_blank_values=True))
