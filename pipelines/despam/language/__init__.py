"""How a text is read before anything is judged: folded, in symbols, with what prose pays for it."""
