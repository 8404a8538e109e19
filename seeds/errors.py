"""The one error of the catalogue: a mistake in a TOML file, told in one line with its cure."""

from __future__ import annotations


class CatalogueError(ValueError):
    """A catalogue file is missing, unreadable or wrong; names file, site, key and cure."""


def catalogue_error(
    problem: str, *, file: str, site: str = "", key: str = "", cure: str = ""
) -> CatalogueError:
    """Build the error as ``file: site "id": key "delay": problem; cure``, on one line."""
    place = [file]
    if site:
        place.append(f"site {site}")
    if key:
        place.append(f'key "{key}"')
    message = ": ".join([*place, problem])
    line = " ".join((f"{message}; {cure}" if cure else message).split())
    # A key or path may hold anything, also what would confuse a terminal.
    return CatalogueError("".join(c if c.isprintable() else "\ufffd" for c in line))
