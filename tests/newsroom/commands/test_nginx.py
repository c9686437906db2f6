"""The configuration for nginx: a server that runs with it, and what the command says."""

import http.client
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from newsroom.commands.nginx import LISTEN
from newsroom.hosting.headers_file import headers_for, parse_header_rules
from tests.conftest import MakeSite, build_in, call, lay_out, run
from tests.loopback import ANOTHER, listens
from tests.nginx import nginx
from tests.photographs import encoded, photograph


@pytest.mark.parametrize("name", ["index.html", "_headers", "_redirects"])
def test_a_folder_without_a_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    for file in {"index.html", "_headers", "_redirects"} - {name}:
        (tmp_path / file).touch()
    assert call("nginx", "--output", str(tmp_path)) == 1
    printed = capsys.readouterr().err
    assert printed == f"{tmp_path / name} not found; run `python3 blog.py publish` first\n"


OWN_HEADERS = """
/*
  X-Everywhere: "one" $uri \\ ; {}
/own/*
  X-Everywhere: two
  Cache-Control: no-store
/own/c.txt
  ! X-Everywhere
  X-Everywhere: three
/pictures%20of/*
  X-Place: decoded
/*.bin
  Content-Type: application/x-own
"""
OWN_REDIRECTS = """
/gone /about/ 302
/far https://other.example/a?b=$c 308
/all/* /own/:splat 301
/up/* /:splat 307
/ü/* /own/:splat 301
/glued* /own/:splat 302
/sought /about/?by=1 301
/part /about/#team 301
/both /about/?by=1#team 308
/asked /about/ 200
"""
KINDS = {
    "avif": "image/avif",
    "csv": "text/csv; charset=utf-8",
    "epub": "application/epub+zip",
    "MP4": "video/mp4",
    "pdf": "application/pdf",
    "svg": "image/svg+xml; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xml": "application/xml; charset=utf-8",
    "zip": "application/zip",
}
# What begins as a file of its kind has to; anything else may be the same few characters.
CONTENTS = {
    "avif": encoded(photograph((16, 16)), "AVIF"),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "webp": encoded(photograph((16, 16)), "WEBP"),
}
FILES: dict[str, str | bytes | None] = {
    "content/static/_headers": OWN_HEADERS,
    "content/static/_redirects": OWN_REDIRECTS,
    "content/static/own/a.txt": "a",
    "content/static/own/c.txt": "c",
    "content/static/own/d.bin": b"\x00",
    "content/static/own/e.unheard": b"\x00",
    "content/static/own/f.json": "{}",
    **{f"content/static/own/kinds/a.{end}": CONTENTS.get(end, b"<a/>") for end in KINDS},
    "content/static/pictures of/ä $1 (b).txt": "picture",
    "content/static/.well-known/security.txt": "Contact: mailto:a@example.org",
    "content/posts/moved.md": (
        "---\ntitle: Moved\ndate: 2025-05-01\nauthors: [Ada Writer]\ncategory: News\n"
        "aliases: [once, /2020/was.html, /älter/]\n---\nText.\n"
    ),
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Served:
    origin: str
    base: str
    output: Path

    def get(self, path: str, **headers: str) -> Answer:
        """What is answered at a path of the site, as it is."""
        connection = http.client.HTTPConnection(urlsplit(self.origin).netloc, timeout=20)
        connection.request("GET", self.base + path, headers=headers)
        answer = connection.getresponse()
        result: dict[str, str] = {}
        for name, value in answer.getheaders():
            assert name.lower() not in result, (path, name)
            result[name.lower()] = value
        body = answer.read()
        connection.close()
        return Answer(answer.status, result, body)


@pytest.fixture(scope="module", params=["", "/my-blog", "/मेरा/ब्लॉग"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The fixture site with files of its own, on nginx, at the top of a host or below."""
    site = lay_out(tmp_path_factory.mktemp("a site"), FILES)
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('ATTACHMENTS = {"extra_types": ["bin", "unheard"]}\n')
    url = f"https://a-site.example{request.param}"
    base = quote(request.param)
    own = site / "content/static/_headers"
    own.write_text(OWN_HEADERS.replace("\n/", f"\n{base}/"), encoding="utf-8")
    moved = OWN_REDIRECTS.replace(" /", f" {base}/").replace("\n/", f"\n{base}/")
    (site / "content/static/_redirects").write_text(moved, encoding="utf-8")
    done = run("build", "--production", folder=site, environment={"SITEURL": url})
    assert done.returncode == 0, done.stderr
    with nginx(site, site / "output", tmp_path_factory.mktemp("nginx")) as origin:
        yield Served(origin, base, site / "output")


def test_each_file_comes_with_the_headers_that_the_rules_give(served: Served) -> None:
    rules = parse_header_rules((served.output / "_headers").read_text(encoding="utf-8"))
    visited = 0
    files = (path for path in served.output.rglob("[!.]*") if path.is_file())
    for file in sorted(files):
        path = "/" + file.relative_to(served.output).as_posix()
        if path in ("/_headers", "/_redirects"):
            continue
        base_url = path.removesuffix("index.html") if path.endswith("/index.html") else path
        answer = served.get(quote(base_url), **{"X-Forwarded-Proto": "https"})
        if answer.status in (301, 302):
            continue
        assert (answer.status, answer.body) == (200, file.read_bytes()), base_url
        wanted = headers_for(served.base + base_url, rules)
        wanted |= headers_for(served.base + quote(base_url), rules)
        result = {name: answer.headers.get(name.lower()) for name in wanted}
        assert result == wanted, base_url
        assert "x-place" not in answer.headers or "X-Place" in wanted
        visited += 1
    assert visited > 40


@pytest.mark.parametrize(
    ("path", "status", "to"),
    [
        ("/2025/05/once/", 301, "/2025/05/moved/"),
        ("/2020/was.html", 301, "/2025/05/moved/"),
        ("/%C3%A4lter/", 301, "/2025/05/moved/"),
        ("/gone", 302, "/about/"),
        ("/all/a.txt", 301, "/own/a.txt"),
        ("/all/", 301, "/own/"),
        ("/about", 301, "/about/"),
        ("/far", 308, "https://other.example/a?b=$c"),
        ("/2025/05/once", 301, "/2025/05/once/"),
        # the query, where the target has none, has one, has a fragment, has both
        ("/2025/05/once/?a=1&b=%20c", 301, "/2025/05/moved/?a=1&b= c"),
        ("/2025/05/once/?", 301, "/2025/05/moved/"),
        ("/2025/05/once?a=1", 301, "/2025/05/once/?a=1"),
        ("/about?a=1", 301, "/about/?a=1"),
        ("/all/a.txt?a=1", 301, "/own/a.txt?a=1"),
        ("/sought", 301, "/about/?by=1"),
        ("/sought?a=1", 301, "/about/?by=1&a=1"),
        ("/part?a=1", 301, "/about/?a=1#team"),
        ("/both?a=1", 308, "/about/?by=1&a=1#team"),
        ("/far?x=1", 308, "https://other.example/a?b=$c&x=1"),
        # what `*` stands for is sent on as it came, and never leads to another site
        ("/up/about/", 307, "/about/"),
        ("/up//other.example/", 307, "/other.example/"),
        ("/up//\\other.example/", 307, "/other.example/"),
        ("/%C3%BC/a.txt", 301, "/own/a.txt"),
        ("/glued/a.txt", 302, "/own/a.txt"),
    ],
)
def test_old_urls_redirect(served: Served, path: str, status: int, to: str) -> None:
    answer = served.get(path)
    there = to if to.startswith("http") else unquote(served.base) + to
    assert (answer.status, unquote(answer.headers["location"])) == (status, there)
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("splat", ["a%20b", "%0D%0AX-Evil:%201", "%0A", "%5Cother.example/", "%2F"])
def test_what_a_pattern_stands_for_stays_encoded(served: Served, splat: str) -> None:
    answer = served.get(f"/all/{splat}")
    assert (answer.status, answer.headers["location"]) == (301, f"{served.base}/own/{splat}")
    assert "x-evil" not in answer.headers


def test_a_site_with_a_path_is_found_from_the_top(served: Served) -> None:
    top = Served(served.origin, "", served.output)
    if served.base:
        for path, status in (("/", 302), (served.base, 301)):
            for query in ("", "?a=1&b=2"):
                answer = top.get(path + query)
                to = f"{served.base}/{query}"
                assert (answer.status, answer.headers["location"]) == (status, to)
        assert top.get("/about/").status == 404
        assert top.get("/about/").body == (served.output / "404.html").read_bytes()


@pytest.mark.parametrize("path", ["/robots.txt", "/llms.txt", "/.well-known/security.txt"])
def test_what_clients_look_for_at_the_root_of_a_host_is_there(served: Served, path: str) -> None:
    answer = Served(served.origin, "", served.output).get(path)
    assert (answer.status, answer.body) == (200, (served.output / path[1:]).read_bytes())
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", ["/ads.txt", "/.well-known/", "/.well-known/x"])
def test_of_those_files_none_is_made_up(served: Served, path: str) -> None:
    assert Served(served.origin, "", served.output).get(path).status == 404


@pytest.mark.parametrize(
    ("proxy", "secure"),
    [("", False), ("http", False), ("https", True), ("HTTPS", True), ("https, http", True),
     ("httpsx", False), ("ftp", False)],
)  # fmt: skip
def test_what_asks_for_https_is_sent_over_https_only(
    served: Served, proxy: str, *, secure: bool
) -> None:
    for path in ("/", "/no/such/", "/own/a.txt"):
        headers = served.get(path, **{"X-Forwarded-Proto": proxy} if proxy else {}).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert policy.endswith("; upgrade-insecure-requests") is secure
        assert ("upgrade-insecure" in policy) is secure
        assert ("strict-transport-security" in headers) is secure


@pytest.mark.parametrize(
    "path",
    ["/no/such/", "/no.html", "/own/", "/own/../_headers", "/_redirects", "/theme/old.css",
     "/.gitkeep", "/.manifest.json", "/%2e%2e/%2e%2e/etc/passwd", "/asked", "/index.html/x"],
)  # fmt: skip
def test_what_is_not_there(served: Served, path: str) -> None:
    answer = served.get(path)
    assert answer.status in ((404, 400) if "%2e" in path else (404,))
    if answer.status == 404:
        assert answer.body == (served.output / "404.html").read_bytes()
        assert "must-revalidate" in answer.headers["cache-control"]
        assert "content-security-policy" in answer.headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/404.html", "text/html; charset=utf-8"),
        ("/feeds/all.atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feeds/all.json", "application/feed+json; charset=utf-8"),
        ("/own/a.txt", "text/plain; charset=utf-8"),
        ("/own/d.bin", "application/x-own"),
        ("/own/e.unheard", "application/octet-stream"),
        ("/own/f.json", "application/json"),
        *((f"/own/kinds/a.{end}", kind) for end, kind in KINDS.items()),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
    ],
)
def test_types_of_files(served: Served, path: str, kind: str) -> None:
    assert served.get(path).headers["content-type"] == kind


def test_text_is_compressed_and_kept_apart(served: Served) -> None:
    for path, compressed in (("/", True), ("/feeds/all.atom.xml", True), ("/own/d.bin", False)):
        plain, packed = served.get(path), served.get(path, **{"Accept-Encoding": "gzip"})
        assert (packed.headers.get("content-encoding") == "gzip") is compressed, path
        assert not compressed or len(packed.body) < len(plain.body)
        assert not compressed or packed.headers["vary"] == "Accept-Encoding"


def test_variables_carry_the_name_of_the_site(make_site: MakeSite) -> None:
    make_site()
    url = {"SITEURL": "https://a.example"}
    assert run("build", "--production", folder=Path.cwd(), environment=url).returncode == 0
    text = run("nginx", folder=Path.cwd()).stdout
    assert "server_name a.example;" in text
    assert "map $uri $site_a_example_path {" in text


def test_it_serves_what_is_deployed(make_site: MakeSite) -> None:
    site = make_site()
    build_in(site)
    for destination, conf in ((site / "output", ""), ("/srv/blog/current", "/srv/blog")):
        with (site / "pelicanconf.py").open("a", encoding="utf-8") as file:
            file.write(f'DEPLOY["folder"]["path"] = "{conf}"\n')
        text = run("nginx", folder=site).stdout
        assert f'alias "{destination}/";' in text
        assert f"# It serves {destination}; print it again" in text
        assert 'alias "/else/";' in run("nginx", "--root", "/else", folder=site).stdout


def test_the_server_of_the_tests_answers_this_machine_only(served: Served) -> None:
    port = urlsplit(served.origin).port
    assert port
    assert (listens(port), listens(port, ANOTHER)) == (True, False)


@pytest.mark.parametrize(
    ("options", "destinations"),
    [
        ([], ["80", "[::]:80"]),
        (["--listen", "127.0.0.1:8080"], ["127.0.0.1:8080"]),
        (["--listen", "[::1]:8080", "--listen", "8081"], ["[::1]:8080", "8081"]),
    ],
)
def test_where_nginx_listens(served: Served, options: list[str], destinations: list[str]) -> None:
    command = ("nginx", "--output", str(served.output), *options)
    text = run(*command, folder=served.output.parent).stdout
    assert re.findall(r"^    listen (.+);$", text, re.MULTILINE) == destinations


@pytest.mark.parametrize(
    ("destination", "fine"),
    [("8080", True), ("127.0.0.1:8080", True), ("[::]:80", True), ("*:80", True),
     ("unix:/run/site.sock", True), ("80; evil", False), ("80 default", False), ("", False)],
)  # fmt: skip
def test_where_nginx_listens_is_a_place(destination: str, fine: bool) -> None:
    assert bool(LISTEN.fullmatch(destination)) is fine


def test_a_root_is_seen_from_here(make_site: MakeSite) -> None:
    site = make_site()
    build_in(site)
    done = run("nginx", "--root", "../else", folder=site)
    assert f'alias "{site.parent}/else/";' in done.stdout


def test_lines_that_nginx_does_not_support_are_reported(served: Served) -> None:
    done = run("nginx", "--output", str(served.output), folder=served.output.parent)
    number = (served.output / "_redirects").read_text(encoding="utf-8").splitlines().index(
        f"{served.base}/asked {served.base}/about/ 200"
    ) + 1  # fmt: skip
    assert done.returncode == 0
    assert done.stderr == (
        f"{served.output}/_redirects:{number}: warning: unsupported redirect; write "
        "`/old /new 301`, with * only at the end of /old [hosting/unsupported-redirect]\n"
    )
