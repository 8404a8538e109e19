"""What is known of finding articles: URL shapes, words of links, paging, walls. Data only."""
