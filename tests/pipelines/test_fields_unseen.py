"""Habits of pages that nobody had looked at when the rules were made."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage
from pipelines.fields.bars import read_bar
from pipelines.names import split
from pipelines.run import process
from tests.pipelines.pages import PROSE, page, read

TITLE = "全市春耕生产工作会议召开"
H1 = f"<h1>{TITLE}</h1>"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("民一庭", ()),
        ("立案庭 吕雪", ("吕雪",)),
        ("李玉庭", ("李玉庭",)),
        ("文 李明 图 王芳", ("李明",)),
        ("文　李 明　图　王 芳", ("李明",)),
        ("李明 文 王芳 图", ("李明",)),
        ("郑玮（文） 苏弼坤（图）", ("郑玮",)),
        ("平安潜江", ()),
        ("王平安", ("王平安",)),
        ("石榴云/新疆日报记者 于江艳", ("于江艳",)),
        ("石佳/中国青年报", ("石佳",)),
        ("Wang Fang | ( chinadaily.com.cn )", ("Wang Fang",)),
        ("团委 王思雨", ("王思雨",)),
    ],
)
def test_people(text: str, names: tuple[str, ...]) -> None:
    assert split(text) == names


@pytest.mark.parametrize(
    ("bar", "source"),
    [
        ("第2版：要闻 清江日报 2018年03月06日 星期二", "清江日报"),
        ("03版 综合新闻 2019-08-15 星期四 邵阳晚报", "邵阳晚报"),
        ("大理日报 · 记者 杨艳玲 文/图 · 2023-08-08 07:58", "大理日报"),
        ("2022-03-05 10:05 · 来源 人民法院报 · 作者 余建华", "人民法院报"),
        ("来源:湖北日报全媒记者 刘天纵 2022-03-05", "湖北日报"),
        ("2023-04-12 来源：浙江在线 记者 拜喆喆 图片由受访单位提供", "浙江在线"),
        ("张露 李想 潜江发布 2022-03-05 18:30", "潜江发布"),
        ("Updated: November 3, 2021 10:24 Source: China Daily By Li Wei", "China Daily"),
        ("By LI WEI | China Daily | Updated: 2021-11-03 10:24", "China Daily"),
        ("2019-05-21 Xinhua", "Xinhua"),
        ("2024-05-08 来源：县融媒体中心（张晓红 刘洋）", "县融媒体中心"),
        ("2024-05-08 来源：县融媒体中心（张晓红）", "县融媒体中心"),
        ("2024-05-08 来源：市委办（黄山区）", "市委办（黄山区）"),
        ("2024-05-08 来源：荆楚网（黄石）", "荆楚网（黄石）"),
        ("2024-05-08 来源：人民日报（海外版 要闻）", "人民日报"),
    ],
)
def test_source(bar: str, source: str) -> None:
    assert read(page(f"{H1}<div>{bar}</div>")).article.source == source


def test_names_in_a_bracket_behind_the_source_are_authors() -> None:
    article = read(page(f"{H1}<div>2024-05-08 来源：县融媒体中心（张晓红 刘洋）</div>")).article
    assert article.authors == ("张晓红", "刘洋")


def test_a_line_of_outlet_and_writer_without_a_date() -> None:
    article = read(page(f"{H1}<div>中国新闻网　作者　林　黛玉</div>")).article
    assert (article.source, article.authors) == ("中国新闻网", ("林黛玉",))


@pytest.mark.parametrize("name", ["何 苗", "何苗"])
def test_a_name_apart_from_its_label(name: str) -> None:
    bar = f"<dl><dt>来源</dt><dd>市场监管局</dd><dt>作者</dt><dd>{name}</dd></dl>"
    assert read(page(bar + H1)).article.authors == ("何苗",)


@pytest.mark.parametrize(
    ("tail", "editors"),
    [
        ("编辑：夏雪 责编：汤涛 编审：周密", ("夏雪", "汤涛")),
        ("编审：金铭", ("金铭",)),
        ("责任编辑：何 飞 记者 俞树红", ("何飞",)),
        ("责任编辑：记者 何飞", ("何飞",)),
    ],
)
def test_editors(tail: str, editors: tuple[str, ...]) -> None:
    assert read(page(H1, f"<p>{tail}</p>")).article.editors == editors


@pytest.mark.parametrize("login", ["xuanchuan", "xb2023", "XB2023"])
def test_a_login_behind_the_poster_label_is_nobody(login: str) -> None:
    bar = f"<div>发布人：{login} 发布时间：2023-04-12</div>"
    assert read(page(H1 + bar)).article.authors == ()


def test_a_list_of_names_is_text() -> None:
    names = "王小明　李小红　张大伟　赵丽丽"
    html = (
        f"<h1>优秀志愿者名单公布</h1><div>2022/12/5 9:00 · 团市委</div><div class=c>"
        f"<p>经评审，现将优秀志愿者名单公布如下：</p><p>{names}</p><p>陈建华　周文博</p></div>"
    )
    found = process(RawPage(url="http://www.example.gov.cn/a/52.html", body=html.encode()))
    assert isinstance(found, Extraction)
    assert found.article.authors == ()
    assert " ".join(names.split()) in found.article.body


def test_items_of_a_notice_are_no_labels() -> None:
    items = (
        "一、项目编号：HBZC-2022-0417",
        "二、项目名称：办公设备采购项目",
        "三、发布时间：2022年8月17日",
    )
    prose = "".join(f"<p>{item}</p>" for item in items) + PROSE
    body = read(page(f"{H1}<div>信息时间：2022-08-17</div>", prose=prose)).blocks
    assert [block.text for block in body[:3]] == list(items)


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("项目名称：办公设备采购", []),
        ("信息名称：通知", ["table"]),
        ("名称：通知", ["table"]),
        ("索引号：1 名称：通知", ["table", "table"]),
    ],
)
def test_labels_at_the_end_of_other_words(line: str, kinds: list[str]) -> None:
    assert [entry.kind for entry in read_bar(line).entries] == kinds


def test_a_date_of_when_the_page_was_made_yields() -> None:
    head = (
        '<meta name="PubDate" content="2023-05-16 12:34:10">'
        '<meta name="others" content="页面生成时间 2023-05-16 12:34:10">'
    )
    bar = "<div>发文日期：2023-03-31 公开方式：主动公开</div>"
    assert read(page(bar + H1, head=head)).article.published_at == "2023-03-31"
    assert read(page(H1, head=head)).article.published_at == "2023-05-16T12:34:10+08:00"


def test_the_time_of_a_time_element_in_sight() -> None:
    bar = '<p>发表于 <time datetime="2019-10-07T15:02:11+08:00">2019年10月7日</time></p>'
    other = '<ul><li><time datetime="2023-01-01T08:00:00+08:00">刚刚</time></li></ul>'
    assert read(page(H1 + bar, other)).article.published_at == "2019-10-07T15:02:11+08:00"


@pytest.mark.parametrize("home", ["باش بەت", "홈", "གཙོ་ངོས།"])
def test_home_in_other_languages(home: str) -> None:
    path = f'<div class="path"><a href="/">{home}</a> &gt; <a href="/x/">新闻</a></div>'
    assert read(page(path + H1)).article.section == ("新闻",)


def test_rows_of_a_list_are_no_bar_of_the_headline() -> None:
    rows = "".join(
        f"<li><a href=/a/{n}.html>我市召开第{n}次工作会议</a><span>2019-03-0{n}</span></li>"
        for n in range(1, 4)
    )
    html = (
        f"<title>{TITLE}</title><h1>{TITLE}</h1><div>2020-04-09 来源：市发改局</div>"
        f"<div><img src=/images/a.jpg></div><h3>相关阅读</h3><ul>{rows}</ul>"
    )
    found = process(RawPage(url="http://www.example.gov.cn/a/5.html", body=html.encode()))
    assert isinstance(found, Extraction)
    assert found.article.published_at == "2020-04-09"


def test_which_outlet_gave_a_picture_out_is_no_caption() -> None:
    words = "收割机在作业。新华社发（李斌 摄）"
    figure = f"<figure><img src=/p/2.jpg><figcaption>{words}</figcaption></figure>"
    (caption,) = read(page(H1, prose=figure + PROSE)).article.captions
    assert (caption.text, caption.credit) == ("收割机在作业。", "李斌")


@pytest.mark.parametrize(("poster", "authors"), [("网站管理员", ()), ("眉间尺", ("眉间尺",))])
def test_who_posted_a_thread(poster: str, authors: tuple[str, ...]) -> None:
    assert read(page(f"{H1}<div>{poster} 发表于 2019-10-07 15:02</div>")).article.authors == authors


@pytest.mark.parametrize(
    ("signature", "authors"),
    [
        ("（供稿：高一（2）班 章小简）", ("章小简",)),
        ("高三（5）班汪小楠供稿", ("汪小楠",)),
        ("德育处盛小婷供稿", ("盛小婷",)),
        ("（记者团 高二（4）班 褚小晓）", ("褚小晓",)),
        ("（学生会 褚小晓）", ("褚小晓",)),
        ("校记者团：褚小晓、钱小多", ("褚小晓", "钱小多")),
        ("记者团 初二（3）班 祝小倩 陈小文", ("祝小倩", "陈小文")),
        ("通讯员：21级护理2班 朱青", ("朱青",)),
        ("（县委办公室王小明）", ("王小明",)),
        ("——王小明", ("王小明",)),
    ],
)
def test_groups_and_offices_of_who_signs(signature: str, authors: tuple[str, ...]) -> None:
    bar = "<div>文章来源：本站原创 作者：佚名 发布时间：2019年04月29日 点击数： 次</div>"
    article = read(page(H1 + bar, prose=PROSE + f"<p>{signature}</p>")).article
    assert (article.authors, article.source) == (authors, "本站原创")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("教务处 褚小晓", ("褚小晓",)),
        ("高三1班 褚小晓", ("褚小晓",)),
        ("褚小晓 2015年4月13日", ("褚小晓",)),
        ("王一博", ()),
        ("县农业农村局", ()),
    ],
)
def test_a_signature_below_the_container(line: str, authors: tuple[str, ...]) -> None:
    bar = "<div>来源：本站 作者：jwc 发布时间：2015年04月13日</div>"
    found = read(page(H1 + bar, f"<div>{line}</div>")).article.authors
    assert found == (authors or ("jwc",))


def test_an_account_behind_the_author_yields_to_the_signature() -> None:
    bar = "<div>来源：本站 作者：tw 发布时间：2011年03月14日</div>"
    article = read(page(H1 + bar, prose=PROSE + "<p>（记者团 李小青）</p>")).article
    assert article.authors == ("李小青",)


def test_a_label_that_repeats_the_headline_says_nothing() -> None:
    bar = f"<div>来源：{TITLE} 作者：{TITLE} 发布时间：2010年12月15日</div>"
    article = read(page(H1 + bar)).article
    assert (article.source, article.authors) == (None, ())


def test_news_listed_above_the_breadcrumb_are_other_articles() -> None:
    others = "<p>2024-02-28 来源：某市日报 全市招商大会</p><p>2024-03-01 市委召开会议</p>"
    path = "<div>首页 » 旅游</div>"
    bar = "<div>某饶晚报 | 2024年02月19日 10:20 | 记者 吕小玺 | 责编 徐 芳</div>"
    article = read(page(others + path + H1 + bar)).article
    assert article.published_at == "2024-02-19T10:20:00+08:00"
    assert (article.source, article.authors, article.editors) == (
        "某饶晚报",
        ("吕小玺",),
        ("徐芳",),
    )


def test_a_date_in_several_elements() -> None:
    bar = (
        "<div><span><em>2023</em></span><span><em>01</em>/<em>21</em></span>"
        "<span>11:08:52</span></div>"
    )
    assert read(page(H1 + bar)).article.published_at == "2023-01-21T11:08:52+08:00"


def test_elements_of_prose_stay_together() -> None:
    day = "<p>县人民政府</p><p><span>2023</span><span>年5月</span><span>31日</span></p>"
    assert read(page(H1, prose=PROSE + day)).blocks[-1].text == "2023年5月31日"


def test_a_date_that_the_source_quotes() -> None:
    bar = "<div>文章来源：本文原载于2011年12月13日人民网 发布时间：2012年11月30日</div>"
    assert read(page(H1 + bar)).article.published_at == "2012-11-30"


def test_labels_that_nobody_listed_end_the_value_before() -> None:
    bar = "来源：县妇联 承印车间：东门厂 作者：王小明 值班保安：李四 2024-05-08"
    article = read(page(f"{H1}<div>{bar}</div>")).article
    assert (article.source, article.authors) == ("县妇联", ("王小明",))


def test_a_dateline_whose_roles_end_in_slashes() -> None:
    prose = PROSE.replace("<p>", "<p>鄂东晚报讯 记者/王小剑 通讯员/胡小涛 ", 1)
    assert read(page(H1, prose=prose)).article.authors == ("王小剑", "胡小涛")


@pytest.mark.parametrize(
    ("bar", "source", "authors", "editors"),
    [
        (
            "2021-04-23 10:15 འབྱུང་ཁུངས། བོད་ལྗོངས་ཉིན་རེའི་ཚགས་པར། རྩོམ་སྒྲིག་པ། བསོད་ནམས།",
            "བོད་ལྗོངས་ཉིན་རེའི་ཚགས་པར།", (), ("བསོད་ནམས།",),
        ),
        ("مەنبە: شىنجاڭ گېزىتى 2021-04-23 مەسئۇل مۇھەررىر: ئابلىز مەمەت",
         "شىنجاڭ گېزىتى", (), ("ئابلىز مەمەت",)),
        ("2021-04-23 10:15 출처: 연변일보 기자: 김철수 편집: 박영희",
         "연변일보", ("김철수",), ("박영희",)),
        ("2021-04-23 来源：新疆日报 作者：ئابلىز مەمەت، گۈلنار",
         "新疆日报", ("ئابلىز مەمەت", "گۈلنار"), ()),
    ],
)  # fmt: skip
def test_bars_in_other_scripts(
    bar: str, source: str, authors: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    article = read(page(f"{H1}<div>{bar}</div>")).article
    assert (article.source, article.authors, article.editors) == (source, authors, editors)


MENUS = [
    "省内 | 小记者 | 旅游 | 理论周刊",
    "专题回顾 | 晚报 | 小记者 | 人物 | 公益",
    "公益 · 小记者 · 旅游 · 图文",
    "旅游　教育　作者　公益",
    "小记者/高考/中考/记者风采",
    "广告服务 | 招聘启事 | 法律声明 | 投稿信箱",
    "投稿信箱",
    "记者风采　通讯员之家",
]


@pytest.mark.parametrize("menu", MENUS)
def test_a_menu_above_and_below_names_nobody(menu: str) -> None:
    line = f"<div>{menu}</div>"
    path = '<div>当前位置：<a href="/">首页</a> &gt; 新闻</div>'
    bar = "<div>2024-05-08 来源：县融媒体中心</div>"
    article = read(page(f"{line}{path}{H1}{bar}", line)).article
    assert (article.authors, article.editors) == ((), ())
    assert (article.title, article.source) == (TITLE, "县融媒体中心")


@pytest.mark.parametrize(
    ("line", "authors", "editors"),
    [
        ("编辑 | 王芳 | 审核 | 李明", (), ("王芳",)),
        ("记者 王芳 | 教育周刊", ("王芳",), ()),
        ("记者 王芳 李明 方言", ("王芳", "李明", "方言"), ()),
    ],
)
def test_a_credit_is_no_menu(line: str, authors: tuple[str, ...], editors: tuple[str, ...]) -> None:
    bar = "<div>2024-05-08 来源：县融媒体中心</div>"
    article = read(page(f"{H1}{bar}", f"<p>{line}</p>")).article
    assert (article.authors, article.editors) == (authors, editors)


@pytest.mark.parametrize(
    "question",
    [
        "记者：请介绍一下修订的背景。",
        "记者：零售点的设置条件有哪些变化？",
        "编辑：对网络销售怎么管？",
    ],
)
def test_what_a_reporter_asks_is_text(question: str) -> None:
    prose = PROSE.replace("<p>会议强调", f"<p>{question}</p><p>会议强调", 1)
    document = read(page(f"{H1}<div>2024-05-08 来源：县融媒体中心</div>", prose=prose))
    assert question in [block.text for block in document.blocks]
    assert (document.article.authors, document.article.editors) == ((), ())


@pytest.mark.parametrize(
    ("byline", "decks"), [("<div>■ 记者　程小灵</div>", ("广场舞大妈与考研学生签约",)), ("", ())]
)
def test_a_heading_between_headline_and_byline_is_a_deck(
    byline: str, decks: tuple[str, ...]
) -> None:
    prose = f"<h4>广场舞大妈与考研学生签约</h4>{byline}{PROSE}"
    article = read(page(f"{H1}<div>2024-05-08 来源：晚报</div>", prose=prose)).article
    assert article.subtitles == decks


def test_a_day_in_chinese_numerals_and_its_office_are_a_bar() -> None:
    bar = "<p>二○一六年七月二十日　二十一时三十分　　　县防汛抗旱指挥部办公室</p>"
    document = read(page(H1, prose=bar + PROSE))
    assert document.article.published_at == "2016-07-20T21:30:00+08:00"
    assert document.blocks[0].text.startswith("3月22日")


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("市住建局回复：经核实，该小区电梯已纳入今年改造计划。", True),
        ("县交通运输局回复：公交车已恢复正常。", True),
        ("评论：12 回复：3", False),
        ("浏览：120 回复：3", False),
        ("网友评论：登录后才可以发言。", False),
        ("市住建局 回复：12", False),
    ],
)
def test_what_an_office_answers_last_is_text(line: str, stays: bool) -> None:
    blocks = read(page(H1, prose=PROSE + f"<p>{line}</p>")).blocks
    assert (line in [block.text for block in blocks]) is stays


def test_speech_behind_a_label_is_no_credit() -> None:
    line = "交警依法对其处以罚款、暂扣驾驶证。网友评论：“真是为了流量不要命！”"
    assert str(read(page(H1, prose=f"{PROSE}<p>{line}</p>")).blocks[-1].text) == line


def test_a_brand_at_the_head_of_a_list_is_nobody() -> None:
    names = ["肯德基（KFC）万达店", "金沙酒楼", "亚博眼镜", "太阳神健身"]
    items = "".join(f"<li>{name}</li>" for name in names)
    bar = f"{H1}<p>2023-10-08 15:25 来源：商务局</p>"
    document = read(page(bar, prose=f"<ul>{items}</ul>", head=f"<title>{TITLE}</title>"))
    assert document.article.authors == ()
    assert [block.text for block in document.blocks] == names
