"""The files beside the pages: which are collected, and what is reported of the others."""

import io
import re
import shutil

import pytest
from PIL import Image

from newsroom.diagnostics.errors import UserError
from tests.conftest import MakeSite, Overlay, build_here, run
from tests.svgs import PIXEL, svg

POST = "content/posts/linking.md"
HEAD = "---\ntitle: L\ndate: 2025-05-01\nauthors: [Ada Writer]\ncategory: Practice\n"
SCRIPT = svg("\n<script/>")
CODE = re.compile(r"\[attachment/([\w-]+)\]$")
IMAGE = io.BytesIO()
Image.new("1", (1, 1)).save(IMAGE, "PNG")
PNG = IMAGE.getvalue()


def post(body: str, *keys: str) -> str:
    """A post; its body starts in line 7 and one line later for each key."""
    return HEAD + "".join(f"{key}\n" for key in keys) + f"---\n{body}\n"


def errors(make_site: MakeSite, overlay: Overlay, links: dict[str, str] | None = None) -> list[str]:
    """Return the errors of a site with more files, and symbolic links by their path in it."""
    folder = make_site(overlay)
    for path, target in (links or {}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).symlink_to(target)
    with pytest.raises(UserError) as error:
        build_here()
    return str(error.value).split("\n")[:-1]


# A file that is linked from line 7 of a post; where the error is reported, and its code.
LINKED = {
    "a program": ("files/a.js", b"x", POST, "active-type"),
    "XHTML": ("files/a.xhtml", b"x", POST, "active-type"),
    "capitals": ("files/a.PHP", b"x", POST, "active-type"),
    "a type in the middle": ("files/a.php.png", PNG, POST, "active-type"),
    "an unknown type": ("files/a.exe", b"x", POST, "unknown-type"),
    "a dot at the end": ("files/a.svg.", b"x", POST, "unknown-type"),
    "no extension": ("files/a", b"x", POST, "unknown-type"),
    "a hidden file": ("files/.env", b"x", POST, "hidden"),
    "a hidden folder": (".git/a.txt", b"x", POST, "hidden"),
    "names of entities": ("entities.yaml", b"", POST, "source"),
    "an SVG in gzip": ("files/a.svgz", b"x", POST, "active-type"),
    "an SVG": ("files/a.svg", SCRIPT, "content/files/a.svg:2", "active-content"),
    "HTML": ("files/a.html", b"\n<a href=x>", "content/files/a.html:2", "active-content"),
    "XML": ("files/a.xml", b"<x>\n<script/></x>", "content/files/a.xml:2", "active-content"),
    "CSV that is HTML": ("files/a.csv", b"<b>", "content/files/a.csv:1", "invalid-xml"),
}


@pytest.mark.parametrize(("path", "data", "location", "code"), LINKED.values(), ids=LINKED.keys())
def test_a_linked_file_is_refused_at_its_link(
    make_site: MakeSite, path: str, data: bytes, location: str, code: str
) -> None:
    (report,) = errors(make_site, {POST: post(f"[a](/{path})"), f"content/{path}": data})
    expected = f'{POST}:7: error: "{path}": ' if location == POST else f"{location}: error: "
    assert report.startswith(expected)
    assert report.endswith(f" [attachment/{code}]")
    assert location == POST or f"(linked from {POST} line 7)" in report


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.png", b"<script>", "not an image, or damaged at its start; copy or export it again"),
        ("a.jpg", b"", "empty file; copy or export it again"),
        ("a.jpg", PNG, "PNG file with the name of another format; rename it to a.png"),
        ("a.heic", b"x", "not an image, or damaged at its start; copy or export it again"),
        ("a.gif", PNG[:40], "not an image, or damaged at its start; copy or export it again"),
    ],
)
@pytest.mark.parametrize("form", ["[a](/files/{})", "![a](/files/{})"])
def test_an_image_that_cannot_be_decoded_is_refused_once_at_its_line(
    make_site: MakeSite, name: str, data: bytes, problem: str, form: str
) -> None:
    (report,) = errors(make_site, {POST: post(form.format(name)), f"content/files/{name}": data})
    assert report == f'{POST}:7: error: "files/{name}": {problem} [image/invalid]'


@pytest.mark.parametrize("link", ["{static}/posts/late.md", "{attach}late.md"])
def test_the_source_of_a_draft_is_not_published(make_site: MakeSite, link: str) -> None:
    late = post("secret", "status: draft")
    (report,) = errors(
        make_site, {POST: post(f'<a href="{link}">a</a>'), "content/posts/late.md": late}
    )
    assert report.startswith(f'{POST}:7: error: link "{link}" names a post that is not public')


def test_a_path_out_of_content_is_not_a_file(make_site: MakeSite) -> None:
    (report,) = errors(
        make_site, {POST: post('<a href="{static}/../secret.txt">a</a>'), "secret.txt": "x"}
    )
    assert report.startswith(f'{POST}:7: error: link "{{static}}/../secret.txt" not found')


def test_all_are_reported_at_once(make_site: MakeSite) -> None:
    report = errors(
        make_site,
        {
            POST: post("Text.\n\n![A](/images/a.svg) [b](b.exe)", "image: a.svg", "image_alt: A"),
            "content/authors/cy.md": "---\nname: Cy\navatar: c.svg\n---\n[d](/files/d.js)\n",
            "content/posts/b.exe": "",
            "content/images/a.svg": svg('<a href="/x"/>\n<script/>', attributes='width="9"'),
            "content/images/c.svg": SCRIPT,
            "content/files/d.js": "",
            "content/static/e.js": "",
        },
    )
    assert [line.split(": ")[0] for line in report] == [
        "content/authors/cy.md:5",
        "content/images/a.svg:1",
        "content/images/a.svg:2",
        "content/images/c.svg:2",
        f"{POST}:11",
        "content/static/e.js",
    ]
    used = [line.partition("(linked from ")[2].partition(")")[0] for line in report[1:4]]
    assert used == [f"{POST} line 6", f"{POST} line 6", "content/authors/cy.md line 3"]


# Files of content/static/, and the code of the error of each.
STATIC = {
    "a.js": "active-type",
    ".env": "hidden",
    ".htaccess": "hidden",
    "folder/.well-known/a.txt": "hidden",
    ".well-known/.hidden": "hidden",
    "notes.md": "source",
    "page.html": "active-content",
    "feed.xml": "active-content",
    "LICENSE.html": "active-content",
    "no-type": "invalid-xml",
    "entities.yaml": "unknown-type",
}


def test_what_static_must_not_hold(make_site: MakeSite) -> None:
    bodies = {
        "page.html": b"<script>1</script>",
        "feed.xml": b'<a><script xmlns="http://www.w3.org/1999/xhtml"/></a>',
        "LICENSE.html": "<script>".encode("utf-16"),
        "no-type": b" <!doctype html>",
    }
    files = {f"content/static/{name}": bodies.get(name, b"text") for name in STATIC}
    report = errors(make_site, files)
    codes = {re.split(":(?:[0-9]+:)? ", line)[0]: CODE.findall(line) for line in report}
    assert codes == {f"content/static/{name}": [code] for name, code in STATIC.items()}
    assert len(report) == len(STATIC)


PUBLISHED: dict[str, bytes] = {
    "robots-extra.txt": b"<b>not run as text/plain</b>",
    "ads.txt": b"example.com, 1, DIRECT",
    "CNAME": b"example.org",
    "favicon.ico": b"\0\0\1\0",
    "app.webmanifest": b"{}",
    "google1234.html": b"google-site-verification: google1234.html",
    "yandex_1.html": b'<html>\n<head>\n<meta http-equiv="Content-Type" '
    b'content="text/html; charset=UTF-8">\n</head>\n<body>Verification: 1</body>\n</html>',
    "BingSiteAuth.xml": b'<?xml version="1.0"?>\n<users>\n<user>1</user>\n</users>',
    "opensearch.xml": b'<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/"/>',
    ".well-known/security.txt": b"Contact: mailto:a@example.org",
    ".well-known/apple-app-site-association": b"{}",
    ".well-known/openpgpkey/hu/abc": b"\x99\x01",
    "key.asc": b"-----BEGIN PGP PUBLIC KEY BLOCK-----",
    "data/a.csv": b"a,b",
    "data/a.tar.gz": b"\x1f\x8b",
    "node.js.png": PNG,
    "mark.svg": svg(f'<image href="{PIXEL}"/>'),
}


def test_what_owners_put_at_the_top_is_published(make_site: MakeSite) -> None:
    folder = make_site({f"content/static/{name}": data for name, data in PUBLISHED.items()})
    environment = {"SITEURL": "https://x.example"}
    done = run("build", "--production", folder=folder, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    for name, data in PUBLISHED.items():
        assert (folder / "output" / name).read_bytes() == data


def test_a_damaged_image_at_the_top_is_refused_by_its_name(make_site: MakeSite) -> None:
    make_site({"content/static/photo.png": PNG[:-20]})
    with pytest.raises(UserError, match=r"^content/static/photo\.png: error: damaged"):
        build_here()


@pytest.mark.parametrize(
    ("link", "target", "start", "code"),
    [
        ("content/static/a.txt", "/etc/passwd", "content/static/a.txt", "outside-content"),
        ("content/static/etc", "/etc", "content/static/etc", "outside-content"),
        ("content/static", "/etc", "content/static", "outside-content"),
        ("content/static/a.txt", "../../secret.txt", "content/static/a.txt", "outside-content"),
        ("content/static/a.txt", "../posts/late.md", "content/static/a.txt", "source"),
        ("content/static/images", "../images", "content/static/images/plan.svg",
         "outside-content"),
        ("content/files/a.txt", "/etc/passwd", f"{POST}:7", "outside-content"),
        ("content/files/a.txt", "../entities.yaml", f"{POST}:7", "source"),
        ("content/files/a.txt", "../.env", f"{POST}:7", "hidden"),
        ("content/posts/a.md", "../../secret.md", "content/posts/a.md", "outside-content"),
        ("content/posts/a", "../../notes", "content/posts/a", "outside-content"),
        ("content/authors/a.md", "../../secret.md", "content/authors/a.md", "outside-content"),
        ("content/entities.yaml", "../notes/e.yaml", "content/entities.yaml", "outside-content"),
        ("content/posts/a.md", "../../secret.txt", "content/posts/a.md", "outside-content"),
        ("content/pages/a.md", "../../secret.txt", "content/pages/a.md", "outside-content"),
        ("content/authors/a.md", "../../secret.txt", "content/authors/a.md", "outside-content"),
        ("content/entities.yaml", "../secret.txt", "content/entities.yaml", "outside-content"),
        ("content/editions/2025-W01.yaml", "../../secret.txt", "content/editions/2025-W01.yaml",
         "outside-content"),
        ("content/editions", "../notes", "content/editions", "outside-content"),
    ],
)  # fmt: skip
def test_a_link_out_of_content_is_refused(
    make_site: MakeSite, link: str, target: str, start: str, code: str
) -> None:
    overlay = {
        "secret.txt": "x",
        "secret.md": post("secret"),
        "notes/a.md": post("secret"),
        "notes/e.yaml": "topics:\n  - name: Secret\n",
        "content/.env": "x",
        "content/posts/late.md": post("secret", "status: draft"),
    }
    if link != "content/entities.yaml":
        overlay["content/entities.yaml"] = "topics:\n  - name: T\n"
    if link.startswith("content/files/"):
        overlay[POST] = post("[a](/files/a.txt)")
    report = errors(make_site, overlay, {link: target})
    matches = [line for line in report if line.startswith((f"{start}: ", f"{start}:1: "))]
    assert [CODE.findall(line) for line in matches] == [[code]], report


def test_a_link_to_a_file_inside_is_published(make_site: MakeSite) -> None:
    folder = make_site({POST: post("[a](/files/a.svg)"), "content/files/b.txt": "b"})
    (folder / "content/files/a.svg").symlink_to("../images/plan.svg")
    (folder / "content/static").mkdir()
    (folder / "content/static/logo.svg").symlink_to("../images/plan.svg")
    moved = folder / "elsewhere"
    (folder / "content").rename(moved)
    (folder / "content").symlink_to(moved)
    output = build_here()
    plan = (moved / "images/plan.svg").read_bytes()
    assert [(output / name).read_bytes() for name in ("files/a.svg", "logo.svg")] == [plan, plan]


def test_what_is_allowed_is_published(make_site: MakeSite) -> None:
    page = "<!doctype html><title>x</title><script>1</script>"
    names = ("static/demo/index.html", "static/demo/a.js", "files/a.svg", "static/.htaccess")
    folder = make_site(
        {
            **{f"content/{name}": page for name in names},
            "content/files/a.svg": SCRIPT,
            POST: post("[a](/files/a.svg) [k](/files/k.kml)"),
            "content/files/k.kml": '<kml xmlns="http://www.opengis.net/kml/2.2"/>',
        }
    )
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"ACTIVE_HTML = {{'allow': {[*names]}}}\n")
        settings.write("ATTACHMENTS = {'extra_types': ['kml']}\n")
    environment = {"SITEURL": "https://x.example"}
    done = run("build", "--production", folder=folder, environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert run("check", folder=folder).returncode == 0
    for name in (*names, "files/k.kml"):
        assert (folder / "output" / name.removeprefix("static/")).is_file()


def test_a_file_is_judged_by_its_name_in_the_site_too(make_site: MakeSite) -> None:
    folder = make_site({POST: post("[a](/files/a.txt)"), "content/files/a.txt": "<script>"})
    with (folder / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write("EXTRA_PATH_METADATA = {'files/a.txt': {'path': 'b.html'}}\n")
    with pytest.raises(UserError, match=r"^content/files/a.txt:1: error: tag <script>"):
        build_here()


def test_theme_files_are_judged_by_the_build(make_site: MakeSite) -> None:
    folder = make_site()
    theme = (folder / "theme").resolve()
    (folder / "theme").unlink()
    shutil.copytree(theme, folder / "theme")
    (folder / "theme/static/mark.svg").write_bytes(SCRIPT)
    with pytest.raises(
        UserError, match=r"^theme/static/mark.svg:2: error: active element <script>"
    ):
        build_here()


def test_a_bio_may_link_to_a_file(make_site: MakeSite) -> None:
    make_site(
        {
            "content/authors/cy.md": "---\nname: Cy\n---\n[papers](/files/papers.pdf)\n",
            "content/files/papers.pdf": "%PDF-1.7",
        }
    )
    assert (build_here() / "files/papers.pdf").is_file()
