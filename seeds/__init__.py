"""What is known about sites and words: data, and the loaders that check it."""
