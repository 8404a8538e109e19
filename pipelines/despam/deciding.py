"""Whether a run is spam: how its signs add up, and what bars a removal whatever their sum.

The weight of each sign stands in ``seeds/vocabulary/spam_weights.toml``, fitted on the author half
of the benchmark. The sum is the logarithm of the odds that the run is spam.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from pipelines.despam.evidence import Surroundings
from pipelines.despam.islands import Island
from pipelines.despam.telling import MEANING
from seeds.vocabulary import table

REMOVED_FROM = 0.5
"""Confidence from which a run is taken out."""
DOUBT_NATS = 0.8
"""What a run must have more whose words all name other things too. A sentence cut by mistake is
worse than a phrase left: with words such as 下载, 游戏, 国产 alone, odds of five to one are
asked."""
SURE_NATS = 3.0
"""Odds from which bars about everyday words do not hold. Of 295 runs in pages of good faith
that weights were not fitted on, the likeliest of such words had 2.5."""
SUSPECTED_FROM = 0.15
"""Confidence from which a run that stays is told as suspected."""
LEAST_CORE = 0.5
"""Meaning without which no run in sight is taken out: models and formulas look as odd as spam."""
ADDRESS_CORE = 1.5
"""The same for a run with an e-mail or web address: news gives addresses too."""
NAMES_SPAM = 2.0
"""``core`` of words that name nothing but spam: next to a public body's name no less will do."""
AMBIGUOUS = 0.7, 1.0
"""``core`` of words that news has too, of lotteries and loans: one of them alone proves nothing."""
CERTAIN_NATS = 2.5
"""Beyond ``FIRM_NATS``: so firmly, that even news of a crime does not tell of the run."""
CERTAIN_GUARD = 2.0
"""Different words of crime near a run from which it is told of, not injected."""
PLAIN_ODDS = 0.8
"""Tens of nats that a run needs whose words any web page has (平台在线观看直播) or that names but
sports and places: 2019年篮球世界杯."""
TOLD_ODDS = 0.8
"""The same of goods and deeds where a court or the law is near, or something happens to who does
them: 法院判决代练公司退费, 找人代练游戏账号被封."""
RICH_CORE = 3.0
"""``core`` from which a run says too much to be a name that its sentence uses."""
NEEDED_ODDS = 1.0
"""Tens of nats of borders beyond which no sentence needs a run: of the same runs one had 0.6."""
BORDERS_ASKED = ((9.0, 1.0, 0.2), (9.0, NAMES_SPAM, 0.1), (2.7, 9.0, 0.0))
"""``core`` and ``strongest`` word below which tens of nats are asked of the borders. Of phrases of
the author half that were taken out, one in 200 has less."""
LEAST_BORDERS = 0.15
"""The same of a run of such words however firmly the text closes: of 3,917 phrases one had less."""
PROSAIC_BORDERS = -0.15, 0.37
"""Tens of nats by which prose explains better what of a run of everyday words is none of them, and
tens of nats of borders below which that is prose: 校测确认|入口官网. Of 3,917 phrases at
most 14 are so."""
MOSTLY_WORDS = 0.6
"""Share of such a run from which the vocabulary's words are too much of it to be prose."""
OFFERED_ODDS = 0.45
"""Tens of nats of borders below which a run that offers no entrance is a name that news has
(澳门博彩股, 金界娱乐城). Of 17 runs that were cut out of 82 pages of good faith, which a hostile
reader wrote, 15 have less, and one phrase in 80 of the unseen half."""
OVERRUN_BORDERS = 0.5
"""Tens of nats below which a character behind the last word is the sentence's: 竞猜比分赢|纪念品.
Of 3,917 phrases one is so."""
BARRING = frozenset(
    {
        "service",
        "thrown",
        "deed",
        "case",
        "suffered",
        "frame",
        "inside",
        "role",
        "institution",
        "again",
        "whole",
        "overrun",
        "titled",
        "account",
        "coded",
        "pictured",
    }
)
"""Signs that have no weight: they only bar a removal."""


def confidence(found: Mapping[str, float]) -> float:
    """Return the probability that a run with these signs is spam."""
    odds = log_odds(found)
    probability = probability_of(odds)
    if _may_go(found, odds):
        return probability
    return min(probability, REMOVED_FROM - 0.01)


def log_odds(found: Mapping[str, float]) -> float:
    """Return what signs weigh together, those of the run alone or all, in nats."""
    bias, weighed = weights()
    odds = bias + sum(weighed.get(name, 0.0) * value for name, value in found.items())
    seen = not found.get("hidden") and not found.get("foreign_link")
    return odds - DOUBT_NATS if seen and found["strongest"] < NAMES_SPAM else odds


def probability_of(odds: float) -> float:
    """Return the probability that has these odds, given as their logarithm."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _may_go(found: Mapping[str, float], odds: float) -> bool:
    """Tell whether a run may be taken out at all, whatever its odds, or with such odds alone.

    Hidden text may that says more than menus and boxes to log in do. In sight, a run needs words
    that carry meaning; without a link to another site, a text that closes firmly behind it, or odds
    beyond doubt, that neither news of a crime nor a public body tells it.
    """
    if found["hidden"]:
        return _is_no_menu(found["strongest"], found["named"], found["foreign_link"])
    if found["core"] < _least_core(found) or (odds < SURE_NATS and _is_one_call(found)):
        return False
    if found["foreign_link"] or found["firm"] > CERTAIN_NATS:
        return True
    always = (
        _crosses_sentences,
        _is_told_of_crime,
        _is_told_of,
        _speaks_as_news,
        _is_lone_word,
        _is_named_by_its_sentence,
        _is_title,
        _offers_nothing,
    )
    unless_sure = (_is_one_word, _is_plain, _has_poor_borders, _is_prosaic)
    bars = always if odds >= SURE_NATS else (*always, *unless_sure)
    return not any(bar(found) for bar in bars)


def may_go_unseen(island: Island, around: Surroundings) -> bool:
    """Tell the same of a hidden run before its other signs are worked out."""
    strongest = max((word.core for word in island.words), default=0.0)
    return _is_no_menu(strongest, island.named, around.link is not None and around.foreign)


def _is_no_menu(strongest: float, named: float, foreign: float) -> bool:
    return strongest >= MEANING or bool(named or foreign)


def _crosses_sentences(found: Mapping[str, float]) -> bool:
    """Tell whether the sentence around has marks in the run."""
    return found["crossing"] > 0


def _is_told_of_crime(found: Mapping[str, float]) -> bool:
    """Tell whether news of a crime speaks of the run."""
    return found["guard"] >= CERTAIN_GUARD


def _speaks_as_news(found: Mapping[str, float]) -> bool:
    """Tell whether words of crime and news stand in a run that nothing shows to be put in."""
    return found["inside"] > 0 and found["firm"] <= 0 and not _is_put_on(found)


def _is_one_word(found: Mapping[str, float]) -> bool:
    """Tell whether the run is one word that its sentence may use."""
    is_ambiguous = AMBIGUOUS[0] <= found["strongest"] < AMBIGUOUS[1]
    is_service = found["service"] > 0 and found["strongest"] < NAMES_SPAM and not _is_put_on(found)
    return is_service or (is_ambiguous and found["many"] == 1)


def _is_named_by_its_sentence(found: Mapping[str, float]) -> bool:
    """Tell whether the sentence needs a run: it is a part of it, and nothing else shows a splice.

    Of 2,093 phrases of the author half that were taken out one stood so, of the traps most.
    """
    needed = found["role"] > 0 or found["institution"] > 0
    shown = found["firm"] > 0 or found["account"] > 0 or _is_put_on(found)
    is_rich = found["core"] >= RICH_CORE or found["odds"] >= NEEDED_ODDS
    return needed and not shown and not is_rich


def _is_title(found: Mapping[str, float]) -> bool:
    """Tell whether a run is all of a title, and names a game, a film or a paper: 《变态传奇》.

    What was put in place of a title offers something: an entrance, a site.
    """
    return found["titled"] > 0 and not found["calls"] and not _is_put_on(found)


def _offers_nothing(found: Mapping[str, float]) -> bool:
    """Tell whether a run names, and offers no entrance, and nothing shows that it was put in."""
    shown = found["firm"] > 0 or found["again"] > 0 or found["coded"] > 0 or _is_put_on(found)
    is_name = not found["calls"] and found["core"] < 2 * NAMES_SPAM
    return is_name and not shown and found["odds"] < OFFERED_ODDS


def _has_poor_borders(found: Mapping[str, float]) -> bool:
    """Tell whether nothing but everyday words speak: not the borders, no second place, no sign.

    A second place says nothing where the text reads worse without the run: news repeats its names.
    """
    if found["firm"] > 0 or _is_put_on(found):
        return False
    if found["again"] > 0:
        return _is_word_alone(found) and found["join"] < 0
    return any(
        found["core"] < core and found["strongest"] < strongest and found["odds"] < least
        for core, strongest, least in BORDERS_ASKED
    )


def _is_lone_word(found: Mapping[str, float]) -> bool:
    """Tell whether a run is a word that a line has once, and nothing shows that it was put in."""
    shown = found["firm"] > 0 or found["again"] > 0 or _is_put_on(found)
    return _is_word_alone(found) and not shown


def _is_word_alone(found: Mapping[str, float]) -> bool:
    """Tell whether a run is one word of the vocabulary, and not all of its line."""
    is_alone = found["many"] == 1 and found["cover"] == 1
    return is_alone and not found["whole"] and not found["thrown"]


def _is_prosaic(found: Mapping[str, float]) -> bool:
    """Tell whether a run of weak words takes words of its sentence along.

    They stand as a name before everyday words, or one character of them behind the last word.
    """
    if _is_put_on(found):
        return False
    gain, odds = PROSAIC_BORDERS
    is_prose = found["unknown"] <= gain and found["odds"] < odds and found["cover"] < MOSTLY_WORDS
    is_led = found["everyday"] > 0 and is_prose
    is_weak = found["strongest"] < AMBIGUOUS[1] and found["odds"] < OVERRUN_BORDERS
    return is_led or (is_weak and found["overrun"] > 0 and found["firm"] <= 0)


def _is_one_call(found: Mapping[str, float]) -> bool:
    """Tell whether a run is one word of any web page, as 官方app, or badly cut out: 雪|app购买."""
    if found["foreign_link"] or _is_put_on(found):
        return False
    is_word = found["many"] == 1 and found["strongest"] < MEANING and not found["named"]
    is_weak = found["strongest"] < AMBIGUOUS[1] and (found["everyday"] or not found["again"])
    return is_word or bool(is_weak and found["odds"] < LEAST_BORDERS)


def _is_put_on(found: Mapping[str, float]) -> bool:
    """Tell whether a run is dressed up: odd signs, disguises, a frame."""
    return found["odd"] > 0 or found["disguised"] > 0 or found["frame"] > 0


def _is_plain(found: Mapping[str, float]) -> bool:
    """Tell whether a run holds but words of any web page or of sports, and they may stand there."""
    is_of_any_page = bool(found["everyday"]) and not found["named"]
    is_of_sports = not found["calls"] and found["strongest"] < AMBIGUOUS[0]
    is_of_sports = is_of_sports and not found["coded"]
    return (is_of_any_page or is_of_sports) and found["odds"] < PLAIN_ODDS


def _is_told_of(found: Mapping[str, float]) -> bool:
    """Tell whether news of a case speaks of the run, or a public body does of itself.

    What a body calls its own entrances closes as firmly as spam does: 中国银行|手机银行登录入口.
    """
    if found["strongest"] >= NAMES_SPAM:
        return False
    is_told = found["weak_guard"] > 0 or found["suffered"] > 0
    is_deed = found["deed"] > 0 and is_told and found["odds"] < TOLD_ODDS
    if found["firm"] > 0:
        return found["official"] > 0 and found["everyday"] > 0
    return found["official"] > 0 or found["case"] > 0 or is_deed


def _least_core(found: Mapping[str, float]) -> float:
    """Return the meaning that a run needs: more where it is an address, or Latin words alone.

    Pictures frame no address that news gives.
    """
    if found["latin"] and found["strongest"] < NAMES_SPAM:
        return math.inf
    return ADDRESS_CORE if found["address"] and not found["pictured"] else LEAST_CORE


@cache
def weights() -> tuple[float, Mapping[str, float]]:
    """Return the bias and the weight of each sign."""
    data = table("spam_weights")
    return data["bias"], data["weights"]
