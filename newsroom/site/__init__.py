"""The site as typed objects: articles, pages, terms, and every file that is written."""
