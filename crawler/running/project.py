"""Where the project lies, in whichever of its folders a crawl is started."""

from __future__ import annotations

import os
from pathlib import Path

from scrapy.utils.conf import closest_scrapy_cfg

from archive.places import DEFAULT_FILE, DEFAULT_FOLDER, FOLDER_VARIABLE, URL_VARIABLE


def archive_url() -> str:
    """Return the archive's address: the environment's, or that of the project's own."""
    return os.environ.get(URL_VARIABLE) or f"sqlite:///{in_project(DEFAULT_FILE)}"


def warc_folder() -> str:
    """Return the folder of raw responses: the environment's, or the project's own."""
    return os.environ.get(FOLDER_VARIABLE) or in_project(DEFAULT_FOLDER)


def in_project(path: str) -> str:
    """Return the way from the working folder to a path of the project's root.

    The root is where ``scrapy.cfg`` stands; outside of a project, it is the working folder.
    """
    configuration = closest_scrapy_cfg()
    return os.path.relpath(Path(configuration).parent / path) if configuration else path
