"""What stands around and among the paragraphs and is not the article's, and what only seems so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract import phrases
from tests.pipelines.html import PARAGRAPHS, RELATED, TITLE, extracted, layout, texts

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)

BELOW = {
    "related links": f"<p>相关链接：</p><ul>{RELATED}</ul>",
    "related items without links": "<p>【延伸阅读】</p><p>我市去年事故下降</p>",
    "links without a heading": f"<ul>{RELATED}</ul>",
    "shares": "<div class='bdshare'>分享到：<a href=#>微信</a> <a href=#>微博</a></div>",
    "tools": "<p>【打印本页】【关闭窗口】</p><p>扫一扫在手机打开当前页</p><p>字体：大 中 小</p>",
    "neighbours": "<p>上一篇：<a href=1>我市部署防汛</a></p><p>下一篇：<a href=2>我市植树</a></p>",
    "page numbers": "<p><a href=a>[1]</a> <a href=b>[2]</a> <a href=c>下一页</a></p>",
    "comments": "<h3>网友评论</h3><div><p>写得真好，给我们市点赞，希望越来越好。</p></div>",
    "comments by their box": "<div id='comment_list'><p>写得真好，希望越来越好。</p></div>",
    "disclaimer": "<p>免责声明：本网站转载的文章，版权归原作者所有，如有侵权请联系删除。</p>",
    "disclaimer under a heading": "<p>版权声明</p><p>一、本网所有内容归本网所有。</p>",
    "rights": "<p>凡本网注明“来源：某某网”的作品，版权均属于某某网，未经授权不得转载。</p>",
    "promotion": "<p>更多精彩内容，请点击下载<a href=app>新闻客户端</a></p>",
    "account": "<p>欢迎关注某市发布官方微信公众号</p>",
    "foot": "<p>主办单位：某市人民政府 ICP备12345678号</p><p>Copyright © 2020</p>",
    "neighbours without a link": "<p>上一篇：没有了</p><p>下一条：我市植树</p>",
    "votes": "<p>赞(12) 踩(3)</p><p>已有12人点赞</p><p>点赞0收藏我要纠错</p>",
    "readers": "<p>登录后发表评论</p><p>文明上网理性发言</p><p>网友评论仅供其表达个人看法。</p>",
    "pages of a newspaper": "<p>上一版 下一版</p><p>本版新闻</p><p>标题导航</p>",
    "satisfaction": "<p>您对本文的评价是：</p><p>文章评价：满意 一般 不满意</p>",
    "account without a link": "<p>更多精彩内容请关注“某市发布”微信公众号</p>",
    "original": "<p>点击“阅读原文”查看更多</p>",
    "mood": "<div>您此时的心情</div><div>新闻表情排行 日/周</div><ul><li>开心</li><li>0</li></ul>",
    "rest of the text": "<p>阅读剩余全文（）</p><p>点击收起全文</p>",
    "apps": "<p>扫码下载某某新闻客户端</p><p>Android版</p><p>iPhone版</p><p>打开APP阅读全文</p>",
    "applause": "<p>好文章，需要你的鼓励</p><p>赏</p>",
    "friends": "<p>分享到</p><p>微信好友</p><p>朋友圈</p><p>分享至好友和朋友圈</p>",
    "how to reach the paper": "<p>新闻热线：0713-1234567</p><p>某某新闻报料：021-123456</p>",
    "headings of nothing": "<p>相关政策</p><p>政策解读</p><p>阅读下一篇：</p>",
    "form": "<p>用户名：</p><p>密码：</p><p>验证码：</p><p>匿名发表</p>",
    "dialogue": "<p>继续访问</p><p>放弃</p><p>您访问的链接即将离开“某某网”，是否继续？</p>",
    "service": "<p>无障碍阅读</p><p>长者版</p><p>本网站支持IPv6</p><p>您是第 12345 位访问者</p>",
    "hot news without links": "<p>24小时热点</p><ul><li>1 某地开会</li><li>2 某县植树</li></ul>",
    "gallery": "<p>查看图集 |</p><p>图集已浏览完毕</p><p>重新浏览</p>",
    "who runs the site": "<p>承办：某某市电子政务中心</p>",
    "drawn line": "<p>————————————————</p><p>- END -</p>",
}


@pytest.mark.parametrize("case", BELOW)
def test_nothing_below_the_article_is_in_it(case: str) -> None:
    document = extracted(layout(f"<div>{BODY}{BELOW[case]}</div>"))
    assert texts(document) == PARAGRAPHS


@pytest.mark.parametrize("case", BELOW)
def test_the_same_above_the_last_paragraph_costs_no_prose(case: str) -> None:
    middle = BODY.replace("<p>会议要求", f"{BELOW[case]}<p>会议要求", 1)
    document = extracted(layout(f"<div>{middle}<p>{'会议结束。' * 40}</p></div>"))
    assert set(PARAGRAPHS[:3]) <= set(texts(document))


@pytest.mark.parametrize(
    "line",
    [
        "我的分享到这里就结束了，谢谢大家。",
        "大家分享到了改革发展的成果。",
        "他打印了三千份宣传单，分发到村到户。",
        "附件下载已开通。",
        "手机、苹果、打赏和赞赏",
        "政策咨询热线：0713-1234567。",
        "密码：手机验证码登录",
        "更多群众关注到了身边的变化，参与社区治理。",
        "下一篇文章，他要写写村里的老人。",
        "网友评论说，仅供参考的数据也要核实。",
        "收藏打印机和老相机是他的爱好。",
        "扫码下载客户端",
        "（此件公开发布）",
        "联系人：李某 联系电话：0571-87654321",
        "地址：某市人民路1号，邮编：310000。",
        "某市人民政府办公室",
        "2020年2月24日",
        "（记者 张三）",
        "会议听取了专题汇报，延伸阅读了有关材料。",
        "我们将对相关新闻进行调查，结果及时公布。",
        "以上言论仅供参考的说法被他一再引用，并写进了报告。",
        "企业代表表示，将加快项目某某首页登录©建设进度，争取早日投产。",
        "三、更多关注困难群众",
        "附件：1.申报表",
        "网友评论说，这样的会开得好。",
        "相关链接已经开通。",
        "如有异议，请在公示期内向县委组织部反映。",
        "有意者欢迎联系我们。",
        "已有12例治愈出院。",
        "专题会议",
        "（完）",
    ],
)
def test_last_line_that_only_looks_like_boilerplate_stays(line: str) -> None:
    document = extracted(layout(f"<div>{BODY}<p>{line}</p></div>"))
    assert texts(document) == (*PARAGRAPHS, line)


def test_editor_line_at_the_end_is_left_for_the_fields() -> None:
    document = extracted(layout(f"<div>{BODY}<p>免责声明：仅供参考。</p><p>编辑：李某</p></div>"))
    assert texts(document) == (*PARAGRAPHS, "编辑：李某")


def test_editor_line_in_a_box_of_its_own_is_in_the_footer() -> None:
    document = extracted(layout(f"<div>{BODY}</div><div class='copyright'>责任编辑：李某</div>"))
    assert texts(document) == PARAGRAPHS
    assert "责任编辑：李某" in document.footer


@pytest.mark.parametrize(
    "above",
    [
        "<div>当前位置：<a href=/>首页</a> &gt; <a href=/xw>新闻</a> &gt; 正文</div>",
        "<div>您现在的位置：首页 &gt; 新闻中心 &gt; 要闻</div>",
        "<table><tr><td>索引号：</td><td>33/1</td></tr><tr><td>发文机关：</td><td>省府</td></tr></table>",
        "<ul><li>索引号：</li><li>330000/2020-1</li><li>成文日期：2020年2月23日</li></ul>",
        "<p>时间：2020-02-24 15:28 来源：某市日报 浏览次数：12</p>",
        "<p>2020-02-24 15:28</p>",
        f"<h2>{TITLE}</h2><p>来源：某市日报 作者：张三</p>",
        f"<h2>{TITLE[:9]}<br>{TITLE[9:]}</h2>",
        "<p>【字体：大 中 小】 【打印】 【收藏】</p>",
    ],
)
def test_what_stands_above_the_text_in_the_same_box_is_header(above: str) -> None:
    head = f"<head><title>{TITLE}_某市</title></head>"
    document = extracted(f"<html>{head}<body><div>{above}{BODY}</div></body></html>")
    assert texts(document) == PARAGRAPHS


def test_a_counter_that_a_script_fills_takes_no_paragraph_for_its_value() -> None:
    bar = "<p>2020-02-24 15:28 来源：某市日报 点击：<script src=/count></script></p>"
    photo = "2月24日，某县的油菜花开了。"
    head = f"<head><title>{TITLE}_某市</title></head>"
    page = f"<html>{head}<body><div><h1>{TITLE}</h1>{bar}<p>{photo}</p></div></body></html>"
    assert texts(extracted(page)) == (photo,)


def test_deck_below_the_label_bar_is_left_for_the_fields() -> None:
    deck = "市长主持并讲话"
    document = extracted(layout(f"<div><p align=center><b>{deck}</b></p>{BODY}</div>"))
    assert texts(document) == (deck, *PARAGRAPHS)
    assert (document.blocks[0].bold, document.blocks[0].centered) == (True, True)


def test_thread_of_posts_is_its_first_post() -> None:
    posts = "".join(
        f"<div><p>作者：网友{n} 发表时间：2020-02-24 1{n}:28</p><p>{text * 3}</p></div>"
        for n, text in enumerate(PARAGRAPHS)
    )
    lines = texts(extracted(layout(posts)))
    assert lines[0] == PARAGRAPHS[0] * 3
    assert len(lines) <= 2  # the next post's label bar is left for the fields


def test_cleaning_again_changes_nothing() -> None:
    first = texts(extracted(layout(f"<div>{BODY}{''.join(BELOW.values())}</div>")))
    again = texts(extracted(layout("".join(f"<p>{text}</p>" for text in first))))
    assert again == first == PARAGRAPHS


def test_link_to_a_tool_at_the_end_of_a_paragraph_is_cut_off() -> None:
    ended = BODY.replace("妥善处置。", "妥善处置。<a href=/>返回首页</a>")
    document = extracted(layout(f"<div>{ended}</div>"))
    assert texts(document) == PARAGRAPHS


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("【字体：大 中 小】", True),
        ("分享到：微信 QQ空间 新浪微博", True),
        ("打印 | 关闭", True),
        ("[ 回复本贴 ] [ 跟从标题 ] [ 关闭本窗口 ] [ 刷新 ]", True),
        ("┌──────┐", True),
        ("01", False),
        ("大中小企业", False),
        ("收藏家协会成立", False),
        ("打印机采购公告", False),
    ],
)
def test_tools_are_told_from_words(text: str, *, tool: bool) -> None:
    assert phrases.is_tool(text) is tool


@given(st.lists(st.sampled_from(["打印", "关闭", "会议", "部署"]), min_size=2, max_size=12))
def test_a_row_is_of_tools_if_all_are_or_three_in_five_of_a_longer_one(parts: list[str]) -> None:
    tools = sum(part in ("打印", "关闭") for part in parts)
    most = len(parts) > 3 and 5 * tools >= 3 * len(parts)
    assert phrases.is_tool(" | ".join(parts)) is (tools == len(parts) or most)


def test_footnotes_with_outlets_dates_and_addresses_stay() -> None:
    note = "[6] 《某项报告发布》，人民网，2023年1月10日，http://www.example.cn/2023/0110/c1.htm。"
    document = extracted(layout(f"<div>{BODY}<p>{note}</p><p>{note.replace('6', '7')}</p></div>"))
    assert texts(document)[-2] == note


def test_a_second_article_below_what_the_platform_disclaims_is_another() -> None:
    html = layout(
        f"<div><p>{PARAGRAPHS[0]}</p></div>"
        "<div>以上内容（包括图片及视频）为创作者平台用户上传并发布，本平台仅提供信息存储服务</div>"
        f"<h1>另一篇文章</h1><div>{''.join(f'<p>另文：{text}</p>' for text in PARAGRAPHS)}</div>"
    )
    assert texts(extracted(html)) == (PARAGRAPHS[0],)


TEASER = (
    "<div><a href='/{0}.html'>全县第{0}次防汛工作会议召开</a>"
    "<p>{0}日，会议贯彻落实全省防汛抗旱工作会议精神，安排部署今年防汛抗旱工作任务。</p></div>"
)


def test_teasers_in_boxes_below_a_short_text_are_other_articles() -> None:
    text = "6月1日，县残联开展助残日慰问活动，为12户困难残疾人家庭送去慰问金和生活用品。"
    feed = f"<div>{TEASER.format(1)}{TEASER.format(2)}</div>"
    assert texts(extracted(layout(f"<div><p>{text}</p></div>{feed}"))) == (text,)


def test_summaries_under_linked_headlines_within_a_text_stay() -> None:
    summaries = [f"新闻发言人{day}日表示，将继续推进各类长期资金的入市。" for day in (1, 2)]
    linked = "".join(
        f"<p><a href='/{day}.html'>证监会第{day}次答记者问</a></p><p>{summary}</p>"
        for day, summary in enumerate(summaries)
    )
    lead = "就有市场人士提出应当暂停的观点，新闻发言人3日回应，将相应减少发行家数。"
    found = texts(extracted(layout(f"<div><p>{lead}</p>{linked}</div>")))
    assert found == (lead, *summaries)


def test_an_invitation_beside_sentences_is_the_articles() -> None:
    line = "报名通道：点此进入官方报名入口。请先登录，填写姓名和证件号，在线支付报名费150元。"
    linked = line.replace("官方报名入口", "<a href='http://a.com/'>官方报名入口</a>")
    document = extracted(layout(f"<div>{BODY}<p>{linked}</p><p>会议结束。</p></div>"))
    assert line in texts(document)


def test_an_office_for_rights_is_no_disclaimer() -> None:
    line = "如有异议，请以书面形式向区科技局知识产权科反映，电话：62885107。"
    assert list(texts(extracted(layout(f"<div>{BODY}<p>{line}</p></div>")))) == [*PARAGRAPHS, line]


@pytest.mark.parametrize(
    "line",
    [
        "扫描海报二维码或点击链接即可投递简历。",
        "扫描二维码填写登记表",
        "微信扫码办理参保登记",
        "凡是先交钱的一律不信，凡是陌生链接一律不点。",
        "<a href=http://www.a.gov.cn/>https://www.a.gov.cn/</a>",
        "学信网 <a href=http://www.b.gov.cn/>www.b.gov.cn</a>",
        "报名入口：在线报名系统（<a href=http://b.cn/>http://b.cn/</a>），测试费50元。",
    ],
)
def test_a_last_line_that_is_about_the_matter_is_the_articles(line: str) -> None:
    text = re.sub("<[^>]*>", "", line)
    assert texts(extracted(layout(f"<div>{BODY}<p>{line}</p></div>"))) == (*PARAGRAPHS, text)


@pytest.mark.parametrize(
    "line",
    [
        "扫描二维码关注公众号报名",
        "凡是注明“来源：某某网”的作品，版权均属于某某网。",
        "下载“某县发布”客户端，看更多新闻",
    ],
)
def test_a_last_line_that_is_about_the_site_is_not(line: str) -> None:
    assert texts(extracted(layout(f"<div>{BODY}<p>{line}</p></div>"))) == PARAGRAPHS


def test_a_list_of_addresses_is_text() -> None:
    lead = "为方便群众网上办事，现将常用网址整理如下，请认准官方网站，谨防假冒。"
    names = ["国家政务服务平台", "学信网", "铁路12306", "国家医保服务平台"]
    lines = [f"{name} https://www.{at}.gov.cn" for at, name in enumerate(names)]
    linked = (re.sub(r"(https\S+)", r"<a href=\1>\1</a>", line) for line in lines)
    listed = "".join(f"<p>{line}</p>" for line in linked)
    assert texts(extracted(layout(f"<div><p>{lead}</p>{listed}</div>"))) == (lead, *lines)


def test_a_paragraph_is_no_invitation_for_words_far_apart_in_it() -> None:
    line = "消防员讲解灭火器的使用方法，并组织学生体验<a href=http://x.cc/>某某app下载</a>帐篷。"
    document = extracted(layout(f"<div>{BODY}<p>{line}</p>{BODY}</div>"))
    assert re.sub("<[^>]*>", "", line) in texts(document)


def test_a_line_below_a_table_is_the_articles() -> None:
    rows = "".join(
        f"<tr><td>00{at}</td><td>李某{at}</td><td>金水湾小区{at}号楼</td></tr>" for at in range(9)
    )
    line = "公示期：2023年9月4日至9月8日，监督电话：8862345。"
    document = extracted(
        layout(
            f"<div><h1>{TITLE}</h1><p>2023-02-08 来源：住建局</p><div><table>{rows}</table>"
            f"<p>{line}</p></div><p>相关文章</p><ul>{RELATED}</ul></div>"
        )
    )
    assert len(texts(document)) == 10
    assert texts(document)[-1] == line


def test_instructions_parted_by_semicolons_are_the_articles() -> None:
    way = (
        "方式一：登录政务服务网（<a href=http://www.x.gov.cn>www.x.gov.cn</a>），点击“APP下载”；"
        "方式二：在各应用商店搜索“浙里办”免费下载；方式三：在支付宝中搜索“浙里办”小程序。"
    )
    document = extracted(layout(f"<div>{BODY}<p>{way}</p>{BODY}</div>"))
    assert len(texts(document)) == 2 * len(PARAGRAPHS) + 1


def test_a_box_of_related_links_within_the_text_does_not_end_it() -> None:
    box = "<div class=tj><p>延伸阅读</p><a href=/1>一张图看懂“高效办成一件事”改革举措</a></div>"
    middle = BODY.replace(f"<p>{PARAGRAPHS[-1]}</p>", f"{box}<p>{PARAGRAPHS[-1]}</p>", 1)
    assert texts(extracted(layout(f"<div>{middle}</div>"))) == PARAGRAPHS


@pytest.mark.parametrize("first", ["一、为什么要完善保障？", "二、适用范围", "为什么要完善保障？"])
def test_a_first_line_is_no_value_of_the_counter_above_it(first: str) -> None:
    bar = "<p>来源：市医保局 发布日期：2024-10-21 浏览次数：</p>"
    lines = texts(extracted(layout(f"<div>{bar}<p>{first}</p>{BODY}</div>")))
    assert lines == (first, *PARAGRAPHS)


BAR_AND_SHARE = "<p>2020-09-03 10:52 来源：服务处 浏览量：202 分享到：</p>"


@pytest.mark.parametrize(
    "first",
    [
        "全体干部职工：",
        "2020年1月28日 晴",
        "1月28日 星期二 小雨转多云",
        "2020年1月28日 天气：阴",
        (
            "国庆期间公交全部免费的消息发布后，迅速登上热搜，视频播放量超过2000万。"
            "我们选了部分网友的评论："
        ),
        "消息发布后，迅速登上热搜，视频播放量超过2000万，网友纷纷评论：",
    ],
)
def test_a_first_line_of_the_text_is_no_bar(first: str) -> None:
    lines = texts(extracted(layout(f"<div>{BAR_AND_SHARE}<p>{first}</p>{BODY}</div>")))
    assert lines == (first, *PARAGRAPHS)


def test_days_over_several_parts_are_text() -> None:
    days = ["2020年1月28日", "2020年2月3日", "2020年2月10日"]
    parts = [line for day in days for line in (day, PARAGRAPHS[0])]
    inside = "".join(f"<p>{line}</p>" for line in parts)
    assert texts(extracted(layout(f"<div>{inside}</div>"))) == tuple(parts)


@pytest.mark.parametrize(
    "above",
    [
        "<p>2020年2月24日</p>",
        "<p>2020年2月24日 星期一</p>",
        "<p>2020-02-24 来源：</p><p>某市日报</p>",
    ],
)
def test_a_day_alone_is_a_bar_though_the_text_is_signed_with_one(above: str) -> None:
    head = f"<h2>{TITLE}</h2><p>来源：某市日报 作者：张三</p>"
    signed = "<p>2020年2月26日</p>"
    page = f"<head><title>{TITLE}_某市</title></head>"
    document = extracted(f"<html>{page}<body><div>{head}{above}{BODY}{signed}</div></body></html>")
    assert texts(document) == (*PARAGRAPHS, "2020年2月26日")


def test_a_sentence_into_which_an_invitation_was_linked_stays() -> None:
    before, behind = (
        "演练结束后，消防救援人员讲解灭火器的使用方法，并组织学生体验",
        "浓烟逃生帐篷。",
    )
    spliced = f'<p>{before}<a href="http://x.cc/">某某app下载</a>{behind}</p>'
    below = "<p>更多精彩内容，请点击下载<a href=app>新闻客户端</a></p>"
    found = texts(extracted(layout(f"<div>{BODY}{spliced}{below}</div>")))
    assert before + "某某app下载" + behind in found
    assert not any("新闻客户端" in text for text in found)
