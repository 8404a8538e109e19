"""A list as JSON whose server says that it failed has failed, and is asked for in the next run."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from archive.models import PageRow
from tests.crawler.county import Answer, article, served
from tests.crawler.crawls import Crawl

URL, TITLE = "/yw/t20200302_2.html", "县医院新门诊楼投入使用方便群众就医"
LIST = "/api/list.json"


def test_it_is_no_empty_column(tmp_path: Path) -> None:
    answers: dict[str, Answer] = {
        LIST: (200, {}, '{"code": 500, "message": "系统异常", "data": []}'),
        URL: (200, {}, article(TITLE, 2)),
    }
    with served(lambda path: answers.get(path, (404, {}, ""))) as address:
        sites = f'[[site]]\nid = "x"\nname = "某县"\nstart_urls = ["{address}{LIST}"]\ndelay = 0\n'
        crawl = Crawl(sites, tmp_path)
        crawl.run()
        assert row(crawl) == ("failed", "the answer says that it failed", 1)
        answers[LIST] = (
            200,
            {},
            f'{{"code": 0, "data": [{{"title": "{TITLE}", "url": "{URL}"}}]}}',
        )
        crawl.run()
        assert row(crawl) == ("fetched", "list page", 0)
        assert list(crawl.articles().values()) == [TITLE]


def row(crawl: Crawl) -> tuple[str, str | None, int]:
    """Return state, reason and attempts of the list."""
    query = select(PageRow.state, PageRow.reason, PageRow.attempts)
    with crawl.archive() as engine, engine.connect() as connection:
        found = connection.execute(query.where(PageRow.url.endswith(LIST))).one()
    return found.state, found.reason, found.attempts
