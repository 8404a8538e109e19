"""Whether two articles are the same text: keys bring them together, an exact comparison decides.

The judge is imported from its module by those who store: the processes that run stages need neither
it nor its libraries.
"""

from pipelines.dedup.keys import dedup

__all__ = ["dedup"]
