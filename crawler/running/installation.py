"""Whether what the crawl needs is installed; imports nothing that may be missing."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path

_STATUS_WRONG_USE = 2
_DECLARED = Path(__file__).parents[2] / "pyproject.toml"


@contextmanager
def told_when_incomplete() -> Iterator[None]:
    """Import what the block imports; end with one line when a library is missing.

    After an update that needs a new library, a user has run anything but ``make setup``.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        print(  # noqa: T201 - the command line's own way needs libraries itself
            f"govnews: the crawl cannot be loaded ({error}); "
            "install the project again with `make setup`",
            file=sys.stderr,
        )
        sys.exit(_STATUS_WRONG_USE)


def require_declared(declared: Path = _DECLARED) -> None:
    """Look for every library that the project declares, also those that only workers import.

    What the installer noted would tell of the project as it was then. Installed from a wheel,
    there is no declaration, and it was the installer who saw to them.

    Raises:
        ModuleNotFoundError: One is not installed.

    """
    if not declared.is_file():
        return
    project = tomllib.loads(declared.read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        if ";" not in requirement:  # a marker: this Python may do without
            distribution(re.split(r"[^\w.-]", requirement, maxsplit=1)[0])
