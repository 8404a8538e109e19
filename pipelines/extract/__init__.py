"""The ``extract`` stage: where the article stands on the page, and the lines that it is made of."""

from pipelines.extract.stage import extract

__all__ = ["extract"]
