"""What stands around the news: navigation, services, directories, profiles, search, hot lists.

None of the pages made here is an article; many look like one or like a list of some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tests.fakeweb.model import Article
from tests.fakeweb.prose import Prose

_SERVICES = (
    "居民身份证补领办理指南",
    "个体工商户注册登记流程",
    "城乡居民基本养老保险参保登记",
    "不动产转移登记办理须知",
    "机动车驾驶证期满换证指南",
    "生育登记网上办理说明",
)
_OFFICES = (
    "市发展和改革委员会",
    "市教育局",
    "市公安局",
    "市财政局",
    "市水利局",
    "市卫生健康委员会",
    "市人力资源和社会保障局",
    "高新技术产业开发区管理委员会",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where a site's furniture stands: CMS families have their own manners of addresses."""

    folder: str
    """With ``{name}`` of the page's section: ``/{name}/index.html``."""
    document: str
    """With ``{name}`` and ``{number}``: ``/{name}/{number}.html``."""


class Furniture:
    """The pages and boxes of one site that are not news."""

    def __init__(self, seed: str, site_name: str, plan: Plan) -> None:
        self._prose = Prose(f"{seed} furniture")
        self._site_name = site_name
        self._plan = plan
        self._people = [self._prose.name() for _ in range(5)]
        self._hits = 100
        self.pages: Mapping[str, tuple[str, str]] = dict(self._pages())
        """Path to (title, inner HTML)."""

    # --- boxes ------------------------------------------------------------------------------------

    def top(self) -> str:
        """Return the line above the navigation: login, versions, search with hot words."""
        words = "".join(
            f'<a href="/search/?q={word}">{word}</a> ' for word in ("社保", "公积金", "疫苗")
        )
        return (
            '<div class="top"><a href="/login.html">登录</a> <a href="/register.html">注册</a> '
            '<a href="/wza/index.html">无障碍阅读</a> <a href="/mobile/">手机版</a>'
            '<form action="/search/"><input name="q"><button>搜索</button></form>'
            f'<div class="hotwords">热搜词：{words}</div></div>'
        )

    def navigation(self, columns: Iterable[tuple[str, str]]) -> str:
        """Return the navigation: the home page, (name, address) of columns, then services."""
        links = [("网站首页", "/"), *columns, *self._sections()]
        items = "".join(f'<li><a href="{path}">{name}</a></li>' for name, path in links)
        return f'<div class="nav" id="nav"><ul>{items}</ul></div>'

    def calendar(self) -> str:
        """Return a widget that links days without end."""
        days = "".join(
            f'<td><a href="/calendar?day=2024-03-{day:02d}">{day}</a></td>' for day in range(1, 8)
        )
        return (
            '<div class="rili"><table><tr><td colspan="7"><a href="/calendar?month=2024-02">上月</a>'
            f' 2024年3月 <a href="/calendar?month=2024-04">下月</a></td></tr><tr>{days}</tr></table></div>'
        )

    def directory(self) -> str:
        """Return the boxes of a home page that lead to services, leaders and departments."""
        entries = (
            *(("bsfw", name, at) for at, name in enumerate(_SERVICES)),
            *(
                ("ldzc", f"市委常委、市人民政府副市长 {name}", at)
                for at, name in enumerate(self._people)
            ),
            *(("zzjg", name, at) for at, name in enumerate(_OFFICES)),
        )
        return "".join(
            f'<p><a href="{self._document(section, 41 + at)}">{name}</a></p>'
            for section, name, at in entries
        )

    def hot_list(self, articles: Iterable[tuple[Article, str]]) -> str:
        """Return the most read articles with counters that change with every visit."""
        self._hits += 7
        rows = "".join(
            f'<li><a href="{path}" title="{article.title}">{article.title[:14]}...</a>'
            f"<em>{self._hits + at}次</em></li>"
            for at, (article, path) in enumerate(articles)
        )
        return f'<div class="side hot"><h3>点击排行</h3><ul>{rows}</ul></div>'

    def pictures(self, articles: Iterable[tuple[Article, str]]) -> str:
        """Return a column of pictures."""
        rows = "".join(
            f'<li><a href="{path}"><img src="/images/{article.number}.jpg" alt="{article.title}"></a></li>'
            for article, path in articles
        )
        return f'<div class="side pic"><h3>图片新闻</h3><ul>{rows}</ul></div>'

    def footer(self) -> str:
        """Return the footer: about, friends, the marks every government site must bear."""
        about = "".join(
            f'<a href="{self.folder(name)}">{words}</a> | '
            for name, words in (("gywm", "关于我们"), ("wzdt", "网站地图"), ("lxwm", "联系我们"))
        )
        return (
            f'<div class="footer"><div class="link">友情链接：<a href="http://www.gov.cn/">中国政府网</a>'
            ' <a href="http://www.xinhuanet.com/">新华网</a> <a href="http://www.people.com.cn/">人民网</a></div>'
            f"<p>{about}</p><p>主办：{self._site_name} 网站标识码：3300000020 浙ICP备12345678号 "
            "浙公网安备 33010602000000号</p><p>建议使用1280×768分辨率浏览本站</p></div>"
        )

    # --- pages ------------------------------------------------------------------------------------

    def folder(self, name: str) -> str:
        """Return the address of a section."""
        return self._plan.folder.format(name=name)

    def _sections(self) -> list[tuple[str, str]]:
        names = (
            ("机构设置", "zzjg"),
            ("领导之窗", "ldzc"),
            ("办事服务", "bsfw"),
            ("互动交流", "hdjl"),
            ("视频新闻", "spxw"),
        )
        return [(words, self.folder(name)) for words, name in names]

    def _document(self, name: str, number: int) -> str:
        return self._plan.document.format(name=name, number=number)

    def _pages(self) -> Iterable[tuple[str, tuple[str, str]]]:
        yield from self._section("zzjg", "机构设置", _OFFICES, self._duties)
        yield from self._section("ldzc", "领导之窗", self._people, self._profile)
        yield from self._section("bsfw", "办事服务", _SERVICES, self._guide)
        films = tuple(f"视频：{self._prose.headline('我市')}" for _ in range(3))
        yield from self._section("spxw", "视频新闻", films, self._film, day="2024-03-18")
        asked = ("我想咨询公租房申请条件", "关于道路照明设施损坏的反映")
        yield from self._section("hdjl", "互动交流", asked, self._letter)
        for name, title in (("gywm", "关于我们"), ("lxwm", "联系我们"), ("wzdt", "网站地图")):
            words = (
                f"<p>{self._site_name}由市人民政府办公室主办，承担网站内容保障和运行维护工作。</p>"
            )
            yield self.folder(name), (title, words)

    def _section(
        self,
        name: str,
        title: str,
        entries: Iterable[str],
        inner: Callable[[str], str],
        *,
        day: str = "",
    ) -> Iterable[tuple[str, tuple[str, str]]]:
        """Yield a list, its rows dated where ``day`` is given, and the pages that it leads to."""
        date = f"<span>{day}</span>" if day else ""
        paths = {entry: self._document(name, 41 + at) for at, entry in enumerate(entries)}
        rows = "".join(
            f'<li><a href="{path}">{entry}</a>{date}</li>' for entry, path in paths.items()
        )
        yield self.folder(name), (title, f'<ul class="entries">{rows}</ul>')
        for entry, path in paths.items():
            yield path, (entry, inner(entry))

    def _duties(self, office: str) -> str:
        return (
            f"<h1>{office}</h1><p>主要职责：（一）贯彻执行国家有关法律法规和方针政策；（二）组织拟订本行业发展规划并监督实施；"
            "（三）承办市委、市政府交办的其他事项。</p><p>办公地址：人民路1号，办公电话：0571-87050000。</p>"
        )

    def _profile(self, name: str) -> str:
        return (
            f'<div class="photo"><img src="/images/ld.jpg"></div><h1>{name}</h1><p>{name}，男，汉族，1968年5月生，大学学历，'
            "现任市委常委、副市长。</p><p>分管：财政、税务、审计方面工作。</p>"
        )

    def _film(self, title: str) -> str:
        return (
            f'<h1>{title}</h1><div class="player"><video src="/video/1.mp4" controls></video></div>'
        )

    def _guide(self, service: str) -> str:
        return (
            f"<h1>{service}</h1><table><tr><th>受理条件</th><td>具有本市户籍的居民，可以向户籍所在地的受理窗口提出申请。</td></tr>"
            "<tr><th>申请材料</th><td>居民户口簿、相片采集回执。</td></tr><tr><th>办理时限</th><td>二十个工作日</td></tr></table>"
        )

    def _letter(self, subject: str) -> str:
        return f"<h1>{subject}</h1><p>来信内容：请问有关部门如何处理。</p><p>答复：已转有关单位办理，感谢您的关注。</p>"
