"""The JSON API under ``/api``: the records of the public interface, sections 4 and 6, in pages."""

from archive.web.api.articles import router as articles
from archive.web.api.overviews import router as overviews

ROUTERS = (articles, overviews)
