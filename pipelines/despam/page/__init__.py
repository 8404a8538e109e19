"""What stands on the page beside the article: hidden text, scripts, links to strangers."""
