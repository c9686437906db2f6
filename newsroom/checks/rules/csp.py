"""The Content-Security-Policy of each page: present, and without effect on what the page needs.

It is in a `<meta>`, for servers that send no headers, and in `/_headers` for those that do.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from newsroom.checks.parse.page import BuiltPage
from newsroom.checks.site import BuiltSite
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.hosting.headers_file import parse_header_rules
from newsroom.html.csp import Policy, csp_source

FILE, NAME = "_headers", "Content-Security-Policy"
# Where a browser looks for a directive that a policy does not have (CSP Level 3, section 6.8.3).
FALLBACKS = {"frame-src": ("child-src", "default-src"), "form-action": ()}


def check(site: BuiltSite) -> Iterator[Diagnostic]:
    """Yield pages and headers without a policy where others have one, then what a policy blocks."""
    in_headers = FILE in site.files and NAME.lower() in header_names(site)
    in_pages = any(page.policies for page in site.pages.values())
    if in_pages and FILE in site.files and not in_headers:
        message = f"missing header {NAME}, which pages have in a <meta>"
        yield Diagnostic(FILE, 0, "csp/missing", message)
    site_origin = csp_source(site.url) or ""
    for page in site.pages.values():
        if not page.policies and (in_pages or in_headers):
            missing = Diagnostic(page.path, 0, "csp/missing", f"missing {NAME} in a <meta>")
            yield replace(missing, severity="warning") if page.is_handmade else missing
        yield from check_policies(page, site_origin)


def header_names(site: BuiltSite) -> set[str]:
    """Return the names of all headers of `/_headers` in lower case."""
    rules = parse_header_rules(site.read_text(FILE))
    return {name.lower() for rule in rules for name, value in rule.headers if value}


def check_policies(page: BuiltPage, origin: str) -> Iterator[Diagnostic]:
    """Yield an error for each element of a page that its policy blocks."""
    for policy in map(parse_policy, page.policies):
        blocked: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (directive, source), element in page.needs.items():
            allowed = sources_of(policy, directive)
            if allowed is not None and not allows(allowed, source, origin):
                blocked[element, directive].append(source)
        for (element, directive), sources in blocked.items():
            allowed_text = " ".join(sorted(sources_of(policy, directive) or ())) or "nothing"
            message = (
                f'{element} is blocked by the policy of the page: "{directive}" allows '
                f"{allowed_text}, not {' '.join(sources)}"
            )
            yield Diagnostic(page.path, 0, "csp/blocked", message)


@cache
def parse_policy(text: str) -> Policy:
    """Return the sources of each directive; the first counts of one that is given twice."""
    policy: dict[str, frozenset[str]] = {}
    for name, *sources in filter(None, map(str.split, text.split(";"))):
        policy.setdefault(name.lower(), frozenset(sources))
    return policy


def sources_of(policy: Policy, directive: str) -> frozenset[str] | None:
    """Return the sources that a policy allows for a directive; None for any."""
    names = (directive, *FALLBACKS.get(directive, ("default-src",)))
    return next((policy[name] for name in names if name in policy), None)


def allows(allowed: frozenset[str], source: str, origin: str) -> bool:
    """Return whether what is allowed covers a source; `origin` is that of the site."""
    if source in allowed or (source == origin and "'self'" in allowed):
        return True
    if source == "'self'":
        source = origin
    elif source.startswith("'"):  # inline code; a hash turns 'unsafe-inline' off
        return "'unsafe-inline'" in allowed and not any(s.startswith("'sha") for s in allowed)
    return any(covers(candidate, source) for candidate in allowed)


def covers(allowed: str, source: str) -> bool:
    """Return whether an allowed source covers an origin; http covers https as well."""
    scheme, _, host = allowed.rpartition("://")
    source_scheme, _, source_host = source.rpartition("://")
    schemes = (source_scheme, source_scheme.removesuffix("s"))
    if allowed == "*" or allowed.endswith(":"):
        return bool(source_scheme) and allowed.rstrip(":") in ("*", *schemes)
    host = host.split("/")[0]
    is_same_scheme = not scheme or not source_scheme or scheme in schemes
    is_subdomain = host.startswith("*.") and source_host.endswith(host[1:])
    return is_same_scheme and (host == source_host or is_subdomain)
