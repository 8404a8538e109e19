from __future__ import annotations

from sqlalchemy import create_engine, inspect, text


def test_the_database_is_empty_and_takes_chinese(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    assert inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE article (title text)"))
        connection.execute(text("INSERT INTO article VALUES ('复工复产')"))
        assert connection.scalar(text("SELECT char_length(title) FROM article")) == 4
    engine.dispose()
