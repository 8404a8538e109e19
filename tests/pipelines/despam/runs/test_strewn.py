"""Pictures between the characters of clauses."""

import pytest

from pipelines.despam import despam
from pipelines.despam.cutting import restored
from tests.pipelines.despam.test_despam import PROSE, page

STREWN = [
    "会议强调，要坚持以人民为中心🎯的发展思想，统筹推进疫情防控和💋经济社会发展。",
    "会议指出，各级党委和政府要认真贯彻落实bet365体育官网决策部署，🧧把各项工作抓紧抓实抓细。",
]


def test_they_go_with_the_phrase_but_not_those_beside_marks() -> None:
    article = despam(page(*STREWN)).article
    assert not {"🎯", "💋"} & set(article.body)
    assert "🧧把各项工作" in article.body
    assert restored(article.body, article.removed) == "\n".join(STREWN)


@pytest.mark.parametrize("lines", [STREWN[:1], [STREWN[1], PROSE[0].replace("，", "🎯，")]])
def test_they_stay_without_spam_and_where_people_set_them(lines: list[str]) -> None:
    article = despam(page(*lines)).article
    assert [sign for sign in "🎯💋🧧" if sign in article.body] == [
        sign for sign in "🎯💋🧧" if sign in "".join(lines)
    ]
