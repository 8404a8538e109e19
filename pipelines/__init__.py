"""From a raw page to a clean article: pure stages, then thin adapters."""
