"""Whole numbers that pages write in digits, however many digits these are."""

from __future__ import annotations

MOST_DIGITS = 18
"""What 64 bits hold. Numbers of pages have five digits at most, those of documents a dozen, moments
in milliseconds 13; more count nothing."""
LARGEST = 10**MOST_DIGITS
"""What stands for every number of more digits."""


def whole_number(digits: str) -> int:
    """Return the number that decimal digits write, ``LARGEST`` for one of more than 18.

    Python refuses to read more than 4,300 (``sys.get_int_max_str_digits``) and raises ValueError,
    which would cost the whole page.
    """
    significant = digits.lstrip("0") or "0"
    return int(significant) if len(significant) <= MOST_DIGITS else LARGEST
