"""A site in many moods: busy, forbidding, moving its pages about, denying that they are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tests.fakeweb.model import Column
from tests.fakeweb.sites.php import WordsSite
from tests.fakeweb.wire import Answer, Asked, error, page, redirect

_PRIVATE = ("http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::1]:9/")
SOFT_404 = "很抱歉，您访问的页面不存在或已被删除！"


class MoodySite(WordsSite):
    """The home page is a meta refresh; a canary stands where redirects lead."""

    retry_after_seconds = 1
    canary = ""
    """Address of the host that must never be asked, as ``host:port``."""

    def __init__(self, *args: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._asked: Counter[str] = Counter()

    def home_paths(self) -> tuple[str, ...]:
        return ("/main/index.htm",)

    def catalogue_keys(self) -> str:
        return f'allowed_domains = ["{self.ip}:{self.port}", "localhost", "127.0.0.1"]\n'

    def missing(self, asked: Asked) -> Answer:  # noqa: ARG002
        """Say 200 and that there is nothing, with all of the site around it."""
        inner = f'<div class="err"><p>{SOFT_404}</p><a href="/">返回首页</a></div>' + self.side()
        return page(self.framed("页面不存在", inner))

    def extra_rows(self, column: Column, number: int) -> str:
        if column is not self.columns[0] or number != 1:
            return ""
        return "".join(
            f'<li><span class="date">2024-03-19</span><a href="{path}">关于印发年度重点工作安排的通知{at}</a></li>'
            for at, path in enumerate(self._moody())
        )

    def dynamic(self, asked: Asked) -> Answer | None:
        if asked.target == "/":
            return page(
                '<html><head><meta http-equiv="refresh" content="0;url=/main/index.htm"></head></html>'
            )
        self._asked[asked.target] += 1
        moody = self._moody()
        if asked.target in moody:
            return moody[asked.target]
        if asked.path.startswith("/content/hop/"):
            number = int(asked.path.rpartition("/")[2].removesuffix(".htm"))
            return redirect(f"/content/hop/{number + 1}.htm")
        return self._busy(asked) or self._moved(asked)

    def must_not_ask(self, target: str) -> bool:
        """A document that was forbidden once must not be asked for again."""
        return self._asked[target] > 1 and target in self._forbidden()

    def _busy(self, asked: Asked) -> Answer | None:
        """Be too busy for the first visit to some pages."""
        if self._asked[asked.target] > 1:
            return None
        if asked.target == self.list_path(self.columns[1], 2):
            return error(503, Retry_After=str(self.retry_after_seconds))
        if asked.target == self.article_path(self.columns[1].articles[-1]):
            return error(429, Retry_After=str(self.retry_after_seconds))
        return None

    def _moved(self, asked: Asked) -> Answer | None:
        """Send two articles' old addresses on to their own."""
        for at, article in enumerate(self.columns[0].articles[-2:]):
            own = self.article_path(article)
            if asked.target == own.replace("/content/", "/old/"):
                refresh = f'<meta http-equiv="Refresh" content="1; URL={own}">'
                return redirect(own, 301) if at else page(f"<html><head>{refresh}</head></html>")
        return None

    def _forbidden(self) -> tuple[str, str]:
        return ("/content/2024-03/19/content_81.htm", "/content/2024-03/19/content_82.htm")

    def _moody(self) -> Mapping[str, Answer]:
        """Return what stands in the list beside the articles: addresses and their answers."""
        name = "/content/2024-03/19/content_9{}.htm".format
        old = [
            self.article_path(a).replace("/content/", "/old/")
            for a in self.columns[0].articles[-2:]
        ]
        moved = {path: self._moved(Asked(method="GET", target=path, headers={})) for path in old}
        private = [redirect(url) for url in (*_PRIVATE, *self._canaries())]
        return {
            **{path: error(403) for path in self._forbidden()},
            **{path: answer for path, answer in moved.items() if answer is not None},
            **{name(10 + at): answer for at, answer in enumerate(private)},
            name(1): redirect(name(2)),
            name(2): redirect(name(1)),
            name(3): redirect("/content/hop/1.htm"),
            name(4): error(404),
            name(5): error(410),
            name(6): redirect("/"),
            name(7): self.missing(Asked(method="GET", target="/", headers={})),
            name(8): redirect(""),
        }

    def _canaries(self) -> tuple[str, ...]:
        port = self.canary.rpartition(":")[2]
        return (f"http://localhost:{port}/a/1.html", f"http://{self.canary}/content/2.html")
