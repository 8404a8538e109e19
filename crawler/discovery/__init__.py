"""Finds articles from a home page alone: addresses, links, kinds of pages, paging. No I/O."""
