"""What a run did, what must not go unnoticed, and how its sites are."""
