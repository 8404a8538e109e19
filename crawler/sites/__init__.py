"""``govnews sites``: the catalogue, checked and added to."""
