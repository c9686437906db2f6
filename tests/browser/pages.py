"""Each kind of page there is, by name, with its path on the test server."""

LONGEST = "stress/2025/06/overflow/"
ARTICLE = "blog/2025/11/openai-foxconn-ai-data-center-hardware/"
PAGES = {
    "front page": "blog/",
    "front page, page 2": "blog/page/2/",
    "article with a picture": ARTICLE,
    "article without a picture": "blog/2025/11/google-ai-scam-protection-india/",
    "article with code and tables": "blog/2025/05/search-by-meaning-with-embeddings/",
    "category": "blog/category/explainers/",
    "tag": "blog/tag/hardware/",
    "author": "blog/author/mane-sachin/",
    "authors": "blog/authors/",
    "tags": "blog/tags/",
    "archive": "blog/archive/",
    "year": "blog/2025/",
    "month": "blog/2025/11/",
    "about": "blog/about/",
    "not found": "blog/404.html",
    "stress: front page": "stress/",
    "stress: long words": LONGEST,
    "stress: every part": "stress/2025/06/everything/",
    "stress: many scripts": "stress/2025/06/scripts/",
    "stress: raw HTML": "stress/2025/06/raw-html/",
    "stress: one sentence": "stress/2025/06/plain/",
    "stress: tag of one post": "stress/tag/alone/",
    "stress: tag of sixty posts": "stress/tag/sixty/page/3/",
    "stress: author without posts": "stress/author/idle-author/",
    "stress: authors": "stress/authors/",
    "stress: archive": "stress/archive/",
    "stress: tags": "stress/tags/",
}
