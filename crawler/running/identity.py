"""The name under which we ask: honest, fixed, with a contact where one was given."""

from __future__ import annotations

import re
from importlib.metadata import version

from archive.errors import UsageError

_HOST = r"[\w.-]+\.[A-Za-z][A-Za-z0-9-]*"
_ADDRESS = re.compile(
    rf"(?:mailto:)?[\w.+%-]+@{_HOST}|(?:https?://)?{_HOST}(?::\d+)?(?:[/?#][!-~]*)?", re.ASCII
)
"""A mail or web address, as one writes them; whether anybody is there nobody can tell from it."""
_IP_ADDRESS = re.compile(
    r"(?:https?://|[\w.+%-]+@)?(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])(?![\w.])"
)
"""An address that a machine has today is nobody's tomorrow."""


def check_contact(contact: str) -> None:
    """Raise UsageError for what is no mail or web address; nothing at all is none, and allowed."""
    if contact.strip() and not _ADDRESS.fullmatch(contact.strip()):
        raise UsageError(
            f"GOVNEWS_CONTACT={contact}: write a mail or web address at which a webmaster "
            f"reaches you{_condition(contact)}, or leave it empty"
        )


def _condition(contact: str) -> str:
    """Return what the address has to be that was given, beside an address."""
    if not contact.isascii():
        return " in ASCII, which alone a request's headers take (a host's name in Chinese as xn--…)"
    if _IP_ADDRESS.match(contact.strip()):
        return ", with the name of a host and not its IP address"
    return ""


def user_agent(contact: str) -> str:
    """Return the User-Agent; ``contact`` is a mail or web address, or empty."""
    reachable = contact.strip() or "no contact given"
    return f"govnews/{version('govnews')} (archive of government news; {reachable})"
