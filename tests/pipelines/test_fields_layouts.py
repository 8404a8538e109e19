"""Fields where sites write them in their own way: portals, blogs, large dates, path elements."""

from __future__ import annotations

import pytest

from tests.pipelines.pages import PROSE, page, read

TITLE = "全市春耕生产工作会议召开"
H1 = f"<h1>{TITLE}</h1>"


@pytest.mark.parametrize(
    ("bar", "source"),
    [
        ("http://ent.example.com 2009年11月09日11:30 腾讯音乐 我要评论(0)", "腾讯音乐"),
        ("http://www.example.com.cn 2009年11月09日13:48 新浪娱乐", "新浪娱乐"),
        ("2015-07-03 04:09:59 来源: 第一财经日报(上海)", "第一财经日报(上海)"),
        ("冀勇庆 2015-06-25 08:46:42 0人参与评论", None),
        ("来源：清江发布 时间：2024-03-05", "清江发布"),
        ("文章来源：清江发布 | 发布人：王小二 | 发表日期：2024-03-05", "清江发布"),
        ("记者 王和平 通讯员 李高兴 实习生 张文静　来源：红安网", "红安网"),
    ],
)
def test_source(bar: str, source: str | None) -> None:
    assert read(page(f"{H1}<div>{bar}</div>")).article.source == source


@pytest.mark.parametrize(
    ("above", "below", "authors"),
    [
        ("<div>冀勇庆 2015-06-25 08:46:42 <a href=#c>0人参与评论</a></div>", "", ("冀勇庆",)),
        ("", "<p>来源：某某新闻 作者：武汉大学历史学院郭伦</p>", ("郭伦",)),
    ],
)
def test_authors(above: str, below: str, authors: tuple[str, ...]) -> None:
    assert read(page(H1 + above, below)).article.authors == authors


def test_a_dateline_of_taiwan_names_its_reporter() -> None:
    prose = f"<p>（中央社記者溫貴香台北21日電）{PROSE.removeprefix('<p>')}"
    assert read(page(H1, prose=prose)).article.authors == ("溫貴香",)


def test_a_login_behind_the_editor_label_is_nobody() -> None:
    html = page(H1, '<div class="editor">责任编辑：news</div>')
    assert read(html).article.editors == ()


def test_prose_signed_in_brackets_stays_in_the_body() -> None:
    last = "有关部门已将结果公布在网站上，供大家查阅。专家将作进一步的解读。（编译/林靖东）"
    document = read(page(H1, prose=f"{PROSE}<p>{last}</p>"))
    assert document.blocks[-1].text == last
    assert document.article.authors == ("林靖东",)


def test_a_day_beside_its_time_and_source_is_no_prose() -> None:
    document = read(page(H1, prose=f"<h4>原创：健康周刊2024-04-23 12:27:25</h4>{PROSE}"))
    assert "2024" not in document.blocks[0].text
    assert document.article.published_at == "2024-04-23T12:27:25+08:00"


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<div>21</div><div>2024年02月</div>", "2024-02-21"),
        ("<div>2024.02</div><div>21</div>", "2024-02-21"),
        ("<div>其它内容 十一月 6th, 2009</div>", "2009-11-06"),
        ("<div>发布时间：二○二○年二月二十四日 来源：某县网</div>", "2020-02-24"),
        ("<div>二O二O年二月二十四日 某县网</div>", "2020-02-24"),
        (
            (
                '<meta name="apub:time" content="2020-7-9 02:57:42">'
                "<div>2020</div><div>07/08</div><div>16:37</div>"
            ),
            "2020-07-08T16:37:00+08:00",
        ),
    ],
)
def test_dates_in_pieces(above: str, expected: str) -> None:
    assert read(page(H1 + above)).article.published_at == expected


def test_a_small_heading_beats_a_title_tag_that_names_only_the_site() -> None:
    title = "某某省水产研究所召开干部职工大会"
    html = page(f"<h5>{title}</h5>", head="<title>某某省水产研究所</title>")
    assert read(html).article.title == title


def test_a_slogan_behind_the_breadcrumb_is_no_column() -> None:
    path = "<a href=/>网站首页</a> &gt; <a href=/s/>商业</a> &gt; <a href=/g/>观察</a>"
    html = page(f"<div class=path>{path} 有态度的财经门户</div>{H1}")
    assert read(html).article.section == ("商业", "观察")


def test_the_site_at_the_head_of_a_breadcrumb_list_is_left_out() -> None:
    items = (
        '{"@type":"ListItem","position":1,"item":{"@id":"https://www.example.com/","name":"某通讯社"}},'
        '{"@type":"ListItem","position":2,"item":{"@id":"https://www.example.com/p","name":"政治"}}'
    )
    head = (
        '<script type="application/ld+json">'
        f'{{"@type":"BreadcrumbList","itemListElement":[{items}]}}</script>'
    )
    assert read(page(H1, head=head)).article.section == ("政治",)


def test_an_author_who_is_the_editor_gives_way_to_the_reporter() -> None:
    bar = "<div>2020-07-04 12:10:24 来源：某某新闻网 作者：陈海峰 责任编辑：陈海峰</div>"
    prose = f"<p>某某新闻网7月4日电 (记者 李金磊){PROSE.removeprefix('<p>')}"
    article = read(page(H1 + bar, prose=prose)).article
    assert (article.authors, article.editors) == (("李金磊",), ("陈海峰",))


def test_headings_right_beside_the_headline_are_kicker_and_deck() -> None:
    beside = "<h3>产业扶贫看山乡</h3><h1>小木耳成就大产业</h1><h4>——某县脱贫攻坚纪实</h4>"
    article = read(page(f"<div>{beside}</div><div>2020年06月18日08:56</div>")).article
    assert article.title == "小木耳成就大产业"
    assert article.subtitles == ("产业扶贫看山乡", "——某县脱贫攻坚纪实")


def test_the_column_over_the_headline_is_no_kicker() -> None:
    html = page(f"<div><h2>某某县新闻动态</h2>{H1}</div><div>2020年06月18日08:56</div>")
    assert read(html).article.subtitles == ()


@pytest.mark.parametrize(
    ("bar", "source"),
    [
        ("2022-06-02 09:52:19 江北观察 来自北京市", "江北观察"),
        ("<p>某某日报</p><p>2024-05-13 06:16 发布于北京某某日报官方账号</p>", "某某日报"),
        ("2021-01-20 04:29:4439健康网", "39健康网"),
        ("發布單位：消防局 點閱數：123 發布日期：2023-08-11", "消防局"),
        ("<p>香港某台-財經</p><p>2024年5月22日週三 上午8:21</p>", "香港某台-財經"),
    ],
)
def test_the_source_beside_what_a_platform_adds(bar: str, source: str) -> None:
    assert read(page(f"{H1}<div>{bar}</div>")).article.source == source


def test_a_province_behind_a_label_begins_an_outlets_name() -> None:
    bar = "<div>2020-02-24 来自：湖北某报</div>"
    assert read(page(H1 + bar)).article.source == "湖北某报"


@pytest.mark.parametrize(
    ("bar", "below", "authors", "editors"),
    [
        ("荆北网2023-08-11 06:50:12荆北日报 记者 郑小龙", "", ("郑小龙",), ()),
        ("2023-08-11", "<p>（编辑：何小）返回某狐，查看更多</p>", (), ("何小",)),
        ("2023-08-11", "<p>文/栗思</p><p>编辑/倪家宁</p>", ("栗思",), ("倪家宁",)),
        ("2023-08-11", "<p>（某江网编辑 孙桂芳）</p>", (), ("孙桂芳",)),
    ],
)
def test_people_beside_outlets_brackets_and_slashes(
    bar: str, below: str, authors: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    document = read(page(f"{H1}<div>{bar}</div>", prose=PROSE + below))
    assert (document.article.authors, document.article.editors) == (authors, editors)
    assert not any("编辑" in block.text for block in document.blocks)


def test_a_dateline_with_names_alone_in_its_bracket() -> None:
    prose = f"<p>某华社北京5月19日电（刘艺、杨吉）{PROSE.removeprefix('<p>')}"
    assert read(page(H1, prose=prose)).article.authors == ("刘艺", "杨吉")


@pytest.mark.parametrize(
    ("heading", "title_tag"),
    [
        (f"<h2>{TITLE}<small>（2023年8月11日）</small></h2>", f"{TITLE}_要闻_某某市政府网站"),
        (f"<h1>{TITLE}<br><span>2023-08-11 09:22:13 来源：</span></h1>", f"{TITLE} - 某某网"),
        (
            (
                f"<h2>{TITLE}<small>2023-08-19 <span>来源：某某日报</span></small>"
                "<div><span>字号：</span><b>大</b> <b>中</b> <b>小</b></div></h2>"
            ),
            TITLE,
        ),
        ("<h1>全市春耕生产<br>工作会议<br>召开</h1>", "全市春耕生产工作会议 - 某某市教育局"),
    ],
)
def test_headlines_that_hold_a_date_or_go_on_behind_the_title_tag(
    heading: str, title_tag: str
) -> None:
    html = page(f"{heading}<div>来源：某某日报</div>", head=f"<title>{title_tag}</title>")
    assert read(html).article.title == TITLE


@pytest.mark.parametrize(
    ("heading", "title_tag", "title", "decks"),
    [
        (
            "<h1>我县部署防汛工作<br>县委书记刘某某出席并讲话</h1>",
            "我县部署防汛工作_红安县人民政府",
            "我县部署防汛工作",
            ("县委书记刘某某出席并讲话",),
        ),
        (
            "<h1>红安县人民政府办公室<br>关于印发防汛抗旱应急预案的通知</h1>",
            "红安县人民政府办公室",
            "红安县人民政府办公室关于印发防汛抗旱应急预案的通知",
            (),
        ),
        (
            "<h1>我县召开防汛抗旱<br>工作部署动员大会议</h1>",
            "我县召开防汛抗旱工作部署动员大会议-某县",
            "我县召开防汛抗旱工作部署动员大会议",
            (),
        ),
        (
            "<h1>关于进一步加强水库<br>安全度汛工作的紧急通知</h1>",
            "关于进一步加强水库安全…",
            "关于进一步加强水库安全度汛工作的紧急通知",
            (),
        ),
    ],
)
def test_the_title_tag_tells_a_headline_from_the_deck_in_its_heading(
    heading: str, title_tag: str, title: str, decks: tuple[str, ...]
) -> None:
    bar = "<div>2024-04-01 10:20 来源：某某日报</div>"
    article = read(page(heading + bar, head=f"<title>{title_tag}</title>")).article
    assert (article.title, article.subtitles) == (title, decks)


def test_the_line_between_heading_and_bar_is_a_deck_under_an_h2_too() -> None:
    above = f"<p>市长在会议上强调</p><h2>{TITLE}</h2><p>副市长主持会议</p><p>2023-08-11 18:22</p>"
    html = page(above, head="<title>某某市召开农业会议-某某市政府</title>")
    assert read(html).article.title == TITLE


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("<h3>首页 - 新闻动态</h3>", ("新闻动态",)),
        (
            (
                "<ul class=breadcrumb><li><a href=/>首页</a></li><li><a href=/z/>政务公开</a></li>"
                "<li class=active>工作动态</li></ul>"
            ),
            ("政务公开", "工作动态"),
        ),
        ("<div>东江网 &gt; 新闻频道 &gt; 国内</div>", ("新闻频道", "国内")),
    ],
)
def test_breadcrumbs_without_a_label(path: str, section: tuple[str, ...]) -> None:
    head = f"<title>{TITLE}-新闻频道-东江网</title>"
    assert read(page(path + H1, head=head)).article.section == section


@pytest.mark.parametrize(
    "first",
    [
        "现将全市春耕生产工作会议有关情况公告如下：",
        "ئۈرۈمچى شەھەرلىك خەلق ھۆكۈمىتى بۈگۈن مۇھىم يىغىن ئاچتى.",
        "ལྷ་ས་གྲོང་ཁྱེར་གྱི་ཚོགས་འདུ་དེ་རིང་འཚོགས་པ་རེད།",
    ],
)
def test_a_line_that_ends_as_prose_is_no_deck(first: str) -> None:
    document = read(page(H1, prose=f"<p>{first}</p>{PROSE}"))
    assert document.blocks[0].text == first
    assert document.article.subtitles == ()


def test_words_behind_a_date_within_the_headline_are_no_source() -> None:
    headline = "<h1>2023年8月10日夜间至11日天气预报</h1><div>2023-08-10 16:40</div>"
    assert read(page(headline)).article.source is None


def test_a_month_and_day_right_behind_a_label_gives_the_time() -> None:
    head = '<meta name="publishdate" content="2023-08-11">'
    html = page(f"{H1}<div>来源：某北晚报 时间：08-11 09:30 点击：</div>", head=head)
    assert read(html).article.published_at == "2023-08-11T09:30:00+08:00"


def test_a_township_and_an_office_are_no_authors() -> None:
    bar = "<div>添加时间：2023-8-11 9:05:06　发布人：双河乡</div><p>市长 方志明</p>"
    assert read(page(H1 + bar)).article.authors == ()


def test_a_path_of_the_site_alone_is_no_section() -> None:
    html = page(f"<div>某江网 &gt; &gt; 正文</div>{H1}", head=f"<title>{TITLE}-某江网</title>")
    assert read(html).article.section == ()


def test_an_element_called_author_that_holds_the_editor_says_nothing() -> None:
    bar = "<div>2024-05-20 16:25:01 选稿：<span class=author>许文杰</span></div>"
    article = read(page(H1 + bar)).article
    assert (article.authors, article.editors) == ((), ("许文杰",))


def test_a_bar_that_ends_in_a_portals_name_is_no_outlet_of_its_own() -> None:
    bar = "<div>报纸网 |发布: 2021-1-29 13:18|点击: 313|来自: 某某网</div>"
    assert read(page(H1 + bar)).article.source != bar


def test_a_path_of_the_column_alone_is_the_section() -> None:
    html = page(
        f"<div>红安要闻 &gt; 正文</div>{H1}", head='<meta name="ColumnName" content="红安要闻">'
    )
    assert read(html).article.section == ("红安要闻",)


def test_a_dateline_in_other_brackets() -> None:
    prose = f"<p>〔記者巫其倫／台北報導〕{PROSE.removeprefix('<p>')}"
    assert read(page(H1, prose=prose)).article.authors == ("巫其倫",)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (f"<h1>{TITLE}<a class=position href=/xwdt/>新闻动态</a></h1>", TITLE),
        (f"<h1><a href=/xwdt/>新闻动态</a> {TITLE}</h1>", TITLE),
        # The headline's own link, and a part of it that links what stands nowhere else.
        (f"<h1><a href=/1.html>{TITLE}</a></h1>", TITLE),
        (f"<h1>{TITLE}<a href=/yz>（一）</a></h1>", f"{TITLE}（一）"),
    ],
)
def test_a_link_to_its_column_is_no_part_of_a_headline(heading: str, title: str) -> None:
    path = "<div>当前位置：<a href=/>首页</a> &gt; <a href=/xwdt/>新闻动态</a></div>"
    html = page(f"{path}{heading}<div>发布时间：2024-03-05 来源：清江发布</div>")
    assert read(html).article.title == title


DATES_OF_EVENT = (
    "<dl><dt>开始时间：</dt><dd>2024-05-08</dd></dl><dl><dt>结束时间：</dt><dd>2024-05-10</dd></dl>"
)
SIGNED_ABOVE = "<p>某某市统计局 国家统计局某某调查队</p><p>（ 2023年4月12日）</p>"


@pytest.mark.parametrize(
    ("above", "prose", "expected"),
    [
        (DATES_OF_EVENT, PROSE, "2024-03-01T16:39:00+08:00"),
        (f"<dl><dt>发布时间：</dt><dd>2024-03-02</dd></dl>{DATES_OF_EVENT}", PROSE, "2024-03-02"),
        ("", SIGNED_ABOVE + PROSE, "2024-03-01T16:39:00+08:00"),
    ],
)
def test_dates_of_events_and_signatures_are_not_of_publication(
    above: str, prose: str, expected: str
) -> None:
    head = '<meta name="PubDate" content="2024-03-01 16:39">'
    assert read(page(H1 + above, head=head, prose=prose)).article.published_at == expected


def test_a_source_ends_with_the_element_that_holds_it() -> None:
    bar = (
        "<div><span>2024-05-20 13:15</span> "
        "<span id=source_baidu>来源：<a>央视新闻客户端</a></span>"
        ' <span><a href="/">某某青年网</a></span></div>'
    )
    assert read(page(H1 + bar)).article.source == "央视新闻客户端"


def test_a_name_that_touches_an_office_with_a_post() -> None:
    signed = f"{PROSE}<p>(作者：方敏北京大学经济学院教授)</p>"
    assert read(page(H1, prose=signed)).article.authors == ("方敏",)


@pytest.mark.parametrize(
    ("path", "head", "section"),
    [
        (
            "<div class=position>网站首页 &gt; 详情页</div><p>网站首页 &gt; 要闻 &gt; 镇街动态</p>",
            "",
            ("要闻", "镇街动态"),
        ),
        (
            "<div><a href=/>首页</a> &gt; <a href=/gz>工作动态</a> <b>工作动态</b></div>",
            "",
            ("工作动态",),
        ),
        (
            "",
            (
                '<meta name="SiteName" content="某某市政府门户网站">'
                '<meta name="ColumnName" content="某某市政府门户网站要闻动态">'
            ),
            ("要闻动态",),
        ),
        (
            "<div class=navinfo><a href=/>首页</a>&nbsp;/&nbsp;<a href=/yw/>要闻</a></div>",
            "<style media=print>.navinfo{display:none}</style>",
            ("要闻",),
        ),
    ],
)
def test_which_path_leads_to_the_column(path: str, head: str, section: tuple[str, ...]) -> None:
    assert read(page(path + H1, head=head)).article.section == section


def test_a_path_below_all_else() -> None:
    others = "".join(f"<p><a href=/{at}>第{at}条其他新闻的标题</a></p>" for at in range(60))
    path = "<p><a href=/>人民网</a>&gt;&gt;<a href=/sz>时政</a>&gt;&gt;<a href=/gd>各地要闻</a></p>"
    assert read(page(H1, others + path)).article.section == ("时政", "各地要闻")
