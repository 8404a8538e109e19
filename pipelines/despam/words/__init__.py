"""The vocabulary of spam, where its words stand in a text, and how they tell a piece of it."""
