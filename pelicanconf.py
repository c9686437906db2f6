from jinja2 import StrictUndefined
from markdown.extensions.toc import slugify_unicode

from newsroom.build.pelican_adapter import SitePelican

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

FRONT_MATTER = {"default_author": "", "default_category": "", "aliases": {}, "extra_keys": []}
ACTIVE_HTML = {"allow": []}  # files that may contain scripts, such as "posts/2025/chart.md"
ATTACHMENTS = {"extra_types": []}  # further types of files to publish, such as "py" or "kml"
TIME_LIMIT = {"seconds": 20}  # of processor time for one file; a long post takes less than one
PAGE_WEIGHT = {"kilobytes": 1000}  # what a page may make a phone load without a warning; 0: any
TOC = {"minimum": 4}  # headings of a post with a table of contents; 0: none has one
IMAGES = {  # the files that pages offer of each photograph
    "widths": [480, 800, 1280, 1920],  # in pixels
    "formats": ["avif", "webp"],  # beside JPEG and PNG, the best first
    "text_width": 648,  # of the column of text in the theme, in pixels of CSS
}
AUTHOR_BIOS = {"more": 3}
RELATED_POSTS = {"count": 4}
SECTION_POSTS = {"count": 3}
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
FRONT_PAGE = {"rail": 3, "featured_days": 7}
SOURCES = {"categories": ["News"], "required": False}  # True: a post without a source is an error
ROBOTS = {"search": "allow", "answers": "allow", "training": "disallow"}  # link previews: always
DIAGNOSTICS = {}  # severities of codes: {"image/missing-alt": "warning"}; docs/diagnostics.md
LLMS = {"items": 10}  # posts of each section in llms.txt
SEARCH = {"index": "publish"}  # or "build", which makes it too, or "never", without a page
SHARE_CARDS = {
    "draw": "publish",  # or "build", which draws them too, or "never"
    "fonts": [],  # files, for scripts that the font of the theme lacks
}
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

# ── The pipeline; its order follows from what each plugin needs: python3 blog.py pipeline ──────

PLUGINS = [
    "plugins.read.template_filters",  # filters of templates: URLs and dates
    "plugins.read.theme_files",  # theme files with a hash in their names
    "plugins.read.documents",  # parses each file; withholds drafts and scheduled posts
    "plugins.collect.articles",  # articles and pages, translations, categories, tags, authors
    "plugins.collect.permanent_ids",  # article.permanent_id
    "plugins.collect.corrections",  # the corrections of all posts, newest first
    "plugins.collect.period_archives",  # the posts of each year and month
    "plugins.collect.images",  # site.images, the photographs and drawings that content names
    "plugins.collect.body_images",  # body.images, what is printed of each image of a text
    "plugins.collect.lead_image",  # article.lead_image
    "plugins.collect.author_profiles",  # author.profile, and the authors of the site
    "plugins.collect.attachments",  # files beside the pages, judged before they are published
    "plugins.collect.tag_descriptions",  # term.description, of tags
    "plugins.collect.entities",  # article.entities: companies, models, people, topics
    "plugins.collect.entity_hubs",  # a page and a feed for each entity of several posts
    "plugins.collect.editions",  # the posts of a week on one page
    "plugins.check.redirects",  # /_redirects, and a page at each old URL
    "plugins.check.links",  # resolves every internal link
    "plugins.check.content_policy",  # the Content-Security-Policy of each page
    "plugins.check.active_html",  # reports scripts in posts
    "plugins.check.deceptive_html",  # reports HTML that covers or imitates the page
    "plugins.check.cross_references",  # slugs, names and pinned posts, compared across all
    "plugins.check.sources",  # article.sources; reports news without any
    "plugins.enrich.related_posts",  # article.related_posts
    "plugins.enrich.section_posts",  # article.section_posts
    "plugins.enrich.author_bios",  # article.author_bios
    "plugins.enrich.neighbors",  # article.neighbors
    "plugins.enrich.series",  # article.series
    "plugins.enrich.feedback_links",  # article.feedback_links
    "plugins.enrich.sections",  # site.sections, the categories with posts
    "plugins.enrich.front_page",  # site.front_page, its lead, the latest posts, rails of sections
    "plugins.enrich.share_cards",  # article.share_card, the image of a post without a photograph
    "plugins.enrich.structured_data",  # JSON-LD for search engines
    "plugins.enrich.social_meta",  # canonical URLs, languages, Open Graph
    "plugins.publish.article_pages",  # the page of each post, and the pages of content/pages/
    "plugins.publish.image_files",  # files of photographs in several widths and formats
    "plugins.publish.lists",  # the front page, the archive, and the lists of each term and period
    "plugins.publish.feeds",  # Atom feeds of the site, categories, tags, authors, entities, corrections
    "plugins.publish.json_feed",  # the JSON Feed of the site
    "plugins.publish.sitemaps",  # /sitemap.xml, one for each year and one for the rest
    "plugins.publish.news_sitemap",  # /news-sitemap.xml, the posts of the last two days
    "plugins.publish.search",  # /search/, and the index that it searches
    "plugins.publish.robots",  # /robots.txt, from ROBOTS
    "plugins.publish.markdown_copy",  # article.markdown_copy, its text in Markdown
    "plugins.publish.llms",  # /llms.txt, a list of those copies
    "plugins.publish.icons",  # favicon.ico, the icons of phones, the web manifest
    "plugins.publish.speculation_rules",  # which pages browsers may fetch in advance
    "plugins.publish.headers",  # /_headers: policies, and how long files are cached
    "plugins.publish.indexnow",  # the key file of IndexNow
]

# ── How Pelican builds it ────────────────────────────────────────────────────────────────────

PELICAN_CLASS = SitePelican  # our pipeline as its generators
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_STATIC_DIR = "theme"
ARTICLE_PATHS = ["posts"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["static"]  # copied to the top; images are copied only if a post uses them
IGNORE_FILES = ["*~", "~$*", "._*", ".#*", ".*.md", ".DS_Store", ".git", ".gitkeep"]
LOCALE = ["C"]  # the machine has no influence on dates
PRODUCTION = False  # True in publishconf.py
PREVIEW = False  # True in `serve`: drafts and scheduled posts are shown, and marked

MARKDOWN = {
    "extensions": ["markdown.extensions.extra", "markdown.extensions.sane_lists"],
    "extension_configs": {
        "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
        "markdown.extensions.toc": {"slugify": slugify_unicode},
        "markdown.extensions.extra": {
            "footnotes": {"BACKLINK_TITLE": "{}"},  # the words are in theme/locale/
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
ARTICLE_LANG_URL = "{lang}/{date:%Y}/{date:%m}/{slug}/"
PAGE_URL = "{slug}/"
PAGE_LANG_URL = "{lang}/{slug}/"
CATEGORY_URL = "category/{slug}/"
TAG_URL = "tag/{slug}/"
AUTHOR_URL = "author/{slug}/"

TEMPLATE_EXTENSIONS = [".html", ".xml", ".txt", ".md"]
DIRECT_TEMPLATES = ["index", "archive", "tags", "authors", "404"]
INDEX_URL = ""
ARCHIVE_URL = "archive/"
TAGS_URL = "tags/"
AUTHORS_URL = "authors/"

DEFAULT_PAGINATION = 12
DEFAULT_ORPHANS = 3  # most posts of a last page that are on the page before it instead
PAGINATED_TEMPLATES = {
    "index": 8,  # a lead, three briefs and a strip of four, before the rails of sections
    "category": None,
    "tag": None,
    "author": None,
    "period_archives": None,
    "entity_hub": 48,  # a timeline is skimmed, not read
}
