"""Steps of a procedure that arrows join."""

import pytest

from pipelines.despam import despam
from pipelines.despam.cutting import Cut
from pipelines.despam.shields.steps import is_of_steps
from tests.pipelines.despam.test_despam import PROSE, page

STEPS = "经营者登录平台注册账户→上传营业执照→绑定对公账户→安装道闸网关→上线。"


def cut_of(text: str, run: str) -> Cut:
    at = text.index(run)
    return Cut(at, at + len(run), "phrase:fraud", 0.9)


@pytest.mark.parametrize(
    "run", ["营业执照→绑定对公账户→安装", "绑定对公账户", "账户→上传营业执照→绑定"]
)
def test_pieces_of_steps_are_the_pages_own(run: str) -> None:
    assert is_of_steps(STEPS, cut_of(STEPS, run))


def test_steps_that_are_all_of_their_line_may_be_entrances() -> None:
    text = "发票代开→填写购销双方信息→缴税→下载发票"
    assert is_of_steps(text, cut_of(text, text))


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("提交申请→澳门葡京官网→领取证照→办结。", "澳门葡京官网"),
        ("会议指出→凯发国际→官网入口→手机下载→要抓好落实。", "凯发国际→官网入口→手机下载"),
        ("会议指出→大发快三→在线平台→首页官网。", "→大发快三→在线平台→首页官网"),
        ("会议指出→澳门葡京官网→要抓好落实。", "→澳门葡京官网→"),
        ("会议指出→星耀→官网→入口→要抓好落实。", "星耀→官网→入口"),
        ("会议指出，澳门→葡京→官网→入口要抓好落实。", "澳门→葡京→官网→入口"),
    ],
)
def test_a_site_between_arrows_is_no_step(text: str, run: str) -> None:
    assert not is_of_steps(text, cut_of(text, run))


@pytest.mark.parametrize(
    "line",
    [
        STEPS,
        "企业登录政务服务网→注册账户→上传营业执照→绑定对公账户→提交审核→上线，全程网办。",
        "登录官网→点击注册→填写信息→上传资料→提交审核，即可完成企业开办。",
        "操作步骤：打开微信→搜索小程序→点击进入→注册登录→在线预约。",
        "打开支付宝→市民中心→社保→在线办理→点击下载→完成。",
        "登录→注册→实名认证→下载证书",
        "打开微信→我→服务→城市服务→社保→城乡居民医疗保险缴费",
        "首页→我的→电子发票→下载",
        "请按以下步骤办理：登录→注册→实名认证→下载证书。",
        "在校学生马某等人得知可以用USDT（泰达币）代收代付赚取手续费，先后提供银行卡9张。",
        "嫌疑人通过USDT（泰达币）代收代付牟利，流水达412万元。",
    ],
)
def test_sentences_that_need_what_looks_like_an_offer(line: str) -> None:
    article = despam(page(line, *PROSE)).article
    assert (article.body.split("\n")[0], article.hacked) == (line, False)


@pytest.mark.parametrize("line", ["云顶→官网→登录→入口→下载", "星耀→官网→登录→入口→注册"])
def test_short_steps_of_a_name_and_its_entrances_are_none(line: str) -> None:
    assert not is_of_steps(line, cut_of(line, line))


def test_a_page_of_steps_alone_is_an_article() -> None:
    steps = "打开微信→我→服务→城市服务→社保→城乡居民医疗保险缴费"
    assert despam(page(steps)).article.body == steps
