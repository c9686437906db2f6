"""Bodies made of hostile and broken pieces, and a second judge of the HTML that is made of them."""

from collections.abc import Iterator
from random import Random

from selectolax.lexbor import LexborHTMLParser

from newsroom.html.csp import remove_styles
from newsroom.html.link_attributes import replace_urls
from newsroom.html.tree import UnstableHtmlError, parse_html, stable_html
from newsroom.output.feed_entries import feed_body
from tests.rendering import errors_in, render

# What runs calls `hit`, so that a browser tells. \n is a line break, _ a space.
PIECES = tuple(
    piece.replace("\\n", "\n").replace("_", " ")
    for piece in r"""
<div>
</div>
<p>
</p>
<b title='
<b title="
'>
">
<!x_
<!--
-->
--!>
<!-->
<![CDATA[
]]>
<?x_
?>
<a href="a.md?
<a href='../x.md
<a href="/about/">
</a>
<img src=x onerror=hit()>
<script>hit()</script>
<script src=http://evil.example:9/x.js></script>
<svg>
</svg>
<math>
</math>
<mtext>
<mglyph>
<style>
</style>
<title>
</title>
<textarea>
</textarea>
<desc>
<foreignObject>
<annotation-xml encoding=text/html>
<form>
</form>
<table>
<tr><td>
</table>
<select>
</select>
<option>
<template>
</template>
<noscript>
</noscript>
<iframe src=javascript:hit()>
</iframe>
<xmp>
</xmp>
<plaintext>
<meta http-equiv=refresh content=0;url=/evil>
<link rel=stylesheet href=//evil.example/x.css>
<base href=//evil.example/>
<a href=javascript:hit()>x</a>
<a href="java&#10;script:hit()">x</a>
<p onclick=hit() style="x
<input onfocus=hit() autofocus>
<svg onload=hit()>
<details open ontoggle=hit()>
</body>
</html>
<body onload=hit()>
<frameset onload=hit()>
<b>
</b>
<i>
</i>
<nobr>
<T>
</T>
`
```\n
\n\n
\n\n____
&#
&lt;
&#60;script&#62;hit()
[x](a.md "
[x](javascript:hit())
{: onclick=hit() }
<div markdown="1">\n
>_
-_
| a |\n|---|\n|_
words
""".strip("\n").split("\n")
)  # fmt: skip


def hostile_bodies(count: int, seed: str) -> Iterator[str]:
    """Yield bodies of 1 to 12 pieces, the same ones for the same seed."""
    random = Random(seed)
    for _ in range(count):
        yield "".join(random.choices(PIECES, k=random.randint(1, 12)))


def published(text: str) -> str | None:
    """Return the HTML of a body as a page has it; None where the body is refused."""
    if errors_in(text):
        return None
    tree = parse_html(render(text).html)
    replace_urls(tree, lambda url: f"/2025/new/?{url}" if url.endswith("?") else url)
    remove_styles(tree)
    try:
        return stable_html(tree)
    except UnstableHtmlError:
        return None


def in_feed(html: str) -> str:
    """Return the HTML of a body as a feed has it."""
    return feed_body(html, "https://x.example/2025/new/")


ACTIVE = (
    "script, style, link, meta, base, iframe, frame, frameset, object, embed, applet, noscript, "
    "template, xmp, plaintext, noembed, noframes, animate, set"
)


def active_by_lexbor(html: str) -> list[str]:
    """Return what a parser of other makers sees of scripts, handlers and the like."""
    page = LexborHTMLParser(f"<!doctype html><body><div id=body>{html}</div><footer></footer>")
    body = page.css_first("#body")
    assert body is not None
    active = [node.html or "" for node in body.css(ACTIVE)]
    for node in body.css("*"):
        for name, value in node.attributes.items():
            scheme = "".join((value or "").split()).lower().startswith(("javascript:", "data:"))
            if name.startswith("on") or (scheme and name not in ("alt", "title", "class", "id")):
                active.append(f"{node.tag} {name}={value}")
    outside = [node.tag for node in page.css("body > *")]
    return active if outside == ["div", "footer"] else [*active, f"left its element: {outside}"]
