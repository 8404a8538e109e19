"""Takes injected spam out of an article, and nothing else. How it decides: docs/SPAM.md."""

from pipelines.despam.stage import despam

__all__ = ["despam"]
