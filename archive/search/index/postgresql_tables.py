"""The tables of the index on PostgreSQL, and the function that makes grams on the server."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

_CELLS = 524_287
"""Bigrams are hashed into so many cells: an article of 1,000 characters has one gram in a thousand
of them by chance, and the lists of rare grams share the price of a list."""

_MULTIPLIER = 65_599
"""Spreads the first character over the cells (the constant of the sdbm hash)."""

_ALONE = 2_000_000
"""Single characters have numbers above all cells."""

NO_LETTERS = ((0, 47), (58, 64), (0x2000, 0x206F), (0x3001, 0x3002))
"""Ranges of code points that are part of no word: the punctuation that is frequent. Grams with
others are in the index and never asked for."""


def _outside(name: str) -> str:
    """Say in SQL that a code point may be part of a word."""
    return " AND ".join(f"{name} NOT BETWEEN {low} AND {high}" for low, high in NO_LETTERS)


_FUNCTION = f"""
CREATE OR REPLACE FUNCTION govnews_grams(folded text) RETURNS integer[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
    SELECT array_agg({_ALONE} + one) || array_agg(((one::bigint * {_MULTIPLIER} + next)
            % {_CELLS})::integer) FILTER (WHERE {_outside("next")})
    FROM (
        SELECT ascii(one) AS one, ascii(next) AS next
        FROM unnest(string_to_array(folded, NULL), (string_to_array(folded, NULL))[2:])
            AS neighbours (one, next)
    ) AS codes
    WHERE {_outside("one")}
$$
"""  # noqa: S608 - made of the constants above
SEPARATOR = "\x1f"
"""Between title and body; folding makes a space of it, so no word has it."""

_FOLDED = "folded"
TITLE = r"split_part(folded, E'\x1f', 1)"
"""Literal, not with a parameter: an index on an expression is found by its text."""

TABLES = (
    """
    CREATE TABLE search_entries (
        doc_id bigint PRIMARY KEY,
        article_id bigint NOT NULL UNIQUE,
        digest bigint NOT NULL,
        site_id text,
        folded text NOT NULL
    )
    """,
    # Rows stay small, so that hits by the thousand are read from few pages: the text goes beside.
    "ALTER TABLE search_entries SET (toast_tuple_target = 128)",
    _FUNCTION,
)
LOOKUPS = (
    "CREATE INDEX ix_search_entries_site_id ON search_entries (site_id)",
    f"CREATE INDEX ix_search_entries_title ON search_entries USING gin (govnews_grams({TITLE}))",
    f"CREATE INDEX ix_search_entries_folded ON search_entries USING gin (govnews_grams({_FOLDED}))",
    # Statistics would read every text and make its grams, and no plan depends on them.
    "ALTER TABLE search_entries ALTER COLUMN folded SET STATISTICS 0",
    "ALTER INDEX ix_search_entries_title ALTER COLUMN 1 SET STATISTICS 0",
    "ALTER INDEX ix_search_entries_folded ALTER COLUMN 1 SET STATISTICS 0",
)
DROPS = ("DROP TABLE IF EXISTS search_entries", "DROP FUNCTION IF EXISTS govnews_grams(text)")


def codes_of(run: str) -> Iterator[int]:
    """Give what ``govnews_grams`` has for every text with this run of characters."""
    if len(run) == 1:
        yield _ALONE + ord(run)
    for one, following in pairwise(run):
        yield (ord(one) * _MULTIPLIER + ord(following)) % _CELLS
