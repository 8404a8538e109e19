"""What the crawls did, and in what state the sites are."""
