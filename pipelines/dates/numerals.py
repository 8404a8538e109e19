"""Numbers as Chinese dates write them: digits, counting, banker's capitals, look-alike zeros."""

from __future__ import annotations

import re
import unicodedata

from seeds.whole_numbers import MOST_DIGITS

_DIGITS = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    **dict(zip("貳參陸", (2, 3, 6), strict=True)),
    "〇": 0,
    "两": 2,
    "兩": 2,
    "元": 1,
}
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
_HUNDREDS = "百佰"

NUMERAL = "0-9" + "".join(_DIGITS) + "".join(_TENS) + _HUNDREDS
"""Body of a character class for one character of a number."""

DASHES = "-‐‑‒–—―−─﹣－"
"""Of every width: typesetting makes the others out of a hyphen."""
_LOOK_ALIKES = str.maketrans(
    {
        # U+25CB circle, U+25EF large circle, U+3007, Cyrillic and Latin O, full stop of a zero:
        # all have been seen for 〇 in year numbers, since old input methods lack U+3007.
        **dict.fromkeys("○◯⚪ОоΟο", "〇"),
        **dict.fromkeys(DASHES, "-"),
    }
)
_LATIN_ZERO = re.compile(r"(?<=[〇零一二三四五六七八九])[Oo0](?=[〇零一二三四五六七八九Oo0年])")


def normalise(text: str) -> str:
    """Return the text in the one form that the date readers know: NFKC, one dash, one zero."""
    return one_zero(unicodedata.normalize("NFKC", text))


def one_zero(text: str) -> str:
    """Return a text of the same length with one dash and one zero, whatever stood for them."""
    return _LATIN_ZERO.sub("〇", text.translate(_LOOK_ALIKES))


def number(text: str) -> int | None:
    """Return the value of 24, 二十四, 廿四, 二〇二〇 or 一百零九; None if it is no number."""
    if len(text) > MOST_DIGITS:
        return None  # an account's, a document's: nothing is counted so
    if not text or text.isascii():
        return int(text) if text.isdecimal() else None
    if any(sign in _TENS or sign in _HUNDREDS for sign in text):
        return _counted(text)
    digits = [_digit(sign) for sign in text]
    if None in digits:
        return None
    return int("".join(str(digit) for digit in digits))


def _digit(sign: str) -> int | None:
    return int(sign) if sign.isdecimal() else _DIGITS.get(sign)


def _counted(text: str) -> int | None:
    """Read positional counting: 一百零九, 二十四, 十, 廿四."""
    total, pending = 0, None
    for sign in text:
        if sign in _HUNDREDS:
            total, pending = total + (pending or 1) * 100, None
        elif sign in _TENS:
            tens = _TENS[sign]
            total, pending = (
                total + (pending or 1) * tens if tens == 10 else total + tens,
                None,
            )  # 廿 and 卅 take no factor
        elif (digit := _digit(sign)) is None:
            return None
        else:
            pending = digit
    return total + (pending or 0)
