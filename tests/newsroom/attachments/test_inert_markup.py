"""HTML and XML beside the pages: plain text and data pass, what runs does not."""

import pytest

from newsroom.attachments.inert_markup import html_problems, is_inert_html, xml_problems

XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'
SITEMAP = (
    '<urlset xmlns:xhtml="http://www.w3.org/1999/xhtml"><url><xhtml:link rel="alternate" '
    'hreflang="en" href="https://x.example/"/></url></urlset>'
)


@pytest.mark.parametrize(
    "html",
    [
        "google-site-verification: google1.html",
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset=\"utf-8\"><title>x</title></head>"
        "<body><h1>y</h1><p>z &amp; &#60;</p><br/></body></html>",
        '<meta name="verify" content="1">',
        '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">',
    ],
)
def test_plain_html_passes(html: str) -> None:
    assert html_problems(html.encode()) == []
    assert is_inert_html(html.encode())


@pytest.mark.parametrize(
    "html",
    [
        "<script>1</script>", "<img src=x onerror=1>", "<svg/onload=1>", "<a href='/'>x</a>",
        "<p onclick='1'>", "<p title='a' onclick='1'>", "<body onload='1'>", "<p/onclick=1>",
        "<meta http-equiv='refresh' content='0; url=/'>", "<meta content='0' http-equiv=refresh>",
        "<meta http-equiv='content-type' content='text/html; charset=utf-7' http-equiv='refresh'>",
        "<meta name='a' http-equiv='refresh' content='0'>", "<title><script>1</script></title>",
        "<!-- x -->", "<p lang='a' style='x'>", "<p lang=a onclick=1>", "<form>", "<", "<p",
        "<p lang='\"><script>1</script>'>", "<base href='/x'>", "<link rel='stylesheet'>",
        "a\0<p>", "\x1b$B<p>", "<![CDATA[x]]>", "<?x?>", "<plaintext>", "<p\x0b>", "</p onclick=1>",
    ],
)  # fmt: skip
def test_other_html_is_a_problem(html: str) -> None:
    assert html_problems(html.encode()) != []
    assert not is_inert_html(html.encode())


def test_a_problem_has_its_line() -> None:
    assert [(p.line, p.code, p.message) for p in html_problems(b"a\n<p>\n<script x>")] == [
        (3, "attachment/active-content", "tag <script> in a file of plain text")
    ]
    assert [(p.line, p.code, p.message) for p in xml_problems(b"<a>\n\n<script/></a>")] == [
        (3, "attachment/active-content", "active element <script>")
    ]


def test_an_empty_file_is_no_html() -> None:
    assert not is_inert_html(b" \n")


@pytest.mark.parametrize(
    "xml",
    [
        SITEMAP,
        '<?xml version="1.0"?><users><user>1</user></users>',
        '<rss version="2.0"><channel><description>&lt;script></description></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><content type="html">&lt;b></content></feed>',
    ],
)
def test_data_passes(xml: str) -> None:
    assert xml_problems(xml.encode()) == []


@pytest.mark.parametrize(
    "xml",
    [
        f"<script {XHTML}>1</script>", f"<html {XHTML}/>", f"<a><b {XHTML}/></a>",
        '<a><svg xmlns="http://www.w3.org/2000/svg" onload="1"/></a>', "<a><script/></a>",
        '<?xml-stylesheet type="text/xsl" href="a.xsl"?><a/>', "<?xml-stylesheet href='a'?><a/>",
        '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>',
        SITEMAP.replace("alternate", "stylesheet"), SITEMAP.replace("href=", "onload='1' href="),
        '<a xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:1"/>', "<a>", "",
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a>&nbsp;</a>", "<a></b>", "<!doctype html>",
    ],
)  # fmt: skip
def test_xml_that_browsers_act_on_is_a_problem(xml: str) -> None:
    assert xml_problems(xml.encode()) != []
