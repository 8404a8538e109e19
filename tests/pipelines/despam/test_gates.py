"""What is told quickly to spare the costly way must never say otherwise than that would."""

from __future__ import annotations

import math
import random
import re
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.despam.advertisements import paragraphs
from pipelines.despam.advertisements.advertising import NOTHING, TABLE, Lure, compiled, signs_of
from pipelines.despam.advertisements.speaking import (
    ROUNDING_NATS,
    most_odds_of,
    names_wares,
    odds_of,
)
from pipelines.despam.language.folding import folded_each
from pipelines.despam.language.traditional import is_traditional
from pipelines.despam.lines import BODY, Line, Verdict
from pipelines.despam.page.proof import NAMES_OFFERS, NAMES_SPAM, any_names, naming, words_in
from pipelines.despam.runs.evidence import ADDRESS_OF_NEWS, may_hold_address
from pipelines.despam.runs.suspicion import ENOUGH, WINDOW, Strangeness, dense
from pipelines.despam.words.lexicon import Word, lexicon
from seeds.vocabulary import table
from tests.bench.spam_adverts import adverts, innocent
from tests.bench.spam_cases import phrases, traps
from tests.pipelines.despam.test_despam import PROSE

PARAGRAPHS = [one.text for one in (*adverts(random.Random(4)), *innocent(random.Random(4)))]
PIECES = (*PROSE, *phrases("author")[:300], *traps("author")[:300], *PARAGRAPHS[::9])
SIGNS = (
    *" ,.，。、；：（）《》“”【】_|★❤*-0",
    "2025年",
    "www.kb88.com",
    "&#20013;",
    "門",
    "\u200b",
    "𝐀",
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a text of pieces of prose, of phrases of spam, of offers, with signs between them."""
    found = []
    for piece in draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4)):
        start = draw(st.integers(0, len(piece) - 1))
        found.append(piece[start : start + draw(st.integers(1, 60))])
        found.append(draw(st.sampled_from(SIGNS)))
    return "".join(found)


def test_no_text_has_higher_odds_than_is_told_quickly() -> None:
    for text in (*PARAGRAPHS[::3], *PIECES):
        assert odds_of(text) <= most_odds_of(text, signs_of(text))


@settings(max_examples=60, deadline=None)
@given(texts())
def test_no_text_of_any_kind_has_higher_odds_than_is_told_quickly(text: str) -> None:
    assert odds_of(text) <= most_odds_of(text, signs_of(text))


@given(texts(), st.sampled_from(["", "", *table(TABLE)["offered"]["words"]]))
def test_words_that_only_spam_offers_are_found_wherever_they_stand(text: str, word: str) -> None:
    text, folded = text + word, folded_each(text + word)
    offered = any(one in folded for one in table(TABLE)["offered"]["words"])
    assert names_wares(text, NOTHING) == offered


@given(texts())
def test_only_a_text_without_wares_and_promises_has_no_signs(text: str) -> None:
    kinds = [kind for many in table(TABLE)["wares"].values() for kind in many]
    folded = folded_each(text)
    named = any(word.kind in kinds for _, word in words_in(folded))
    patterns = [pattern for lure in table(TABLE)["lure"] for pattern in lure["patterns"]]
    promised = any(re.search(pattern, folded) for pattern in patterns)
    assert promised or (signs_of(text) == NOTHING) == (not named)
    assert not (promised and signs_of(text) == NOTHING)


LURES: list[list[str]] = [entry["patterns"] for entry in table(TABLE)["lure"]]
PROMISES = st.one_of([st.from_regex(pattern) for pattern in chain.from_iterable(LURES)])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(PROMISES, st.sampled_from(PIECES)), max_size=4).map("".join))
def test_promises_are_found_where_their_patterns_find_them(text: str) -> None:
    for patterns in LURES:
        wanted = re.search("|".join(patterns), text)
        found = Lure("bonus", compiled(patterns), sure=False).search(text)
        assert (found and found.span()) == (wanted and wanted.span())


@pytest.mark.parametrize("hacked", [False, True])
def test_what_is_out_of_reach_is_judged_alike_without_asking(
    monkeypatch: pytest.MonkeyPatch, hacked: bool
) -> None:
    pages = [
        [Line(BODY, text) for text in (PROSE[0], one, PROSE[1] + other)]
        for one, other in zip(PARAGRAPHS[::7], PARAGRAPHS[3::7], strict=False)
    ]

    def judged() -> list[list[Verdict]]:
        return [
            paragraphs.without_offers(lines, [Verdict()] * len(lines), hacked=hacked)
            for lines in pages
        ]

    quickly = judged()
    monkeypatch.setattr(paragraphs, "_is_out_of_reach", lambda _text, _asked, _score: False)
    assert judged() == quickly
    assert any(verdict.cuts for verdicts in quickly for verdict in verdicts)


@pytest.mark.parametrize("hacked", [False, True])
def test_what_asks_too_much_by_itself_is_judged_alike_without_the_rest_of_the_page(
    monkeypatch: pytest.MonkeyPatch, hacked: bool
) -> None:
    pages = [
        [Line(BODY, text) for text in (PROSE[0], one, PROSE[1] + other)]
        for one, other in zip(PARAGRAPHS[1::9], PARAGRAPHS[4::9], strict=False)
    ]

    def judged() -> list[list[Verdict]]:
        return [
            paragraphs.without_offers(lines, [Verdict()] * len(lines), hacked=hacked)
            for lines in pages
        ]

    quickly = judged()
    monkeypatch.setattr(paragraphs, "_least_surplus", lambda _text: -math.inf)
    assert judged() == quickly
    assert any(verdict.suspected for verdicts in quickly for verdict in verdicts)


def _words(folded: str) -> dict[int, list[Word]]:
    """Return the words at each place, each place and each length asked for by itself."""
    known = lexicon()
    sizes = sorted(set(map(len, known.words)), reverse=True)
    found = {}
    for at in range(len(folded)):
        named = [
            known.words.get(folded[at : at + size]) for size in sizes if at + size <= len(folded)
        ]
        here = [word for word in named if word is not None and _stands(word.text, folded, at)]
        if here:
            found[at] = here
    return found


def _stands(word: str, folded: str, at: int) -> bool:
    """Tell whether a word is neither a piece of a Latin one nor of a longer one that is known."""
    end = at + len(word)
    around = (folded[max(0, at - 1) : at] + word[0], word[-1] + folded[end : end + 1])
    is_piece = any(len(pair) == 2 and pair.isascii() and pair.isalpha() for pair in around)
    return not is_piece and not folded.startswith(lexicon().longer.get(word, ("\0",)), end)


@given(texts())
def test_words_are_found_wherever_they_stand(text: str) -> None:
    folded = folded_each(text)
    assert lexicon().places(folded) == _words(folded)


@given(texts(), st.lists(st.floats(0.5, 8.0), max_size=12), st.randoms(use_true_random=False))
def test_signs_are_dense_where_each_would_be_asked_alone(
    text: str, weights: list[float], rng: random.Random
) -> None:
    folded = folded_each(text)
    telling = sorted((rng.randrange(len(folded)), weight) for weight in weights)
    wanted = []
    for at, _ in telling:
        near = sum(weight for other, weight in telling if abs(other - at) <= WINDOW)
        if near + Strangeness(folded).around(at) >= ENOUGH + ROUNDING_NATS:
            wanted.append(at)
    assert set(wanted) <= set(dense(telling, folded))
    least = ENOUGH - ROUNDING_NATS
    for at in dense(telling, folded):
        near = sum(weight for other, weight in telling if abs(other - at) <= WINDOW)
        assert near + Strangeness(folded).around(at) >= least


@pytest.mark.parametrize("character", ["門", "龍", "〇"])
def test_a_page_is_traditional_by_its_forms_alone(character: str) -> None:
    line = "县政府召开会议研究部署下一阶段重点工作任务"
    assert is_traditional([line + character * 20]) == (character != "〇")


@given(st.lists(texts(), max_size=4), st.sampled_from((0.7, NAMES_OFFERS, NAMES_SPAM)))
def test_lines_name_what_each_of_them_does_alone(lines: list[str], least: float) -> None:
    words = [[*chain.from_iterable(_words(folded_each(line)).values())] for line in lines]
    cores = [max((word.core for word in own), default=0.0) for own in words]
    for line, core, names in zip(lines, cores, naming(lines, least), strict=True):
        assert names or core < least
        assert naming([line], least) == [names]
    assert any_names(lines, least) == any(naming(lines, least))


@given(texts())
def test_the_longest_word_is_given_at_each_place(text: str) -> None:
    folded = folded_each(text)
    at, wanted, words = 0, [], _words(folded)
    while at < len(folded):
        here = words.get(at, ())
        wanted += [(at, here[0])] if here else []
        at += len(here[0].text) if here else 1
    assert list(words_in(folded)) == wanted


@settings(max_examples=60, deadline=None)
@given(
    texts(), st.sampled_from(("a@b.cn", "www.kb88.com", "http://x", "0713-5028866", "县.gov.cn"))
)
def test_no_address_is_without_a_sign_of_addresses(text: str, address: str) -> None:
    for line in (text, text + address):
        assert may_hold_address(line) or ADDRESS_OF_NEWS.search(line) is None
    assert may_hold_address(address)
