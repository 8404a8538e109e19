"""From a raw page to a clean article: pure stages, then thin adapters."""

import os

# Read when numpy is loaded, by ourselves and by processes that we start. The matrices here are too
# small to be shared out: a thread for each further core would be begun, wait busily for some 10 ms
# and never be given one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
