"""Words are found in a whole text at once."""

import pytest

from pipelines.despam.words.spotting import Spotter

WORDS = ("官网", "官网登录", "登录", "app", "𝐀")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", []),
        ("县政府召开会议", []),
        ("官网登录", [(0, "官网"), (0, "官网登录"), (2, "登录")]),
        ("𝐀官网", [(0, "𝐀"), (1, "官网")]),
        ("下载\ud83d官网app", [(3, "官网"), (5, "app")]),
        ("登录\n官网", [(0, "登录"), (3, "官网")]),
    ],
)
def test_words_are_found_where_they_stand(text: str, places: list[tuple[int, str]]) -> None:
    assert Spotter(WORDS).places(text) == places
