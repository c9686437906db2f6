"""Addresses that would run something, wherever a writer can write an address.

A build refuses most of them with a sentence. What it takes stays in the site, to be opened in a
browser.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import lay_out, run
from tests.hard_texts import quoted

ADDRESSES = (
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
    # Addresses that try to leave their attribute, their element, or their script.
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
    # Addresses that parsers disagree on.
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
title: Address {number}
date: 2025-{month:02}-02 09:00
slug: address-{number}
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
BODIES = (
    "[x]({})", "[x](<{}>)", "[x][a]", "<{}>", "![x](<{}>)", "[a]: {}", '<a href="{}">x</a>',
)  # fmt: skip
ENTITY = "  - {{name: Company {number}, same_as: {url}}}"


def bodies(address: str) -> Iterator[str]:
    """The address as each kind of link, one a paragraph; a fragment tells one from another."""
    for number, body in enumerate(BODIES if "\n" not in address else ()):
        yield body.format(f"{address}#{number}")


def lay_out_addresses(folder: Path) -> dict[str, list[str]]:
    """Posts, profiles and entities with every address that is not refused.

    Gives the refusals: sentences by the line of the file, as it was written, that they are on.
    """
    lay_out(folder, {})
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('ENTITIES = {"minimum": 1}\n')
    entities = ["companies:"]
    for number, address in enumerate(ADDRESSES):
        values = {"number": number, "url": quoted(address), "raw": " ".join(address.split())}
        told = "\n\n".join(bodies(address))
        post = POST.format(**values, month=number % 9 + 1, bodies=told)
        (folder / f"content/posts/address-{number}.md").write_text(post, encoding="utf-8")
        profile = PROFILE.format(**values)
        (folder / f"content/authors/address-{number}.md").write_text(profile, encoding="utf-8")
        entities.append(ENTITY.format(**values))
    (folder / "content/entities.yaml").write_text("\n".join([*entities, ""]), encoding="utf-8")
    refused: dict[str, list[str]] = {}
    while found := errors(folder):
        for file, lines in found.items():
            written = (folder / file).read_text(encoding="utf-8").split("\n")
            for line, sentences in lines.items():
                refused.setdefault(written[line - 1], []).extend(sentences)
            kept = [text for number, text in enumerate(written, 1) if number not in lines]
            assert len(kept) < len(written)
            (folder / file).write_text("\n".join(kept), encoding="utf-8")
    return refused


def errors(folder: Path) -> dict[str, dict[int, list[str]]]:
    """The sentences of `make check` on the content, by file and line."""
    done = run("check", "--json", folder=folder)
    assert done.stderr == ""
    found: dict[str, dict[int, list[str]]] = {}
    for row in json.loads(done.stdout):
        if row["severity"] == "error" and row["path"].startswith("content/"):
            text = "; ".join(filter(None, [row["message"], row["advice"]]))
            found.setdefault(row["path"], {}).setdefault(row["line"], []).append(text)
    return found
