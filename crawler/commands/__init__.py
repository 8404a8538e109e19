"""Commands of this project that stand in the place of Scrapy's."""
