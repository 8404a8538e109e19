"""Reprints: articles that are one text, around their original."""
