"""The wording of each code that the rules of a built site report."""

from pathlib import Path

import pytest

from newsroom.diagnostics.codes import BUILT
from tests.newsroom.checks.good import check_good_site
from tests.newsroom.checks.rules.test_feeds import BREAKS as FEEDS
from tests.newsroom.checks.rules.test_json_ld import BREAKS as JSON_LD
from tests.newsroom.checks.test_site import BREAKS as SITE

# (a break of the good site, the first line of the report with the code)
MESSAGES = {
    "link/not-found": (SITE["a link without a target"],
        '2025/06/post/index.html: error: link "/blog/gone/" not found [link/not-found]'),
    "link/missing-anchor": (SITE["a link to no anchor"],
        '2025/06/post/index.html: error: anchor of link "#gone" not found [link/missing-anchor]'),
    "link/invalid-url": (SITE["a link that is not a URL"],
        '2025/06/post/index.html: error: invalid URL "http://[" [link/invalid-url]'),
    "link/external-file": (SITE["a file of another site"],
        'index.html: warning: every reader fetches "//example.com/a.png" from another site '
        "[link/external-file]"),
    "image/missing-alt": (SITE["no alt"],
        'index.html: error: image "a.png" has no alt text [image/missing-alt]'),
    "image/not-found": (JSON_LD["no og:image"],
        "2025/06/post/index.html: error: image "
        '"https://example.org/blog/b/https://example.org/blog/a.png" of "og:image" not found '
        "[image/not-found]"),
    "image/invalid": (JSON_LD["an og:image that is not an image"],
        'hi/post/index.html: error: "https://example.org/blog/site.css" of "og:image" is not an '
        "image [image/invalid]"),
    "page/title": (SITE["no title"],
        "hi/post/index.html: error: missing title [page/title]"),
    "page/heading": (SITE["two headings"],
        "index.html: error: 2 h1 headings instead of one [page/heading]"),
    "page/duplicate-id": (SITE["an id twice"],
        '2025/06/post/index.html: error: id "part" is used 2 times [page/duplicate-id]'),
    "page/unclosed-element": (SITE["an element that is not closed"],
        "2025/06/post/index.html: error: an element of the text is not closed: what is below the "
        "text is a part of it [page/unclosed-element]"),
    "page/unknown-element": (SITE["an unknown element"],
        "2025/06/post/index.html: error: unknown element <pad>: readers do not see the tag; write "
        "&lt;pad&gt; to show it [page/unknown-element]"),
    "page/duplicate-title": (SITE["a title twice"],
        'hi/post/index.html: warning: title "Ada – Site" is already used by author/ada/index.html '
        "[page/duplicate-title]"),
    "page/duplicate-description": (SITE["a description twice"],
        'hi/post/index.html: warning: description "On Ada" is already used by '
        "author/ada/index.html [page/duplicate-description]"),
    "page/missing-description": (SITE["no description"],
        "hi/post/index.html: warning: missing description for search results "
        "[page/missing-description]"),
    "page/missing-robots": (SITE["a page without a robots meta element"],
        'hi/post/index.html: error: missing <meta name="robots">; write max-image-preview:large or '
        "noindex [page/missing-robots]"),
    "page/small-preview": (SITE["a page with small images in results"],
        'hi/post/index.html: warning: "robots" is "nosnippet": search results show a small image '
        "only; add max-image-preview:large [page/small-preview]"),
    "page/date-mismatch": (JSON_LD["another day in words"],
        '2025/06/post/index.html: error: the page shows "2 June 2025" for '
        "2025-06-01T09:00:00+05:30 [page/date-mismatch]"),
    "canonical/missing": (SITE["no canonical"],
        "author/ada/index.html: warning: missing canonical URL [canonical/missing]"),
    "canonical/multiple": (SITE["two canonicals"],
        "hi/post/index.html: error: 2 canonical URLs; keep one [canonical/multiple]"),
    "canonical/other-page": (SITE["another canonical"],
        'hi/post/index.html: error: canonical URL "https://example.org/blog/x/" is not that of the '
        "page [canonical/other-page]"),
    "link/outside-site": (SITE["a link out of the folder"],
        '2025/06/post/index.html: error: link "/other/" is outside of the site '
        "[link/outside-site]"),
    "redirect/invalid": (SITE["a redirect without a target"],
        '_redirects:1: error: "/blog/old/" has a missing or invalid target; write `/old /new 301` '
        "[redirect/invalid]"),
    "redirect/not-found": (SITE["a redirect to a missing page"],
        '_redirects:1: error: target "/blog/x/" not found [redirect/not-found]'),
    "redirect/outside-site": (SITE["a redirect out of the site"],
        '_redirects:1: error: target "/x/" is outside of the site [redirect/outside-site]'),
    "redirect/chain": (SITE["a redirect to a redirect"],
        '_redirects:1: warning: "/blog/old/" is itself a redirect; use its target '
        "[redirect/chain]"),
    "redirect/noindex": (SITE["a redirect page with noindex"],
        'old/index.html: error: redirect to "/blog/2025/06/post/" has noindex, which can take the '
        "target out of search results; remove it [redirect/noindex]"),
    "redirect/canonical": (SITE["a redirect page without a target"],
        'old/index.html: error: redirect to "https://example.org/blog/x/" has the canonical URL '
        '"https://example.org/blog/2025/06/post/"; use that of the target [redirect/canonical]'),
    "csp/blocked": (SITE["a file of another site"],
        'index.html: error: <img> is blocked by the policy of the page: "img-src" allows '
        "'self', "
        "not example.com [csp/blocked]"),
    "image/size": (JSON_LD["another size"],
        '2025/06/post/index.html: error: image "https://example.org/blog/a.png" is 30×20, but the '
        "structured data says 60×20 [image/size]"),
    "image/proportions": (SITE["an image out of proportion"],
        '2025/06/post/index.html: error: image "/blog/a.png" is 30×20, but its element declares '
        "15×15 [image/proportions]"),
    "xml/invalid": (FEEDS["a feed cut off"],
        "feeds/all.atom.xml:10: error: XML is not well-formed: Premature end of data in tag feed "
        "[xml/invalid]"),
    "json-ld/invalid": (JSON_LD["invalid JSON"],
        "2025/06/post/index.html: error: invalid structured data: Expecting value: line 1 column "
        "47 (char 46) [json-ld/invalid]"),
    "json-ld/invalid-date": (JSON_LD["another date"],
        '2025/06/post/index.html: error: "datePublished" of NewsArticle is "2025-06-01", which is '
        "not a datetime with an offset [json-ld/invalid-date]"),
    "json-ld/not-found": (JSON_LD["breadcrumbs to nowhere"],
        '2025/06/post/index.html: error: URL "https://example.org/blog/x/" of the structured data '
        "not found [json-ld/not-found]"),
    "json-ld/breadcrumbs": (JSON_LD["breadcrumbs to elsewhere"],
        '2025/06/post/index.html: error: breadcrumb of index.html is "A “post”, or: R&D", but its '
        'heading is "Site" [json-ld/breadcrumbs]'),
    "json-ld/article": (JSON_LD["invalid JSON"],
        "2025/06/post/index.html: error: 0 NewsArticle nodes instead of one in the structured data "
        "[json-ld/article]"),
    "json-ld/mismatch": (FEEDS["a correction that the post does not show"],
        '2025/06/post/index.html: error: "correction" in the structured data is '
        '"2025-06-03T10:00:00+05:30" (It was 40.), but the page shows "2025-06-01T09:00:00+05:30" '
        "(It was 40.) [json-ld/mismatch]"),
    "open-graph/mismatch": (SITE["no description"],
        'hi/post/index.html: error: "og:description" is "On Hindi", but the description is "" '
        "[open-graph/mismatch]"),
    "hreflang/invalid": (SITE["a version in no language"],
        'author/ada/index.html: error: "h!" is not a valid language tag [hreflang/invalid]'),
    "hreflang/duplicate": (SITE["a language twice"],
        'author/ada/index.html: error: 2 versions in the language "en"; keep one '
        "[hreflang/duplicate]"),
    "hreflang/missing": (SITE["a page that is missing from its versions"],
        "author/ada/index.html: error: the page is missing from its own versions in other "
        "languages [hreflang/missing]"),
    "hreflang/mismatch": (SITE["a version that does not answer"],
        "2025/06/post/index.html: error: version hi/post/index.html names other versions than this "
        "page [hreflang/mismatch]"),
    "feed/invalid": (FEEDS["a JSON feed of another kind"],
        'feeds/all.json: error: not a JSON Feed: missing or unknown "version" [feed/invalid]'),
    "feed/url": (FEEDS["a feed of another URL"],
        'feeds/all.atom.xml: error: "https://example.org/blog/feeds/x.atom.xml" is not the URL of '
        "this feed [feed/url]"),
    "feed/title": (FEEDS["a feed of another name"],
        'index.html: error: feed "/blog/feeds/all.atom.xml" is linked as "Other", but its title is '
        '"Site" [feed/title]'),
    "feed/page-not-found": (FEEDS["a feed of no page"],
        'feeds/all.atom.xml: error: page "https://example.org/blog/x/" of the feed not found '
        "[feed/page-not-found]"),
    "feed/missing-id": (FEEDS["an entry without an id"],
        "feeds/all.atom.xml:8: error: entry has no id [feed/missing-id]"),
    "feed/duplicate-id": (FEEDS["an id twice in a feed"],
        'feeds/all.atom.xml: error: id "urn:uuid:1" is used by 2 entries [feed/duplicate-id]'),
    "feed/conflicting-ids": (FEEDS["a post of two ids"],
        'feeds/all.json: error: "https://example.org/blog/2025/06/post/" has the id "urn:uuid:9", '
        'but "urn:uuid:1" in feeds/all.atom.xml [feed/conflicting-ids]'),
    "feed/invalid-date": (FEEDS["an entry of an invalid date"],
        'feeds/all.atom.xml:8: error: entry was updated at "yesterday", which is not a datetime '
        "(RFC 3339) [feed/invalid-date]"),
    "feed/future-date": (FEEDS["an entry to come"],
        'feeds/all.atom.xml:8: error: entry was updated at "2026-06-02T10:00:00+05:30", which is '
        "in the future [feed/future-date]"),
    "feed/date": (FEEDS["an entry to come"],
        'feeds/all.atom.xml: error: "updated" is 2025-06-03T10:00:00+05:30, before that of an '
        "entry [feed/date]"),
    "feed/enclosure-not-found": (FEEDS["an enclosure that is gone"],
        'feeds/all.atom.xml:5: error: enclosure "https://example.org/blog/b.png" not found '
        "[feed/enclosure-not-found]"),
    "feed/enclosure-length": (FEEDS["an enclosure of another size"],
        'feeds/all.atom.xml:5: error: enclosure "https://example.org/blog/a.png" has 80 bytes, not '
        "7 [feed/enclosure-length]"),
    "feed/date-mismatch": (FEEDS["an entry older than its page"],
        'feeds/all.atom.xml:5: error: "https://example.org/blog/2025/06/post/" was updated at '
        '"2025-06-01T09:00:00+05:30", but its page shows "2025-06-03T10:00:00+05:30" '
        "[feed/date-mismatch]"),
    "feed/author-mismatch": (FEEDS["an entry without its author"],
        'feeds/all.atom.xml:5: error: authors of "https://example.org/blog/2025/06/post/" are '
        'missing, but its page shows "Ada" (https://example.org/blog/author/ada/) '
        "[feed/author-mismatch]"),
    "correction/mismatch": (FEEDS["a correction of another text in the list"],
        'corrections/index.html: error: correction "It was 4." of 2025/06/post/index.html is "It '
        'was 40." there [correction/mismatch]'),
    "correction/missing": (FEEDS["a correction that the post does not show"],
        'corrections/index.html: error: missing correction "It was 40." '
        "(2025-06-01T09:00:00+05:30) of 2025/06/post/index.html [correction/missing]"),
    "sitemap/not-found": (FEEDS["a sitemap that is gone"],
        'sitemap.xml:3: error: sitemap "https://example.org/blog/sitemaps/x.xml" not found '
        "[sitemap/not-found]"),
    "sitemap/unlisted": (FEEDS["a sitemap that is gone"],
        "sitemaps/pages.xml: error: sitemap is missing from the sitemap index [sitemap/unlisted]"),
    "sitemap/duplicate": (FEEDS["a page listed twice"],
        'sitemaps/pages.xml:4: error: "https://example.org/blog/category/news/" is already listed '
        "[sitemap/duplicate]"),
    "sitemap/missing-page": (SITE["a redirect page in a sitemap"],
        "author/ada/index.html: warning: page is missing from the sitemaps [sitemap/missing-page]"),
    "sitemap/redirect": (SITE["a redirect page in a sitemap"],
        'sitemaps/pages.xml:5: error: "https://example.org/blog/old/" redirects to '
        '"/blog/2025/06/post/"; list that URL instead [sitemap/redirect]'),
    "sitemap/noindex": (FEEDS["a page not to be listed"],
        'sitemaps/pages.xml:3: error: "https://example.org/blog/404.html" has noindex; remove it '
        "[sitemap/noindex]"),
    "sitemap/canonical": (SITE["another canonical"],
        'sitemaps/pages.xml:10: error: "https://example.org/blog/hi/post/" is not the canonical '
        "URL of its page [sitemap/canonical]"),
    "sitemap/mismatch": (SITE["a version that does not answer"],
        'sitemaps/pages.xml:10: error: "https://example.org/blog/hi/post/" has other languages '
        "than its page [sitemap/mismatch]"),
    "sitemap/invalid-date": (FEEDS["a change at an invalid date"],
        'sitemaps/pages.xml:3: error: "https://example.org/blog/" changed at "June", which is not '
        "a date [sitemap/invalid-date]"),
    "sitemap/future-date": (FEEDS["a change to come"],
        'sitemaps/pages.xml:3: error: "https://example.org/blog/" changed at '
        '"2026-06-03T10:00:00+05:30", which is in the future [sitemap/future-date]'),
    "robots-txt/missing": (SITE["robots.txt without a sitemap"],
        "robots.txt: error: missing sitemap sitemap.xml [robots-txt/missing]"),
    "robots-txt/not-found": (SITE["robots.txt with another sitemap"],
        'robots.txt:3: error: sitemap "https://example.org/blog/x.xml" not found '
        "[robots-txt/not-found]"),
    "open-graph/svg-image": (JSON_LD["an og:image in SVG"],
        'hi/post/index.html: error: "og:image" is "https://example.com/a.svg": link previews do '
        "not show SVG; use a PNG or JPEG [open-graph/svg-image]"),
    "sitemap/invalid-url": (FEEDS["a URL that is not encoded"],
        'sitemaps/pages.xml:4: error: invalid URL "https://example.org/blog/category/ñ/"; encode '
        "it as RFC 3986 requires [sitemap/invalid-url]"),
    "json-ld/invalid-url": (JSON_LD["a relative URL"],
        '2025/06/post/index.html: error: "url" of CreativeWork is "p", which is not an absolute '
        "URL in ASCII [json-ld/invalid-url]"),
}  # fmt: skip
# Codes whose wording is asserted beside what they need: a source, a server, another site.
ELSEWHERE = {
    "body/added-words", "body/missing-words", "build/failed", "csp/missing", "external-link/gone",
    "external-link/moved", "external-link/offline", "external-link/unchecked",
    "external-link/unknown-host", "image/too-large", "output/foreign-page", "output/missing",
    "output/stale", "page/too-heavy", "sitemap/too-large",
}  # fmt: skip


@pytest.mark.parametrize("code", MESSAGES)
def test_the_wording_of_a_code(tmp_path: Path, code: str) -> None:
    (file, old, new, _), line = MESSAGES[code]
    diagnostics = check_good_site(tmp_path, {file: [(old, new)]})
    assert next(str(d) for d in diagnostics if d.code == code) == line


def test_the_wording_of_every_code_is_asserted() -> None:
    assert set(BUILT) - ELSEWHERE <= set(MESSAGES)
