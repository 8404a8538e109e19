"""Runs that a notice of public service needs: 电脑端、手机微信端登录学习.

To the model of government prose 手机, 微信 and 登录 in a row are strange, and the grammar of spam
has them all; but spam that names nothing of its own offers nothing.
"""

from __future__ import annotations

import re
from functools import cache

from pipelines.despam.language.folding import folded_each
from pipelines.despam.page.proof import may_prove_spam
from pipelines.despam.runs.finding import Run
from seeds.vocabulary import table

_BEHIND_ITEMS = frozenset("、和及与等")
"""What stands behind an item of an enumeration."""
_PARTS = re.compile("[、，,。；;：:（(]")
"""Marks before which an item of an enumeration does not reach."""
_DATELINE = re.compile("【[\u4e00-\u9fff]{2,16}(?:报道|讯|电|消息)】")
"""Whose report a text is: 【某某网综合报道】."""
LONGEST_ITEM = 20
"""Characters in which the item before a run begins."""


def is_needed(text: str, run: Run) -> bool:
    """Tell whether the sentence in ``text`` needs a run that names no spam.

    It is an item of an enumeration, or says nothing but how one comes in and what one does there.
    """
    if _is_of_service(run) or _DATELINE.fullmatch(text[run.start : run.end].strip()):
        return True
    is_behind = text[run.start - 1 : run.start] == "、"
    return is_behind and not may_prove_spam(run.key) and _is_item(text, run)


def _is_item(text: str, run: Run) -> bool:
    """Tell whether a run behind ``、`` is all of an item, or the item with what is done there."""
    if text[run.end : run.end + 1] in _BEHIND_ITEMS:
        return True
    return run.rule == "island" and (_ends_alike(text, run) or _leaves_deed(text, run))


def _ends_alike(text: str, run: Run) -> bool:
    """Tell whether a run names what the item before it does: 浙里办端、|某某端登录|."""
    before = _item_before(text, run)
    name = _deeds_last().sub("", run.key)
    return len(name) > 1 and before[-1:].isalnum() and name.endswith(before[-1:])


def _leaves_deed(text: str, run: Run) -> bool:
    """Tell whether ``、`` would stand before a deed without the run, behind what is none."""
    behind = folded_each(text[run.end : run.end + LONGEST_ITEM])
    return behind.startswith(_words("deeds")) and not _item_before(text, run).endswith(
        _words("deeds")
    )


def _item_before(text: str, run: Run) -> str:
    before = folded_each(text[max(0, run.start - 1 - LONGEST_ITEM) : run.start - 1])
    return _PARTS.split(before)[-1]


def _is_of_service(run: Run) -> bool:
    """Tell whether nothing but its strangeness speaks against a run of words of public service."""
    return run.rule == "island" and not run.around.hacked and is_of_service(run.key)


def is_of_service(text: str) -> bool:
    """Tell whether a text has no other words than those of public service."""
    return _service().fullmatch(folded_each(text)) is not None


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(table("spam_shields")["service"][name])


@cache
def _service() -> re.Pattern[str]:
    words = (*_words("ways"), *_words("deeds"), *_words("joins"), *_words("menus"))
    return re.compile(f"(?:{'|'.join(map(re.escape, words))})+")


@cache
def _deeds_last() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, _words('deeds')))})+$")
