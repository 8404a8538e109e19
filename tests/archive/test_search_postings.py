"""Keys and postings: what is written is read, and no word lacks its keys."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.folding import fold
from archive.search.index.keys import (
    ORDINAL_BITS,
    SITE,
    TRIGRAM,
    Numbers,
    lookup,
    postings,
    site_key,
)
from archive.search.index.postings import (
    PAGE_BYTES,
    decoded,
    encoded,
    merged,
    ordinals_of,
    packed,
    unpacked,
)
from archive.search.index.records import Document
from archive.search.query import Term

SETS = st.frozensets(
    st.tuples(st.sampled_from([1, 2, 7, 1 << 32, 5 << 32]), st.integers(0, 40_000)), max_size=60
)


def numbers(pairs: frozenset[tuple[int, int]]) -> Numbers:
    return np.array(sorted(key << ORDINAL_BITS | ordinal for key, ordinal in pairs), np.uint64)


@given(st.lists(st.integers(0, 1 << 40)))
def test_numbers_are_read_as_they_were_written(values: list[int]) -> None:
    data, ends = encoded(np.array(values, np.int64))
    read, read_ends = decoded(data)
    assert read.tolist() == values
    assert read_ends.tolist() == ends.tolist()


@given(SETS)
def test_postings_are_read_as_they_were_written(pairs: frozenset[tuple[int, int]]) -> None:
    pages = list(packed(numbers(pairs)))
    assert (
        np.concatenate([numbers(frozenset()), *(unpacked(page.data) for page in pages)]).tolist()
        == numbers(pairs).tolist()
    )
    for key in {1, 3, *(key for key, _ in pairs)}:
        found = [at for page in pages for at in ordinals_of(page.data, key).tolist()]
        assert found == sorted(ordinal for other, ordinal in pairs if other == key)


@given(SETS, SETS)
def test_merging_is_joining(
    left: frozenset[tuple[int, int]], right: frozenset[tuple[int, int]]
) -> None:
    """The documents of the left get even numbers and those above 30,000 go; the right odd ones."""
    even = np.where(np.arange(40_001) > 30_000, -1, np.arange(40_001) % 20_000 * 2)
    odd = np.arange(40_001) % 20_000 * 2 + 1
    found = merged([(packed(numbers(left)), even), (packed(numbers(right)), odd)])
    expected = {(key, int(even[at])) for key, at in left if even[at] >= 0}
    expected |= {(key, int(odd[at])) for key, at in right}
    read = [unpacked(page.data) for page in found]
    assert (
        np.concatenate([numbers(frozenset()), *read]).tolist()
        == numbers(frozenset(expected)).tolist()
    )


def test_pages_end_where_they_are_large_or_another_kind_begins() -> None:
    keys = np.repeat(np.arange(100, dtype=np.uint64), PAGE_BYTES // 10)
    ordinals = np.tile(np.arange(PAGE_BYTES // 10, dtype=np.uint64), 100)
    pages = list(packed(keys << np.uint64(ORDINAL_BITS) | ordinals))
    assert [page.first_key for page in pages] == list(range(0, 100, 10))
    of_two_kinds = numbers(frozenset({(1, 1), (TRIGRAM << 32, 1)}))
    assert [page.first_key for page in packed(of_two_kinds)] == [1, TRIGRAM << 32]


@pytest.mark.parametrize("data", [b"", b"\0" * 11, b"\0" * 8 + b"\1\0\0\0"])
def test_what_is_no_page_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"cut off|buffer"):
        unpacked(data)


@given(st.text(max_size=30), st.text(max_size=30), st.data())
def test_every_part_of_a_text_has_its_keys(title: str, body: str, data: st.DataObject) -> None:
    document = Document("redhongan", fold(title), fold(body))
    there = {posting >> ORDINAL_BITS for posting in postings([document]).tolist()}
    assert site_key("redhongan") in there
    for text, in_title in ((document.title, True), (document.title, False), (document.body, False)):
        if text:
            at = data.draw(st.integers(0, len(text) - 1))
            word = text[at : at + data.draw(st.integers(1, 8))]
            assert set(lookup(Term(word, in_title)).keys) <= there


def test_a_word_is_exact_only_when_its_keys_are_it_alone() -> None:
    exact = {word: lookup(Term(word)).exact for word in ("疫", "疫情", "𠮷", "疫情防", "a b")}
    assert exact == {"疫": True, "疫情": True, "𠮷": True, "疫情防": False, "a b": False}


def test_documents_are_counted_in_order_and_texts_do_not_run_together() -> None:
    found = postings([Document(None, "疫", "情"), Document("a", "情", "")]).tolist()
    keyed = {word: lookup(Term(word)).keys[0] for word in ("疫", "情", "疫情")}
    ordinals = {
        word: [one & 0xFFFF for one in found if one >> ORDINAL_BITS == key]
        for word, key in keyed.items()
    }
    assert ordinals == {"疫": [0], "情": [0, 1], "疫情": []}
    assert [one & 0xFFFF for one in found if one >> ORDINAL_BITS >> 32 == SITE] == [1]
