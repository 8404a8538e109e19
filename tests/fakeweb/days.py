"""What happens on a fake web from one day to the next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta

from tests.fakeweb.hostile.moods import SOFT_404
from tests.fakeweb.model import NEWEST, Article
from tests.fakeweb.site import FakeSite
from tests.fakeweb.wire import error, page, redirect
from tests.fakeweb.world import World

_REMOVALS = {
    "404": lambda site: error(404),  # noqa: ARG005 - as the others
    "410": lambda site: error(410),  # noqa: ARG005 - as the others
    "soft 404": lambda site: page(
        site.framed("提示信息", f"<div><h3>{SOFT_404}</h3></div>" + site.side())
    ),
    "redirect home": lambda site: redirect(f"{site.base}/"),
}
_SPAM = (
    '<div style="position:absolute;left:-9999px"><a href="http://www.bet.example/">'
    '澳门新葡京娱乐场官方入口</a> <a href="http://www.bet.example/app">bet365体育在线官网登录</a></div>'
)


@dataclass(slots=True)
class Changes:
    """What the archive must say of one day; addresses are whole."""

    new: dict[str, str] = field(default_factory=dict)
    """Site id to the address of its new article."""
    edited: dict[str, Article] = field(default_factory=dict)
    retitled: dict[str, Article] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)
    """Address to how it went."""
    removed: dict[str, Article] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    """Old address to new."""
    returned: list[str] = field(default_factory=list)
    hacked: dict[str, str] = field(default_factory=dict)
    """Address of an article whose page carries spam now, to its site's id."""


def publish(world: World) -> Changes:
    """Put a new article at the head of each site's first column."""
    changes = Changes()
    for site in _living(world):
        column = site.columns[0]
        column.articles.insert(0, site.newsroom.article(column.key, NEWEST + timedelta(days=1)))
        changes.new[site.id] = site.base + site.article_path(column.articles[0])
    return changes


def rework(world: World) -> Changes:
    """Edit, retitle, remove and move articles: each site does one of these.

    Those that edit are hacked too: another article's page gets hidden spam, and its text stays.
    """
    changes = Changes()
    removals = list(_REMOVALS)
    for at, site in enumerate(_living(world)):
        kind = ("edit", "retitle", "remove", "move")[at % 4]
        article = site.columns[0].articles[4]
        url = site.base + site.article_path(article)
        if kind == "edit":
            changes.edited[url] = _put(site, _edited(article))
            changes.hacked[_hack(site, site.columns[0].articles[5])] = site.id
        elif kind == "retitle":
            changes.retitled[url] = _put(site, replace(article, title=f"{article.title}（更新）"))
        elif kind == "remove":
            changes.removed[url] = article
            changes.gone[url] = _remove(site, article, removals[at // 4 % len(removals)])
        else:
            changes.moved[url] = _move(site, article)
    return changes


def _living(world: World) -> list[FakeSite]:
    """Return the sites of which articles can be had."""
    return [site for site in world.sites if next(site.truth(), None) is not None]


def _edited(article: Article) -> Article:
    first, *rest = article.parts[0]
    return replace(
        article, parts=((first, "更正：以上活动的时间改为下午三时，地点不变，特此说明。", *rest),)
    )


def _put(site: FakeSite, article: Article) -> Article:
    """Let an article take the place of the one with its number."""
    for column in site.columns:
        column.articles = [article if a.number == article.number else a for a in column.articles]
    return article


def _remove(site: FakeSite, article: Article, how: str) -> str:
    column = site.column_of(article)
    column.articles = [a for a in column.articles if a.number != article.number]
    site.elsewhere[site.article_path(article)] = _REMOVALS[how](site)
    return how


def _move(site: FakeSite, article: Article) -> str:
    """Give an article another number, hence another address; the old one leads there."""
    old = site.article_path(article)
    column = site.column_of(article)
    moved = replace(article, number=article.number + 50_000)
    column.articles = [moved if a is article else a for a in column.articles]
    new = site.base + site.article_path(moved)
    site.elsewhere[old] = redirect(new, 301)
    return new


def _hack(site: FakeSite, article: Article) -> str:
    """Hide spam at the foot of an article's page, as intruders do; return its address."""
    target = site.article_path(article)
    spoilt = site.article_page(article).replace("</body>", f"{_SPAM}</body>")
    site.elsewhere[target] = page(spoilt, charset=site.charset)
    return site.base + target


def clean(world: World, changes: Changes) -> None:
    """Take the hidden spam out again."""
    for site in _living(world):
        for url in changes.hacked:
            if url.startswith(f"{site.base}/"):
                site.elsewhere.pop(url.removeprefix(site.base))


def bring_back(world: World, changes: Changes) -> None:
    """Put the removed articles back, on the first page of their lists."""
    for site in _living(world):
        removed = {site.base + target for target in site.elsewhere} & set(changes.gone)
        for url in removed:
            site.elsewhere.pop(url.removeprefix(site.base))
            site.columns[0].articles.insert(1, changes.removed[url])
            changes.returned.append(url)
