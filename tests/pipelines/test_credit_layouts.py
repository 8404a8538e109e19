"""Whom a page credits by how it is laid out: lines of signers, brackets, others' articles."""

from __future__ import annotations

import pytest

from archive.records import Article, Extraction, RawPage
from pipelines.run import process
from tests.pipelines.html import NAVIGATION
from tests.pipelines.test_credits import TEXT, TITLE

PROSE = "".join(f"<p>　　{text}</p>" for text in TEXT)
BAR = "<div class=info>2023-06-01 09:20 来源：清河网</div>"
RIGHT = "<p style='text-align:right'>{}</p>"


def read(*, inside: str = PROSE, below: str = "", head: str = "", bar: str = BAR) -> Article:
    html = (
        f"<html><head><meta charset=utf-8><title>{TITLE}_某县人民政府</title>{head}</head><body>"
        f"<ul class=nav>{NAVIGATION}</ul><div>当前位置：<a href=/>首页</a> &gt; 部门动态</div>"
        f"<h1>{TITLE}</h1>{bar}<div class=con>{inside}</div>{below}"
        "<div class=foot><p>主办：某县人民政府办公室 某ICP备05000001号-1</p></div></body></html>"
    )
    found = process(RawPage(url="http://www.example.gov.cn/bm/4001.html", body=html.encode()))
    assert isinstance(found, Extraction), found.reason
    return found.article


def signed(*lines: str) -> str:
    return PROSE + "".join(map(RIGHT.format, lines))


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("清河县委党校 张扬", "清河县法院 李思远"), ("张扬", "李思远")),
        (("县委党校 张 扬", "县法院 李思远", "县检察院 王五一"), ("张扬", "李思远", "王五一")),
        (("清河县委党校", "张扬"), ("张扬",)),
        (("清河县司法局", "2023年6月1日"), ()),
        (("清河县司法局", "清河县法院"), ()),
        (("审判长 张扬", "审判员 李思远", "书记员 王五一"), ()),
        (("获奖名单：", "县一中 张扬", "县二中 李思远"), ()),
        (("县委党校 张扬", "县法院 李思远", "联系电话：0710-1234567"), ()),
    ],
)
def test_lines_that_sign(lines: tuple[str, ...], authors: tuple[str, ...]) -> None:
    assert read(inside=signed(*lines)).authors == authors


@pytest.mark.parametrize(
    "honour",
    [
        "经评选，以下教师为全县优秀教师，现予以表彰。",
        "经考察，拟录用人员公示期为五个工作日，欢迎监督。",
        "在本次全县演讲比赛中，两名教师获一等奖，成绩优异。",
    ],
)
def test_whom_a_text_honours_sign_nothing(honour: str) -> None:
    lines = ("县第一中学 张扬", "县第二中学 李思远")
    inside = f"{PROSE}<p>{honour}</p>" + "".join(map(RIGHT.format, lines))
    assert read(inside=inside).authors == ()


@pytest.mark.parametrize(
    "end",
    [
        "（张扬）【责任编辑：李思远】",
        "（记者 张扬）（责任编辑 李思远）",
        "（县司法局 张扬）[责任编辑 李思远]",
    ],
)
def test_the_bracket_before_the_editor_names_the_writer(end: str) -> None:
    article = read(inside=f"{PROSE[:-4]}{end}</p>")
    assert (article.authors, article.editors) == (("张扬",), ("李思远",))


@pytest.mark.parametrize("end", ["（试行）（责任编辑 李思远）", "（完）【责任编辑：李思远】"])
def test_another_bracket_before_the_editor_names_nobody(end: str) -> None:
    assert read(inside=f"{PROSE[:-4]}{end}</p>").authors == ()


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ('"张扬"', ("张扬",)),
        ('{"@type": "Person", "name": "张扬"}', ("张扬",)),
        ('[{"name": "张扬"}, {"name": "李思远"}]', ("张扬", "李思远")),
        ('["张扬", "李思远"]', ("张扬", "李思远")),
        ('{"@type": "Organization", "name": "张扬"}', ()),
        ('"清河县融媒体中心"', ()),
        ('"admin"', ()),
        ("[null, 3]", ()),
    ],
)
def test_linked_data_names_people_with_or_without_their_type(
    author: str, expected: tuple[str, ...]
) -> None:
    data = f'{{"@type": "NewsArticle", "author": {author}}}'
    head = f'<script type="application/ld+json">{data}</script>'
    assert read(head=head).authors == expected


@pytest.mark.parametrize(
    "below",
    [
        "<div><h3>相关阅读</h3><p>某县召开防汛会 作者：王五一</p></div>",
        "<div><h3>相关阅读</h3><p>我市部署春耕生产 记者：王五一</p></div>",
        "<div><h3>热门文章</h3><p>作者：王五一 2023-05-01</p></div>",
        "<div><p>全县防汛工作会议部署重点任务 作者：王五一</p></div>",
    ],
)
def test_who_wrote_other_articles_did_not_write_this_one(below: str) -> None:
    assert read(below=below).authors == ()
    own = "<div>作者：张扬</div>"
    assert read(below=own + below).authors == ("张扬",)


@pytest.mark.parametrize(
    "below",
    [
        "<div>作者：张扬</div>",
        "<div>清河县司法局 作者：张扬</div>",
        "<div><h3>相关阅读</h3><a href=/1.html>某县召开防汛会</a></div><div>作者：张扬</div>",
        "<div>2023-06-01 清河网 作者：张扬</div>",
        "<div>清河日报全媒体记者：张扬</div>",
    ],
)
def test_the_writer_below_the_container(below: str) -> None:
    assert read(below=below).authors == ("张扬",)


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("记者 张扬", "通讯员 李思远"), ("张扬", "李思远")),
        (("通讯员 张扬 王五一", "记者 李思远"), ("张扬", "王五一", "李思远")),
        (("本报记者 张扬", "通讯员 李思远 王五一 文/图"), ("张扬", "李思远", "王五一")),
        (("记者 张扬",), ("张扬",)),
    ],
)
def test_a_credit_above_the_text_on_two_lines(
    lines: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    inside = "".join(f"<p>{line}</p>" for line in lines) + PROSE
    assert read(inside=inside).authors == authors
