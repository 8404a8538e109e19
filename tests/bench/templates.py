"""Template news: bulletins, notices and lists whose words stay and whose facts change.

They were looked at when the rules of ``pipelines.dedup`` were set. Forms written as data stand in
``bulletins.toml``, and in ``bulletins_unseen.toml`` those that only score the rules.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建国志海燕云峰"
PLACES = (
    "红安县",
    "麻城市",
    "罗田县",
    "英山县",
    "浠水县",
    "蕲春县",
    "黄梅县",
    "武穴市",
    "团风县",
    "龙泉驿区",
    "青白江区",
    "新都区",
    "温江区",
    "双流区",
    "郫都区",
    "大邑县",
)
OFFICES = (
    "财政局",
    "教育局",
    "民政局",
    "司法局",
    "水利局",
    "商务局",
    "审计局",
    "统计局",
    "交通运输局",
    "农业农村局",
    "应急管理局",
    "文化和旅游局",
)
COMPANIES = (
    "宏远建设",
    "华泰建筑",
    "中兴水利",
    "长江路桥",
    "鑫源市政",
    "金盾安防",
    "绿野园林",
    "恒信监理",
    "博通科技",
    "天和医疗",
)
SKIES = ("晴", "多云", "阴", "小雨", "中雨", "雷阵雨", "阴转小雨", "多云转晴", "晴转多云")
PROJECTS = (
    "农村公路硬化",
    "中学教学楼扩建",
    "污水处理厂提标",
    "水库除险加固",
    "老旧小区改造",
    "卫生院综合楼",
    "高标准农田",
    "智慧停车场",
    "垃圾中转站",
    "文化广场",
)
CROPS = ("大白菜", "土豆", "西红柿", "黄瓜", "猪肉", "鸡蛋", "鲫鱼", "豆腐", "菜籽油", "大米")

Template = Callable[[random.Random, int], str]


def person(draw: random.Random) -> str:
    """Return a name of two or three characters."""
    return draw.choice(SURNAMES) + "".join(draw.sample(GIVEN, draw.randint(1, 2)))


def day(issue: int) -> str:
    """Return the day of an issue, one a day from 2020-02-01."""
    on = date(2020, 2, 1) + timedelta(days=issue)
    return f"{on.month}月{on.day}日"


def epidemic(draw: random.Random, issue: int) -> str:
    new, cured = draw.randint(0, 30), draw.randint(0, 60)
    return (
        f"{day(issue)}0—24时,全省新增新型冠状病毒肺炎确诊病例{new}例,新增治愈出院病例{cured}例,新增死亡病例{draw.randint(0, 3)}例。\n"
        f"截至{day(issue)}24时,全省累计报告确诊病例{600 + issue * 7 + new}例,累计治愈出院{200 + issue * 9 + cured}例,现有在院治疗{draw.randint(50, 400)}例,其中危重{draw.randint(1, 30)}例、重症{draw.randint(3, 60)}例。\n"
        f"目前追踪到密切接触者{draw.randint(9000, 30000)}人,已解除医学观察{draw.randint(5000, 9000)}人,尚有{draw.randint(300, 3000)}人正在接受医学观察。"
    )


def appointment(draw: random.Random, issue: int) -> str:  # noqa: ARG001 - no day in it
    return (
        f"经研究决定:{person(draw)}同志任{draw.choice(PLACES)}{draw.choice(OFFICES)}党组书记、局长,试用期一年;"
        f"免去{person(draw)}同志的{draw.choice(PLACES)}{draw.choice(OFFICES)}党组书记、局长职务。"
    )


def weather(draw: random.Random, issue: int) -> str:
    low = draw.randint(-3, 18)
    return (
        f"市气象台{day(issue)}17时发布天气预报:今天夜间到明天白天,{draw.choice(SKIES)},偏{draw.choice('东南西北')}风{draw.randint(1, 3)}到{draw.randint(3, 5)}级,"
        f"最低气温{low}℃,最高气温{low + draw.randint(5, 14)}℃,相对湿度{draw.randint(30, 95)}%。\n"
        f"后天{draw.choice(SKIES)},气温{low + 1}到{low + draw.randint(6, 12)}℃。\n"
        "气象部门提醒,近期昼夜温差较大,请公众注意适时增减衣物,外出注意交通安全,并做好森林防火工作。"
    )


def tender(draw: random.Random, issue: int) -> str:
    place, project = draw.choice(PLACES), draw.choice(PROJECTS)
    return (
        f"{place}{project}工程施工招标公告\n一、招标条件:本招标项目{place}{project}工程已由{place}发展和改革局批准建设,项目业主为{place}{draw.choice(OFFICES)},"
        f"建设资金来自财政资金,招标人为{place}{draw.choice(OFFICES)}。项目已具备招标条件,现对该项目的施工进行公开招标。\n"
        f"二、项目概况:建设地点{place},计划工期{draw.randint(60, 540)}日历天,合同估算价{draw.randint(200, 9000)}万元。\n"
        f"三、投标人资格要求:须具备相应施工总承包资质,并在人员、设备、资金等方面具有相应的施工能力。\n"
        f"四、招标文件的获取:凡有意参加投标者,请于{day(issue)}起在公共资源交易平台下载招标文件。"
    )


def power_cut(draw: random.Random, issue: int) -> str:
    start = draw.randint(6, 10)
    return (
        f"因线路检修需要,定于{day(issue)}{start}时至{start + draw.randint(3, 9)}时,对{draw.choice(PLACES)}10千伏{person(draw)[-1]}{draw.choice('东西南北')}线停电检修。"
        f"停电范围:{draw.choice(PLACES)}{draw.choice(GIVEN)}{draw.choice(GIVEN)}路、{draw.choice(GIVEN)}{draw.choice(GIVEN)}社区一带。"
        "请停电范围内的用户提前做好准备,因天气等原因检修取消的,恕不另行通知。停电期间线路视为带电,请勿攀爬。客户服务热线95598,二十四小时为您服务。"
    )


def prices(draw: random.Random, issue: int) -> str:
    lines = [
        f"{crop}平均价格{draw.randint(1, 40)}.{draw.randint(0, 99):02d}元/公斤,较上周{draw.choice(('上涨', '下降'))}{draw.randint(0, 9)}.{draw.randint(0, 9)}%。"
        for crop in CROPS
    ]
    return (
        f"据市价格监测中心监测,{day(issue)}全市主要农副产品零售价格情况如下。\n"
        + "\n".join(lines)
        + "\n监测人员表示,总体来看市场供应充足,价格运行平稳。"
    )


def candidate_notice(draw: random.Random, issue: int) -> str:
    return (
        "任前公示\n按照干部选拔任用工作有关规定,为充分发扬民主,广泛听取意见,现将拟任用人选的情况公示如下。\n"
        f"{person(draw)},{draw.choice('男女')},汉族,19{draw.randint(65, 92)}年{draw.randint(1, 12)}月出生,大学学历,现任{draw.choice(PLACES)}{draw.choice(OFFICES)}副局长,拟任{draw.choice(PLACES)}{draw.choice(OFFICES)}局长。\n"
        f"公示时间为{day(issue)}至{day(issue + 5)}。公示期间,干部群众可以通过来信、来电、来访等形式反映公示对象在德、能、勤、绩、廉等方面存在的问题。反映问题要实事求是、客观公正。"
    )


def water(draw: random.Random, issue: int) -> str:
    rows = [
        f"{place}饮用水水源地:取水量{draw.randint(20, 900)}万吨,达标率{draw.choice((100, 100, 98, 95))}%,水质类别{draw.choice('ⅠⅡⅢ')}类。"
        for place in draw.sample(PLACES, 5)
    ]
    return (
        f"20{10 + issue // 12}年{issue % 12 + 1}月份集中式生活饮用水水源水质状况报告\n监测项目按照国家有关规定执行。\n"
        + "\n".join(rows)
        + "\n评价结论:本月监测的水源地水质总体良好。"
    )


def bid_result(draw: random.Random, issue: int) -> str:
    company = draw.choice(COMPANIES)
    return (
        f"{draw.choice(PLACES)}{draw.choice(PROJECTS)}项目中标结果公告\n项目编号:HG{2020000 + draw.randint(1, 999)}\n"
        f"中标单位:{company}有限公司,中标金额{draw.randint(100, 4000)}.{draw.randint(10, 99)}万元,项目负责人{person(draw)}。\n"
        f"评标委员会成员:{'、'.join(person(draw) for _ in range(5))}。\n公告期限自{day(issue)}起三个工作日。"
        "各有关当事人对中标结果有异议的,可以在公告期限届满之日起七个工作日内以书面形式向采购人提出质疑,逾期将不再受理。"
    )


def exam(draw: random.Random, issue: int) -> str:  # noqa: ARG001 - no day in it
    place, office = draw.choice(PLACES), draw.choice(OFFICES)
    return (
        f"{place}{office}所属事业单位公开招聘工作人员公告\n为满足事业单位补充工作人员需要,经研究决定面向社会公开招聘工作人员{draw.randint(2, 60)}名。\n"
        f"报名时间为{draw.randint(3, 11)}月{draw.randint(1, 14)}日至{draw.randint(15, 28)}日,报名地点设在{place}{office}人事股,联系电话{draw.randint(6000000, 8999999)}。\n"
        "应聘人员须遵守宪法和法律,具有良好的品行,具备岗位所需的专业技能条件,以及适应岗位要求的身体条件。笔试和面试成绩按百分制计算,考试总成绩各占一半。"
    )


def land(draw: random.Random, issue: int) -> str:
    return (
        f"国有建设用地使用权挂牌出让公告\n经{draw.choice(PLACES)}人民政府批准,现以挂牌方式出让一宗地块的国有建设用地使用权。\n"
        f"地块编号G({2020})0{draw.randint(10, 99)}号,土地面积{draw.randint(3000, 90000)}平方米,土地用途为{draw.choice(('工业', '住宅', '商业', '仓储'))}用地,出让年限{draw.choice((40, 50, 70))}年,起始价{draw.randint(300, 20000)}万元,竞买保证金{draw.randint(60, 5000)}万元。\n"
        f"申请人可于{day(issue)}至{day(issue + 20)}到自然资源交易中心提交书面申请。挂牌出让设有底价的,按照价高且不低于底价的原则确定竞得人。"
    )


def traffic(draw: random.Random, issue: int) -> str:
    return (
        f"为保障施工安全,自{day(issue)}起,{draw.choice(PLACES)}{draw.choice(GIVEN)}{draw.choice(GIVEN)}大道({draw.choice(GIVEN)}{draw.choice(GIVEN)}路至{draw.choice(GIVEN)}{draw.choice(GIVEN)}路段)实行封闭施工,禁止一切机动车通行,工期{draw.randint(5, 90)}天。"
        "过往车辆请按照交通标志指示绕行,并服从现场执勤人员的指挥。由此给您的出行带来不便,敬请谅解。特此通告。"
    )


TEMPLATES: dict[str, Template] = {
    "epidemic": epidemic,
    "appointment": appointment,
    "weather": weather,
    "tender": tender,
    "power cut": power_cut,
    "prices": prices,
    "candidate notice": candidate_notice,
    "water": water,
    "bid result": bid_result,
    "exam": exam,
    "land": land,
    "traffic": traffic,
}
