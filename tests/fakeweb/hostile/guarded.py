"""Sites behind walls, sites whose robots.txt says no, and the host that must never be asked."""

from __future__ import annotations

from collections.abc import Iterator

from tests.fakeweb.model import Truth
from tests.fakeweb.sites.trs import TrsSite
from tests.fakeweb.wire import Answer, Asked, error

_RUISHU = (
    "<html><head><meta id=\"9DhefwqGPrzGxEp9hPaoag\" content=\"x\" r='m'><script r='m'>$_ts=window['$_ts'];"
    "if(!$_ts)$_ts={};$_ts.nsd=41732;$_ts.cd='qEaq';</script></head><body></body></html>"
)
_JIASULE = "<script>document.cookie=('_')+('_jsl')+'=1';location.href=location.pathname+location.search</script>"
_CHUANGYU = (
    "<html><head><title>403</title></head><body>当前访问疑似黑客攻击，已被创宇盾拦截。"
    '<a href="http://help.365cyd.com/cyd-error-help.html?code=403">说明</a></body></html>'
)


class EmptySite(TrsSite):
    """A site of which nothing can be had."""

    def truth(self) -> Iterator[Truth]:
        return iter(())


class RuishuSite(EmptySite):
    vendor = "ruishu"

    def answer(self, asked: Asked) -> Answer:
        return error(404) if asked.path == "/robots.txt" else error(412, _RUISHU)


class JiasuleSite(EmptySite):
    """Lets the home page through, and walls the rest."""

    vendor = "jiasule"

    def answer(self, asked: Asked) -> Answer:
        if asked.path in ("/robots.txt", "/"):
            return super().answer(asked)
        return error(521, _JIASULE, Server="jiasule-WAF", Set_Cookie="__jsluid_h=1; path=/")


class ChuangyuSite(EmptySite):
    vendor = "chuangyudun"

    def answer(self, asked: Asked) -> Answer:
        return error(404) if asked.path == "/robots.txt" else error(403, _CHUANGYU)


class ForbiddenSite(EmptySite):
    """robots.txt itself is forbidden: nothing else may be asked."""

    status = 403

    def robots(self) -> Answer:
        return error(self.status)

    def must_not_ask(self, target: str) -> bool:
        return target != "/robots.txt"


class UnauthorisedSite(ForbiddenSite):
    status = 401


class RulesSite(TrsSite):
    """robots.txt has rules: a column that is not for robots, and a pace."""

    crawl_delay_seconds = 0.2

    def robots(self) -> Answer:
        text = (
            "User-agent: Baiduspider\nDisallow:\n\nUser-agent: *\n"
            f"Disallow: /{self.columns[-1].key}/\nDisallow: /*.php$\nCrawl-delay: {self.crawl_delay_seconds}\n"
        )
        return Answer(body=text.encode(), content_type="text/plain")

    def must_not_ask(self, target: str) -> bool:
        return target.startswith(f"/{self.columns[-1].key}/") or target.endswith(".php")

    def truth(self) -> Iterator[Truth]:
        for truth in super().truth():
            if truth.column != self.columns[-1].key:
                yield truth


class CanarySite(EmptySite):
    """Listens where no catalogue entry points; whoever asks has left the border."""

    def must_not_ask(self, target: str) -> bool:  # noqa: ARG002
        return True
