"""Which site a branch has, and under which domain: no other one is replaced."""

from pathlib import Path

import pytest

from newsroom.deploy.github.target import cname_problem, parse_cname
from tests.built import version, write_site
from tests.newsroom.conftest import Project
from tests.newsroom.deploy.hub import OLD, branch, commit, deployed, git, refused

ELSEWHERE = "https://news.example.net"


DOMAIN = b"news.example.net\n"


@pytest.mark.parametrize(
    ("files", "site"),
    [
        ({}, ""),
        ({"robots.txt": "User-agent: *\n\nSitemap: https://a.example/b/sitemap.xml\n"},
         "https://a.example/b"),
        ({"index.html": '<link rel="canonical" href="https://a.example/">'}, "https://a.example"),
        ({"index.html": "<link rel=canonical href=https://a.example/>"}, "https://a.example"),
        ({"robots.txt": "Sitemap: https://example.org/blog/sitemap.xml",
          "index.html": '<link rel="canonical" href="https://a.example/">'}, ""),
    ],
)  # fmt: skip
def test_deployments_of_before_name_their_site_in_their_files(
    project: Project, hub: Path, tmp_path: Path, files: dict[str, str], site: str
) -> None:
    git(hub, "config", "uploadpack.allowFilter", "true")  # no file is there before it is read
    commit(tmp_path, hub, {"404.html": "1", **files}, words=("-m", OLD))
    project.build(version(0))
    if site:
        assert f"branch gh-pages has the site of {site}, and" in refused(project, hub)
    else:
        assert project.run("github", "--dest", hub.as_uri()).status == 0


@pytest.mark.parametrize(
    "other_url", ["https://example.net/blog", "https://example.org", "https://example.org/other"]
)
def test_the_site_of_another_url_is_not_replaced(
    project: Project, hub: Path, other_url: str
) -> None:
    write_site(project.folder / "output", version(0), other_url)
    assert project.run("github", "--yes", "--dest", str(hub)).status == 0
    project.build(version(1))
    assert refused(project, hub) == (
        f"{hub}, branch gh-pages has the site of {other_url}, and this one is of "
        "https://example.org/blog; use another repository or branch, or, where the site has "
        f'moved, set "replaces": "{other_url}" in DEPLOY["github"]\n'
    )
    assert "has the site of" in refused(project, hub, "--dry-run")
    project.set('DEPLOY["github"]["replaces"] = "https://third.example"')
    assert "has the site of" in refused(project, hub)
    project.set(f'DEPLOY["github"]["replaces"] = "{other_url}/"')
    for number in (1, 2):
        assert deployed(project, hub, number) == branch(hub)


@pytest.mark.parametrize("same", ["http://example.org/blog", "https://EXAMPLE.org/blog/"])
def test_a_site_may_change_its_scheme(project: Project, hub: Path, same: str) -> None:
    write_site(project.folder / "output", version(0), same)
    assert project.run("github", "--yes", "--dest", str(hub)).status == 0
    assert deployed(project, hub, 1) == branch(hub)


def test_a_site_moves_to_the_custom_domain_that_its_owner_set(
    project: Project, hub: Path, tmp_path: Path
) -> None:
    write_site(project.folder / "output", version(0), "https://me.github.io/blog")
    assert project.run("github", "--yes", "--dest", str(hub)).status == 0
    commit(tmp_path, hub, {"CNAME": "Example.org"})
    assert deployed(project, hub, 1) | {"CNAME": b"Example.org"} == branch(hub)


@pytest.mark.parametrize(
    ("cname", "site", "warning"),
    [
        ("example.org", "https://example.org", ""),
        ("EXAMPLE.org.\n", "https://example.org", ""),
        ("münchen.example", "https://xn--mnchen-3ya.example", ""),
        ("", "https://example.org", ""),
        ("www.example.org", "https://example.org", "CNAME names www.example.org, and SITEURL is "
         "https://example.org; set SITEURL to https://www.example.org, or the custom domain to "
         "example.org (Settings, Pages)"),
        ("example.org", "https://example.org/blog", "CNAME puts the branch at https://example.org/,"
         " and SITEURL has the path /blog, which would be missing; set SITEURL to "
         "https://example.org"),
    ],
)  # fmt: skip
def test_a_custom_domain_that_contradicts_the_url_is_reported(
    cname: str, site: str, warning: str
) -> None:
    assert cname_problem(parse_cname(cname.encode()), site) == warning


def at(project: Project, hub: Path, number: int, site: str) -> str:
    """Deploy a version of the site of a URL; what it says."""
    write_site(project.folder / "output", version(number), site)
    done = project.run("github", "--yes", "--dest", str(hub))
    assert (done.status, done.err) == (0, "")
    return done.out


@pytest.mark.parametrize("first", [True, False])
def test_a_report_of_a_custom_domain_stops_nothing(
    project: Project, hub: Path, tmp_path: Path, first: bool
) -> None:
    if not first:
        assert "warning" not in at(project, hub, 0, ELSEWHERE)
    commit(tmp_path, hub, {"CNAME": "example.com", ".nojekyll": " "})
    for _ in range(2):
        output = at(project, hub, 1, ELSEWHERE)
        assert output.startswith(f"warning: {hub}, branch gh-pages: CNAME names example.com, and ")
        assert branch(hub)["CNAME"] == b"example.com"


def test_our_custom_domain_follows_the_url(project: Project, hub: Path) -> None:
    project.set('DEPLOY["github"] |= {"cname": True, "replaces": "https://old.example"}')
    for site, cname in [("https://old.example", b"old.example\n"), (ELSEWHERE, DOMAIN)]:
        assert "warning" not in at(project, hub, 0, site)
        assert branch(hub)["CNAME"] == cname


def test_our_custom_domain_gives_way_to_that_of_the_owner(
    project: Project, hub: Path, tmp_path: Path
) -> None:
    """It is the later word; that the two differ is reported at each deployment."""
    project.set('DEPLOY["github"]["cname"] = True')
    at(project, hub, 0, ELSEWHERE)
    commit(tmp_path, hub, {"CNAME": "example.com"})
    for number in (1, 2, 2):
        assert "CNAME names example.com, and SITEURL is" in at(project, hub, number, ELSEWHERE)
        assert branch(hub)["CNAME"] == b"example.com"
    commit(tmp_path, hub, {"CNAME": None})
    assert "warning" not in at(project, hub, 0, ELSEWHERE)
    assert branch(hub)["CNAME"] == DOMAIN
    project.set('DEPLOY["github"]["cname"] = False')
    assert "warning" not in at(project, hub, 1, ELSEWHERE)
    assert branch(hub)["CNAME"] == DOMAIN


def test_a_custom_domain_in_the_content_is_a_file_of_the_site(
    project: Project, hub: Path, tmp_path: Path
) -> None:
    project.set('DEPLOY["github"]["cname"] = True')
    for cname in ("one.example", "two.example"):
        project.build({"index.html": b"1", "CNAME": cname.encode()})
        done = project.run("github", "--yes", "--dest", str(hub))
        assert (done.status, f"CNAME names {cname}, and" in done.out) == (0, True)
        assert branch(hub)["CNAME"] == cname.encode()
        commit(tmp_path, hub, {"CNAME": "three.example"})
