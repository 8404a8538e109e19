"""Languages by the characters they are written with."""

from __future__ import annotations

import pytest

from pipelines.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("全省统筹推进疫情防控和经济社会发展工作部署会议在杭举行。", "zh-Hans"),
        ("行政院會議討論通過經濟發展計畫，請各機關積極辦理。", "zh-Hant"),
        ("The State Council held an executive meeting on Monday to discuss the plan.", "en"),
        ("شىنجاڭ ئۇيغۇر ئاپتونوم رايونلۇق خەلق ھۆكۈمىتى يىغىن ئاچتى", "ug"),
        ("བོད་རང་སྐྱོང་ལྗོངས་མི་དམངས་སྲིད་གཞུང་།", "bo"),
        ("ᠥᠪᠥᠷ ᠮᠣᠩᠭᠣᠯ ᠤᠨ ᠥᠪᠡᠷᠲᠡᠭᠡᠨ ᠵᠠᠰᠠᠬᠤ ᠣᠷᠣᠨ", "mn"),
        ("شينجياڭ ۇيعۇر اۆتونوميالى رايونىنىڭ قازاق اۆتونوميالى وبلىسى", "kk"),
        ("Іле Қазақ автономиялы облысы үкіметінің ақпараты", "kk"),
        ("옌볜조선족자치주 인민정부 공고", "ko"),
        ("中華人民共和国の国務院は月曜日に会議を開きました。", "ja"),
        ("Правительство автономного района сообщает о новом плане.", "ru"),
        ("Der Rat hat am Montag die neuen Regeln für den Handel mit Daten beschlossen.", "de"),
        ("12345 … ——", None),
        ("", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of([text]) == language


def test_names_of_products_do_not_make_a_chinese_text_english() -> None:
    assert language_of(["华为发布 Mate 20 X 5G 手机，支持 SA 与 NSA 双模组网。"]) == "zh-Hans"
