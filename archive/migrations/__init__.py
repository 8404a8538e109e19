"""Alembic's folder: ``env`` and one file a revision; used through ``archive.database.schema``."""
