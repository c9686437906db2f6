"""The form of `_headers` that a host wants: Netlify and Cloudflare Pages differ.

Of two rules with one pattern Cloudflare heeds the last alone, so they become one rule. What both
hosts send anyway is left out, for Cloudflare reads a limited number of rules, and Netlify takes
`/tag/*` for the start of `/tags/` too. What a host does not read is reported.

Sources: https://docs.netlify.com/manage/routing/headers/ and
https://developers.cloudflare.com/pages/configuration/headers/, and the parsers of both hosts.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from newsroom.hosting.header_layers import disjoint
from newsroom.hosting.headers_file import Rule, read_rules
from newsroom.hosting.rules_file import Form, Problem

RULES_AT_MOST = 100
CHARACTERS = 2_000  # of a line
CACHE = "cache-control"
SENT_ANYWAY = "public, max-age=0, must-revalidate"

Check = Callable[[Rule, str, str | None, Sequence[Rule]], str]


def netlify_headers(text: str) -> Form:
    """Return the form for Netlify."""
    rules, problems = usable(without_defaults(merged(read_rules(text))), refused_by_netlify)
    return Form(printed(rules), tuple(sorted(problems)))


def cloudflare_headers(text: str) -> Form:
    """Return the form for Cloudflare Pages, which reads a hundred rules."""
    rules, problems = usable(without_defaults(merged(read_rules(text))), refused_by_cloudflare)
    if over := rules[RULES_AT_MOST:]:
        what = f"Cloudflare Pages reads {RULES_AT_MOST} rules; {len(over):,} left out"
        problems.append(Problem(over[0].line, f'{what}, from "{over[0].pattern}" on'))
    return Form(printed(rules[:RULES_AT_MOST]), tuple(sorted(problems)))


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules with one rule for each pattern, where it stands first.

    A header that a later rule takes away is gone from the rules with its pattern before.
    """
    first: dict[str, Rule] = {}
    for rule in rules:
        there = first.setdefault(rule.pattern, replace(rule, headers=()))
        headers = list(there.headers)
        for name, value in rule.headers:
            if value is None:
                headers = [pair for pair in headers if pair[0].lower() != name.lower()]
            headers.append((name, value))
        first[rule.pattern] = replace(there, headers=tuple(headers))
    return list(first.values())


def without_defaults(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules without the times to keep that both hosts have for every file."""
    return [
        replace(
            rule, headers=tuple(pair for pair in rule.headers if not default(pair, rule, rules))
        )
        for rule in rules
    ]


def default(pair: tuple[str, str | None], rule: Rule, rules: Iterable[Rule]) -> bool:
    """Return whether a header says what hosts say anyway, and no other rule says more of it."""
    others = (other for other in rules if other is not rule and sets(other, CACHE))
    alone = (pair[0].lower(), pair[1]) == (CACHE, SENT_ANYWAY)
    return alone and all(disjoint(rule.pattern, other.pattern) for other in others)


def sets(rule: Rule, name: str) -> bool:
    """Return whether a rule gives a header a value."""
    return any(name == other.lower() and value is not None for other, value in rule.headers)


def usable(rules: Sequence[Rule], refused: Check) -> tuple[list[Rule], list[Problem]]:
    """Return the rules as far as a host reads them, and what it does not read."""
    kept, problems = [], []
    for rule in rules:
        headers = []
        for name, value in rule.headers:
            if reason := refused(rule, name, value, rules):
                problems.append(Problem(rule.line, reason))
            else:
                headers.append((name, value))
        if headers:
            kept.append(replace(rule, headers=tuple(headers)))
    return kept, [*dict.fromkeys(problems)]


def refused_by_both(rule: Rule, name: str, value: str | None) -> str:
    """Return why no host reads a header, "" where they do."""
    if not name:
        return f'"{rule.pattern}" has a header without a name; add one or remove the line'
    if not value and value is not None:
        return f'header "{name}" of "{rule.pattern}" has no value; add one or remove the line'
    return ""


def refused_by_netlify(rule: Rule, name: str, value: str | None, rules: Sequence[Rule]) -> str:
    """Return why Netlify does not read a header, "" where it does or where nothing is lost."""
    others = (other for other in rules if other is not rule and sets(other, name.lower()))
    if value is None and any(not disjoint(rule.pattern, other.pattern) for other in others):
        return f'Netlify takes no header away (`! {name}` of "{rule.pattern}")'
    return refused_by_both(rule, name, value)


def refused_by_cloudflare(rule: Rule, name: str, value: str | None, rules: Sequence[Rule]) -> str:
    """Return why Cloudflare Pages does not read a header, "" where it does."""
    del rules
    if rule.pattern.count("*") > 1:
        return f'Cloudflare Pages reads one * in a path, not those of "{rule.pattern}"'
    if " " in name:
        return f'header "{name}" of "{rule.pattern}" has a space in its name; remove it'
    if len(f"{name}: {value}") > CHARACTERS:
        what = f'header "{name}" of "{rule.pattern}" is longer'
        return f"{what} than the {CHARACTERS:,} characters that Cloudflare Pages reads"
    return refused_by_both(rule, name, value)


def printed(rules: Iterable[Rule]) -> str:
    """Return rules as the text of a file; what is taken away comes first, as Cloudflare does it."""
    return "\n".join("\n".join([rule.pattern, *lines(rule)]) + "\n" for rule in rules)


def lines(rule: Rule) -> Iterator[str]:
    """Yield the lines for the headers of a rule."""
    yield from (f"  ! {name}" for name, value in rule.headers if value is None)
    yield from (f"  {name}: {value}" for name, value in rule.headers if value is not None)
