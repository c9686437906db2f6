from jinja2 import StrictUndefined
from markdown.extensions.toc import slugify_unicode

# ── The site ─────────────────────────────────────────────────────────────────────────────────

SITENAME = "AI Hub Blog"
SITESUBTITLE = "What is new in artificial intelligence, and how it works"
SITEURL = "http://127.0.0.1:8000"  # for reading here; publishconf.py has the real URL
TIMEZONE = "Asia/Kolkata"
DEFAULT_LANG = "en"

CATEGORIES = [
    {"name": "News", "description": "What happened, and who says so."},
    {"name": "Explainers", "description": "The ideas behind the headlines, one at a time."},
    {"name": "Infrastructure", "description": "Chips, racks, networks, power and cooling."},
    {"name": "Practice", "description": "Working with models, with code that runs."},
]
NAVIGATION = [
    {"name": "About", "url": "/about/"},
    {"name": "Contact", "url": "/contact/"},
    {"name": "Corrections", "url": "/corrections/"},
    {"name": "Archive", "url": "/archive/"},
    {"name": "Tags", "url": "/tags/"},
    {"name": "Authors", "url": "/authors/"},
]

# ── Settings of this project: docs/settings.md describes every key ───────────────────────────

FRONT_MATTER = {"default_author": "", "default_category": "", "extra_keys": []}
ACTIVE_HTML = {"allow": []}  # files that may contain scripts, such as "posts/2025/chart.md"
ATTACHMENTS = {"extra_types": []}  # further types of files to publish, such as "py" or "kml"
TIME_LIMIT = {"seconds": 20}  # of processor time for one file; a long post takes less than one
AUTHOR_BIOS = {"more": 3}
RELATED_POSTS = {"count": 4}
FEEDBACK_LINKS = {"email": "aihubblog@gmail.com", "repository": "", "branch": "main"}
FOLLOW = []  # accounts, listed beside the feeds: {"name": "Mastodon", "url": "https://…"}
FEEDS = {
    "items": 20,  # posts in a feed, the newest
    "kilobytes": 500,  # a feed with long posts contains fewer: readers fetch it again and again
    "id": "1787b88f-cf4d-4bdf-8d17-0d5b893836d9",  # never change it: all ids derive from it
    "hub": "",  # a WebSub hub, such as "https://hub.example.org/"
}
ENTITIES = {"minimum": 2, "together": 8}  # posts that make a page; names under "Named together with"
DIGEST = {
    "footer": "",  # who sends the mail, and why the reader receives it
    "unsubscribe": "",  # a URL, or the placeholder of your mail service: "{{ unsubscribe }}"
}
FRONT_PAGE = {"rail": 3}
SOURCES = {"categories": ["News"], "required": False}  # True: a post without a source is an error
ROBOTS = {"search": "allow", "answers": "allow", "training": "disallow"}  # link previews: always
DIAGNOSTICS = {}  # severities of codes: {"image/missing-alt": "warning"}; docs/diagnostics.md
LLMS = {"items": 10}  # posts of each section in llms.txt
DEPLOY = {  # destinations of `deploy`; never write a password or a key here
    "folder": {"path": "", "keep": 5},  # such as "/srv/www/blog"; "keep" is a number of releases
    "rsync": {"to": ""},  # such as "me@example.org:/srv/www/blog"
    "github": {
        "remote": "origin",
        "branch": "gh-pages",
        "cname": False,  # True: a domain of your own, the host of SITEURL
        "replaces": "",  # the old SITEURL, after a move
    },
    "s3": {"bucket": "", "prefix": ""},
    "netlify": {"site": ""},
    "cloudflare": {"project": "", "branch": "main"},
}
INDEXNOW = {"key": "", "server": "https://api.indexnow.org/indexnow"}  # a key of your choice, or ""

# ── The pipeline, in its order: docs/plugins.md ──────────────────────────────────────────────

PLUGINS = [
    "plugins.read.settings",  # this file, typed, as SITE
    "plugins.read.template_filters",  # filters of templates: URLs and dates
    "plugins.read.theme_files",  # theme files with a hash in their names
    "plugins.read.article_body",  # Markdown to HTML: anchors, figures, tables that scroll
    "plugins.read.front_matter",  # parses each file; withholds drafts and scheduled posts
    "plugins.collect.translations",  # translations of each post; lists contain originals only
    "plugins.collect.permanent_ids",  # article.permanent_id
    "plugins.collect.corrections",  # the corrections of all posts, newest first
    "plugins.collect.fast_lookups",  # makes lookups of Pelican fast; changes no page
    "plugins.collect.period_archives",  # the posts of each year and month
    "plugins.collect.lead_image",  # article.lead_image
    "plugins.collect.author_bios",  # article.author_bios, and a page for each profile
    "plugins.collect.attachments",  # files beside the pages, judged before anything reads them
    "plugins.collect.entities",  # article.entities: companies, models, people, topics
    "plugins.collect.entity_hubs",  # a page and a feed for each entity of several posts
    "plugins.collect.editions",  # the posts of a week on one page
    "plugins.collect.redirects",  # /_redirects, and a page at each old URL
    "plugins.check.links",  # resolves every internal link
    "plugins.check.content_policy",  # the Content-Security-Policy of each page
    "plugins.check.active_html",  # reports scripts in posts
    "plugins.check.deceptive_html",  # reports HTML that covers or imitates the page
    "plugins.check.cross_references",  # slugs, names and pinned posts, compared across all posts
    "plugins.check.sources",  # article.sources; reports news without any
    "plugins.check.build_gate",  # prints warnings; an error so far stops the build here
    "plugins.enrich.reading_time",  # article.reading_time
    "plugins.enrich.related_posts",  # article.related_posts
    "plugins.enrich.neighbors",  # article.neighbors
    "plugins.enrich.series",  # article.series
    "plugins.enrich.feedback_links",  # article.feedback_links
    "plugins.enrich.sections",  # the sections of the site, each with a rail for the front page
    "plugins.publish.feeds",  # Atom feeds of the site, categories, tags, authors, entities, corrections
    "plugins.publish.json_feed",  # the JSON Feed of the site
    "plugins.enrich.structured_data",  # JSON-LD for search engines
    "plugins.enrich.social_meta",  # canonical URLs, languages, Open Graph
    "plugins.publish.sitemaps",  # /sitemap.xml, one for each year and one for the rest
    "plugins.publish.news_sitemap",  # /news-sitemap.xml, the posts of the last two days
    "plugins.publish.robots",  # /robots.txt, from ROBOTS
    "plugins.publish.markdown_copy",  # article.markdown_copy, its text in Markdown
    "plugins.publish.llms",  # /llms.txt, a list of those copies
    "plugins.publish.headers",  # /_headers: policies, and how long files are cached
    "plugins.publish.indexnow",  # the key file of IndexNow
    "plugins.publish.next_change",  # prints when the next scheduled post is due
]

# ── How Pelican builds it ────────────────────────────────────────────────────────────────────

PATH = "content"
OUTPUT_PATH = "output"
DELETE_OUTPUT_DIRECTORY = False  # the build replaces the whole folder
THEME = "theme"
THEME_STATIC_DIR = "theme"
THEME_STATIC_PATHS = []  # the plugin theme_files writes them
ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["static"]  # copied to the top; images are copied only if a post uses them
PATH_METADATA = r"static/(?P<path>.+)"
FILENAME_METADATA = ""
READERS = dict.fromkeys(["html", "htm", "rst", "mdown", "mkd"])  # posts are .md or .markdown
IGNORE_FILES = ["*~", "~$*", "._*", ".#*", ".*.md", ".DS_Store", ".git", ".gitkeep"]
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = ""
LOCALE = ["C"]  # the machine has no influence on dates
WITH_FUTURE_DATES = True  # the plugin front_matter withholds scheduled posts itself
PRODUCTION = False  # True in publishconf.py
PREVIEW = False  # True in `serve`: drafts and scheduled posts are shown, and marked

MARKDOWN = {
    "extensions": ["markdown.extensions.extra", "markdown.extensions.sane_lists"],
    "extension_configs": {
        "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
        "markdown.extensions.toc": {"slugify": slugify_unicode},
        "markdown.extensions.extra": {
            "footnotes": {"BACKLINK_TITLE": "Back to the text, note {}"},
        },
    },
    "output_format": "html",
}
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,  # a build reads each template once
    "extensions": [],
}
SLUG_REGEX_SUBSTITUTIONS = [
    (r"\+", " plus"),  # C++ is not C
    (r"#", " sharp"),
    (r"[./_]", "-"),  # GPT-4.1 is not GPT-41
    (r"[^\w\s-]", ""),
    (r"[-\s]+", "-"),
    (r"^-|-$", ""),
]

# ── URLs: every page ends in a slash ─────────────────────────────────────────────────────────

ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
ARTICLE_LANG_URL = "{lang}/{date:%Y}/{date:%m}/{slug}/"
ARTICLE_LANG_SAVE_AS = ARTICLE_LANG_URL + "index.html"
ARTICLE_TRANSLATION_ID = False  # the plugin translations groups them
PAGE_TRANSLATION_ID = False
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
PAGE_LANG_URL = "{lang}/{slug}/"
PAGE_LANG_SAVE_AS = PAGE_LANG_URL + "index.html"
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
AUTHOR_URL = "author/{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"

TEMPLATE_EXTENSIONS = [".html", ".xml", ".txt", ".md"]
DIRECT_TEMPLATES = ["index", "archive", "tags", "authors", "404"]
INDEX_URL = ""
ARCHIVE_URL = "archive/"
ARCHIVE_SAVE_AS = "archive/index.html"
TAGS_URL = "tags/"
TAGS_SAVE_AS = "tags/index.html"
AUTHORS_URL = "authors/"
AUTHORS_SAVE_AS = "authors/index.html"

DEFAULT_PAGINATION = 12
PAGINATED_TEMPLATES = {
    "index": None,
    "category": None,
    "tag": None,
    "author": None,
    "period_archives": None,
    "entity_hub": 48,  # a timeline is skimmed, not read
}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

# The plugin feeds writes all feeds.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
