"""Runs of spam in one line: found, weighed and decided on."""
