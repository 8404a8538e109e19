"""Runs scripts of pages that list nothing by themselves, in a sandbox, for what they ask for."""
