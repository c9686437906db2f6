"""The Content-Security-Policy of each page: it is there, and stops nothing that the page needs.

It stands in a `<meta>`, for servers that send no headers, and in `/_headers` for those that do.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from newsroom.checks.finding import Finding, error, warning
from newsroom.checks.parse.page import Page
from newsroom.checks.site import BuiltSite
from newsroom.hosting.headers_file import parse_header_rules
from newsroom.html.csp import Policy, csp_source

FILE, NAME = "_headers", "Content-Security-Policy"
# Where a browser looks for a directive that a policy does not have (CSP Level 3, section 6.8.3).
INSTEAD = {"frame-src": ("child-src", "default-src"), "form-action": ()}


def find(site: BuiltSite) -> Iterator[Finding]:
    """Pages and headers without a policy where others have one, then what a policy stops."""
    in_headers = FILE in site.files and NAME.lower() in headers(site)
    in_pages = any(page.policies for page in site.pages.values())
    if in_pages and FILE in site.files and not in_headers:
        yield error(FILE, f"has no line {NAME}; pages have one in a <meta>")
    own = csp_source(site.url) or ""
    for page in site.pages.values():
        if not page.policies and (in_pages or in_headers):
            tell = warning if page.bare else error
            yield tell(page.path, f"has no {NAME} in a <meta>; each page needs one")
        yield from (error(page.path, sentence) for sentence in stopped(page, own))


def headers(site: BuiltSite) -> set[str]:
    """The names of all headers of `/_headers`, in small letters."""
    text = (site.folder / FILE).read_text(encoding="utf-8", errors="replace")
    return {
        name.lower() for rule in parse_header_rules(text) for name, value in rule.headers if value
    }


def stopped(page: Page, own: str) -> Iterator[str]:
    """A sentence for each thing of a page that its policy stops."""
    for policy in map(parsed, page.policies):
        missing: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (directive, source), what in page.needs.items():
            allowed = sources(policy, directive)
            if allowed is not None and not allows(allowed, source, own):
                missing[what, directive].append(source)
        for (what, directive), needed in missing.items():
            there = " ".join(sorted(sources(policy, directive) or ())) or "nothing"
            yield (
                f'{what} is stopped by the policy of the page: "{directive}" allows {there}, '
                f"and not {' '.join(needed)}"
            )


@cache
def parsed(policy: str) -> Policy:
    """A policy as it is written; of a directive that stands twice, the first counts."""
    found: dict[str, frozenset[str]] = {}
    for name, *words in filter(None, map(str.split, policy.split(";"))):
        found.setdefault(name.lower(), frozenset(words))
    return found


def sources(policy: Policy, directive: str) -> frozenset[str] | None:
    """The sources that a policy allows for a directive; None for any."""
    names = (directive, *INSTEAD.get(directive, ("default-src",)))
    return next((policy[name] for name in names if name in policy), None)


def allows(allowed: frozenset[str], needed: str, own: str) -> bool:
    """Whether one of the sources covers what is needed; `own` is the origin of the site."""
    if needed in allowed or (needed == own and "'self'" in allowed):
        return True
    if needed == "'self'":
        needed = own
    elif needed.startswith("'"):  # what stands in the page itself; a hash turns this source off
        return "'unsafe-inline'" in allowed and not any(s.startswith("'sha") for s in allowed)
    return any(covers(source, needed) for source in allowed)


def covers(source: str, needed: str) -> bool:
    """Whether a source covers an origin; http covers https as well."""
    scheme, _, host = source.rpartition("://")
    other, _, there = needed.rpartition("://")
    if source == "*" or source.endswith(":"):
        return bool(other) and source.rstrip(":") in ("*", other, other.removesuffix("s"))
    host = host.split("/")[0]
    same = not scheme or not other or scheme in (other, other.removesuffix("s"))
    return same and (host == there or (host.startswith("*.") and there.endswith(host[1:])))
