"""Scrapy's settings for this project; each can be set for one run with ``-s NAME=VALUE``."""

from __future__ import annotations

import os
import sys
from typing import Any

from scrapy.settings import default_settings

from crawler.running.installation import told_when_incomplete
from crawler.running.interrupting import listen

if sys.argv[1:2] == ["crawl"]:
    # Of all that is ours Scrapy loads this file first, and takes its time with the rest.
    listen()
with told_when_incomplete():
    from archive.processors import workers
    from crawler.running.project import archive_url, warc_folder

BOT_NAME = "govnews"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.commands"

# --- where things go ------------------------------------------------------------------------------

ARCHIVE_URL = archive_url()
"""SQLAlchemy URL of the archive: SQLite or PostgreSQL."""
WARC_DIR = warc_folder()
"""Folder of the raw responses."""

# --- who we are -----------------------------------------------------------------------------------

GOVNEWS_CONTACT = os.environ.get("GOVNEWS_CONTACT", "")
"""A mail or web address at which a site's operator reaches you; it goes into the user agent."""
USER_AGENT = None
"""None: made of our name, version and contact (``crawler.running.identity``)."""
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
}

# --- politeness -----------------------------------------------------------------------------------

ROBOTSTXT_OBEY = True
"""Together with the catalogue's ``obey_robots``: a site's robots.txt counts when both say so."""
CONCURRENT_REQUESTS = 64
"""In all; enough that slow hosts do not hold up others."""
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
"""Seconds between two requests to one host, where the catalogue's ``delay`` does not say otherwise;
given with ``-s`` it beats the catalogue."""
DOWNLOAD_DELAY_JITTER = 0.0
"""None: a delay is a promise, not an average."""
AUTOTHROTTLE_ENABLED = False
"""Scrapy's own has one smallest delay for all hosts; ``crawler.politeness.pace`` does its work."""
PACE_ENABLED = True
"""Raise a host's delay to what it takes to answer, and double it when it says 429 or 503."""
AUTOTHROTTLE_MAX_DELAY = 60.0
"""Seconds; the widest delay that answers of a host may lead to. A longer Retry-After rests it."""
DOWNLOAD_TIMEOUT = 30
"""Seconds that an answer may take; one that comes along has more (``politeness.patience``)."""
DOWNLOAD_MAXSIZE = 10_000_000
"""Bytes, before and after decompression. The longest gazettes have 3 MB."""
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False
"""What is shorter than it says is asked for again, too (``wire.completeness``)."""
RETRY_TIMES = 2
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, 522, 524]
REDIRECT_ENABLED = True
"""For robots.txt alone: the spider follows pages' redirects itself, each target through the ledger.
"""
TELNETCONSOLE_ENABLED = False
# Public pages need no cookies, and Scrapy would fetch the list of public suffixes for them, from a
# host that nobody put into the catalogue.
COOKIES_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# --- budgets against traps ------------------------------------------------------------------------

MAX_LIST_DEPTH = 4
"""Links from a start URL to a list page, at most; the pages of one list count once."""
MAX_LIST_PAGES = 1000
"""Pages of one list that one run reads, at most."""
MAX_ARTICLE_PAGES = 50
"""Pages of one article, at most."""
MAX_REVISITS = 500
"""Archived articles, and columns that list nothing yet, of one site that one run looks at again."""
DEPTH_LIMIT = 0
URLLENGTH_LIMIT = 2083

# --- work -----------------------------------------------------------------------------------------

EXTRACT_WORKERS = workers()
"""Processes that run the stages."""
BEGIN_PROCESSES = "pipelines.spares.begin"
"""What begins those and the one that writes, while the crawl's own process still loads."""
CONCURRENT_ITEMS = 1
"""Things that one page's callback yields and that are dealt with at once; a page holds one article,
and each of them costs a task of its own for every page."""
CHROMIUM = ""
"""Browser for sites that say ``render = true``; empty: the first that the machine has."""
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 2_000_000
"""Bytes of pages that wait for the stages or the archive while more are asked for: enough that both
have work, few enough that a run does not end with a long wait for the slower of them."""
WARN_ON_GENERATOR_RETURN_VALUE = False
"""A hint for who writes spiders, which looks at the callback of every answer."""
STATS_CLASS = "crawler.reporting.counts.Counts"
LOG_LEVEL = "INFO"
LOGSTATS_INTERVAL = 60.0

DOWNLOADER = "crawler.politeness.slots.HostDownloader"


def _without(components: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return Scrapy's own components without some, which None in a setting would still load."""
    return {name: order for name, order in components.items() if name not in names}


DOWNLOADER_MIDDLEWARES_BASE = _without(
    default_settings.DOWNLOADER_MIDDLEWARES_BASE,
    # The spider's own: exclusions and hosts at rest before anything is asked, then robots.txt.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",
    # What each of these does is done elsewhere: sites have no passwords, the spider follows meta
    # refreshes, TrafficMiddleware counts.
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
    "scrapy.downloadermiddlewares.stats.DownloaderStats",
    # Switched off above; it would load an HTTP client.
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
)
DOWNLOADER_MIDDLEWARES = {
    "crawler.politeness.border.BorderMiddleware": 60,
    "crawler.politeness.addresses.AddressMiddleware": 80,
    "crawler.politeness.robots.RobotsMiddleware": 100,
    # Above Retry (550): what is rendered is a page, no wall and no error.
    "crawler.rendering.middleware.RenderMiddleware": 540,
    # Between Retry (550) and the network: a wall's answer is not asked for again.
    "crawler.politeness.walls.WallMiddleware": 560,
    # Above decompression (590), below whatever reads text.
    "pipelines.scrapy_adapters.EncodingMiddleware": 585,
    # Below decompression.
    "crawler.wire.completeness.CompletenessMiddleware": 700,
    "crawler.wire.traffic.TrafficMiddleware": 850,
    # The last before the network, the first after it: bytes as they came.
    "crawler.wire.raw_store.RawStoreMiddleware": 890,
}
SPIDER_MIDDLEWARES_BASE = _without(
    default_settings.SPIDER_MIDDLEWARES_BASE,
    # The spider looks at every status itself, and counts depth its own way; addresses are bounded
    # where they are made, requests carry a visit and no answer's meta. Each of these would look at
    # every page and every link.
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",
    "scrapy.spidermiddlewares.depth.DepthMiddleware",
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware",
)
ITEM_PIPELINES = {"pipelines.scrapy_adapters.ArticlePipeline": 300}
# Switched off above; it would load a web server.
EXTENSIONS_BASE = _without(
    default_settings.EXTENSIONS_BASE, "scrapy.extensions.remote_control.RemoteControl"
)
EXTENSIONS = {
    "crawler.running.one_by_one.OneByOne": 0,
    "crawler.politeness.pace.Pace": 0,
    "crawler.reporting.report.RunReport": 100,
    # After the report: the monitors judge it.
    "crawler.reporting.monitors.TerseSpidermon": 500,
}
SPIDERMON_ENABLED = True
SPIDERMON_SPIDER_CLOSE_MONITORS = ("crawler.reporting.monitors.CrawlMonitors",)
