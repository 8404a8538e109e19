"""What an answer is, what it means for its page, and when to ask again."""
