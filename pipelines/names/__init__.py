"""Names of people out of bylines, signatures and editor lines. ``split(text)`` is the way in."""

from __future__ import annotations

from pipelines.names.beside_offices import behind_office
from pipelines.names.biographies import without_biography
from pipelines.names.credits import (
    Credit,
    CreditText,
    credits_of,
    has_prose,
    is_credit,
    names_reporter,
    names_writer,
    read_credit,
    signed_by,
    split,
    split_labelled,
)
from pipelines.names.lexicon import (
    Role,
    headings,
    is_office,
    nobodies,
    officials,
    reported_from,
    role_pattern,
    roles,
    titles,
)
from pipelines.names.pieces import mentions_role
from pipelines.names.posts import is_post
from pipelines.names.runs import cut_run, is_given_name, is_name
from pipelines.names.spacing import evened, without_groups
from pipelines.names.things import are_things

__all__ = [
    "Credit",
    "CreditText",
    "Role",
    "are_things",
    "behind_office",
    "credits_of",
    "cut_run",
    "evened",
    "has_prose",
    "headings",
    "is_credit",
    "is_given_name",
    "is_name",
    "is_office",
    "is_post",
    "mentions_role",
    "names_reporter",
    "names_writer",
    "nobodies",
    "officials",
    "read_credit",
    "reported_from",
    "role_pattern",
    "roles",
    "signed_by",
    "split",
    "split_labelled",
    "titles",
    "without_biography",
    "without_groups",
]
