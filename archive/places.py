"""Where an archive is kept, and the variables that say otherwise; loads no library."""

from __future__ import annotations

DEFAULT_FILE = "data/archive.db"
DEFAULT_URL = f"sqlite:///{DEFAULT_FILE}"
URL_VARIABLE = "GOVNEWS_ARCHIVE_URL"

DEFAULT_FOLDER = "data/warc"
FOLDER_VARIABLE = "GOVNEWS_WARC_DIR"
