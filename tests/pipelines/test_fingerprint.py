"""The exact hash and the signature: what they see and what they do not."""

from __future__ import annotations

import hashlib
import re
import subprocess
import zlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import opencc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines import fingerprint
from pipelines.dedup.keys import GRAM, band_keys, sentence_keys
from pipelines.dedup.likeness import overlap
from pipelines.fingerprint import (
    PERMUTATIONS,
    content_hash,
    fold,
    normalise,
    sentences,
    shingles,
    signature,
)
from pipelines.normal_form import nfkc

BODY = (
    "全省统筹推进疫情防控和经济社会发展工作部署会议24日在杭举行。"
    "会议强调，要有序推动复工复产，畅通经济社会循环，保障春耕备耕物资供应，稳住外贸外资基本盘。\n"
    "各市、县（市、区）设分会场，省级有关部门负责人参加会议，企业代表作了交流发言。"
)


@pytest.mark.parametrize(
    ("copy", "why"),
    [
        (BODY.replace("，", ","), "half-width commas"),
        (BODY.replace("\n", "\r\n　　"), "indent and line ends"),
        (BODY.replace("24", "２４"), "full-width digits"),
        ("\ufeff" + BODY.replace("。", "。\u200b"), "invisible characters"),
    ],
)
def test_hash_ignores_what_a_cms_changes(copy: str, why: str) -> None:
    assert content_hash(copy) == content_hash(BODY), why


@pytest.mark.parametrize(
    "edit", [BODY.replace("24", "25"), BODY[:-1], BODY.replace("复工", "停工")]
)
def test_hash_sees_every_edit(edit: str) -> None:
    assert content_hash(edit) != content_hash(BODY)


def test_fold_undoes_traditional_and_pinyin() -> None:
    assert fold("國務院辦(ban)公廳（gōng）通知") == "国务院办公厅通知"


def test_signature_has_its_length_and_no_order() -> None:
    grams = shingles(BODY)
    assert len(signature(grams)) == 4 * PERMUTATIONS
    assert signature(grams) == signature(frozenset(sorted(grams, reverse=True)))
    assert signature(frozenset()) == b""


def test_a_cut_copy_is_the_overlap() -> None:
    long_body = "\n".join(
        f"{BODY}第{number}项工作由{number}处负责落实。" for number in "一二三四五六"
    )
    assert overlap(shingles(long_body), shingles(long_body[: len(long_body) // 3])) >= 0.9


@given(st.text(max_size=200))
def test_any_text_folds_hashes_and_signs(text: str) -> None:
    assert len(content_hash(text)) == 64
    keys = band_keys(signature(shingles(text))) if shingles(text) else ()
    assert all(-(2**63) <= key < 2**63 for key in keys)


@given(st.text(st.sampled_from("国务院办公厅"), max_size=30))
def test_shingle_given_twice_counts_once(text: str) -> None:
    grams = [text[at : at + 5] for at in range(len(text) - 4)]
    assert signature(grams) == signature(frozenset(grams))


@given(st.text(st.sampled_from("国务é𠀀a1"), min_size=5, max_size=30))
def test_shingles_are_all_runs_of_five_characters(text: str) -> None:
    assert fingerprint.grams(text) == {text[at : at + 5] for at in range(len(text) - 4)}


SIGNS = st.text(
    st.sampled_from(
        "国务é𠀀 a1_,:.()-%/+~·、“”‘’《》【】—。!?;\n‐―・•\u200b\u2060\ufeff\u3000，；！"
    )
)


@given(st.text(st.characters(exclude_categories=["Cs"])) | SIGNS)
def test_marks_taken_out_one_by_one_leave_what_the_definition_leaves(text: str) -> None:
    seen = re.sub(r"[\u200b-\u200f\u2060\ufeff]+", "", re.sub("[‐‑‒–—―−－]", "-", nfkc(text)))
    assert normalise(text) == "".join(re.sub("[・･•‧∙⋅]", "·", seen).split())
    parts = re.split(r"[。!?;\n]+", fold_marks_kept(text))
    assert sentences(text) == [words for part in parts if (words := re.sub(r"[\W_]+", "", part))]


def fold_marks_kept(text: str) -> str:
    """Return the text simplified; none of the signs above is a Latin letter in brackets."""
    plain = fingerprint._LATIN_IN_BRACKETS.sub("", nfkc(text))
    simplified = fingerprint._to_simplified().convert(plain).lower()
    return str(simplified).translate(dict(zip(map(ord, "著藉揹"), "着借背", strict=True)))


SENTENCES = st.text(st.sampled_from("国务院办公厅é𠀀a1"), min_size=12, max_size=40)


@given(st.lists(SENTENCES | st.text(st.sampled_from("国务院办公厅"), min_size=12), max_size=5))
@example(["é𠀀" * 8])  # three bytes on average
def test_the_gram_chosen_is_the_one_of_the_smallest_hash(texts: list[str]) -> None:
    keys = set()
    for text in texts:
        grams = [text[at : at + GRAM].encode() for at in range(len(text) - GRAM + 1)]
        digest = hashlib.blake2b(min(grams, key=zlib.crc32), digest_size=8).digest()
        keys.add(int.from_bytes(digest, "little", signed=True))
    assert sentence_keys(texts) == tuple(sorted(keys))


# --- OpenCC is asked only about sentences that it may change --------------------------------------


def opencc_words(dictionary: str, into: Path) -> list[list[str]]:
    """The key of each entry of one of OpenCC's dictionaries, and what becomes of it first."""
    home = Path(str(opencc.__file__)).parent / "clib"
    source = home / "share" / "opencc" / f"{dictionary}.ocd2"
    tool = [str(home / "bin" / "opencc_dict"), "-i", str(source), "-f", "ocd2", "-t", "text"]
    subprocess.run([*tool, "-o", str(into)], check=True, capture_output=True)
    lines = into.read_text(encoding="utf-8").splitlines()
    return [line.split(" ")[0].split("\t") for line in lines]


@pytest.fixture(scope="module")
def dictionaries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """Those of ``hk2s``: its two steps, and what it does before them to characters."""
    folder = tmp_path_factory.mktemp("opencc")
    names = ["HKVariantsRevPhrases", "HKVariantsRev", "TSPhrases", "TSCharactersExt"]
    names += ["TSCharacters", "CJK_Compatibility_Ideographs"]
    return {name: opencc_words(name, folder / name) for name in names}


def writings(dictionaries: dict[str, list[list[str]]]) -> Iterator[str]:
    """All that OpenCC's second step may find: its words, also as they stand before the first."""
    before: dict[str, set[str]] = {}
    for name in ("HKVariantsRevPhrases", "HKVariantsRev"):
        for word, becomes in dictionaries[name]:
            for old, new in zip(word, becomes, strict=True):
                before.setdefault(new, set()).add(old)
    for name in ("TSPhrases", "TSCharactersExt", "TSCharacters"):
        for word, _ in dictionaries[name]:
            yield from map("".join, product(*({sign, *before.get(sign, ())} for sign in word)))


def test_words_that_opencc_changes_have_a_character_that_tells(
    dictionaries: dict[str, list[list[str]]],
) -> None:
    convert, may_change = fingerprint._to_simplified().convert, fingerprint._may_be_traditional()
    words = [word for entries in dictionaries.values() for word, _ in entries]
    words += writings(dictionaries)
    words += [chr(code) for code in range(1, 1 << 16) if not 0xD800 <= code < 0xE000]
    assert [word for word in words if convert(word) != word and not may_change.search(word)] == []
    assert not any("。" in word for entries in dictionaries.values() for word, _ in entries)


@given(st.text(st.sampled_from("户坏土覆答国國臺台秘书藉口后後。、a\n"), max_size=40) | st.text())
def test_what_opencc_is_not_asked_about_is_as_it_would_have_it(text: str) -> None:
    assert fingerprint._simplified(text) == fingerprint._to_simplified().convert(text)
