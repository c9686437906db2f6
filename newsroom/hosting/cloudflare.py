"""The form of `_headers` and `_redirects` for Cloudflare Pages.

Of two rules of `_headers` with one pattern Cloudflare heeds only the last, so they become one rule.
Redirects are always followed, `!` is refused, and the number of rules and lines is limited.

Sources: https://developers.cloudflare.com/pages/configuration/headers/ and
https://developers.cloudflare.com/pages/configuration/redirects/, and the parsers of the host.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.hosting.headers_file import (
    HEADERS,
    Reason,
    Rule,
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
    REWRITE,
    STATUSES,
    UNSUPPORTED_REDIRECT,
    HostedSite,
    RedirectLine,
    lines_of_site,
    render_redirects,
)
from newsroom.hosting.staging import HostFile

TOO_MANY_RULES = "hosting/too-many-rules"
MAX_HEADER_RULES = 100
MAX_HEADER_LENGTH = 2_000  # characters of a line
MAX_STATIC = 2_000  # redirects from a single path, before the first pattern
MAX_DYNAMIC = 100  # patterns, and every line after the first of them
MAX_REDIRECT_LENGTH = 1_000  # characters of a line
INDEX = re.compile(r"/index(\.html)?$")


def cloudflare_headers(text: str) -> HostFile:
    """Return `_headers` in the form for Cloudflare Pages, which reads a hundred rules."""
    rules = without_default_cache(merge_by_pattern(parse_header_rules(text)))
    supported, diagnostics = split_unsupported(rules, check_cloudflare_header)
    if over := supported[MAX_HEADER_RULES:]:
        message = (
            f"Cloudflare Pages reads at most {MAX_HEADER_RULES} rules: "
            f'{len(over):,} left out, from "{over[0].pattern}" on'
        )
        diagnostics.append(
            Diagnostic(HEADERS, over[0].line, TOO_MANY_RULES, message, "remove some")
        )
    text = render_header_rules(supported[:MAX_HEADER_RULES])
    return HostFile(text, tuple(sorted(diagnostics)))


def check_cloudflare_header(
    rule: Rule, name: str, value: str | None, rules: Sequence[Rule]
) -> Reason:
    """Return why Cloudflare Pages does not read a header."""
    del rules
    if rule.pattern.count("*") > 1:
        message = f'Cloudflare Pages reads one * in a path, not those of "{rule.pattern}"'
        return message, "remove the others"
    if " " in name:
        return f'header "{name}" of "{rule.pattern}" has a space in its name', "remove it"
    if len(f"{name}: {value}") > MAX_HEADER_LENGTH:
        message = (
            f'header "{name}" of "{rule.pattern}" is longer than the {MAX_HEADER_LENGTH:,} '
            "characters that Cloudflare Pages reads"
        )
        return message, "shorten it"
    return check_header(rule, name, value)


def cloudflare_redirects(text: str, site: HostedSite) -> HostFile:
    """Return `_redirects` in the form for Cloudflare Pages: no `!`, and a status on each line.

    Where there are too many, those from the paths of redirect pages are left out first: the page
    still redirects readers.
    """
    by_path: dict[str, RedirectLine] = {}
    diagnostics = []
    for line in lines_of_site(text, site):
        message, advice = check_cloudflare_redirect(line)
        if message:
            diagnostics.append(
                Diagnostic(REDIRECTS, line.number, UNSUPPORTED_REDIRECT, message, advice)
            )
        else:
            by_path.setdefault(line.old, replace(line, forced=False))
    lines = list(by_path.values())
    pattern = next((i for i, line in enumerate(lines) if line.is_pattern), len(lines))
    static = sorted(lines[:pattern], key=lambda line: site.has_file(line.old))
    dynamic = lines[pattern:]
    what = "redirects from the first pattern (`*` or `:name`) on"
    diagnostics += check_count(static, MAX_STATIC, "redirects without a pattern", site)
    diagnostics += check_count(dynamic, MAX_DYNAMIC, what, site)
    text = render_redirects([*static[:MAX_STATIC], *dynamic[:MAX_DYNAMIC]])
    return HostFile(text, tuple(sorted(diagnostics)))


def check_cloudflare_redirect(line: RedirectLine) -> Reason:
    """Return why Cloudflare Pages does not read a line."""
    new = line.target
    to_index = line.old.endswith(("/", "/*")) and INDEX.search(line.new) and not new.netloc
    words = " ".join((*line.query, *line.conditions))
    unknown_status = line.code not in (REWRITE, *STATUSES)
    reasons = [
        (not line.new, *MISSING_TARGET),
        (not line.old.startswith("/"),
         "Cloudflare Pages redirects from paths of the site only", "start the line with a slash"),
        (words, f"Cloudflare Pages ignores lines with a query or a condition ({words})",
         "remove it"),
        (unknown_status,
         f'Cloudflare Pages ignores lines with status "{line.status}"', "use 301 or 302"),
        (line.code == REWRITE and new.netloc,
         "Cloudflare Pages passes requests to no other site", "use 301 or 302"),
        (new.scheme == "http", "Cloudflare Pages ignores redirects to http", "use https"),
        (line.old.count("*") > 1, "Cloudflare Pages reads one * in a path", "remove the others"),
        (to_index, "Cloudflare Pages ignores redirects from a folder to an index file",
         "remove the line"),
        (len(str(line)) > MAX_REDIRECT_LENGTH,
         f"Cloudflare Pages ignores lines of more than {MAX_REDIRECT_LENGTH:,} characters",
         "shorten it"),
    ]  # fmt: skip
    return next(((text, advice) for applies, text, advice in reasons if applies), ("", ""))


def check_count(
    lines: Sequence[RedirectLine], limit: int, what: str, site: HostedSite
) -> Iterator[Diagnostic]:
    """Yield a diagnostic at the first of the lines beyond a limit."""
    over = lines[limit:]
    if not over:
        return
    lost = [line for line in over if not site.has_file(line.old)]
    effect = f"{len(lost):,} of them will not work" if lost else "whose redirect pages still work"
    first = min(line.number for line in lost or over)
    message = f"Cloudflare Pages reads at most {limit:,} {what}: {len(over):,} left out, {effect}"
    yield Diagnostic(REDIRECTS, first, TOO_MANY_RULES, message)
