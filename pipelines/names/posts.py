"""What people are called for their work, beside their names: 龚素娥 主治医师, 刘洋法官."""

from __future__ import annotations

import re
from functools import cache

from pipelines.names.lexicon import titles
from pipelines.names.runs import LONGEST_NAME, is_name
from seeds.vocabulary import table


def is_post(word: str) -> bool:
    """Whether a word says what somebody is and not who: 副主任医师, 法官助理, but not 王医生."""
    if _post().fullmatch(word) is not None:
        return True  # 农技师, though 农 is a family name
    # 县人民法院法官助理 is longer than any name.
    return len(word) >= LONGEST_NAME and word.endswith(_words()) and not is_name(word)


def before_post(word: str) -> str:
    """Return what stands before a post: 龚素娥 of 龚素娥副主任医师; "" if nothing does."""
    match = _post_behind().fullmatch(word)
    return match["who"] if match and not match["who"].endswith(_ranks()) else ""


@cache
def _words() -> tuple[str, ...]:
    return (*table("people")["posts"], *titles())


@cache
def _ranks() -> tuple[str, ...]:
    return tuple(table("people")["ranks"])


@cache
def _post() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_ranks())})*(?:{'|'.join(_words())})")


@cache
def _post_behind() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>[\u3400-\u9fff]{{2,20}}?){_post().pattern}")
