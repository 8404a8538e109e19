import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.despam.language.alphabet import symbols
from pipelines.despam.language.folding import fold, folded_character, folded_each


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＢＥＴ３６５", "bet365"),
        ("澳\u200b门\u200b赌\u200b场", "澳门赌场"),
        ("澳*门*赌*场", "澳门赌场"),
        ("澳 门 新 葡 京", "澳门新葡京"),
        ("澳門賭場", "澳门赌场"),
        ("ЬЕТ", "bet"),
        ("&#x535A;&#x5F69;网站", "博彩网站"),
        ("𝐛𝐞𝐭𝟑𝟔𝟓", "bet365"),
    ],
)
def test_disguises_are_undone(written: str, read: str) -> None:
    assert fold(written).text == read


@pytest.mark.parametrize(
    "text", ["2020-02-24 15:28", "A.B.C", "5G+工业互联网", "会议指出，要加强领导。"]
)
def test_ordinary_text_keeps_its_length(text: str) -> None:
    assert len(fold(text).text) == len(text)


def test_offsets_lead_back_to_the_page_s_own_text() -> None:
    text = "会议\u200b指出澳*门*赌*场官网要加强"
    folded = fold(text)
    start = folded.text.index("澳门赌场官网")
    end = start + len("澳门赌场官网")
    assert text[folded.start(start) : folded.end(end)] == "澳*门*赌*场官网"
    assert folded.inside(folded.start(start)) == start


@given(
    st.text(st.characters(), min_size=20)
    | st.text("ƄϲＡа國&*·。\u200b\U00020000\U00031000a1", min_size=20)
)
def test_long_texts_are_folded_and_named_as_their_characters_are(text: str) -> None:
    assert folded_each(text) == "".join(map(folded_character, text))
    assert symbols(text) == "".join(map(symbols, text))


@pytest.mark.parametrize(
    ("page", "folded"),
    [
        ("开❤云★体✚育♣官网", "开云体育官网"),
        ("幵雲軆育", "开云体育"),
        ("b℮t365", "bet365"),
        ("二○二○年", "二○二○年"),
        ("县★乡", "县★乡"),
    ],
)
def test_pictures_between_letters_and_signs_for_letters(page: str, folded: str) -> None:
    assert fold(page).text == folded


def test_numerals_of_classes_are_no_disguise() -> None:
    assert not fold("Ⅴ类").is_disguised(0)
    assert fold("ⅿgm").is_disguised(0)
