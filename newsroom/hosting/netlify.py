"""The form of `_headers` and `_redirects` for Netlify.

Netlify shows a file rather than follow a redirect from its path, unless the status ends in `!`; the
redirect pages of a site would hide all its redirects. A pattern such as `/tag/*` matches the start
of `/tags/` too, so headers that Netlify sends anyway are left out.

Sources: https://docs.netlify.com/manage/routing/redirects/ and
https://docs.netlify.com/manage/routing/headers/, and the parsers of the host.
"""

from collections.abc import Sequence
from dataclasses import replace

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.hosting.headers_file import (
    Reason,
    Rule,
    are_disjoint,
    check_header,
    merge_by_pattern,
    parse_header_rules,
    render_header_rules,
    split_unsupported,
    without_default_cache,
)
from newsroom.hosting.redirects_file import (
    MISSING_TARGET,
    REDIRECTS,
    UNSUPPORTED_REDIRECT,
    HostedSite,
    RedirectLine,
    lines_of_site,
    render_redirects,
)
from newsroom.hosting.staging import HostFile

FUNCTIONS = "/.netlify"  # Netlify reads no redirect from below it


def netlify_headers(text: str) -> HostFile:
    """Return `_headers` in the form for Netlify."""
    rules = without_default_cache(merge_by_pattern(parse_header_rules(text)))
    supported, diagnostics = split_unsupported(rules, check_netlify_header)
    return HostFile(render_header_rules(supported), tuple(sorted(diagnostics)))


def check_netlify_header(rule: Rule, name: str, value: str | None, rules: Sequence[Rule]) -> Reason:
    """Return why Netlify does not read a header; nothing where no other rule sets it."""
    others = (other for other in rules if other is not rule and other.sets(name.lower()))
    if value is None and any(not are_disjoint(rule.pattern, other.pattern) for other in others):
        return f'Netlify removes no headers (`! {name}` of "{rule.pattern}")', "remove the line"
    return check_header(rule, name, value)


def netlify_redirects(text: str, site: HostedSite) -> HostFile:
    """Return `_redirects` in the form for Netlify: each redirect from a single path is forced."""
    supported, diagnostics = [], []
    for line in lines_of_site(text, site):
        message, advice = check_netlify_redirect(line)
        if message:
            diagnostics.append(
                Diagnostic(REDIRECTS, line.number, UNSUPPORTED_REDIRECT, message, advice)
            )
            continue
        single = line.is_plain and not line.is_pattern and not site.is_same_page(line)
        supported.append(replace(line, forced=line.forced or single))
    return HostFile(render_redirects(supported), tuple(diagnostics))


def check_netlify_redirect(line: RedirectLine) -> Reason:
    """Return why Netlify does not read a line."""
    if line.lacks_target:
        return MISSING_TARGET
    if not line.code:
        return f'invalid status "{line.status}"', "write a number such as 301"
    if line.old.startswith(FUNCTIONS):
        return f"Netlify ignores redirects from {FUNCTIONS}", "remove the line"
    return "", ""
