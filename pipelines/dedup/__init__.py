"""Whether two articles are the same text: keys bring them together, an exact comparison decides."""

from pipelines.dedup.judge import judge
from pipelines.dedup.keys import dedup

__all__ = ["dedup", "judge"]
