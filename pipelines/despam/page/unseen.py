"""What a text that no reader sees must say before it makes the page hacked.

A site hides its own menus too, to show them by script or on narrow screens, and columns are called
体育娱乐, 棋牌协会, 娱乐在线: one such word is no offer. An offer has a name of its own or an
entrance beside the word, and what leads to the page's own site is asked for more still.
"""

from __future__ import annotations

from itertools import pairwise

from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.model import prose_model
from pipelines.despam.page.proof import NAMES_OFFERS, NAMES_SPAM, OFFERS, SOLD_WITH, words_in
from pipelines.despam.words.lexicon import Word, lexicon

NAMES_SITES = frozenset({"brand", "play"})
"""Classes whose words alone are no column of a site: 百家乐, 葡京."""
LEAST_NAME = 2
"""Characters of a name: 星耀 in 星耀体育官网."""


def proves_unseen(text: str, *, foreign: bool, own: bool) -> bool:
    """Tell whether a text that no reader sees is spam by what it says.

    ``foreign``: it links to another site that is neither a government's nor a news outlet's;
    ``own``: it links to the page's own site.
    """
    folded = folded_each(text)
    if any(word in folded for word in lexicon().guard):
        return False
    if foreign:
        words = [word for _, word in words_in(folded)]
        offered = {word.text for word in words if word.kind in SOLD_WITH}
        return len(offered) >= OFFERS or any(word.core >= NAMES_OFFERS for word in words)
    pieces = folded.split()
    return any(_names_spam(one, own=own) or _is_offer(one, own=own) for one in pieces)


def _names_spam(piece: str, *, own: bool) -> bool:
    """Tell whether a piece has a word that names nothing but spam.

    Where it leads to the site itself, such a word may be a column's name: 内部资料, 精品视频.
    """
    words = [word for _, word in words_in(piece)]
    named = [word for word in words if word.core >= NAMES_SPAM]
    if not named or not own:
        return bool(named)
    return any(word.kind in NAMES_SITES for word in named) or len(words) > 1


def _is_offer(piece: str, *, own: bool) -> bool:
    """Tell whether a piece has a word that hardly names anything but spam, with what sells it."""
    found = list(words_in(piece))
    if not any(word.core >= NAMES_OFFERS for _, word in found):
        return False
    name = piece[: found[0][0]]
    if own:
        return _is_strange(name)
    return len(name) >= LEAST_NAME or _has_entrance([word for _, word in found])


def _has_entrance(words: list[Word]) -> bool:
    """Tell whether several words sell something together: 娱乐平台官网登录."""
    return len({word.text for word in words if word.kind in SOLD_WITH}) > 1


def _is_strange(name: str) -> bool:
    """Tell whether a name is none that government prose would make of its own words."""
    known = prose_model().has_pair
    return len(name) >= LEAST_NAME and not all(known(a + b) for a, b in pairwise(name))
