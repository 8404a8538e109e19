"""Fields of whole pages: what wins where readings differ, and what leaves the body."""

from __future__ import annotations

import pytest

from pipelines.document import Document
from seeds.catalogue import Selectors, Site
from tests.pipelines.pages import PROSE, page, read

TITLE = "全市春耕生产工作会议召开"
BAR = "<p>发布时间：2020-03-23 17:17 来源：黄冈日报 作者：汪欢</p>"


def body(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if block.kind != "caption")


def site(**selectors: str) -> Site:
    return Site(
        id="s",
        name="某某市政府",
        start_urls=("http://www.example.cn/",),
        selectors=Selectors(**selectors),  # type: ignore[arg-type]  # those that are texts
    )


class TestTitle:
    @pytest.mark.parametrize(
        "title_tag",
        [
            f"{TITLE}_市内要闻_某某市人民政府",
            f"{TITLE}-某某市人民政府网",
            f"{TITLE}--时政--某某网",
            f"{TITLE} | 某某日报",
            f"某某市人民政府 - {TITLE}",
            "",
        ],
    )
    def test_site_and_column_are_left_out(self, title_tag: str) -> None:
        html = page(f"<h1>{TITLE}</h1>{BAR}", head=f"<title>{title_tag}</title>")
        assert read(html).article.title == TITLE

    def test_without_a_headline_in_sight_the_title_tag_is_stripped(self) -> None:
        html = page(head=f"<title>{TITLE}_市内要闻_某某市人民政府</title>")
        assert read(html).article.title == TITLE

    def test_a_hijacked_title_tag_loses_against_the_headline(self) -> None:
        spam = "澳门葡京赌场_bet365官网_体育投注"
        html = page(
            f"<h1>{TITLE}</h1>{BAR}",
            head=f'<title>{spam}</title><meta name=keywords content="{spam}">',
        )
        assert read(html).article.title == TITLE
        html = page(f'<div class="tit">{TITLE}</div>{BAR}', head=f"<title>{spam}</title>")
        assert read(html).article.title == TITLE

    def test_the_name_of_the_site_as_h1_is_no_headline(self) -> None:
        html = page(
            f'<h1>某某日报网</h1><div class="t">{TITLE}</div>{BAR}',
            head=f"<title>{TITLE}_某某日报网</title>",
        )
        assert read(html).article.title == TITLE

    def test_a_headline_broken_over_lines(self) -> None:
        html = page(
            "<p>全国人民代表大会常务委员会</p><p>关于批准国债余额限额的决议</p>" + BAR,
            head="<title>全国人民代表大会常务委员会关于批准国债余额限额的决议_政府公报</title>",
        )
        document = read(html)
        assert document.article.title == "全国人民代表大会常务委员会关于批准国债余额限额的决议"
        assert "国债余额" not in body(document)

    def test_a_mark_of_the_platform_is_not_part_of_it(self) -> None:
        html = page(f"<h1><span>原创</span>{TITLE}</h1>{BAR}", head=f"<title>{TITLE}</title>")
        assert read(html).article.title == TITLE

    def test_the_repeated_headline_leaves_the_body(self) -> None:
        html = page(
            f"<h1>{TITLE}</h1>{BAR}",
            head=f"<title>{TITLE}</title>",
            prose=f"<p>{TITLE}</p>" + PROSE,
        )
        assert not body(read(html)).startswith(TITLE)


class TestMeta:
    HEAD = (
        '<meta name="articletitle" content="">'
        '<meta name="ArticleTitle" content="全市春耕生产工作会议召开">'
        '<meta name="PUBDATE" content="2020-03-23 17:17">'
        '<meta name="ContentSource" content="来源：黄冈日报">'
        '<meta name="SiteName" content="某某市人民政府">'
        '<meta name="Keywords" content="春耕,粮食；春耕">'
    )

    def test_the_standard_of_2017_in_any_case_last_filled_wins(self) -> None:
        article = read(page(head=self.HEAD)).article
        assert article.title == TITLE
        assert article.published_at == "2020-03-23T17:17:00+08:00"
        assert article.published_from == "meta"
        assert article.source == "黄冈日报"
        assert article.keywords == ("春耕", "粮食")

    @pytest.mark.parametrize(
        "value", ["网站名称", "12345", "<meta name=", "无", "XXX", "来源：", "//"]
    )
    def test_placeholders_are_no_source(self, value: str) -> None:
        head = f"<meta name=ContentSource content='{value}'>"
        assert read(page(head=head)).article.source is None

    def test_what_is_in_sight_beats_meta(self) -> None:
        html = page(f"<h1>{TITLE}</h1>{BAR}", head='<meta name=ContentSource content="某某市政府">')
        assert read(html).article.source == "黄冈日报"

    def test_residue_of_templates_in_attributes_is_not_read(self) -> None:
        bar = (
            '<p><span alt="来源：省政府办公厅" title="来源：省政府办公厅">来源：</span>山西日报</p>'
        )
        assert read(page(f"<h1>{TITLE}</h1>{bar}")).article.source == "山西日报"


class TestSource:
    @pytest.mark.parametrize(
        ("bar", "source"),
        [
            ("<p>2019-09-26 10:56:28 证券时报网</p>", "证券时报网"),
            ("<p>2005年03月21日 11:21 《理财周刊》</p>", "理财周刊"),
            ("<p>中国网 2019-11-25 10:37:31</p>", "中国网"),
            ("<p>石佳/中国青年报</p><p>2019-09-24 09:10</p>", "中国青年报"),
            ("<table><tr><td>来源于：</td><td>东区办事处</td></tr></table>", "东区办事处"),
            ("<p>2019-05-17 浏览次数：25</p>", None),
        ],
    )
    def test_with_and_without_label(self, bar: str, source: str | None) -> None:
        assert read(page(f"<h1>{TITLE}</h1>{bar}")).article.source == source

    def test_below_the_prose(self) -> None:
        document = read(
            page(f"<h1>{TITLE}</h1>", prose=PROSE + "<p>来源：黄冈日报全媒体（记者汪欢）</p>")
        )
        assert document.article.source == "黄冈日报全媒体"
        assert document.article.authors == ("汪欢",)
        assert "来源" not in body(document)

    def test_words_that_name_nobody_give_way(self) -> None:
        above = f"<h1>{TITLE}</h1><p>2005-04-28 11:13 来源：转载文章</p>"
        assert read(page(above)).article.source == "转载文章"
        document = read(page(above, prose=PROSE + "<p>来源：南方都市报</p>"))
        assert document.article.source == "南方都市报"

    def test_of_a_picture_or_a_disclaimer_is_none(self) -> None:
        below = "<p>图片来源：视觉中国</p><p>凡本网注明“来源：某某网”的作品，版权均属本网。</p>"
        assert read(page(f"<h1>{TITLE}</h1>", below)).article.source is None

    def test_baidu_ids(self) -> None:
        bar = (
            '<div><span id="source_baidu">来源：<a>中新网</a></span>'
            '<span id="editor_baidu">责任编辑：姚昊</span></div>'
        )
        article = read(page(f"<h1>{TITLE}</h1>{bar}")).article
        assert (article.source, article.editors) == ("中新网", ("姚昊",))


class TestPeople:
    @pytest.mark.parametrize(
        ("first", "authors"),
        [
            (
                "本报讯（记者 王茸 通讯员 吴川宁）3月22日，市委召开春耕生产工作会议，部署工作。",
                ("王茸", "吴川宁"),
            ),
            (
                "新华社石家庄3月22日电（记者王民）市委召开春耕生产工作会议，部署全年工作。",
                ("王民",),
            ),
            ("3月22日，市委召开会议。王书记（中）出席会议，强调要抓好春耕生产，确保粮食安全。", ()),
        ],
    )
    def test_datelines(self, first: str, authors: tuple[str, ...]) -> None:
        document = read(page(f"<h1>{TITLE}</h1>", prose=f"<p>{first}</p>" + PROSE))
        assert document.article.authors == authors
        assert first in body(document)

    @pytest.mark.parametrize(
        ("end", "authors"),
        [
            ("(记者张杰廖玉蓉)", ("张杰", "廖玉蓉")),
            ("（郭颖 天乐）", ("郭颖", "天乐")),
            ("（姚峰 上海报道）", ("姚峰",)),
            ("（德清县发改局）", ()),
            ("（完）", ()),
            ("（应受访者要求，文中张严为化名。）", ()),
        ],
    )
    def test_a_closing_signature_names_them_and_stays(
        self, end: str, authors: tuple[str, ...]
    ) -> None:
        prose = PROSE.replace("困难和问题。</p>", f"困难和问题。{end}</p>")
        document = read(page(f"<h1>{TITLE}</h1>", prose=prose))
        assert document.article.authors == authors
        assert body(document).endswith(end)

    @pytest.mark.parametrize("line", ["澎湃新闻记者 段彦超 廖艳", "段彦超 廖艳", "文/段彦超 廖艳"])
    def test_a_byline_leaves_the_body(self, line: str) -> None:
        prose = f"<p><b>{line}</b></p>" + PROSE
        document = read(page(f"<h1>{TITLE}</h1>", prose=prose))
        assert document.article.authors == ("段彦超", "廖艳")

    def test_editor_lines(self) -> None:
        below = "<p>编辑|禤志杰</p><p>责编|陈梦莹</p><p>校对|黄慧敏</p>"
        document = read(page(f"<h1>{TITLE}</h1>", prose=PROSE + below))
        assert document.article.editors == ("禤志杰", "陈梦莹")
        assert document.article.authors == ()
        assert "禤志杰" not in body(document)

    def test_codes_and_logins_are_nobody(self) -> None:
        below = "<p>（责任编辑： HN666）</p><p>责任编辑：biaoffeng</p>"
        assert read(page(f"<h1>{TITLE}</h1>", prose=PROSE + below)).article.editors == ()

    def test_an_editor_named_as_the_author_gives_way_to_the_writer(self) -> None:
        above = f'<h1>{TITLE}</h1><p id="author_baidu">作者：陈海峰</p>{BAR}'
        above = above.replace("作者：汪欢", "责任编辑：陈海峰")
        assert read(page(above)).article.authors == ("陈海峰",)
        signed = PROSE.replace("困难和问题。</p>", "困难和问题。（记者 方敏）</p>")
        assert read(page(above, prose=signed)).article.authors == ("方敏",)

    def test_meta_author_counts_only_as_a_name(self) -> None:
        assert read(page(head='<meta name=author content="网易">')).article.authors == ()
        assert read(page(head='<meta name=author content="王丽平">')).article.authors == ("王丽平",)


class TestSection:
    @pytest.mark.parametrize(
        ("crumbs", "section"),
        [
            (
                "<p>当前位置：<a href=/>首页</a> &gt; 新闻 &gt;&gt; 龙泉新闻 &gt; 正文</p>",
                ("新闻", "龙泉新闻"),
            ),
            ("<p>网易首页 &gt; 财经频道 &gt; 正文</p>", ("财经频道",)),
            ("<p>您所在的位置： 首页 > 快讯 > 公司</p>", ("快讯", "公司")),
            ("<p>当前位置： 首页/要闻动态/今日关注</p>", ("要闻动态", "今日关注")),
            ("<p>当前位置： 首页｜看东北｜人物专访</p>", ("看东北", "人物专访")),
            (
                "<ul><li>首页</li><li>&gt; 要闻</li><li>&gt; 山西要闻</li></ul>",
                ("要闻", "山西要闻"),
            ),
            (f"<p>专栏/轻小说/{TITLE}</p>", ("专栏", "轻小说")),
            (f"<p>首页 &gt; 时政新闻 &gt; {TITLE}</p>", ("时政新闻",)),
            (
                '<p><a href="http://www.example.cn/">某某网</a> &gt; 股票 &gt; 股市报道</p>',
                ("股票", "股市报道"),
            ),
            ("<p>更多图片&gt;&gt; 更多幻灯&gt;&gt;</p>", ()),
        ],
    )
    def test_breadcrumbs(self, crumbs: str, section: tuple[str, ...]) -> None:
        assert read(page(f"{crumbs}<h1>{TITLE}</h1>{BAR}")).article.section == section


class TestSubtitles:
    def test_deck_lines_leave_the_body_and_broken_ones_are_joined(self) -> None:
        deck = (
            "<p align=center>某某书记在全市春耕生产工作会议上强调</p>"
            "<p align=center>奋力夺取粮食和</p><p align=center>农业生产双丰收</p>"
        )
        document = read(
            page(f"<h1>书记：奋力夺取粮食和农业生产双丰收</h1>{BAR}", prose=deck + PROSE)
        )
        assert document.article.subtitles == (
            "某某书记在全市春耕生产工作会议上强调",
            "奋力夺取粮食和农业生产双丰收",
        )
        assert body(document).startswith("3月22日")

    def test_a_dash_makes_a_deck(self) -> None:
        prose = "<p>——热烈祝贺市政协会议开幕</p>" + PROSE
        document = read(page(f"<h1>{TITLE}</h1>", prose=prose))
        assert document.article.subtitles == ("——热烈祝贺市政协会议开幕",)

    def test_subheads_stay(self) -> None:
        prose = "<p>一、培养目标</p>" + PROSE
        document = read(page(f"<h1>{TITLE}</h1>{BAR}", prose=prose))
        assert document.article.subtitles == ()
        assert body(document).startswith("一、培养目标")


def test_selectors_win() -> None:
    html = page(
        f'<h1>{TITLE}</h1>{BAR}<i id="t">另一个标题</i>'
        '<i id="s">来源：另一家报社</i><i id="d">2021-05-06</i>'
        '<i id="a">作者：李四</i>'
    )
    chosen = site(title="#t", source="#s", published_at="#d", authors="#a")
    document = read(html, site=chosen)
    article = document.article
    assert (article.title, article.source) == ("另一个标题", "另一家报社")
    assert (article.authors, article.published_at) == (("李四",), "2021-05-06")
    assert article.published_from == "selector"


@pytest.mark.parametrize(
    ("bar", "source"),
    [
        ("2020-03-01 09:12:33 来源：清江县水利局 责任编辑：李四", "清江县水利局"),
        ("清江县水利局 2020-03-01", "清江县水利局"),
        ("来源：清江县水利局", "清江县水利局"),
        ("清江县水利局", "清江县水利局"),
    ],
)
def test_a_selector_may_match_the_whole_bar(bar: str, source: str) -> None:
    html = page(f"<h1>{TITLE}</h1><div id=bar>{bar}</div>")
    assert read(html, site=site(source="#bar")).article.source == source


def test_a_selected_bar_gives_the_names_behind_their_label() -> None:
    html = page(f"<h1>{TITLE}</h1><div id=bar>作者：张三 来源：某报 责任编辑：李四</div>")
    article = read(html, site=site(authors="#bar", editors="#bar")).article
    assert (article.authors, article.editors) == (("张三",), ("李四",))


def test_a_selector_that_finds_nothing_leaves_the_general_way() -> None:
    document = read(page(f"<h1>{TITLE}</h1>{BAR}"), site=site(title="#missing", source=".none"))
    assert (document.article.title, document.article.source) == (TITLE, "黄冈日报")


def test_every_reading_is_told_and_one_of_each_field_won() -> None:
    document = read(page(f"<h1>{TITLE}</h1>{BAR}", head=TestMeta.HEAD))
    won = [one for one in document.candidates if one.won]
    assert {one.field for one in won} == {"title", "source", "authors", "published_at"}
    assert len(won) == 4
    assert all(one.why for one in document.candidates)
    assert sum(one.field == "source" for one in document.candidates) > 1


def test_an_empty_page_of_prose_has_no_fields() -> None:
    article = read(page()).article
    assert (article.title, article.published_at, article.source) == (None, None, None)
    assert (article.authors, article.editors, article.section) == ((), (), ())


class TestDecksInTheHeader:
    def test_between_headline_and_bar(self) -> None:
        above = f"<h1>{TITLE}</h1><h2>抢抓农时备足农资</h2>{BAR}"
        assert read(page(above)).article.subtitles == ("抢抓农时备足农资",)

    def test_the_kicker_above(self) -> None:
        above = f"<h3>某某书记在全市会议上强调</h3><h1>{TITLE}</h1>{BAR}"
        assert read(page(above)).article.subtitles == ("某某书记在全市会议上强调",)

    @pytest.mark.parametrize(
        "line", ["分享到：", "某某网 www.example.cn", "记者 王丽 张强", "扫一扫"]
    )
    def test_other_lines_are_none(self, line: str) -> None:
        assert read(page(f"<h1>{TITLE}</h1><p>{line}</p>{BAR}")).article.subtitles == ()

    def test_a_meta_tag_that_joins_them(self) -> None:
        head = f'<meta name=ArticleTitle content="{TITLE}——抢抓农时备足农资">'
        above = f"<h1>{TITLE}</h1><h2>——抢抓农时备足农资</h2>{BAR}"
        article = read(page(above, head=head)).article
        assert (article.title, article.subtitles) == (TITLE, ("——抢抓农时备足农资",))

    @pytest.mark.parametrize("heading", ["<p>{}</p>", "<div align=center>{}</div>", "<h2>{}</h2>"])
    @pytest.mark.parametrize("colon", [":", "："])
    def test_a_salutation_is_none(self, heading: str, colon: str) -> None:
        title = "关于转发国务院办公厅通知精神和做好各镇人民政府、街道办事处春耕工作的通知"
        lines = [
            f"各镇人民政府、街道办事处,县直各单位{colon}",
            f"根据国务院办公厅通知精神,现将春耕工作有关事项通知如下{colon}",
        ]
        prose = "".join(f"<p>{line}</p>" for line in lines) + PROSE
        document = read(page(heading.format(title), head=f"<title>{title}</title>", prose=prose))
        assert (document.article.title, document.article.subtitles) == (title, ())
        assert [block.text for block in document.blocks[:2]] == lines
