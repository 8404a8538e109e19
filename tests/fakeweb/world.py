"""The whole fake web of one seed: sites, catalogue, what is true of them, what is forbidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.fakeweb.hostile.broken import BrokenSite
from tests.fakeweb.hostile.guarded import (
    CanarySite,
    ChuangyuSite,
    ForbiddenSite,
    JiasuleSite,
    RuishuSite,
    RulesSite,
    UnauthorisedSite,
)
from tests.fakeweb.hostile.moods import MoodySite
from tests.fakeweb.hostile.traps import CanonicalSite, TrapSite
from tests.fakeweb.model import Size, Truth
from tests.fakeweb.server import Logged
from tests.fakeweb.site import FakeSite
from tests.fakeweb.sites.angular import AngularSite
from tests.fakeweb.sites.aspnet import AspNetSite
from tests.fakeweb.sites.clicks import (
    CallsSite,
    FileListSite,
    FormPagerSite,
    FramedListsSite,
    NamedColumnsSite,
    PluginSite,
    PostedListSite,
    WrittenRowsSite,
)
from tests.fakeweb.sites.dedecms import DedeSite
from tests.fakeweb.sites.drawn import DrawnPagerSite
from tests.fakeweb.sites.feeds import AtomSite, JsonListSite, RssSite, SitemapSite
from tests.fakeweb.sites.gkmlpt import GkmlptSite
from tests.fakeweb.sites.hanweb import HanwebFormSite, HanwebSite, JpaasSite
from tests.fakeweb.sites.hidden import (
    FieldCallsSite,
    IdEntriesSite,
    MonthsSite,
    NeighboursSite,
    PiecesSite,
    ScriptFilesSite,
    TreeSite,
)
from tests.fakeweb.sites.later import LoadMoreSite, MappedSite
from tests.fakeweb.sites.loaded import FiredListsSite, LoadedListsSite
from tests.fakeweb.sites.php import EmpireSite, PhpSite, WordsSite
from tests.fakeweb.sites.signed import SignedSite
from tests.fakeweb.sites.trs import CountPageSite, TrsSite
from tests.fakeweb.sites.ucap import UcapJsonSite, UcapSite
from tests.fakeweb.sites.variants import (
    AspNetButtonSite,
    FolderSite,
    GkmlptFolderSite,
    HanwebCapitalsSite,
    HanwebPostSite,
    JpaasEmptySite,
    OffsetSite,
    SelectSite,
    ThinkSite,
    TrsVariablesSite,
    UcapSearchSite,
    VsbNumbersSite,
)
from tests.fakeweb.sites.vsb import VsbSite
from tests.fakeweb.sites.webplus import WebplusSite

FULL = Size(columns=4, articles=18, page_size=5)
SMALL = Size(columns=2, articles=10, page_size=4)


@dataclass(frozen=True, slots=True)
class Entry:
    """A site of the world, before it is built."""

    id: str
    kind: type[FakeSite]
    place: str

    @property
    def name(self) -> str:
        return f"{self.place}人民政府"


FAMILIES = (
    Entry("trs", TrsSite, "青禾县"),
    Entry("trs-count", CountPageSite, "云岭省"),
    Entry("hanweb", HanwebSite, "临江市"),
    Entry("hanweb-form", HanwebFormSite, "海陵区"),
    Entry("jpaas", JpaasSite, "石桥县"),
    Entry("ucap", UcapSite, "金沙市"),
    Entry("ucap-json", UcapJsonSite, "北安县"),
    Entry("gkmlpt", GkmlptSite, "南浦区"),
    Entry("vsb", VsbSite, "西山县"),
    Entry("webplus", WebplusSite, "东湖区"),
    Entry("dedecms", DedeSite, "白河县"),
    Entry("php", PhpSite, "长坪县"),
    Entry("words", WordsSite, "永丰市"),
    Entry("empire", EmpireSite, "柳溪县"),
    Entry("aspnet", AspNetSite, "双河县"),
    Entry("sitemap", SitemapSite, "宁川市"),
    Entry("rss", RssSite, "平湖区"),
    Entry("atom", AtomSite, "安远县"),
    Entry("json-list", JsonListSite, "新桥市"),
)

VARIANTS = (
    Entry("trs-variables", TrsVariablesSite, "丰乐县"),
    Entry("select", SelectSite, "康宁区"),
    Entry("offset", OffsetSite, "桃源市"),
    Entry("folders", FolderSite, "竹溪县"),
    Entry("vsb-numbers", VsbNumbersSite, "松阳县"),
    Entry("hanweb-capitals", HanwebCapitalsSite, "梅岭区"),
    Entry("hanweb-post", HanwebPostSite, "荷塘区"),
    Entry("jpaas-empty", JpaasEmptySite, "兰亭县"),
    Entry("ucap-search", UcapSearchSite, "枫林市"),
    Entry("gkmlpt-folder", GkmlptFolderSite, "榕江县"),
    Entry("aspnet-button", AspNetButtonSite, "银杏区"),
    Entry("think", ThinkSite, "海棠县"),
    Entry("calls", CallsSite, "芦溪县"),
    Entry("form-pager", FormPagerSite, "凤台县"),
    Entry("plugin", PluginSite, "泉山区"),
    Entry("named-columns", NamedColumnsSite, "古田县"),
    Entry("written-rows", WrittenRowsSite, "花垣县"),
    Entry("framed-lists", FramedListsSite, "江口县"),
    Entry("file-list", FileListSite, "莲池区"),
    Entry("posted-list", PostedListSite, "梧桐市"),
)
"""The same families as other templates write them."""

HIDDEN = (
    Entry("neighbours", NeighboursSite, "小河县"),
    Entry("script-files", ScriptFilesSite, "渌口区"),
    Entry("pieces", PiecesSite, "双麓市"),
    Entry("months", MonthsSite, "关滩县"),
    Entry("field-calls", FieldCallsSite, "闽清县"),
    Entry("id-entries", IdEntriesSite, "云溪区"),
    Entry("tree", TreeSite, "富屏县"),
    Entry("load-more", LoadMoreSite, "芷江县"),
    Entry("mapped", MappedSite, "绥宁县"),
    Entry("drawn-pagers", DrawnPagerSite, "沅水县"),
    Entry("angular", AngularSite, "酉阳区"),
    Entry("signed", SignedSite, "雷波县"),
    Entry("loaded-lists", LoadedListsSite, "洪渡县"),
    Entry("fired-lists", FiredListsSite, "秋浦区"),
)
"""Rows where no link of a page leads."""

HOSTILE = (
    Entry("traps", TrapSite, "龙潭县"),
    Entry("canonical", CanonicalSite, "大树县"),
    Entry("broken", BrokenSite, "清水县"),
    Entry("moods", MoodySite, "明溪市"),
    Entry("rules", RulesSite, "高阳区"),
    Entry("ruishu", RuishuSite, "沙河市"),
    Entry("jiasule", JiasuleSite, "洛口县"),
    Entry("chuangyu", ChuangyuSite, "河东区"),
    Entry("robots-403", ForbiddenSite, "三岔县"),
    Entry("robots-401", UnauthorisedSite, "五台市"),
)
_CANARY = Entry("canary", CanarySite, "无名县")


class World:
    """Sites of one seed. Each stands on a loopback address of its own."""

    def __init__(
        self,
        entries: Sequence[Entry] = (*FAMILIES, *VARIANTS, *HIDDEN, *HOSTILE),
        *,
        size: Size = SMALL,
        seed: str = "1",
    ) -> None:
        self.sites = [_built(entry, size, seed) for entry in entries]
        for at, site in enumerate(self.sites):
            site.ip = f"127.0.0.{11 + at}"
        self.canary = _built(_CANARY, SMALL, seed)

    @property
    def hosts(self) -> list[FakeSite]:
        """Everything to be served: the sites, and first the canary that they speak of."""
        return [self.canary, *self.sites]

    def opened(self) -> None:
        """Tell the sites that speak of the canary where it is; to be called once it listens."""
        for site in self.sites:
            if isinstance(site, MoodySite):
                site.canary = f"{self.canary.ip}:{self.canary.port}"

    def site(self, site_id: str) -> FakeSite:
        """Return a site by its id."""
        return next(site for site in self.sites if site.id == site_id)

    def catalogue(self) -> str:
        """Return the catalogue (TOML), once the sites have their ports."""
        return "\n".join(_entry(site) for site in self.sites)

    def truth(self) -> list[Truth]:
        """Return what the archive must have of all sites."""
        return [truth for site in self.sites for truth in site.truth()]

    def tolerated(self) -> set[str]:
        """Return the addresses that may be archived or not."""
        return {url for site in self.sites for url in site.tolerated()}

    def forbidden(self, log: Iterable[Logged]) -> list[Logged]:
        """Return the requests that broke a rule."""
        by_id = {site.id: site for site in self.hosts}
        return [one for one in log if by_id[one.site].must_not_ask(one.target.partition("#")[0])]


def _built(entry: Entry, size: Size, seed: str) -> FakeSite:
    return entry.kind(entry.id, entry.name, entry.place, seed=seed, size=size)


def _entry(site: FakeSite) -> str:
    listed = ", ".join(f'"{url}"' for url in site.catalogue_starts())
    return (
        f'[[site]]\nid = "{site.id}"\nname = "{site.name}"\nstart_urls = [{listed}]\ndelay = 0.0\n'
        f"{site.catalogue_keys()}"
    )
