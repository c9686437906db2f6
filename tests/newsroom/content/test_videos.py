"""Videos and sounds that are written as images."""

import pytest

from newsroom.content.videos import make_plain
from newsroom.html.tree import inner_html, parse_html
from tests.rendering import render

VIDEO = "https://youtu.be/dQw4w9WgXcQ"
BOX = (
    f'<a href="{VIDEO}" class="video"><span class="video-title">Talk</span> '
    '<span class="video-host">Video on YouTube</span></a>'
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"![Talk]({VIDEO})", f"<figure>{BOX}</figure>"),
        (f'![Talk]({VIDEO} "All")', f"<figure>{BOX}<figcaption>All</figcaption></figure>"),
        (f"![Talk][v]\n\n[v]: {VIDEO}", f"<figure>{BOX}</figure>"),
        (f"[![Talk]({VIDEO})]({VIDEO})", f"<figure>{BOX}</figure>"),
        (
            f"[![Talk](https://img.youtube.com/vi/dQw4w9WgXcQ/0.jpg)]({VIDEO})",
            f"<figure>{BOX}</figure>",
        ),
        (
            f"![]({VIDEO})",
            f'<figure><a href="{VIDEO}" class="video">'
            '<span class="video-host">Video on YouTube</span></a></figure>',
        ),
        (
            f"[![Talk]({VIDEO})](/about/)",
            f'<figure>{BOX}<figcaption><a href="/about/">/about/</a></figcaption></figure>',
        ),
        (
            f'[![Talk]({VIDEO} "All")](/about/)',
            f'<figure>{BOX}<figcaption><a href="/about/">All</a></figcaption></figure>',
        ),
        (f"<figure><img src={VIDEO} alt=Talk></figure>", f"<figure>{BOX}</figure>"),
        (
            f"[![Plan](/images/plan.svg)]({VIDEO})",
            f'<figure><a href="{VIDEO}" class="video"><img alt="Plan" src="/images/plan.svg" '
            'width="400" height="200" loading="lazy" decoding="async"> '
            '<span class="video-host">Video on YouTube</span></a></figure>',
        ),
    ],
)
def test_a_video_alone_is_a_box_that_leads_to_it(text: str, html: str) -> None:
    assert render(text).html == html


LINK = f'<a href="{VIDEO}">Talk <span class="video-host">(video on YouTube)</span></a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"See ![Talk]({VIDEO}).", f"<p>See {LINK}.</p>"),
        (f"- ![Talk]({VIDEO})", f"<ul>\n<li>{LINK}</li>\n</ul>"),
        (f"See [![Talk]({VIDEO})]({VIDEO})", f"<p>See {LINK}</p>"),
        (f"[a ![Talk]({VIDEO})](/b/)", '<p><a href="/b/">a Talk</a></p>'),
        (
            f"a [![Talk]({VIDEO})](/b/)",
            f'<p>a <a href="/b/">Talk</a> <a href="{VIDEO}">'
            '<span class="video-host">(video on YouTube)</span></a></p>',
        ),
        (
            f"a [![Plan](/images/plan.svg)]({VIDEO})",
            f'<p>a <a href="{VIDEO}"><img alt="Plan" src="/images/plan.svg" width="400" '
            'height="200" loading="lazy" decoding="async"></a></p>',
        ),
    ],
)
def test_a_video_within_text_is_a_link(text: str, html: str) -> None:
    assert render(text).html == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "![Robot](robot.mp4)",
            '<figure><video src="robot.mp4" controls="" preload="none" aria-label="Robot">'
            '<a href="robot.mp4">Robot</a></video></figure>',
        ),
        (
            "a ![](talk.mp3)",
            '<p>a <audio src="talk.mp3" controls="" preload="none"><a href="talk.mp3">'
            '<span class="video-host">Audio</span></a></audio></p>',
        ),
        (
            "[![Robot](/images/plan.svg)](robot.mp4)",
            '<figure><video src="robot.mp4" controls="" preload="none" aria-label="Robot" '
            'poster="/images/plan.svg"><a href="robot.mp4">Robot</a></video></figure>',
        ),
        (
            "![Old](old.avi)",
            '<figure><a href="old.avi" class="video"><span class="video-title">Old</span> '
            '<span class="video-host">Video</span></a></figure>',
        ),
    ],
)
def test_a_file_of_this_site_is_played(text: str, html: str) -> None:
    assert render(text).html == html


@pytest.mark.parametrize(
    "url", ["/images/plan.svg", "https://www.youtube.com/@channel", "http://[", "gone.png"]
)
def test_an_image_stays_an_image(url: str) -> None:
    assert "<img" in render(f"![Talk]({url})").html


def test_a_box_is_a_link_where_there_are_no_styles() -> None:
    tree = parse_html(f"{BOX}<a class=video href=b><span class=video-host>Video</span></a>")
    make_plain(tree)
    assert tree.text == "Talk (video on YouTube)Video"
    assert "video-host" in inner_html(tree)
