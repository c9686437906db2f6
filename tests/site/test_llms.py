"""The file that tells agents where to find the text of the site."""

import re
from pathlib import Path

from tests.conftest import MakeSite, build_here

LINE = re.compile(r"^- \[(?P<name>(?:[^\[\]\\]|\\.)+)\]\((?P<url>[^\s()]+)\)(?:: (?P<note>.+))?$")
HEAD = "---\ntitle: {0}\ndate: 2025-05-01\nauthors: [Ada Writer]\ncategory: {1}\n{2}---\n\nText.\n"
POSTS = {
    "content/posts/x.md": HEAD.format("'*New [x] & <y>'", "News", "slug: नमस\nsummary: S_ 1.\n"),
    "content/posts/h.md": HEAD.format("Hidden", "News", "status: hidden\n"),
    "content/posts/d.md": HEAD.format("Draft", "News", "status: draft\n"),
    "content/posts/t.md": HEAD.format("Translated", "News", "slug: first\nlang: hi\n"),
    "content/pages/secret.md": "---\ntitle: Secret\nstatus: hidden\n---\n\nText.\n",
}


def read(text: str) -> dict[str, list[tuple[str, str, str | None]]]:
    """Sections of an llms.txt by name, with name, URL and note of each line."""
    lines = [line for line in text.split("\n") if line]
    assert lines[0].startswith("# ")
    assert lines[1].startswith("> ")
    sections: dict[str, list[tuple[str, str, str | None]]] = {}
    for line in lines[3:]:
        if line.startswith("## "):
            sections[line.removeprefix("## ")] = section = []
        else:
            match = LINE.match(line)
            assert match, line
            section.append((match["name"], match["url"], match["note"]))
    return sections


def test_the_file_has_its_form_and_leads_to_what_is_there(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    top = "https://example.org/blog"
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write(f'SITEURL = "{top}"\n')
    output = build_here()
    text = (output / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# Test Gazette\n\n> Short reports that tests are made of\n\n")
    assert read(text) == {
        "News": [
            ("\\*New \\[x\\] & &lt;y>", f"{top}/2025/05/%E0%A4%A8%E0%A4%AE%E0%A4%B8/index.md",
             "S\\_ 1."),
            ("The first post", f"{top}/2025/01/first/index.md", "A standfirst of its own."),
        ],
        "Explainers": [
            ("Quotes “&” &lt;tags> in a title", f"{top}/2025/02/second/index.md", None),
        ],
        "Practice": [("Plain head", f"{top}/2025/03/third/index.md", None)],
        "Pages": [
            ("About", f"{top}/about/", None),
            ("Contact", f"{top}/contact/", None),
            ("Corrections", f"{top}/corrections/", None),
        ],
        "Feeds": [
            ("Test Gazette", f"{top}/feeds/all.atom.xml", None),
            ("Explainers", f"{top}/feeds/category/explainers.atom.xml", None),
            ("News", f"{top}/feeds/category/news.atom.xml", None),
            ("Practice", f"{top}/feeds/category/practice.atom.xml", None),
            ("Test Gazette, in JSON", f"{top}/feeds/all.json", None),
        ],
    }  # fmt: skip


def test_the_number_of_posts_is_a_setting(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
        file.write('LLMS = {"items": 1}\n')
    text = (build_here() / "llms.txt").read_text(encoding="utf-8")
    assert [len(found) for found in read(text).values()] == [1, 1, 1, 3, 5]


def test_a_site_without_posts_has_one_too(make_site: MakeSite) -> None:
    removed = {f"content/posts/{name}.md": None for name in ("first", "second", "third")}
    make_site({**removed, "content/pages/about.md": "---\ntitle: About\n---\n\nText.\n"})
    assert list(read(Path(build_here(), "llms.txt").read_text(encoding="utf-8"))) == ["Pages"]
