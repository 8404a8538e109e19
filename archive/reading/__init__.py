"""Reading the archive: articles, their versions, what happened to them, how many there are."""
