"""One module a CMS family: where its pages stand, how its lists go on, how its articles look."""
