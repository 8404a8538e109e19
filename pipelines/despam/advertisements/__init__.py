"""Paragraphs, sentences and items that offer as a whole, without a word out of place."""
