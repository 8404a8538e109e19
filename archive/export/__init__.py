"""Taking articles away, as files."""
