"""The demo: the sample sites, served on loopback, crawled into an archive of its own."""
