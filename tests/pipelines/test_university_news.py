"""News of universities: stamped below the text, teasers under it, papers reprinted."""

from __future__ import annotations

import pytest

from tests.pipelines.pages import PROSE, URL, page, read

TITLE = "农学院师生下乡指导春耕"
HEAD = f"<title>{TITLE} - 某某大学新闻网</title>"
STAMP = '<div class="articletime">2013年03月21日 13:39:38\u3000\u3000某某大学新闻网</div>'
TEASERS = "".join(
    f'<li><div class="mtime"><span>0{n}</span>2012.0{n}</div><div class="newscontent">'
    f'<h3><a href="/a/{n}.html">农学院举办第{n}期农机手培训班</a></h3><p>{text}</p></div></li>'
    for n, text in enumerate(
        [
            "6月9日，第一期农机手培训班在农学院开班，来自全省的六十名农机手参加了为期五天的培训，"
            "副院长出席开班仪式并讲话。" * 3,
            "5月8日，第二期农机手培训班在农学院开班，学员们学习了播种机的检修和保养。" * 3,
            "4月7日，第三期农机手培训班在农学院开班，专家讲授了玉米单粒播种的要领。" * 3,
            "3月6日，第四期农机手培训班在农学院开班，当地农机部门负责人到场看望学员。" * 3,
        ],
        1,
    )
)
SHORT = (
    "<p>某某大学新闻网3月21日电（校学生记者团记者 李建国）3月20日，农学院师生来到城东镇指导春耕，"
    "为农户讲解施肥和播种的要领，并帮助检修了二十台播种机。</p>"
)


@pytest.mark.parametrize(
    ("tag", "prose"),
    [("aside", SHORT), ("aside", PROSE), ('div class="side"', SHORT), ("div", PROSE)],
    ids=["aside, short", "aside", "side, short", "box without a name"],
)
def test_teasers_under_their_heading_are_no_text(tag: str, prose: str) -> None:
    below = f"<{tag}><h2>相关新闻</h2><ul>{TEASERS}</ul></{tag.split(maxsplit=1)[0]}>"
    lines = [b.text for b in read(page(f"<h1>{TITLE}</h1>", STAMP + below, prose=prose)).blocks]
    assert len(lines) == prose.count("<p>")
    assert not any("培训班" in line for line in lines)


def test_a_box_that_begins_so_and_holds_all_text_is_believed() -> None:
    prose = f"<aside><h2>相关新闻</h2>{PROSE}</aside>"
    document = read(page(f"<h1>{TITLE}</h1>", prose=prose, head=HEAD))
    assert len(document.blocks) >= PROSE.count("<p>")


def test_what_a_paper_tells_beside_its_news_is_text() -> None:
    told = "<p>单粒播种是指每穴播下一粒种子，省去间苗的人工，每亩可以节约种子三斤，增产一成。</p>"
    prose = PROSE.replace("</p>", f"</p><aside><h3>相关链接</h3>{told * 2}</aside>", 1)
    document = read(page(f"<h1>{TITLE}</h1>", prose=prose, head=HEAD))
    assert sum("单粒播种" in block.text for block in document.blocks) == 2


def test_stamp_below_the_text_is_day_and_source() -> None:
    document = read(page(f"<h1>{TITLE}</h1>", STAMP, head=HEAD))
    assert document.article.published_at == "2013-03-21T13:39:38+08:00"
    assert document.article.source == "某某大学新闻网"
    assert not any("13:39:38" in block.text for block in document.blocks)


@pytest.mark.parametrize(
    ("above", "below", "day", "source"),
    [
        pytest.param(
            "<p align=center>（某省日报 2013年3月18日）</p>",
            STAMP,
            "2013-03-21T13:39:38+08:00",
            "某省日报",
            id="paper's issue above, the site's moment below",
        ),
        pytest.param(
            "<p align=center>（某省日报 2013年3月18日）</p>",
            "",
            "2013-03-18",
            "某省日报",
            id="issue",
        ),
        pytest.param(
            "<p align=center>2013年3月18日 某省日报</p>",
            '<div class="articletime">2013年03月21日 13:39:38</div>',
            "2013-03-18",
            "某省日报",
            id="bar without a bracket",
        ),
    ],
)
def test_issue_of_a_paper_and_moment_of_the_site(
    above: str, below: str, day: str, source: str
) -> None:
    document = read(
        page(f"<h3>{TITLE}</h3>{above}", below, head=HEAD), url="http://a.edu.cn/1.html"
    )
    assert (document.article.published_at, document.article.source) == (day, source)


@pytest.mark.parametrize(
    ("first", "authors"),
    [
        (
            "某某大学新闻网3月21日电（新闻中心学生摄影记者 李建国 王玉兰）3月20日，",
            ("李建国", "王玉兰"),
        ),
        ("本报讯（记者 李建国 摄影记者 王玉兰）3月20日，", ("李建国",)),
        ("3月20日（摄影记者 李建国 王玉兰），", ()),
    ],
)
def test_photographers_in_a_dateline(first: str, authors: tuple[str, ...]) -> None:
    prose = PROSE.replace("3月22日，", first, 1)
    assert read(page(f"<h1>{TITLE}</h1>", prose=prose)).article.authors == authors


@pytest.mark.parametrize("blank", ["\ue5f1", "\ue5e5", "\ue5e5\ue5e5", "\u3000\ue5f1"])
def test_blanks_of_typesetting_are_white_space(blank: str) -> None:
    end = f"村民高兴地说：“今年的播种机真好使。”{blank}本报记者李建国"
    prose = PROSE.replace("<p>", f"<p>{blank}{blank}") + f"<p>{blank}{end}</p>"
    document = read(page(f"<h1>{TITLE}</h1>", prose=prose), url=URL)
    assert document.article.authors == ("李建国",)
    assert not any("\ue000" <= sign <= "\uf8ff" for b in document.blocks for sign in b.text)


def test_other_private_characters_stay() -> None:
    prose = PROSE.replace("市委", "市委书记张\ue863", 1)
    assert any("张\ue863" in block.text for block in read(page(prose=prose)).blocks)
