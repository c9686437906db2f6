"""The codes of diagnostics: what each means, how severe it is, and whether a site may change that.

A code is `subject/problem` and never changes once it is published: settings and scripts name it.
docs/diagnostics.md is generated from this table, which is why the module is long.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Code:
    """A kind of diagnostic.

    `severity` is "error", "warning" or "note". `summary` completes "Reported when …". A code with
    `lock` keeps its severity: "security" where readers would be at risk, "structure" where the site
    could not be built or would contradict itself.
    """

    severity: Literal["error", "warning", "note"]
    summary: str
    lock: Literal["", "security", "structure"] = ""


# ── Front matter and source files ─────────────────────────────────────────────────────────────

SOURCES = {
    "file/not-utf-8": Code("error", "a file is not UTF-8", "structure"),
    "file/unreadable": Code("error", "a file cannot be read", "structure"),
    "file/unusable-file": Code(
        "error", "a file is a broken or circular link, a device, or has a name that is not UTF-8",
        "structure",
    ),
    "file/ignored-file": Code("error", "a text file has an extension that is not read"),
    "file/ignored-section": Code("warning", "a file is `_index.md`, the list of a folder in Hugo"),
    "file/unread-posts": Code("warning", "Markdown files are outside of the folders that are read"),
    "file/invalid": Code("error", "a file or a body cannot be parsed", "structure"),
    "file/too-slow": Code("error", "parsing a file takes longer than TIME_LIMIT", "structure"),
    "file/empty-body": Code("error", "a post, page or profile has no text"),
    "front-matter/missing": Code("error", "a file has no front matter", "structure"),
    "front-matter/invalid": Code(
        "error", "front matter is not closed, not valid YAML, or not `key: value`", "structure"
    ),
    "front-matter/unknown-key": Code("error", "a key of the front matter is unknown"),
    "front-matter/ignored-key": Code("warning", "a key of the front matter has no meaning here"),
    "front-matter/duplicate-key": Code("error", "a key is in the front matter twice", "structure"),
    "front-matter/missing-key": Code("error", "a required key is missing or empty", "structure"),
    "front-matter/invalid-value": Code(
        "error", "a value has the wrong type, or is not a valid date, URL, slug, …", "structure"
    ),
    "front-matter/ambiguous-date": Code(
        "warning", "a date occurs twice or never in the time zone of the site"
    ),
    "front-matter/unknown-category": Code(
        "error", "a category is not one of CATEGORIES", "structure"
    ),
    "front-matter/no-slug": Code(
        "error", "a name or a file name has no letters or digits for a URL", "structure"
    ),
    "front-matter/long-title": Code("warning", "a title is longer than search results show"),
}  # fmt: skip

# ── Settings ──────────────────────────────────────────────────────────────────────────────────

SETTINGS = {
    "setting/invalid-file": Code("error", "a settings file raises an error", "structure"),
    "setting/unknown": Code("error", "a setting is unknown", "structure"),
    "setting/no-effect": Code("warning", "a setting of Pelican has no effect here"),
    "setting/unknown-key": Code("error", "a key of a setting is unknown", "structure"),
    "setting/missing": Code("error", "a required setting or key is missing", "structure"),
    "setting/folder-not-found": Code("warning", "a folder of ARTICLE_PATHS is missing"),
    "plugin/failed": Code("error", "a plugin raises an exception", "structure"),
    "theme/template-not-found": Code("error", "a page has no template", "structure"),
    "theme/file-not-found": Code("error", "a style sheet names an unknown file", "structure"),
    "words/invalid": Code(
        "error", "a file of words is not YAML, or does not fit that of English", "structure"
    ),
    "words/missing": Code("warning", "a language lacks words that pages need"),
    "theme/unknown-word": Code("error", "a template names an unknown word", "structure"),
    "theme/invalid-mark": Code("error", "no icon can be made of the mark of the site", "structure"),
    "theme/invalid-font": Code("warning", "a font of the theme cannot be read"),
    "theme/invalid-colour": Code("warning", "a colour of the theme that cards need is unknown"),
    "search/no-index": Code("error", "Pagefind cannot make the index of the search page"),
    "setting/invalid": Code("error", "the value of a setting is invalid", "structure"),
}

# ── HTML of bodies, links and attached files ──────────────────────────────────────────────────

BODIES = {
    "html/active-element": Code("error", "an element of a body runs or loads code", "security"),
    "html/event-handler": Code("error", "an `on…` attribute of a body runs a script", "security"),
    "html/script-url": Code("error", "a URL of a body can run a script", "security"),
    "html/external-form": Code("warning", "a form sends what readers write to another site"),
    "html/deceptive-attribute": Code("warning", "an attribute covers the page, or hides text"),
    "html/page-class": Code("warning", "an element has a class of the page around the body"),
    "html/inline-style": Code("warning", "a `style` attribute is left out"),
    "html/page-element": Code("error", "a tag belongs to the page around a body", "structure"),
    "html/stray-tag": Code("warning", "browsers drop a tag"),
    "html/unclosed-element": Code("warning", "an element has no end tag"),
    "html/misnested-element": Code("warning", "an element ends before its end tag"),
    "html/unclosed-comment": Code("warning", "a comment hides the text after it"),
    "html/unstable": Code("error", "browsers read the HTML differently each time", "structure"),
    "html/too-deep": Code("error", "elements are nested deeper than browsers allow", "structure"),
    "markdown/unreadable-formula": Code("warning", "the TeX of a formula cannot be read"),
    "markdown/visible-mark": Code("warning", "readers would see a mark of Markdown as typed"),
    "link/not-found": Code("error", "the target of a link is missing"),
    "link/missing-anchor": Code("error", "the page of a link has no such anchor"),
    "link/unknown-placeholder": Code("error", "a link starts with an unknown placeholder"),
    "link/unknown-name": Code("error", "a link names a tag, author or entity without a page"),
    "link/withheld": Code("error", "a link names a post that is not public"),
    "link/invalid-url": Code("error", "browsers cannot read the URL of a link"),
    "link/external-file": Code("warning", "readers fetch a file from another site"),
    "footnote/unused": Code("warning", "no text refers to a footnote"),
    "navigation/not-found": Code("warning", "an entry of NAVIGATION is left out"),
    "slug/duplicate": Code("error", "two files have one slug and language", "structure"),
    "url/conflict": Code("error", "a file or page has a URL that is used", "structure"),
    "url/too-long": Code(
        "error", "a URL, or a part of it, is longer than paths of files can be", "structure"
    ),
    "url/invalid": Code("error", "a URL is not the path of a file below the site", "structure"),
    "tag/spelling": Code("warning", "a tag is spelled in two ways"),
    "series/spelling": Code("warning", "the name of a series is spelled in two ways"),
    "related/not-found": Code("error", "`related` names a post that is not public, or itself"),
    "source/missing": Code("warning", "a post of SOURCES has no source; SOURCES may require one"),
    "redirect/invalid-alias": Code("error", "an alias cannot be a URL of the site"),
    "redirect/loop": Code("error", "an alias is the URL of its own page", "structure"),
    "redirect/conflict": Code("error", "an old URL is already used", "structure"),
    "attachment/active-content": Code("error", "a file contains what could run", "security"),
    "attachment/external-reference": Code("error", "a file would load another file", "security"),
    "attachment/invalid-xml": Code("error", "a file is not XML that all read alike", "security"),
    "attachment/invalid-image": Code("error", "a file is not the image of its name", "security"),
    "attachment/active-type": Code("error", "files of a type can run on the site", "security"),
    "attachment/unknown-type": Code("error", "the type of a file is unknown", "security"),
    "attachment/hidden": Code("error", "a file is hidden", "security"),
    "attachment/source": Code("error", "a file is a source of the site", "security"),
    "attachment/outside-content": Code("error", "a link names a file elsewhere", "security"),
}

# ── Authors, entities, series, editions, sources, corrections ─────────────────────────────────

COLLECTIONS = {
    "term/numbered-slug": Code("warning", "the slug of a category, tag or author has a number"),
    "author/unknown": Code("error", "an author of a post has no profile", "structure"),
    "author/duplicate-url": Code("error", "two authors would have one page", "structure"),
    "correction/invalid-date": Code("error", "a correction is in the future or before its post"),
    "correction/missing-page": Code("warning", "no page lists the corrections of the site"),
    "data/invalid-file": Code(
        "error", "a YAML file of a plugin of the project cannot be read", "structure"
    ),
    "edition/invalid-file": Code("error", "the file of an edition cannot be read", "structure"),
    "edition/invalid-name": Code("error", "a file name of an edition is not a week"),
    "edition/duplicate-post": Code("error", "a post is in two editions"),
    "edition/unknown-post": Code("error", "an edition lists a post that is not public"),
    "entity/invalid-file": Code("error", "content/entities.yaml cannot be read", "structure"),
    "entity/ignored-file": Code("error", "a file of entities has the wrong name"),
    "entity/unknown-kind": Code("error", "content/entities.yaml has an unknown kind of entity"),
    "entity/unknown-key": Code("error", "an entity has an unknown key"),
    "entity/duplicate-key": Code("error", "content/entities.yaml has a key twice"),
    "entity/missing-name": Code("error", "an entity has no name"),
    "entity/invalid-value": Code("error", "a value of an entity cannot be used"),
    "entity/duplicate-name": Code("error", "two entities have one name", "structure"),
    "entity/duplicate-url": Code("error", "two entities would have one page", "structure"),
    "entity/numbered-slug": Code("warning", "the slug of an entity has a number"),
    "entity/similar-name": Code("warning", "two names probably mean one entity"),
    "entity/ambiguous-kind": Code("warning", "a name is given to entities of two kinds"),
    "tag/ignored-description": Code(
        "warning", "content/tags.yaml describes a tag that no post has, or one tag twice"
    ),
    "id/duplicate": Code("error", "two posts have one id", "structure"),
    "image/missing-alt": Code("error", "an image has no alt text"),
    "image/not-found": Code("error", "the file of an image is not found"),
    "image/invalid": Code("error", "browsers do not show the format of an image"),
    "modified/in-future": Code("error", "a post was modified in the future"),
    "modified/before-date": Code("warning", "a post was modified before it was published"),
    "author/not-a-person": Code("error", "an author is a program", "structure"),
    "author/duplicate-name": Code("error", "two profiles have the same name", "structure"),
}

# ── The built site ────────────────────────────────────────────────────────────────────────────

BUILT = {
    "output/missing": Code("error", "the front page is not built", "structure"),
    "output/stale": Code("warning", "the built site is older than its sources"),
    "output/foreign-page": Code("error", "no template has written an HTML file", "security"),
    "build/failed": Code(
        "error", "a build stops for a reason without a code of its own", "structure"
    ),
    "body/missing-words": Code("error", "a page lacks words of its source", "structure"),
    "body/added-words": Code("error", "a page has words that its source lacks", "structure"),
    "page/title": Code("error", "a page has no title, or several"),
    "page/heading": Code("error", "a page has no h1 heading, or several"),
    "page/duplicate-id": Code("error", "two elements of a page have one id"),
    "page/unclosed-element": Code(
        "error", "an element of the text contains what is below the text"
    ),
    "page/unknown-element": Code("error", "browsers do not know an element"),
    "page/duplicate-title": Code("warning", "two pages have one title"),
    "page/duplicate-description": Code("warning", "two pages have one description"),
    "page/missing-description": Code("warning", "a page has no description for search results"),
    "page/missing-robots": Code("error", "a page has no robots meta element"),
    "page/too-heavy": Code("warning", "a page makes a phone load more than PAGE_WEIGHT"),
    "page/small-preview": Code("warning", "search results show a small image of a page"),
    "page/date-mismatch": Code("error", "a date in words is not that of its `<time datetime>`"),
    "canonical/missing": Code("warning", "a page has no canonical URL"),
    "canonical/multiple": Code("error", "a page has several canonical URLs"),
    "canonical/other-page": Code("error", "the canonical URL of a page is that of another"),
    "link/outside-site": Code("error", "a link with a path leads to a file outside of the site"),
    "redirect/invalid": Code("error", "a line of `_redirects` has no valid target"),
    "redirect/not-found": Code("error", "the target of a redirect does not exist"),
    "redirect/outside-site": Code("error", "the target of a redirect is outside of the site"),
    "redirect/chain": Code("warning", "the target of a redirect is another redirect"),
    "redirect/noindex": Code("error", "a page that redirects has noindex"),
    "redirect/canonical": Code(
        "error", "the canonical URL of a redirect is not that of its target"
    ),
    "csp/missing": Code("error", "a page or `_headers` has no Content-Security-Policy", "security"),
    "csp/blocked": Code("error", "the policy of a page blocks an element of it", "security"),
    "image/size": Code("error", "metadata gives an image another size than its file has"),
    "image/proportions": Code(
        "error", "an image is declared with proportions that it does not have"
    ),
    "image/too-large": Code("warning", "an image that a phone loads for a page is slow to load"),
    "xml/invalid": Code("error", "an XML file is not well-formed"),
    "json-ld/invalid": Code("error", "structured data is not JSON-LD of schema.org, or incomplete"),
    "json-ld/invalid-url": Code("error", "a URL in structured data is not absolute, or not ASCII"),
    "json-ld/invalid-date": Code("error", "a date in structured data is not a datetime"),
    "json-ld/not-found": Code("error", "a URL in structured data does not exist"),
    "json-ld/breadcrumbs": Code("error", "breadcrumbs are not the path to their page"),
    "json-ld/article": Code(
        "error", "a post does not have one NewsArticle, or another page has one"
    ),
    "json-ld/mismatch": Code("error", "structured data says something else than its page shows"),
    "open-graph/svg-image": Code("error", "the image of a link preview is SVG"),
    "open-graph/mismatch": Code("error", "a link preview says something else than its page"),
    "hreflang/invalid": Code("error", "a language tag is invalid"),
    "hreflang/duplicate": Code("error", "a page names two versions in one language"),
    "hreflang/missing": Code("error", "a page does not name itself among its versions"),
    "hreflang/mismatch": Code("error", "two versions of a page do not name each other"),
    "feed/invalid": Code("error", "a file that should be a feed is not one"),
    "feed/url": Code("error", "a feed names another URL as its own"),
    "feed/title": Code("error", "a page offers a feed under another title"),
    "feed/page-not-found": Code("error", "a feed or an entry leads to a page that does not exist"),
    "feed/missing-id": Code("error", "an entry of a feed has no id"),
    "feed/duplicate-id": Code("error", "two entries of a feed have one id"),
    "feed/conflicting-ids": Code("error", "a post has another id in another feed"),
    "feed/invalid-date": Code("error", "a date in a feed is not a datetime of RFC 3339"),
    "feed/future-date": Code("error", "a date in a feed is in the future"),
    "feed/date": Code("error", "a feed is older than one of its entries"),
    "feed/enclosure-not-found": Code("error", "the enclosure of an entry does not exist"),
    "feed/enclosure-length": Code("error", "the enclosure of an entry has another length"),
    "feed/date-mismatch": Code("error", "an entry has other dates than its page shows"),
    "feed/author-mismatch": Code("error", "an entry has other authors than its page shows"),
    "correction/mismatch": Code("error", "the list of corrections says something else than a post"),
    "correction/missing": Code("error", "a correction is missing from the list or its feed"),
    "sitemap/not-found": Code("error", "a sitemap names a file that does not exist"),
    "sitemap/unlisted": Code("error", "a sitemap is missing from the index"),
    "sitemap/too-large": Code("error", "a sitemap has more URLs or bytes than sitemaps.org allows"),
    "sitemap/invalid-url": Code("error", "a URL in a sitemap is not one of RFC 3986"),
    "sitemap/duplicate": Code("error", "the sitemaps list a page twice"),
    "sitemap/missing-page": Code("warning", "a page is missing from the sitemaps"),
    "sitemap/redirect": Code("error", "a sitemap lists a URL that redirects"),
    "sitemap/noindex": Code("error", "a sitemap lists a page with noindex"),
    "sitemap/canonical": Code("error", "a sitemap lists another URL than the canonical one"),
    "sitemap/mismatch": Code("error", "a sitemap says something else than a page"),
    "sitemap/invalid-date": Code("error", "a date in a sitemap is invalid"),
    "sitemap/future-date": Code("error", "a date in a sitemap is in the future"),
    "robots-txt/missing": Code("error", "robots.txt does not name a sitemap"),
    "robots-txt/not-found": Code("error", "robots.txt names a sitemap that does not exist"),
    "external-link/gone": Code("error", "another site answers that a page does not exist"),
    "external-link/unknown-host": Code("error", "the host of a link does not exist"),
    "external-link/moved": Code("note", "a page of another site has a new URL"),
    "external-link/unchecked": Code("warning", "another site gives no clear answer"),
    "external-link/offline": Code("warning", "no other site can be reached"),
}

# ── Files for hosts and web servers ────────────────────────────────────────────────────────────

HOSTING = {
    "hosting/unsupported-header": Code("warning", "a host does not read a header of `_headers`"),
    "hosting/unsupported-redirect": Code(
        "warning", "a host or a web server does not read a line of `_redirects`"
    ),
    "hosting/too-many-rules": Code(
        "warning", "`_headers` or `_redirects` has more than a host reads"
    ),
}

CODES: dict[str, Code] = SOURCES | SETTINGS | BODIES | COLLECTIONS | BUILT | HOSTING
