"""The name under which we ask: honest, fixed, with a contact where one was given."""

from __future__ import annotations

from importlib.metadata import version


def user_agent(contact: str) -> str:
    """Return the User-Agent; ``contact`` is a mail or web address, or empty."""
    reachable = contact.strip() or "no contact given"
    return f"govnews/{version('govnews')} (archive of government news; {reachable})"
