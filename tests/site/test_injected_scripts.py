"""Well-known shapes of injected scripts, as a writer could paste them into a Markdown body.

Each is reported or stays text. Which of them run was tried out in Chromium; a few more run in
older browsers, and some cannot run any longer but have no business in a post either.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rendering import errors_in

# One a line; \n is a line break.
RUNS = r"""
<script>alert(1)</script>
<SCRIPT SRC=//x.example/a.js></SCRIPT>
<ScRiPt >alert(1)</ScRiPt>
<script/x>alert(1)</script>
<script src="data:,alert(1)"></script>
<script type=module>import("data:text/javascript,alert(1)")</script>
<script	type="text/javascript">alert(1);</script
<scr<script>ipt>alert(1)</scr</script>ipt>
"><script>alert(1)</script>
'"><script>alert(1)</script>
text <script>alert(1)</script> text
<script>alert(1)
\<script>alert(1)\</script>
<img src=x onerror=alert(1)>
<img src=x onerror="alert(1)">
<img src=x onerror='alert(1)'>
<IMG SRC=x ONERROR=alert(1)>
<img src=x oNeRrOr=alert(1)>
<img/src/onerror=alert(1)>
<img src=x onerror = alert(1)>
<img src=x onerror	=alert(1)>
<img src=x:x onerror=alert`1`>
<img src=x onerror=&#97;lert(1)>
<img ""><img src=x onerror=alert(1)>">
<img src=/images/plan.svg onload=alert(1)>
<img srcset=x onerror=alert(1)>
<img lowsrc=x src=x onerror=alert(1)>
<<img src=x onerror=alert(1)>
<image src=x onerror=alert(1)>
<p/onmouseover=alert(1)>x
<b onclick=alert(1)>x</b>
<a onmouseover="alert(1)">x</a>
<div onpointerrawupdate=alert(1)>x</div>
<div style="animation:x" onanimationend=alert(1)>x</div>
<details open ontoggle=alert(1)><summary>x</summary></details>
<input onfocus=alert(1) autofocus>
<input type=image src=x onerror=alert(1)>
<select onfocus=alert(1) autofocus></select>
<textarea onfocus=alert(1) autofocus></textarea>
<marquee onstart=alert(1)>x</marquee>
<video onloadstart=alert(1) src=x></video>
<video><source onerror=alert(1) src=x></video>
<video poster=javascript:alert(1)></video>
<audio src=x onerror=alert(1)></audio>
<body onload=alert(1)>
text <body onload=alert(1)>
<html onmousemove=alert(1)>
<form><button formaction=javascript:alert(1)>x</button></form>
<form action=javascript:alert(1)><input type=submit></form>
<form id=f></form><button form=f formaction="javascript:alert(1)">x</button>
<input type=submit form=f formaction=javascript:alert(1)>
<iframe src=javascript:alert(1)></iframe>
<iframe srcdoc="&lt;script>alert(1)&lt;/script>"></iframe>
<IFRAME SRC="https://x.example/"></IFRAME>
<frameset onload=alert(1)>
<embed src=javascript:alert(1)>
<object data=javascript:alert(1)></object>
<object data="data:text/html,<script>alert(1)</script>"></object>
<applet code=x></applet>
<base href="https://x.example/">
<link rel=stylesheet href="https://x.example/a.css">
<link rel=import href="data:text/html,x">
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<META HTTP-EQUIV="refresh" CONTENT="0; URL=https://x.example/">
<style>@import "https://x.example/a.css";</style>
<style onload=alert(1)></style>
<svg onload=alert(1)>
<svg/onload=alert(1)>
<svg><script>alert(1)</script></svg>
<svg><script href="data:,alert(1)" /></svg>
<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>
<svg><a href="javascript:alert(1)"><text y=20>x</text></a></svg>
<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>
<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=20>x</text></a></svg>
<svg><set onbegin=alert(1) attributeName=x></svg>
<svg><animateTransform onbegin=alert(1) attributeName=transform></svg>
<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'></svg>#x" /></svg>
<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>
<svg><title><img src=x onerror=alert(1)></title></svg>
<svg><desc><img src=x onerror=alert(1)></desc></svg>
<svg><style><img src=x onerror=alert(1)></style></svg>
<svg><textarea><img src=x onerror=alert(1)></textarea></svg>
<svg><noframes><img src=x onerror=alert(1)></noframes></svg>
<svg><xmp><img src=x onerror=alert(1)></xmp></svg>
<svg><noembed><img src=x onerror=alert(1)></noembed></svg>
<svg><plaintext><img src=x onerror=alert(1)>
<math><xmp><img src=x onerror=alert(1)></xmp></math>
<math><a xlink:href="javascript:alert(1)">x</a></math>
<math href="javascript:alert(1)">x</math>
<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>
<title></title><img src=x onerror=alert(1)></title>
<template><script>alert(1)</script></template>
<div><template shadowrootmode=open><img src=x onerror=alert(1)></template></div>
<select><option><img src=x onerror=alert(1)></select>
<table><tr><td><img src=x onerror=alert(1)></table>
<table background=javascript:alert(1)><tr><td>x</table>
<!--><img src=x onerror=alert(1)>-->
<!-- --!><img src=x onerror=alert(1)> -->
<!---><img src=x onerror=alert(1)>-->
<!-- x --><script>alert(1)</script>
<![CDATA[><img src=x onerror=alert(1)>]]>
<?xml ><img src=x onerror=alert(1)>?>
<!doctype html><script>alert(1)</script>
<!doctype><script>alert(1)</script>
<html><head><script>alert(1)</script></head><body>x</body></html>
<html><body onload=alert(1)>x</body></html>
<a href=javascript:alert(1)>x</a>
<a href="javascript:alert(1)">x</a>
<a href='JaVaScRiPt:alert(1)'>x</a>
<a href=" javascript:alert(1)">x</a>
<a href="java	script:alert(1)">x</a>
<a href="java&#10;script:alert(1)">x</a>
<a href="java&Tab;script:alert(1)">x</a>
<a href="&#1;javascript:alert(1)">x</a>
<a href="&#x6A;avascript:alert(1)">x</a>
<a href="&#0000106&#0000097&#0000118&#0000097&#0000115&#0000099ript:alert(1)">x</a>
<a href="javascript&colon;alert(1)">x</a>
<a href="javascript://%0aalert(1)">x</a>
<a href="javascript://[%0aalert(1)">x</a>
<a href="javascript://℀%0aalert(1)">x</a>
<a href="javascript:alert(1)" target=_blank>x</a>
<a href="vbscript:msgbox(1)">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>
<area shape=default href=javascript:alert(1)>
<map name=m><area href="javascript:alert(1)"></map>
<img src="data:image/svg+xml,<svg onload=alert(1)>">
<blockquote cite="javascript:alert(1)">x</blockquote>
[x](javascript:alert(1))
[x](JAVASCRIPT:alert(1))
[x](<javascript:alert(1)>)
[x](javascript&colon;alert(1))
[x](java&#115;cript:alert(1))
[x](&#106;avascript:alert(1))
[x](&#x01;javascript:alert(1))
[x]( javascript:alert(1) "title")
[x](javascript://[%0aalert(1)//)
[x](javascript://x.example/%0aalert(1))
[x](vbscript:alert(1))
[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)
![x](javascript:alert(1))
![x](data:text/html,x)
[x](/about/){onclick=alert(1)}
[x](/about/){: onmouseover="alert(1)" }
![x](gone.png){onerror=alert(1)}
*x*{onclick=alert(1)}
# x {onclick=alert(1)}
[x](/about/){href=javascript:alert(1)}
<div markdown="1"><img src=x onerror=alert(1)></div>
<p markdown="1" onclick=alert(1)>x</p>
x[^1]\n\n[^1]: <img src=x onerror=alert(1)>
| a |\n|---|\n| <img src=x onerror=alert(1)> |
"""

INERT = r"""
<keygen onfocus=alert(1) autofocus>
<x-y tabindex=1 onfocus=alert(1) autofocus>
<x onclick=alert(1)>x</x>
`<script>alert(1)</script>`
`<img src=x onerror=alert(1)>`
    <script>alert(1)</script>
```\n<script>alert(1)</script>\n```
~~~ html\n<img src=x onerror=alert(1)>\n~~~
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;alert(1)&#60;/script&#62;
&lt;img src=x onerror=alert(1)&gt;
<!-- <script>alert(1)</script> -->
<!-- <img src=x onerror=alert(1)> -->
< script>alert(1)</ script>
<img src="x"onerror=alert(1)>
<img src=x onerror=alert(1)
<img src=x/onerror=alert(1)>
<img src=x alt="onerror=alert(1)">
<img src=x alt="<script>alert(1)</script>">
<p title="javascript:alert(1)">x</p>
<p class="onclick=alert(1)">x</p>
<p data-onclick="alert(1)">x</p>
[x](/about/ "javascript:alert(1)")
[x](/about/ "onclick=alert(1)")
[x](/about/?javascript:alert(1))
[x](/about/#javascript:alert(1))
[x](./javascript:alert(1))
[x](https://x.example/?q=<script>)
[x](https://x.example/javascript:alert(1))
[javascript:alert(1)](/about/)
[<img src=x alt=y>](/about/)
![<script>](x.png)
![onerror=alert(1)](x.png "onload=alert(1)")
![x](data:image/png;base64,iVBORw0KGgo=)
[x]: javascript:alert(1)
<https://x.example/?onclick=alert(1)>
*[x]: <img src=x onerror=alert(1)>
x { onclick=alert(1) }
javascript:alert(1)
text on click= nothing
<details><summary>x</summary>onclick=alert(1)</details>
<kbd>onclick=</kbd>
"""


def lines(table: str) -> list[str]:
    return [line.replace(r"\n", "\n") for line in table.strip("\n").split("\n")]


def test_what_could_run_is_reported() -> None:
    assert len(lines(RUNS)) > 120
    assert [body for body in lines(RUNS) if not errors_in(body)] == []


def test_what_stays_text_is_not_reported() -> None:
    assert {body: errors for body in lines(INERT) if (errors := errors_in(body))} == {}


PIECES = st.sampled_from(
    """< > / = " ' ` & # ; : ! - [ ] ( ) { } script svg title img onerror= javascript: href= <a
    <!-- --> <p> </p> <div> <body <html> <html/x> <head> <frameset> <!doctype <table>
    <![CDATA[ <?""".split()
)


@settings(deadline=None)
@given(body=st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_no_body_is_too_odd_to_be_read(body: str) -> None:
    errors_in(body)
