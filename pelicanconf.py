from jinja2 import StrictUndefined
from markdown.extensions.toc import slugify_unicode

# ── The site ─────────────────────────────────────────────────────────────────────────────────

SITENAME = "AI Hub Blog"
SITESUBTITLE = "What is new in artificial intelligence, and how it works"
SITEURL = "http://127.0.0.1:8000"  # for reading here; publishconf.py has the real address
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

# ── What the plugins need: plugins/read/settings.py declares and types every key ──────────────────

FRONT_MATTER = {"default_author": "", "default_category": "", "extra_keys": []}
ACTIVE_HTML = {"allow": []}  # files that may hold scripts: "posts/2025/chart.md", "static/a.svg"
ATTACHMENTS = {"extra_types": []}  # of files to publish, such as "py" or "kml", beside the usual
TIME_LIMIT = {"seconds": 20}  # of processor time to parse one file; a long post takes less than one
AUTHOR_BIOS = {"more": 3}
RELATED_POSTS = {"count": 4}
FEEDBACK_LINKS = {"email": "aihubblog@gmail.com", "repository": "", "branch": "main"}
FOLLOW = []  # accounts beside the feeds: {"name": "Mastodon", "url": "https://…"}
FEEDS = {
    "items": 20,  # posts of a feed, the newest
    "kilobytes": 500,  # fewer posts where theirs are long: readers fetch a feed again and again
    "id": "1787b88f-cf4d-4bdf-8d17-0d5b893836d9",  # for good: all ids derive from it
    "hub": "",  # a WebSub hub, such as "https://hub.example.org/"
}
ENTITIES = {"minimum": 2, "together": 8}  # posts that make a hub; names under "Named together with"
DIGEST = {
    "footer": "",  # who sends the mail, and why it comes
    "unsubscribe": "",  # an address, or what your mail service puts one in for: "{{ unsubscribe }}"
}
FRONT_PAGE = {"rail": 3}
SOURCES = {"categories": ["News"], "required": False}  # True: a post there without one is refused
ROBOTS = {"search": "allow", "answers": "allow", "training": "disallow"}  # link previews: always
DIAGNOSTICS = {}  # severities of codes: {"image/missing-alt": "warning"}; see docs/diagnostics.md
LLMS = {"items": 10}  # posts of each section in llms.txt
DEPLOY = {  # where `make deploy TO=…` puts the site; passwords and keys never stand here
    "folder": {"path": "", "keep": 5},  # such as "/srv/www/blog"; "keep" counts releases
    "rsync": {"to": ""},  # such as "me@example.org:/srv/www/blog"
    "github": {
        "remote": "origin",
        "branch": "gh-pages",
        "cname": False,  # True: a domain of your own, that of SITEURL
        "replaces": "",  # the old SITEURL of a site that has moved
    },
    "s3": {"bucket": "", "prefix": ""},
    "netlify": {"site": ""},
    "cloudflare": {"project": "", "branch": "main"},
}
INDEXNOW = {"key": "", "server": "https://api.indexnow.org/indexnow"}  # a key of your own, or ""

# ── The pipeline: one line a step, in order ──────────────────────────────────────────────────

PLUGINS = [
    "plugins.read.settings",  # this file, typed and checked, as SITE
    "plugins.read.template_filters",  # filters that every template may use
    "plugins.read.theme_files",  # the filter theme_file: names that change with the bytes
    "plugins.read.article_body",  # Markdown to HTML: anchors, figures, tables that scroll
    "plugins.read.front_matter",  # reads each file: its head typed and checked, drafts held back
    "plugins.collect.translations",  # translations and original of each; only originals stand in lists
    "plugins.collect.permanent_ids",  # article.permanent_id
    "plugins.collect.corrections",  # the corrections of all posts, newest first
    "plugins.collect.fast_lookups",  # no page changes; lists and addresses are looked up once
    "plugins.collect.period_archives",  # the posts of each year and month
    "plugins.collect.lead_image",  # article.lead_image
    "plugins.collect.author_bios",  # article.author_bios, and a page for each profile
    "plugins.collect.attachments",  # the files beside the pages: judged before anything reads them
    "plugins.collect.entities",  # article.entities: companies, models, people, topics, each under one name
    "plugins.collect.entity_hubs",  # a page and a feed for each entity of several posts, and A–Z lists
    "plugins.collect.editions",  # the posts of a week on one page, as `make digest` has put them together
    "plugins.collect.redirects",  # old addresses: /_redirects, and a page at each
    "plugins.check.links",  # every internal link becomes its address
    "plugins.check.content_policy",  # what each page may load and run, as a Content-Security-Policy
    "plugins.check.active_html",  # refuses scripts in posts
    "plugins.check.deceptive_html",  # warns of HTML that covers or imitates the page
    "plugins.check.cross_references",  # slugs, names and pins, seen across all posts
    "plugins.check.sources",  # article.sources; a warning where a news post has none
    "plugins.check.build_gate",  # prints warnings; any mistake so far stops the build here
    "plugins.enrich.reading_time",  # article.reading_time
    "plugins.enrich.related_posts",  # article.related_posts
    "plugins.enrich.neighbors",  # article.neighbors
    "plugins.enrich.series",  # article.series
    "plugins.enrich.feedback_links",  # article.feedback_links
    "plugins.enrich.sections",  # the sections of the site, each with a rail for the front page
    "plugins.publish.feeds",  # Atom feeds for the site, categories, tags, authors, entities and corrections
    "plugins.publish.json_feed",  # the feed of the site in JSON
    "plugins.enrich.structured_data",  # what search engines read, as JSON-LD
    "plugins.enrich.social_meta",  # canonical addresses, languages, and what messengers show
    "plugins.publish.sitemaps",  # /sitemap.xml, and a sitemap for each year and for the rest
    "plugins.publish.news_sitemap",  # /news-sitemap.xml, the posts of the last two days
    "plugins.publish.robots",  # /robots.txt, from the policy in ROBOTS
    "plugins.publish.markdown_copy",  # article.markdown_copy, its text as the writer wrote it
    "plugins.publish.llms",  # /llms.txt, where agents find those copies
    "plugins.publish.headers",  # /_headers: the policy, and how long files may be kept
    "plugins.publish.indexnow",  # the key file that search engines look for
    "plugins.publish.next_change",  # says when the next scheduled post is due
]

# ── How Pelican builds it ────────────────────────────────────────────────────────────────────

PATH = "content"
OUTPUT_PATH = "output"
DELETE_OUTPUT_DIRECTORY = False  # newsroom/commands/build.py puts a whole new folder in its place
THEME = "theme"
THEME_STATIC_DIR = "theme"
THEME_STATIC_PATHS = []  # plugins/read/theme_files.py writes them
ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["static"]  # copied to the top; pictures are copied only where a post uses them
PATH_METADATA = r"static/(?P<path>.+)"
FILENAME_METADATA = ""
READERS = dict.fromkeys(["html", "htm", "rst", "mdown", "mkd"])  # posts are .md or .markdown
IGNORE_FILES = ["*~", "~$*", "._*", ".#*", ".*.md", ".DS_Store", ".git", ".gitkeep"]
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = ""
LOCALE = ["C"]  # dates never depend on the machine
WITH_FUTURE_DATES = True  # front_matter holds scheduled posts back itself
PRODUCTION = False  # True in publishconf.py
PREVIEW = False  # True in `make serve`: drafts and scheduled posts are shown, and marked

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
    "auto_reload": False,  # a build reads each template once, and asks no more whether it changed
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

# ── Addresses: every page ends in a slash ────────────────────────────────────────────────────

ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
ARTICLE_LANG_URL = "{lang}/{date:%Y}/{date:%m}/{slug}/"
ARTICLE_LANG_SAVE_AS = ARTICLE_LANG_URL + "index.html"
ARTICLE_TRANSLATION_ID = False  # plugins/collect/translations.py groups them
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
    "entity_hub": 48,  # a timeline is looked through, not read
}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

# Feeds come from plugins/publish/feeds.py.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
