"""What is told of many texts at once is kept at hand, for short texts alone."""

from collections.abc import Sequence

from pipelines.despam.language.remembered import LONGEST, MOST, Remembered


def test_each_short_text_is_asked_of_once_and_long_ones_again() -> None:
    asked: list[str] = []

    def sizes(texts: Sequence[str]) -> list[int]:
        asked.extend(texts)
        return [*map(len, texts)]

    remembered, long = Remembered(sizes), "县" * (LONGEST + 1)
    assert remembered(["首页", long, "首页", ""]) == [2, LONGEST + 1, 2, 0]
    assert remembered([long, "", "要闻", "首页"]) == [LONGEST + 1, 0, 2, 2]
    assert asked == ["首页", long, "", long, "要闻"]
    remembered.cache_clear()
    assert remembered(["首页"]) == [2]
    assert asked[5:] == ["首页"]


def test_no_more_than_so_many_are_kept() -> None:
    asked: list[str] = []

    def none(texts: Sequence[str]) -> list[None]:
        asked.extend(texts)
        return [None] * len(texts)

    remembered = Remembered(none)
    remembered([str(number) for number in range(MOST)])
    remembered(["0"])
    assert len(asked) == MOST
    remembered(["one more"])
    remembered(["0", "one more"])
    assert asked[MOST:] == ["one more", "0"]
