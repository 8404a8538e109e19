"""Views that make the common questions one line of SQL; docs/TABLES.md tells their columns.

They are derived: migrations begin by dropping them and end by making them again.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

_STEP = {
    "sqlite": "json_each({column}) AS step",
    "postgresql": "jsonb_array_elements_text({column}) AS step (value)",
}
"""How each database makes rows of a JSON array of texts."""

_VIEWS = {
    "originals": "SELECT * FROM articles WHERE duplicate_of IS NULL",
    "reprints": """
        SELECT a.cluster_id, o.id AS original_id, o.site_id AS original_site_id,
               o.published_day AS original_day, a.id AS article_id, a.site_id, a.published_day,
               a.similarity, a.title, a.url
        FROM articles a JOIN articles o ON o.id = a.duplicate_of
    """,
    "edits": """
        SELECT c.article_id, c.site_id, c.at, c.url, c.from_version, c.to_version,
               b.title AS title_before, n.title AS title_after,
               b.body AS body_before, n.body AS body_after
        FROM changes c
        JOIN versions b ON b.article_id = c.article_id AND b.number = c.from_version
             AND b.revision = (SELECT max(r.revision) FROM versions r
                               WHERE r.article_id = b.article_id AND r.number = b.number)
        JOIN versions n ON n.article_id = c.article_id AND n.number = c.to_version
             AND n.revision = (SELECT max(r.revision) FROM versions r
                               WHERE r.article_id = n.article_id AND r.number = n.number)
        WHERE c.kind = 'edited'
    """,
    "gone_articles": """
        SELECT a.id AS article_id, a.site_id, a.published_day, a.title, a.url, a.gone_at
        FROM articles a WHERE a.status = 'gone'
    """,
    "injected_spam": """
        SELECT coalesce(a.site_id, p.site_id) AS site_id, r.article_id,
               coalesce(a.url, p.url) AS url, r.rule, r.text, r."where", r.link, r.confidence,
               r.seen_at, r.last_seen_at
        FROM removals r
        LEFT JOIN articles a ON a.id = r.article_id
        LEFT JOIN pages p ON p.id = r.page_id
        WHERE NOT r.suspected
    """,
    "articles_by_month": """
        SELECT site_id, substr(published_at, 1, 7) AS month, count(*) AS articles,
               sum(CASE WHEN duplicate_of IS NULL THEN 1 ELSE 0 END) AS originals
        FROM articles GROUP BY site_id, substr(published_at, 1, 7)
    """,
    "site_health": """
        SELECT s.id AS site_id, s.name, s.region, coalesce(h.health, 'new') AS health,
               h.run_id AS last_run_id
        FROM sites s
        LEFT JOIN site_runs h ON h.site_id = s.id
             AND h.run_id = (SELECT max(l.run_id) FROM site_runs l WHERE l.site_id = s.id)
    """,
    "failures": """
        SELECT site_id, url, kind, state, reason, http_status, attempts, last_run_id
        FROM pages WHERE state = 'failed'
    """,
}
_OF_LIST = (
    "SELECT a.id AS article_id, a.site_id, a.published_day, a.title, a.url,"
    " step.value AS {value} FROM articles a, {steps}"
)
_OF_LISTS = {
    "article_authors": ("authors", "author"),
    "article_editors": ("editors", "editor"),
    "article_sections": ("section", "section"),
    "article_keywords": ("keywords", "keyword"),
}
"""View, column of ``articles`` and name of one of its values."""

NAMES = (*_VIEWS, *_OF_LISTS)


def create(connection: Connection) -> None:
    """Make the views."""
    for name, statement in _statements(connection.dialect.name):
        connection.execute(text(f"CREATE VIEW {name} AS {statement}"))


def drop(connection: Connection) -> None:
    """Drop those that are there."""
    for name in set(inspect(connection).get_view_names()).intersection(NAMES):
        connection.execute(text(f"DROP VIEW {name}"))


def _statements(dialect: str) -> list[tuple[str, str]]:
    of_lists = [
        (
            name,
            _OF_LIST.format(value=value, steps=_STEP[dialect].format(column=f"a.{column}")),
        )
        for name, (column, value) in _OF_LISTS.items()
    ]
    return [*_VIEWS.items(), *of_lists]
