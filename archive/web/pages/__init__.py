"""The pages for people."""

from archive.web.pages.articles import router as articles
from archive.web.pages.charts import router as charts
from archive.web.pages.feed import router as feed
from archive.web.pages.overviews import router as overviews
from archive.web.pages.search import router as search

ROUTERS = (search, articles, overviews, charts, feed)
