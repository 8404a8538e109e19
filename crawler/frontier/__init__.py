"""Which pages a run asks for, and in which order."""
