"""URLs that would run something, wherever a writer can write a URL.

A build refuses most of them. What it takes stays in the site, to be opened in a browser.
"""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from newsroom.build.source_check import read_checked_site
from tests.conftest import build_in, lay_out
from tests.hard_texts import quoted

Refusals = dict[str, set[str]]

URLS = (
    # Schemes that run, as browsers read them.
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "  javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)", "\x01javascript:alert(1)", "\x1bjavascript:alert(1)",
    "javascript\t:alert(1)", "javascript:\talert(1)", "javascript://x.example/%0aalert(1)",
    "javascript:%61lert(1)", "javascript:alert`1`", "javascript:void(alert(1))",
    "javascript:alert(1)//https://x.example/", "javascript:'https://x.example/';alert(1)",
    "javascript:/*</title></script>*/alert(1)//'\"><svg onload=alert(1)>",
    "vbscript:alert(1)", "livescript:alert(1)", "mocha:alert(1)",
    "data:text/html,<script>alert(1)</script>", "data:,alert(1)", "DATA:text/html;base64,PHA+",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "blob:https://x.example/1", "filesystem:https://x.example/x", "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)", "jar:https://x.example/x!/y", "about:blank",
    "file:///etc/passwd", "ws://x.example/", "intent://x.example/#Intent;end",
    # Schemes that only look so, encoded or in other letters.
    "javascript&colon;alert(1)", "javascript&#58;alert(1)", "&#106;avascript:alert(1)",
    "&#x6a&#x61vascript:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)",
    "jav%61script:alert(1)", "javascript%3Aalert(1)", "ｊａｖａｓｃｒｉｐｔ:alert(1)",
    "javascript：alert(1)", "jаvascript:alert(1)", "\u200bjavascript:alert(1)",
    "\ufeffjavascript:alert(1)", "\u2028javascript:alert(1)", "\u00a0javascript:alert(1)",
    "java\u00adscript:alert(1)", "{static}javascript:alert(1)", "{tag}javascript:alert(1)",
    "|filename|javascript:alert(1)", "./javascript:alert(1)", "?javascript:alert(1)",
    # URLs that try to leave their attribute, their element, or their script.
    'https://x.example/"onmouseover="alert(1)', "https://x.example/'onclick='alert(1)",
    'https://x.example/" autofocus onfocus=alert(1) x="', "https://x.example/`onclick=alert(1)",
    "https://x.example/><img src=x onerror=alert(1)>",
    "https://x.example/</a><svg onload=alert(1)>",
    "https://x.example/</script><script>alert(1)</script>", "https://x.example/</title><base>",
    "https://x.example/--><script>alert(1)</script>", "https://x.example/]]><x onclick=alert(1)>",
    "https://x.example/&quot;onclick=alert(1)&quot;", "https://x.example/\u2028alert(1)",
    "https://x.example/{{7*7}}{% raw %}", "https://x.example/?a=javascript:alert(1)",
    "https://x.example/#javascript:alert(1)", "https://x.example/x) onclick=alert(1) (",
    'https://x.example/x "title" onclick=alert(1)', "https://x.example/x){onclick=alert(1)}",
    "https://x.example/x){: onclick=alert(1) }",
    "https://\"onclick=alert(1).example/", "https://<script>alert(1)</script>/",
    # URLs that parsers disagree on.
    "https:javascript:alert(1)", "https:/javascript:alert(1)", "https:///javascript:alert(1)",
    "https://javascript:alert(1)@x.example/", "https://x.example:javascript/", "https://[x",
    "https://x.example\\@y.example/", "\\\\x.example\\x", "//x.example/<b onclick=alert(1)>",
    "http:alert(1)", "://x.example/", ":alert(1)", "#javascript:alert(1)", "",
    'mailto:"onclick=alert(1)"@x.example', "mailto:a@x.example?body=<script>alert(1)</script>",
    "tel:javascript:alert(1)", "javascript:\u2029alert(1)",
    "javascript:%0a%0dalert(1)", "javascript:\\u0061lert(1)", "data:application/xhtml+xml,<x/>",
    "data:text/html;charset=utf-7,+ADw-script+AD4-alert(1)",
    "https://x.example/%3Cscript%3Ealert(1)",
    "https://x.example/\" style=\"animation:x", "https://x.example/'-alert(1)-'",
    '"><script>alert(1)</script>', "'><svg/onload=alert(1)>",
    "x onerror=alert(1)", '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
    "/about/?<script>alert(1)</script>", '/about/#"onclick="alert(1)', "/about/\"onclick=alert(1)",
)  # fmt: skip
POST = """---
title: URL {number}
date: 2025-{month:02}-02 09:00
slug: url-{number}
authors: [Author {number}]
category: Practice
summary: What post {number} is about
companies: [Company {number}]
sources: [{{title: A source, url: {url}}}]
canonical: {url}
aliases: [{url}]
image: {url}
series: {url}
related: [{url}]
---

Some text.

{bodies}
"""
PROFILE = """---
name: Author {number}
links: [{{title: A link, url: {url}}}]
email: {url}
avatar: {url}
---

A bio.

It has a [link](<{raw}>).
"""
LINKS = (
    "[x]({})", "[x](<{}>)", "[x][a]", "<{}>", "![x](<{}>)", "[a]: {}", '<a href="{}">x</a>',
)  # fmt: skip
ENTITY = "  - {{name: Company {number}, same_as: {url}}}"


def links(url: str) -> Iterator[str]:
    """Yield the URL as each kind of link, one a paragraph; a fragment tells one from another."""
    for number, link in enumerate(LINKS if "\n" not in url else ()):
        yield link.format(f"{url}#{number}")


def build_hard_urls(folder: Path) -> tuple[Path, Refusals]:
    """Build posts, profiles and entities with every URL that is not refused.

    Returns the output, and the codes of the errors by the line of the file, as it was written.
    """
    lay_out(folder, {})
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('ENTITIES = {"minimum": 1}\n')
    entities = ["companies:"]
    for number, url in enumerate(URLS):
        values = {"number": number, "url": quoted(url), "raw": " ".join(url.split())}
        bodies = "\n\n".join(links(url))
        post = POST.format(**values, month=number % 9 + 1, bodies=bodies)
        (folder / f"content/posts/url-{number}.md").write_text(post, encoding="utf-8")
        profile = PROFILE.format(**values)
        (folder / f"content/authors/url-{number}.md").write_text(profile, encoding="utf-8")
        entities.append(ENTITY.format(**values))
    (folder / "content/entities.yaml").write_text("\n".join([*entities, ""]), encoding="utf-8")
    refusals: Refusals = {}
    while errors := errors_by_line(folder):
        for file, codes_by_line in errors.items():
            lines = (folder / file).read_text(encoding="utf-8").split("\n")
            for line, codes in codes_by_line.items():
                refusals.setdefault(lines[line - 1], set()).update(codes)
            rest = [text for number, text in enumerate(lines, 1) if number not in codes_by_line]
            assert len(rest) < len(lines)
            (folder / file).write_text("\n".join(rest), encoding="utf-8")
    return build_in(folder), refusals


def errors_by_line(folder: Path) -> dict[str, dict[int, set[str]]]:
    """Return the codes of the errors of a build of a folder, by file and line."""
    codes: dict[str, dict[int, set[str]]] = {}
    with chdir(folder):
        for error in read_checked_site("pelicanconf.py").report.errors:
            codes.setdefault(error.path, {}).setdefault(error.line, set()).add(error.code)
    return codes
