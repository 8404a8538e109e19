"""The web page over an archive, and its JSON API: ``govnews serve``.

Everything is rendered here, on the server. What was archived is other people's, some of it hostile:
it is escaped wherever it is shown, and a browser that shows our pages is told to fetch nothing but
our own style sheet, script and icon (``guard``). Nothing here writes to the archive.
"""

from archive.web.app import create_app

__all__ = ["create_app"]
