"""Storing articles: one writer, one transaction an article."""
