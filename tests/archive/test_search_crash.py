"""Whatever moment a writer is killed at, the index holds just what the tables hold."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time

from sqlalchemy import Engine, func, select

from archive.models import ArticleRow
from archive.search import index as search_index

KILLS = 3

# Blocks are made and put together with every fourth article: most kills fall into that.
WRITER = """
import sys
from sqlalchemy import func, select
from archive.database.engine import connect, writing
from archive.models import ArticleRow
from archive.search.index import writing as of_index
from tests.archive.texts import change, write_texts

of_index.PENDING_DOCUMENTS = 4
engine = connect(sys.argv[1])
while True:
    with writing(engine) as connection:
        number = (connection.scalar(select(func.max(ArticleRow.id))) or 0) + 1
        write_texts(connection, [(f"第{number}号公告", "疫情防控工作会议")], first=number)
        of_index.put(connection, number)
        change(connection, max(1, number // 2), body=f"复工复产第{number}批")
    print(number, flush=True)
"""


def address_of(engine: Engine) -> str:
    path = engine.get_execution_options().get("govnews_path")
    return f"sqlite:///{path}" if path else engine.url.render_as_string(hide_password=False)


def problems(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(search_index.problems(connection))


def test_a_killed_writer_leaves_a_true_index(engine: Engine) -> None:
    draw = random.Random(1)
    for _ in range(KILLS):
        command = (sys.executable, "-c", WRITER, address_of(engine))
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(draw.uniform(0, 0.2))
            writer.send_signal(signal.SIGKILL)
        assert problems(engine) == []
    with engine.connect() as connection:
        assert (connection.scalar(select(func.count()).select_from(ArticleRow)) or 0) >= KILLS
