"""What is one for a whole run and every one uses who deals with its answers."""

from __future__ import annotations

from dataclasses import dataclass

from archive.ledger import Ledger
from crawler.answers.changes import Changes
from crawler.answers.disappearances import Disappearances
from crawler.answers.items import Items
from crawler.frontier.frontier import Frontier
from crawler.frontier.requests import Requests
from crawler.running.scribe import Scribe


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A run's."""

    frontier: Frontier
    """Says what is asked for."""
    ledger: Ledger
    """Keeps what is written at once together."""
    scribe: Scribe
    """Writes off the reactor's thread."""
    requests: Requests
    """Makes the requests for what follows."""
    items: Items
    """Makes what the item pipeline takes."""
    changes: Changes
    """Writes what became of pages."""
    disappearances: Disappearances
    """Decides what to make of articles that are not where they were."""
