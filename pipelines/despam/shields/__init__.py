"""Contexts in which what looks like spam is the page's own text, and stays."""
