"""Services of a site, pages of officials and rows with their days are no articles."""

from __future__ import annotations

import pytest

from archive.records import Extraction, RawPage, Rejection
from pipelines.run import process
from tests.pipelines.html import FOOT, NAVIGATION

URL = "http://www.example.gov.cn/hd/"
FORM = "<form><p>姓名：<input></p><p>内容：<textarea></textarea></p><button>提交</button></form>"
RULES = (
    "来信须知：1.请实名反映问题；2.请不要重复提交；3.不得发布违反法律法规的信息，违者将依法追究责任，"
    "谢谢您的支持与配合，我们将在十五个工作日内予以答复。"
)
POLL = (
    "1.您对政务服务是否满意？<input type=radio>满意<input type=radio>不满意</p><p>"
    "2.您对窗口服务是否满意？<input type=radio>满意<input type=radio>不满意"
)
OFFICIAL = (
    "<p>职务：县委副书记、县长</p><p>分工：领导县政府全面工作，分管县审计局。</p>"
    "<p>简历：男，汉族，1970年5月生，中共党员，大学学历，历任某镇党委书记、某县副县长。</p>"
)
ROWS = "".join(
    f"<li>防汛工作部署落实情况通报会议，县长讲话 <a href=/{day}.html>详细</a> 2023-05-0{day}</li>"
    for day in range(1, 8)
)
BAR = "<p>2023-05-06 10:20 来源：县政府办</p>"
PAGES = {
    "站内搜索": "<p>搜索关键词：安全生产，共找到结果约128个，用时0.03秒，请输入其他关键词。</p>",
    "领导信箱": f"<p>{RULES}</p>{FORM}",
    "县长信箱": f"<p>{RULES}</p>{FORM}",
    "用户注册": f"<p>{RULES}</p>{FORM}",
    "网上调查": f"<form><p>{POLL}</p></form>",
    "关于政务服务满意度的调查": f"<form><p>{POLL}</p></form>",
    "张建国": OFFICIAL,
    "工作动态": f"<ul>{ROWS}</ul>",
}


RATING = "".join(
    f"<input type=radio name=how>{how}" for how in ("很满意", "满意", "一般", "不满意")
)
NEWS = "<p>2月23日，全县安全生产工作会议召开，县长出席会议并讲话，要求各部门抓好落实。</p>"
PROFILE = (
    "<p>现任职务：县水利局副局长</p><p>拟任职务：县水利局局长</p><p>简历：1998年参加工作。</p>"
)


def read(title: str, text: str, bar: str = "", url: str = URL) -> Extraction | Rejection:
    html = (
        f"<html><head><meta charset=utf-8><title>{title}_某县人民政府</title></head><body>"
        f"<ul class=nav>{NAVIGATION}</ul><div class=main><h1>{title}</h1>{bar}{text}</div>"
        f"<div class=footer>{FOOT}</div></body></html>"
    )
    return process(RawPage(url=url, body=html.encode()))


@pytest.mark.parametrize("title", PAGES)
def test_a_service_is_no_article(title: str) -> None:
    assert isinstance(read(title, PAGES[title]), Rejection)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("县长信箱正式开通", f"<p>{RULES}</p>"),
        ("领导信箱", f"<p>{RULES}</p>"),
        ("张建国", OFFICIAL),
        ("关于政务服务满意度的调查", f"<form><p>{POLL}</p></form><p>{RULES}</p>"),
    ],
)
def test_below_a_bar_with_its_day_it_is_one(title: str, text: str) -> None:
    assert isinstance(read(title, text, BAR), Extraction)


def test_news_of_a_service_is_an_article() -> None:
    assert isinstance(read("县长信箱正式开通", f"<p>{RULES}</p>"), Extraction)


@pytest.mark.parametrize("title", ["县长信箱", "张建国", "关于政务服务满意度的调查"])
def test_an_address_with_its_day_says_that_it_is_one(title: str) -> None:
    url = "http://www.example.gov.cn/xw/202305/t20230506_97.html"
    assert isinstance(read(title, PAGES[title], url=url), Extraction)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        # a box below the text in which readers say what they think of it
        ("全县安全生产工作会议召开", f"{NEWS}<p>{RATING}</p>"),
        ("全县安全生产工作会议召开", f"{NEWS * 4}<p>{RATING}</p><form>{POLL}</form>"),
        # labels of a profile below prose, and with prose beside them
        ("拟任职干部任前公示", f"<p>现将拟任职干部有关情况公示如下，公示期五天。</p>{PROFILE}"),
        ("优秀教师事迹：张建国", f"{OFFICIAL}{NEWS * 4}"),
        # a guide to a service, without its form
        ("办事指南", f"<p>{RULES}</p><p>{RULES}</p>"),
    ],
)
def test_without_a_day_its_text_is(title: str, text: str) -> None:
    assert isinstance(read(title, text), Extraction)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("领导信箱", "<p>县长信箱开通以来，共收到群众来信1200件，办结1180件，满意度98%。</p>"),
        ("网上调查", "<p>县住建局决定开展网上调查，结果作为物业企业信用评价依据。</p>"),
        (
            "民意征集",
            "<p>县公安局起草了《养犬管理办法》，现向社会公开征求意见。</p><p>县公安局</p>",
        ),
        ("在线咨询", "<p>问：如何办理老年证？</p><p>答：请携带身份证到便民服务中心办理。</p>"),
        ("在线访谈", "<p>主持人：今年招生有哪些变化？</p><p>刘洋：今年全部实行网上报名。</p>"),
        ("办事指南", "<p>老年优待证办理须携带身份证到县政务服务中心二楼15号窗口。</p>"),
        ("领导信箱", f"{NEWS}{FORM}"),
        ("民意征集", "<p>县公安局起草了养犬管理办法，现公开征求意见，请于4月14日前反馈。</p>"),
        ("办事指南", "<p>申请人持身份证、户口簿向户籍所在地乡镇残联提出申请，经初审后发证。</p>"),
        ("在线访谈", "<p>主持人：今年招生有哪些变化？</p><p>刘洋：全部网上报名！</p>"),
    ],
)
def test_a_sentence_of_an_article_makes_one_below_the_name_of_a_service(
    title: str, text: str
) -> None:
    html = (
        f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>"
        f"<div class=content>{text}</div><div class=footer>{FOOT}</div></body></html>"
    )
    assert isinstance(process(RawPage(url=f"{URL}20001.html", body=html.encode())), Extraction)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("在线咨询", f"<p>请输入您的姓名和联系电话。</p>{FORM}"),
        ("在线咨询", "<p>请输入受理编号和查询密码。</p><p>受理编号：</p>"),
        ("网上调查", "<p>暂无调查。</p><p>感谢您的关注。</p>"),
    ],
)
def test_what_tells_visitors_how_to_use_it_does_not(title: str, text: str) -> None:
    assert isinstance(read(title, text), Rejection)
