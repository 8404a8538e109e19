"""Whether a run is spam: how its signs add up, and what bars a removal whatever their sum.

A run in sight is judged by trees (``pipelines.despam.runs.forest``), one that is hidden or links to
another site by a sum of weighed signs (``seeds/vocabulary/spam_weights.toml``). Both were fitted
(``tests.bench.spam_fit``); either gives the logarithm of the odds that the run is spam.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from pipelines.despam.page.proof import NAMES_SPAM
from pipelines.despam.runs.evidence import Surroundings
from pipelines.despam.runs.forest import forest
from pipelines.despam.runs.islands import Island
from pipelines.despam.words.telling import MEANING
from seeds.vocabulary import table

REMOVED_FROM = 0.5
"""Confidence from which a run is taken out."""
ODDS_WEIGHT, PHRASED_WEIGHT = 0.3, 0.2
"""Weights of the nats of borders and of ``phrased`` beside the trees, which were fitted with odds
of half-networks and without ``phrased``. Of 484 phrases that nothing was fitted on 455 are found
with these, 440 without, where as many runs of clean text would go."""
LEAST_WEIGHED, LEAST_PHRASED, MOST_PHRASED = -3.0, -4.0, 6.0
"""Nats of borders, and of ``phrased``, beyond which they say no more."""
DOUBT_NATS = 3.4
"""What a run in sight must have more than even odds. A sentence cut by mistake is worse than a
phrase left. Set so that of 165 real pages none loses more than before the weights above; of 10,000
headlines four lose something. Where the same text is surely hacked elsewhere, it is not asked."""
SURE_NATS = 4.5
"""Odds beyond those from which most bars do not hold. For the trees alone it was 3.0, which two
runs of 609 of pages of good faith that were held back had; it was raised with the weights above."""
STRANGE_NATS = 2.5
"""What is less asked of a run that reads like a phrase from end to end and of which the page says
nothing (``runs.strangers``). With it one run more of 2.8 million clean characters goes."""
STRANGE_FROM = 0.075
"""Confidence from which that may take a run out: ``STRANGE_NATS`` below even odds."""
WHOLE_NATS = 3.0
"""What is less asked of a run that is an offer from end to end."""
WHOLE, LONG_OFFER = 0.85, 5
"""Share of a run that its words cover, and characters of a word, from which it is one."""
TOLD_BY = (
    "guard", "weak_guard", "guarded_article", "official", "quoted", "role", "institution", "titled",
    "inside", "case", "suffered", "crossing", "overrun", "lead",
    "cautioned",
)  # fmt: skip
"""Signs that a sentence speaks of a run."""
SUSPECTED_FROM = 0.14
"""Confidence from which a run that stays is told as suspected."""
LEAST_CORE = 0.2
"""Meaning without which a run in sight is taken out for the nats of its borders alone, or not at
all: models and formulas look as odd as spam."""
ADDRESS_CORE = 1.5
"""The same for a run with an e-mail or web address: news gives addresses too."""
CERTAIN_GUARD = 2.0
"""Different words of crime near a run from which it is told of, not injected."""
TOLD_ODDS = 0.8
"""Tens of nats of its borders that a run of goods and deeds needs where a court or the law is near,
or something happens to who does them: 法院判决代练公司退费, 找人代练游戏账号被封."""
BARE_ODDS, LEAST_BARE = 6.0, 4
"""Nats of its borders that a run without words of meaning needs for even odds, and letters, digits
and Han characters: （图片-新闻-网页） is no frame."""
RICH_CORE = 3.0
"""``core`` from which a run says too much to be a name that its sentence uses."""
NEEDED_ODDS = 1.0
"""Tens of nats of borders beyond which no sentence needs a run: of the same runs one had 0.6."""


def confidence(found: Mapping[str, float]) -> float:
    """Return the probability that a run with these signs is spam."""
    if found["hidden"] or found["foreign_link"]:
        odds, may_go = log_odds(found), _may_leave(found)
    else:
        odds, may_go = _odds_in_sight(found), _may_go(found)
    probability = probability_of(odds)
    return probability if may_go else min(probability, REMOVED_FROM - 0.01)


def log_odds(found: Mapping[str, float]) -> float:
    """Return what the signs of a hidden or linked run weigh together, in nats."""
    bias, weighed = weights()
    return float(bias + sum(weighed.get(name, 0.0) * value for name, value in found.items()))


def _odds_in_sight(found: Mapping[str, float]) -> float:
    """Return the nats of a run in sight, with what the page tells of it."""
    _, weighed = weights()
    of_page = sum(
        weighed[name] * found[name] for name in ("repeats", "home_link", "guarded_article")
    )
    of_page += STRANGE_NATS * found["strange"]
    return nats_of_text(found) + of_page + DOUBT_NATS * found["hacked_article"]


def nats_of_text(found: Mapping[str, float]) -> float:
    """Return the nats by which the text alone makes a run in sight spam, all caution taken.

    The trees know nothing of runs without words of meaning.
    """
    if _is_bare(found):
        return 10 * found["odds"] - BARE_ODDS
    phrased = max(LEAST_PHRASED, min(found["phrased"], MOST_PHRASED))
    borders = max(LEAST_WEIGHED, 10 * found["odds"])
    told = forest().nats(found) + ODDS_WEIGHT * borders + PHRASED_WEIGHT * phrased
    return told - DOUBT_NATS + WHOLE_NATS * _is_whole_offer(found)


def _is_bare(found: Mapping[str, float]) -> bool:
    """Tell whether a run has no words of meaning: only its borders and its place tell of it."""
    return found["core"] < LEAST_CORE


def _is_whole_offer(found: Mapping[str, float]) -> bool:
    """Tell whether a run says from end to end what nothing but spam says, and nothing tells of it.

    The trees have seen few such phrases: what most of their examples sell needs a name.
    """
    is_whole = found["naming"] > 1 or (found["naming"] > 0 and found["longest"] >= LONG_OFFER)
    return is_whole and found["cover"] >= WHOLE and not any(found[sign] for sign in TOLD_BY)


def probability_of(odds: float) -> float:
    """Return the probability that has these odds, given as their logarithm."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _may_leave(found: Mapping[str, float]) -> bool:
    """Tell whether a hidden run or one that links to another site may be taken out at all.

    Hidden text may that says more than menus and boxes to log in do.
    """
    if found["hidden"]:
        return _is_no_menu(found["strongest"], found["named"], found["foreign_link"])
    return bool(found["thrown_link"]) or found["core"] >= _least_core(found)


def _may_go(found: Mapping[str, float]) -> bool:
    """Tell whether a run in sight may be taken out at all, whatever its odds.

    It needs words that carry meaning; and neither news of a crime nor a public body tells it.
    """
    if _is_bare(found):
        return _may_go_bare(found)
    if found["core"] < _least_core(found):
        return False
    always = (_is_told_of_crime, _is_told_of, _speaks_as_news)
    if any(bar(found) for bar in always):
        return False
    unless_sure = (_crosses_sentences, _is_lone_word, _is_named_by_its_sentence, _is_title)
    return not any(bar(found) for bar in unless_sure) or nats_of_text(found) >= SURE_NATS


def _may_go_bare(found: Mapping[str, float]) -> bool:
    """Tell the same of a run without words of meaning: nothing must tell of it.

    Latin words and addresses alone are names of models and firms, what is framed is a title.
    """
    if found["size"] < LEAST_BARE:
        return False
    named = found["latin"] or found["address"] or found["frame"]
    return not named and not any(found[sign] for sign in TOLD_BY)


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


def _is_named_by_its_sentence(found: Mapping[str, float]) -> bool:
    """Tell whether the sentence needs a run: it is a part of it, and nothing else shows a splice.

    Of 2,093 phrases of the author half that were taken out one stood so, of the traps most.
    """
    needed = found["role"] > 0 or found["institution"] > 0
    is_strange = found["strange"] > 0 and found["strongest"] >= NAMES_SPAM
    shown = found["firm"] > 0 or found["account"] > 0 or is_strange or _is_put_on(found)
    is_rich = found["core"] >= RICH_CORE or found["odds"] >= NEEDED_ODDS
    return needed and not shown and not is_rich


def _is_title(found: Mapping[str, float]) -> bool:
    """Tell whether a run is all of a title, and names a game, a film or a paper: 《变态传奇》.

    What was put in place of a title offers something: an entrance, a site.
    """
    return found["titled"] > 0 and not found["calls"] and not _is_put_on(found)


def _is_lone_word(found: Mapping[str, float]) -> bool:
    """Tell whether a run is a word that a line has once, and nothing shows that it was put in."""
    shown = found["firm"] > 0 or found["again"] > 0 or _is_put_on(found)
    return _is_word_alone(found) and not shown and not _is_whole_offer(found)


def _is_word_alone(found: Mapping[str, float]) -> bool:
    """Tell whether a run is one word of the vocabulary, and not all of its line."""
    is_alone = found["many"] == 1 and found["cover"] == 1
    return is_alone and not found["whole"] and not found["thrown"]


def _is_put_on(found: Mapping[str, float]) -> bool:
    """Tell whether a run is dressed up: odd signs, disguises, a frame."""
    return found["odd"] > 0 or found["disguised"] > 0 or found["frame"] > 0


def _is_told_of(found: Mapping[str, float]) -> bool:
    """Tell whether news of a case speaks of the run, or a public body does of itself.

    What a body calls its own entrances closes as firmly as spam does: 中国银行|手机银行登录入口.
    """
    if found["strongest"] >= NAMES_SPAM:
        return False
    is_told = found["weak_guard"] > 0 or found["suffered"] > 0
    is_deed = found["deed"] > 0 and is_told and found["odds"] < TOLD_ODDS and not found["strange"]
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
