import time
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from pipelines.despam.language.model import FILE_NAME, pack, prose_model, unpack
from pipelines.despam.language.train import count, model_of
from pipelines.despam.words.lexicon import lexicon

LINES = ["会议指出，要加强领导。", "会议强调，要加强管理。", "会议指出，要狠抓落实。"]


def test_what_was_packed_is_read_again() -> None:
    lines = [f"{line}{number}" for number in range(20) for line in LINES]
    model = unpack(pack(model_of(count(lines))))
    assert model.has_pair("会议")
    assert not model.has_pair("议会")
    assert model.cost("会", "议") < model.cost("会", "强") < model.cost("会", "葡")


def test_the_same_text_gives_the_same_file() -> None:
    assert pack(model_of(count(LINES))) == pack(model_of(count(LINES)))


def test_prose_is_cheaper_than_spam() -> None:
    model = prose_model()

    def each(text: str) -> float:
        return sum(model.costs(text)) / len(text)

    assert each("坚持以人民为中心的发展思想") < 4 < each("葡京乐鱼皇冠赌球彩金官网")


def test_the_model_is_small_and_quick_to_read() -> None:
    data = (files("seeds") / "vocabulary" / FILE_NAME).read_bytes()
    assert len(data) < 2_000_000
    before = time.process_time()
    unpack(data)
    assert time.process_time() - before < 1.0  # a tenth of that where nothing else runs


@pytest.mark.parametrize("half", ["unseen", "sealed"])
def test_names_set_aside_for_measuring_are_not_in_the_vocabulary(half: str) -> None:
    listed = tomllib.loads(Path(f"tests/bench/spam_{half}.toml").read_text("utf-8"))
    assert not set(listed["brands"]) & set(lexicon().words)


def test_nothing_sealed_is_learned_from() -> None:
    sealed, further = (
        tomllib.loads(Path(f"tests/bench/spam_{half}.toml").read_text("utf-8"))
        for half in ("sealed", "further")
    )
    for part in ("brands", "grammars", "phrases", "decorated"):
        assert not set(sealed[part]) & set(further[part])
