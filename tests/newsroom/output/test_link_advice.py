"""What is proposed for links without a target."""

from urllib.parse import unquote

import pytest

from newsroom.output.link_advice import BrokenLink, Candidates, advise, nearest_file, nearest_page

URLS = (
    "",
    "about/",
    "2024/06/gpt-4o/",
    "2025/01/one/",
    "2025/02/one/",
    "tag/gpt-4/page/2/",
    "_headers",
    "2025/01/part-1/",
    "2024/11/qwen2-5-turbo/",
    "feeds/docs.xml",
)
POSTS = ("posts/2024/gpt-4o.md", "posts/2025/one.md")
FILES = ("images/Plan.JPG", "images/chips.svg", "posts/2025/caf\u00e9.png", "static/a b.pdf")
CANDIDATES = Candidates(POSTS, FILES, URLS)
NO_PAGE, NO_FILE = "correct the path of the page", "put the file beside the post or in content/"


def advice(url: str) -> str:
    target = url.lstrip("/")
    return advise(BrokenLink(url, url, unquote(target), target), CANDIDATES)


@pytest.mark.parametrize(
    ("url", "text"),
    [
        # Files: case, folder, extension, Unicode form, and similar names.
        ("/images/plan.jpg", 'did you mean "/images/Plan.JPG"?'),
        ("/assets/chips.svg", 'did you mean "/images/chips.svg"?'),
        ("chips.png", 'did you mean "/images/chips.svg"?'),
        (
            "posts/2025/cafe\u0301.png",
            "copy the name of content/posts/2025/caf\u00e9.png: "
            "its accents are in another Unicode form",
        ),
        ("posts/2025/Cafe\u0301.png", 'did you mean "/posts/2025/caf\u00e9.png"?'),
        ("chipz.svg", 'did you mean "/images/chips.svg"?'),
        ("a%20b.pdf", 'did you mean "/static/a b.pdf"?'),
        ("zzzz.gif", NO_FILE),
        ("/images/zzzz.gif", "put the file into content/images/"),
        ("/images/chips-and-plans.svg", "put the file into content/images/"),
        ("/zzzz.gif", "put the file into content/"),
        ("/assets/2025/zzzz.gif", 'copy the folder "assets" of the old site to content/assets/'),
        ("/images/2025/zz.gif",
         'copy the folder "images/2025" of the old site to content/images/2025/'),
        # Pages of other generators.
        ("/2014/06/10/gpt-4o.html", 'did you mean "/2024/06/gpt-4o/"?'),
        ("2014-06-10-gpt-4o.html", 'did you mean "/2024/06/gpt-4o/"?'),
        ("/blog/gpt-4o/index.html", 'did you mean "/2024/06/gpt-4o/"?'),
        ("/zzzzzz.html", NO_PAGE),
        # Pages, by the last part of their URLs.
        ("/blog/gpt-4o/", 'did you mean "/2024/06/gpt-4o/"?'),
        ("/blog/2014-06-10-gpt-4o", 'did you mean "/2024/06/gpt-4o/"?'),
        ("/2025/03/one/", 'did you mean "/2025/02/one/"?'),
        ("/2025/01/onne", 'did you mean "/2025/01/one/"?'),
        ("/2024/07/", NO_PAGE),
        ("/2024/06/zzzzzz/", NO_PAGE),
        ("/docs/headers/", NO_PAGE),
        ("/part-2/", NO_PAGE),
        ("../gpt-4.o", 'did you mean "/2024/06/gpt-4o/"?'),
        ("../qwen2.5-turbo", 'did you mean "/2024/11/qwen2-5-turbo/"?'),
        # Other sites.
        ("github.com/a/b", 'did you mean "https://github.com/a/b"?'),
        ("www.example.com", 'did you mean "https://www.example.com"?'),
        ("openai.com", 'did you mean "https://openai.com"?'),
        ("arxiv.org/abs/1706.03762", 'did you mean "https://arxiv.org/abs/1706.03762"?'),
        ("me@example.com", 'did you mean "mailto:me@example.com"?'),
        ("index.php/one", 'did you mean "/2025/02/one/"?'),
        # What is not the path of anything.
        ("+91 22 5550 123", 'write "tel:+91225550123" for a telephone number'),
        ("555-123-4567", 'write "tel:5551234567" for a telephone number'),
        ("see about", "write a URL"),
        ("{{ site.url }}/about/",
         "write the URL itself: templates of other programs are not filled in"),
        ("{% post_url one %}",
         "write the URL itself: templates of other programs are not filled in"),
    ],
)  # fmt: skip
def test_advice_names_what_was_probably_meant(url: str, text: str) -> None:
    assert advice(url) == text


def test_a_hash_in_the_name_of_a_file_is_encoded() -> None:
    link = BrokenLink("/images/100% #1.jpg", "/images/100% ")
    assert advise(link, Candidates()).startswith("write # as %23 and % as %25")
    assert "%23" not in advise(BrokenLink("a#v1.beta", "a.html"), Candidates())


def test_of_files_that_differ_alike_the_one_with_the_most_similar_path_is_proposed() -> None:
    files = ["images/2024/a.png", "images/2025/a.png", "static/a.png"]
    assert nearest_file("img/2025/a.png", files) == "images/2025/a.png"


def test_nothing_is_near_to_nothing() -> None:
    assert nearest_page("", URLS) is None
    assert nearest_file("", FILES) is None
