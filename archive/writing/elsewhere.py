"""What is known of an article that is not where it was."""

from __future__ import annotations

from typing import NamedTuple


class Elsewhere(NamedTuple):
    """Where else an article may be, and how it is known there."""

    urls: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """The headlines that it has had."""
