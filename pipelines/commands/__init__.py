"""The commands of ``govnews`` that read pages: registered as entry points in pyproject.toml."""
