"""Each kind of page there is, by name, with its path on the test server.

Of kinds that both sites have, the stress site has the one with more on it.
"""

LONG_WORD = "rindfleischetikettierungsuberwachungsaufgabenubertragungsgesetzentwurf"
LONGEST = "stress/2025/06/overflow/"
ARTICLE = "blog/2025/11/plant/"
PAGES = {
    "front page": "blog/",
    "front page, page 2": "blog/page/2/",
    "article with an image": ARTICLE,
    "article in another language": "blog/hi/2025/04/measures/",
    "category": "blog/category/explainers/",
    "author": "blog/author/cleo-painter/",
    "year": "blog/2025/",
    "about": "blog/about/",
    "not found": "blog/404.html",
    "stress: front page": "stress/",
    "stress: long words": LONGEST,
    "stress: every part": "stress/2025/06/everything/",
    "stress: many scripts": "stress/2025/06/scripts/",
    "stress: raw HTML": "stress/2025/06/raw-html/",
    "stress: tables": "stress/2025/06/tables/",
    "stress: elements": "stress/2025/06/elements/",
    "stress: one sentence": "stress/2025/06/plain/",
    "stress: tag of sixty posts": "stress/tag/sixty/page/3/",
    "stress: entity of sixty posts": "stress/company/sixty/page/2/",
    "stress: entity with a long name": f"stress/topic/{LONG_WORD}/",
    "stress: entities": "stress/topics/",
    "stress: author without posts": "stress/author/idle-author/",
    "stress: authors": "stress/authors/",
    "stress: archive": "stress/archive/",
    "stress: corrections": "stress/corrections/",
    "stress: tags": "stress/tags/",
    "stress: edition": "stress/editions/2025-w23/",
    "stress: editions": "stress/editions/",
}
