"""Raw pages: every response as it came, in WARC files."""
