"""A file is rendered again for each kind of change, with the reason, and never without one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from newsroom.output import changed_files as module
from newsroom.output.build_record import BuildRecord
from newsroom.output.changed_files import TAMPERED, FileChanges, SiteWriter
from newsroom.site.articles import Article
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile
from newsroom.site.reads import record_template
from tests.model import make_article, make_site

CODE = "code, settings or theme changed"
DECLARED = "what it lists or is called changed"


@dataclass
class Project:
    """What builds of a site with four files depend on."""

    folder: Path
    urls: dict[str, str] = field(default_factory=lambda: {"a": "a/", "b": "b/"})
    words: dict[str, str] = field(default_factory=lambda: {"a": "text", "b": "text"})
    templates: dict[str, bytes] = field(default_factory=lambda: {"article.html": b"1"})
    version: bytes = b"version"
    names: str = "a b"
    """What the list has in its declaration."""
    record: BuildRecord = field(default_factory=BuildRecord)
    stranger: Article = field(default_factory=lambda: make_article("stranger"))
    result: list[str] = field(default_factory=list)
    """The paths of new bytes of the last build."""

    def site(self) -> Site:
        """The site as it is now, of new objects."""
        articles = [
            make_article(slug, url=url, permanent_id=self.words[slug])
            for slug, url in self.urls.items()
        ]
        site = make_site(articles=tuple(articles), render=self.render)
        for article in articles:
            site.files.add(self.page(article))
        names = self.names
        site.files.add(OutputFile("list.txt", "list", "a list", data=names.encode))
        site.files.add(OutputFile("all.txt", "file", "a file", data=lambda: all_urls(site)))
        site.files.add(OutputFile("copy.txt", "static", "a copy", source=self.folder / "source"))
        return site

    def page(self, article: Article) -> OutputFile:
        return OutputFile(
            article.url, "article", "a post", template="article", values=lambda: {"a": article}
        )

    def render(self, name: str, values: Mapping[str, object], language: str = "") -> str:
        record_template(f"{name}.html")
        article = values["a"]
        assert isinstance(article, Article)
        return f"{self.templates['article.html']!r} {article.permanent_id}"

    def writer(self) -> SiteWriter:
        return SiteWriter(
            self.site(), self.record, self.version, lambda name: self.templates.get(name, b"")
        )

    def build(self) -> FileChanges:
        """Write what has changed; the reasons."""
        writer, output = self.writer(), self.folder / "output"
        output.mkdir(exist_ok=True)
        intact = {str(path.relative_to(output)) for path in output.rglob("*") if path.is_file()}
        changes = writer.find_changes(intact)
        self.result = writer.write(output, changes)
        return changes


def all_urls(site: Site) -> bytes:
    return " ".join(article.url for article in site.articles).encode()


ALL = ["a/index.html", "b/index.html", "list.txt", "all.txt", "copy.txt"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "source").write_text("text", encoding="utf-8")
    project = Project(tmp_path)
    assert project.build() == FileChanges(dict.fromkeys(ALL, "new"), [])
    assert project.result == ALL
    return project


CHANGES: Mapping[str, tuple[Callable[[Project], object], dict[str, str]]] = {
    "nothing": (lambda project: None, {}),
    "an attribute": (
        lambda project: project.words.update(a="other"),
        {"a/index.html": "permanent_id of Article:posts/a.md"},
    ),
    "a template": (
        lambda project: project.templates.update({"article.html": b"2"}),
        dict.fromkeys(ALL[:2], "template article.html changed"),
    ),
    "a template that no file uses": (
        lambda project: project.templates.update({"unused.html": b"2"}),
        {},
    ),
    "a template that is gone": (
        lambda project: project.templates.clear(),
        dict.fromkeys(ALL[:2], "template article.html changed"),
    ),
    "the version": (
        lambda project: setattr(project, "version", b"another"),
        dict.fromkeys(ALL, CODE),
    ),
    "an unknown version": (
        lambda project: setattr(project, "version", b""),
        dict.fromkeys(ALL, CODE),
    ),
    "a declaration": (
        lambda project: setattr(project, "names", "a b c"),
        {"list.txt": DECLARED},
    ),
    "a source that is copied": (
        lambda project: (project.folder / "source").write_text("other", encoding="utf-8"),
        {"copy.txt": DECLARED},
    ),
    "a file of the output": (
        lambda project: (project.folder / "output/list.txt").unlink(),
        {"list.txt": TAMPERED},
    ),
    "a new article": (
        lambda project: (project.urls.update(c="c/"), project.words.update(c="text")),
        {"c/index.html": "new", "all.txt": "articles of site"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_kind_of_change_has_its_reason(project: Project, name: str) -> None:
    change, expected = CHANGES[name]
    change(project)
    if name == "a template that is gone":  # it is found, but not written
        assert project.writer().find_changes({*ALL}).reasons == expected
        return
    assert project.build().reasons == expected
    again = project.build()
    assert again.removed == []
    assert again.reasons == (dict.fromkeys(ALL, CODE) if name == "an unknown version" else {})


def test_what_the_site_has_no_more_is_removed(project: Project) -> None:
    del project.urls["b"]
    changes = project.build()
    assert changes.removed == ["b/index.html"]
    assert changes.reasons == {"all.txt": "articles of site"}
    assert not (project.folder / "output/b").exists()
    assert project.build() == FileChanges({}, [])


def test_an_article_that_moves_is_new_at_its_url(project: Project) -> None:
    project.urls["b"] = "c/"
    changes = project.build()
    assert changes.removed == ["b/index.html"]
    assert changes.reasons.keys() == {"c/index.html", "all.txt"}


def test_equal_bytes_are_not_written_again(project: Project) -> None:
    file = project.folder / "output/a/index.html"
    before = file.stat()
    project.version = b"another"
    assert len(project.build().reasons) == len(ALL)
    assert project.result == ["copy.txt"]
    assert file.stat() == before


def test_a_file_with_another_name_keeps_its_bytes_there(project: Project) -> None:
    file, link = project.folder / "output/a/index.html", project.folder / "link"
    link.hardlink_to(file)
    before = link.read_bytes()
    project.words["a"] = "other"
    project.build()
    assert link.read_bytes() == before != file.read_bytes()


def test_a_file_that_reads_an_object_of_no_site_is_always_rendered(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(self: Project, name: str, values: Mapping[str, object], language: str = "") -> str:
        article = values["a"]
        assert isinstance(article, Article)
        return self.stranger.url if article.url == "a/" else name

    monkeypatch.setattr(Project, "render", render)
    project.version = b"another"
    project.build()
    for _ in range(2):
        assert project.build().reasons == {"a/index.html": DECLARED}
        assert project.result == []


@pytest.mark.parametrize("least", [1, 1000])
def test_processes_write_and_record_the_same(
    project: Project, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PARALLEL", least)
    monkeypatch.setattr("newsroom.parallel.processes.processors", lambda: 3)
    project.version, project.words["a"] = b"another", "other"
    project.build()
    assert sorted(project.result) == ["a/index.html", "copy.txt"]
    project.words["b"] = "other"
    assert project.build().reasons == {"b/index.html": "permanent_id of Article:posts/b.md"}
