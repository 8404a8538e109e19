"""Asking the archive: the query language, the filters, the index, the order of answers."""
