"""The work of this project's build, for Pelican without plugins: no sitemap, no related posts."""

SITENAME = "Pelican"
SITEURL = "http://127.0.0.1:8000"
TIMEZONE = "UTC"
PATH = "content"
ARTICLE_PATHS = ["posts"]
STATIC_PATHS = ["images"]
THEME = "simple"
PLUGINS: list[str] = []
DEFAULT_PAGINATION = 20
FEED_ALL_ATOM = "feeds/all.atom.xml"
FEED_MAX_ITEMS = 100
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
ARTICLE_URL = "posts/{date:%Y}/{slug}/"
ARTICLE_SAVE_AS = "posts/{date:%Y}/{slug}/index.html"
# The pages of a list in folders of their own: by default page 11 of the tag "a" is that of "a1".
PAGINATION_PATTERNS = [
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
TAG_SAVE_AS = "tag/{slug}/index.html"
CATEGORY_SAVE_AS = "category/{slug}/index.html"
AUTHOR_SAVE_AS = "author/{slug}/index.html"
TAG_URL = "tag/{slug}/"
CATEGORY_URL = "category/{slug}/"
AUTHOR_URL = "author/{slug}/"
