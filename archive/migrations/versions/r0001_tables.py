"""The first tables: sites, runs, ledger, articles and all that belongs to them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out, not taken from the models: a revision stays what it was when it was run.
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _sites_and_runs()
    _clusters_and_articles()
    _versions_and_attachments()
    _pages_and_removals()
    _changes()
    _signatures()


def downgrade() -> None:
    """Drop them all."""
    with op.batch_alter_table("clusters") as clusters:
        clusters.drop_constraint("fk_clusters_original_id_articles", type_="foreignkey")
    for table in (
        *("bands", "signatures", "schemes", "changes", "removals", "pages"),
        *("attachments", "versions", "articles", "clusters", "site_runs", "runs", "sites"),
    ):
        op.drop_table(table)


def _text(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _text_or_null(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text()) for name in names]


def _json(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, JSON, nullable=False) for name in names]


def _instant(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, INSTANT, nullable=nullable)


def _integer(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _warc() -> list[sa.Column[Any]]:
    numbers = [sa.Column(name, sa.BigInteger()) for name in ("warc_offset", "warc_length")]
    return [sa.Column("warc_file", sa.Text()), *numbers]


def _id(table: str) -> tuple[sa.Column[Any], sa.PrimaryKeyConstraint]:
    return (
        sa.Column("id", BIG_ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _reference(
    table: str, column: str, target: str, *, nullable: bool = False
) -> tuple[sa.Column[Any], sa.ForeignKeyConstraint]:
    kind: sa.types.TypeEngine[Any] = sa.Text() if target == "sites" else BIG_ID
    name = f"fk_{table}_{column}_{target}"
    return (
        sa.Column(column, kind, nullable=nullable),
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _sites_and_runs() -> None:
    op.create_table(
        "sites",
        *_text("id", "name"),
        *_text_or_null("region", "region_code", "level"),
        *_json("start_urls"),
        _instant("registered_at"),
        sa.PrimaryKeyConstraint("id", name="pk_sites"),
    )
    op.create_table(
        "runs",
        *_id("runs"),
        *_text("kind"),
        *_json("arguments"),
        *_text_or_null("shard"),
        *_text("status"),
        _instant("started_at"),
        _instant("finished_at", nullable=True),
        *_text("host"),
        _integer("pid"),
        *_json("report"),
    )
    _index("runs", "started_at")
    op.create_table(
        "site_runs",
        *_reference("site_runs", "run_id", "runs"),
        *_reference("site_runs", "site_id", "sites"),
        *_text("health"),
        *_json("report"),
        sa.PrimaryKeyConstraint("run_id", "site_id", name="pk_site_runs"),
    )


def _clusters_and_articles() -> None:
    later = op.get_bind().dialect.name != "sqlite"
    original, constraint = _reference("clusters", "original_id", "articles", nullable=True)
    op.create_table(
        "clusters",
        *_id("clusters"),
        original,
        _instant("opened_at"),
        # The two tables name each other; SQLite lets the first name one that is not there yet.
        *([] if later else [constraint]),
    )
    op.create_table(
        "articles",
        *_id("articles"),
        *_text("url"),
        *_reference("articles", "site_id", "sites", nullable=True),
        *_text_or_null("site_name", "region", "title"),
        *_json("subtitles"),
        *_text_or_null("published_at"),
        sa.Column("published_day", sa.Date()),
        *_text_or_null("published_from", "source"),
        *_json("authors", "editors", "section", "keywords"),
        *_text("body"),
        *_json("captions", "images", "pages"),
        *_text_or_null("language", "encoding"),
        sa.Column("hacked", sa.Boolean(), nullable=False),
        *_json("restored"),
        *_text_or_null("content_hash"),
        *_reference("articles", "cluster_id", "clusters"),
        *_reference("articles", "duplicate_of", "articles", nullable=True),
        sa.Column("similarity", sa.Double()),
        _instant("first_seen_at"),
        _instant("last_seen_at"),
        _instant("fetched_at"),
        *_text("status"),
        _instant("gone_at", nullable=True),
        _integer("version"),
        _integer("revision"),
        *_warc(),
        sa.UniqueConstraint("url", name="uq_articles_url"),
    )
    for columns in (
        ("site_id", "published_day"),
        ("published_day",),
        ("content_hash",),
        ("cluster_id", "published_day"),
        ("source",),
        ("first_seen_at",),
    ):
        _index("articles", *columns)
    if later:
        op.create_foreign_key(str(constraint.name), "clusters", "articles", ["original_id"], ["id"])


def _versions_and_attachments() -> None:
    op.create_table(
        "versions",
        *_id("versions"),
        *_reference("versions", "article_id", "articles"),
        _integer("number"),
        _integer("revision"),
        *_text_or_null("title"),
        *_text("body"),
        *_text_or_null("content_hash"),
        _instant("fetched_at"),
        _instant("recorded_at"),
        *_warc(),
        *_json("record"),
        sa.UniqueConstraint(
            *("article_id", "number", "revision"), name="uq_versions_article_id_number_revision"
        ),
    )
    op.create_table(
        "attachments",
        *_id("attachments"),
        *_reference("attachments", "article_id", "articles"),
        _integer("ordinal"),
        *_text("url"),
        *_text_or_null("name", "media_type"),
    )
    _index("attachments", "article_id")


def _pages_and_removals() -> None:
    op.create_table(
        "pages",
        *_id("pages"),
        *_text("url"),
        *_reference("pages", "site_id", "sites", nullable=True),
        *_text("kind", "state"),
        *_text_or_null("reason"),
        _integer("http_status", nullable=True),
        _integer("attempts"),
        _integer("depth"),
        _instant("discovered_at"),
        *_text_or_null("discovered_on"),
        *_reference("pages", "discovered_run_id", "runs", nullable=True),
        *_text_or_null("listed_title", "listed_date"),
        *(_instant(name, nullable=True) for name in ("fetched_at", "changed_at", "due_at")),
        sa.Column("interval_seconds", sa.BigInteger()),
        *_text_or_null("etag", "last_modified", "digest"),
        *_warc(),
        *_reference("pages", "article_id", "articles", nullable=True),
        *_reference("pages", "last_run_id", "runs", nullable=True),
        sa.UniqueConstraint("url", name="uq_pages_url"),
    )
    for columns in (
        ("site_id", "kind", "due_at"),
        ("state", "site_id"),
        ("last_run_id",),
        ("article_id",),
    ):
        _index("pages", *columns)
    op.create_table(
        "removals",
        *_id("removals"),
        *_reference("removals", "article_id", "articles", nullable=True),
        *_reference("removals", "page_id", "pages", nullable=True),
        _integer("ordinal"),
        *_text("rule", "text"),
        _integer("at"),
        *_text("where"),
        *_text_or_null("link"),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("suspected", sa.Boolean(), nullable=False),
        _instant("seen_at"),
    )
    _index("removals", "article_id")
    _index("removals", "page_id")


def _changes() -> None:
    op.create_table(
        "changes",
        *_id("changes"),
        *_reference("changes", "article_id", "articles"),
        *_text("url"),
        *_reference("changes", "site_id", "sites", nullable=True),
        *_text("kind"),
        _instant("at"),
        *_text_or_null("title"),
        _integer("from_version", nullable=True),
        _integer("to_version", nullable=True),
        *_text_or_null("new_url"),
        _integer("http_status", nullable=True),
        *_reference("changes", "run_id", "runs", nullable=True),
    )
    _index("changes", "article_id")
    _index("changes", "at")


def _signatures() -> None:
    op.create_table(
        "schemes",
        sa.Column("id", sa.Integer(), nullable=False),
        *_text("name"),
        sa.PrimaryKeyConstraint("id", name="pk_schemes"),
        sa.UniqueConstraint("name", name="uq_schemes_name"),
    )
    scheme = sa.ForeignKeyConstraint(
        ["scheme_id"], ["schemes.id"], name="fk_signatures_scheme_id_schemes"
    )
    op.create_table(
        "signatures",
        *_reference("signatures", "article_id", "articles"),
        _integer("scheme_id"),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("bands", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article_id", name="pk_signatures"),
        scheme,
    )
    op.create_table(
        "bands",
        _integer("scheme_id"),
        sa.Column("key", sa.BigInteger(), nullable=False),
        *_reference("bands", "article_id", "articles"),
        sa.PrimaryKeyConstraint("scheme_id", "key", "article_id", name="pk_bands"),
        sa.ForeignKeyConstraint(["scheme_id"], ["schemes.id"], name="fk_bands_scheme_id_schemes"),
        sqlite_with_rowid=False,
    )
