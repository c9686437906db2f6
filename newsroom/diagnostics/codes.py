"""The codes of diagnostics: what each means, how severe it is, and whether a site may change that.

A code is `subject/problem` and never changes once it is published: settings and scripts name it.
docs/diagnostics.md is generated from this table.
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
    "source/not-utf-8": Code("error", "a file is not UTF-8", "structure"),
    "source/unreadable": Code("error", "a file cannot be read", "structure"),
    "source/unusable-file": Code(
        "error", "a file is a broken or circular link, a device, or has a name that is not UTF-8",
        "structure",
    ),
    "source/ignored-file": Code("error", "a text file has an extension that is not read"),
    "source/invalid": Code("error", "a file or a body cannot be parsed", "structure"),
    "source/too-slow": Code("error", "parsing a file takes longer than TIME_LIMIT", "structure"),
    "source/empty-body": Code("error", "a post, page or profile has no text"),
    "front-matter/missing": Code("error", "a file has no front matter", "structure"),
    "front-matter/invalid": Code(
        "error", "front matter is not closed, not valid YAML, or not `key: value`", "structure"
    ),
    "front-matter/unknown-key": Code("error", "a key of the front matter is unknown"),
    "front-matter/duplicate-key": Code("error", "a key is in the front matter twice", "structure"),
    "front-matter/missing-key": Code("error", "a required key is missing or empty", "structure"),
    "front-matter/invalid-value": Code(
        "error", "a value has the wrong type, or is not a valid date, URL, slug, …", "structure"
    ),
    "front-matter/ambiguous-date": Code(
        "warning", "a date occurs twice or never in the time zone of the site"
    ),
    "front-matter/unknown-category": Code("error", "a category is not one of CATEGORIES"),
    "front-matter/no-slug": Code(
        "error", "a name or a file name has no letters or digits for a URL", "structure"
    ),
    "front-matter/long-title": Code("warning", "a title is longer than search results show"),
}  # fmt: skip

# ── Settings ──────────────────────────────────────────────────────────────────────────────────

SETTINGS: dict[str, Code] = {}

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
    "author/unknown": Code("error", "an author of a post has no profile", "structure"),
    "author/duplicate-url": Code("error", "two authors would have one page", "structure"),
    "correction/invalid-date": Code("error", "a correction is in the future or before its post"),
    "correction/missing-page": Code("warning", "no page lists the corrections of the site"),
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
    "id/duplicate": Code("error", "two posts have one id", "structure"),
    "image/missing-alt": Code("error", "an image has no alternative text"),
    "image/not-found": Code("error", "the file of an image is not found", "structure"),
    "image/invalid": Code("error", "browsers do not show the format of an image", "structure"),
    "modified/in-future": Code("error", "a post was modified in the future"),
    "modified/before-date": Code("warning", "a post was modified before it was published"),
    "author/not-a-person": Code("error", "an author is a program", "structure"),
    "author/duplicate-name": Code("error", "two profiles have the same name", "structure"),
}

# ── The built site ────────────────────────────────────────────────────────────────────────────

BUILT: dict[str, Code] = {}

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

LEGACY = {
    "legacy/error": Code("error", "the kind of an error has no code yet"),
    "legacy/warning": Code("warning", "the kind of a warning has no code yet"),
}

CODES: dict[str, Code] = SOURCES | SETTINGS | BODIES | COLLECTIONS | BUILT | HOSTING | LEGACY
