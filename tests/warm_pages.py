"""Loading this reads one page and runs its scripts: what the first page of all loads is then there.

Vocabularies, automata and the compiled sandbox take longer than a crawl of a small site, and are
the same in every process.
"""

from archive.records import RawPage
from crawler.scripting.page_execution import shown
from pipelines.workers import process
from tests.crawler import county

_ADDRESS = "http://www.x.gov.cn/xw/t20200303_1.html"
_ARTICLE = county.article("全县春季农业生产会议召开", 3)

process(RawPage(url=_ADDRESS, body=_ARTICLE.encode(), content_type="text/html"), None)
shown("<p id=list></p><script>$.get('/list?page=1')</script>", _ADDRESS, {})
