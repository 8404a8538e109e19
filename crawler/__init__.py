"""Fetches government news pages: Scrapy's spider, its manners and its reports."""
