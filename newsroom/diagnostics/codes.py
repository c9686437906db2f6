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
    "front-matter/unknown-key": Code("error", "a key of the front matter is unknown"),
}

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

COLLECTIONS: dict[str, Code] = {}

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
