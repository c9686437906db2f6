"""Builds of a preview: whatever state a file is in, the others are shown."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.preview.builder import PreviewBuilder
from newsroom.preview.messages import BuildRequest, PreviewResult
from tests.conftest import MakeSite

BROKEN = "---\ntitle: Half a po"
POST = "---\ntitle: {}\ndate: 2025-01-03\nauthors: [Ada Writer]\ncategory: News\n---\n\nText.\n"


class Preview:
    """A project with a builder."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.builder = PreviewBuilder(site / "preview" / "site", site / "preview" / "good")

    def build(self, **files: str) -> PreviewResult:
        """Save files, by their names in content/posts, and build."""
        paths = [self.save(f"content/posts/{name}.md", text) for name, text in files.items()]
        return self.build_saved(*paths)

    def save(self, path: str, text: str) -> str:
        """Save a file; gives its path."""
        (self.site / path).write_text(text, encoding="utf-8")
        return path

    def build_saved(self, *paths: str) -> PreviewResult:
        """Build what was saved."""
        request = BuildRequest(paths)
        result = self.builder.build(request)
        self.builder.keep_sources(request)
        return result

    def text(self, page: str = "") -> str:
        """The HTML of a page, "" for none."""
        file = self.site / "preview" / "site" / page / "index.html"
        return file.read_text(encoding="utf-8") if file.is_file() else ""


@pytest.fixture
def preview(make_site: MakeSite) -> Preview:
    """The fixture site, built once."""
    preview = Preview(make_site())
    result = preview.build_saved()
    assert (result.ok, result.problems) == (True, ())
    return preview


def locations(result: PreviewResult) -> list[str]:
    """Where the problems of a result are."""
    return [problem.location for problem in result.problems]


def test_a_new_draft_with_errors_is_left_out_and_others_are_built(preview: Preview) -> None:
    result = preview.build(broken=BROKEN, fresh=POST.format("Fresh"))
    assert (result.ok, locations(result)) == (True, ["content/posts/broken.md:1"])
    assert "Fresh" in preview.text("2025/01/fresh")
    assert (result := preview.build(broken=POST.format("Whole"))).ok
    assert result.problems == ()
    assert "Whole" in preview.text("2025/01/broken")


def test_a_post_with_a_new_error_stays_as_it_was_and_others_are_built(preview: Preview) -> None:
    before = preview.text("2025/01/first")
    result = preview.build(first=BROKEN, fresh=POST.format("Fresh"))
    assert (result.ok, locations(result)) == (True, ["content/posts/first.md:1"])
    assert preview.text("2025/01/fresh")
    assert re.sub("(?s)<footer.*", "", preview.text("2025/01/first")) == re.sub(
        "(?s)<footer.*", "", before
    )
    result = preview.build(second=POST.format("Also saved"))  # while the other is still broken
    assert (result.ok, locations(result)) == (True, ["content/posts/first.md:1"])
    assert "Also saved" in preview.text("2025/01/second")
    assert preview.text("2025/01/first")


@pytest.mark.parametrize(
    ("old", "new", "is_shown"),
    [
        ("The first paragraph", "The [first](gone.md) paragraph", True),  # a setting can allow it
        ("The first paragraph", "<script>alert(1)</script>", False),
        ("category: News", "category: Nonsense", False),
        ("title: The first post", "title: [", False),
    ],
)
def test_an_error_is_reported_and_what_can_be_shown_is(
    preview: Preview, old: str, new: str, is_shown: bool
) -> None:
    text = (preview.site / "content/posts/first.md").read_text("utf-8")
    result = preview.build(first=text.replace(old, new).replace("More on", "Now on"))
    assert result.ok
    assert {location.partition(":")[0] for location in locations(result)} == {
        "content/posts/first.md"
    }
    assert ("Now on chips" if is_shown else "More on chips") in preview.text("2025/01/first")


def test_a_profile_with_an_error_stays_as_it_was_and_so_do_the_posts(preview: Preview) -> None:
    path = preview.save("content/authors/ada-writer.md", "---\nname: [\n---\n")
    result = preview.build_saved(path)
    assert result.ok
    assert "content/authors/ada-writer.md" in {
        place.partition(":")[0] for place in locations(result)
    }
    assert "Ada Writer" in preview.text("2025/01/first")


@pytest.mark.parametrize(("name", "slug"), [("other", "first"), ("first", "second")])
def test_a_post_that_takes_the_slug_of_another_one_is_the_one_that_is_set_aside(
    preview: Preview, name: str, slug: str
) -> None:
    text = POST.format("Taken").replace("title", f"slug: {slug}\ntitle")
    result = preview.build(**{name: text})
    assert (result.ok, len(result.problems)) == (True, 1)
    for page in ("2025/01/first", "2025/02/second"):
        assert preview.text(page)
        assert "<h1>Taken" not in preview.text(page)


@pytest.mark.parametrize(
    ("path", "change", "location"),
    [
        ("pelicanconf.py", lambda text: f"{text}\nX = undefined\n", "pelicanconf.py:"),
        ("content/entities.yaml", lambda _: "companies: [", "content/entities.yaml:"),
        ("content/images/plan.svg", lambda _: "<svg", "content/images/plan.svg:1"),
    ],
)
def test_an_error_elsewhere_is_reported_beside_the_last_site(
    preview: Preview, path: str, change: Callable[[str], str], location: str
) -> None:
    file = preview.site / path
    result = preview.build_saved(
        preview.save(path, change(file.read_text() if file.is_file() else ""))
    )
    assert [at for at in locations(result) if at.startswith(location)], result.problems
    assert preview.text("2025/01/first")


def test_an_error_in_a_template_is_reported_until_it_is_corrected(preview: Preview) -> None:
    theme = preview.site / "theme"
    target = theme.resolve()
    theme.unlink()
    shutil.copytree(target, theme)
    template = theme / "templates" / "article.html"
    text = template.read_text("utf-8")
    template.write_text(text.replace("{% extends", "{% block x %}{% extends"), "utf-8")
    result = preview.build_saved(str(template))
    assert not result.ok
    assert "article.html:" in locations(result)[0]
    template.write_text(text.replace("<article", "<article data-x"), "utf-8")
    assert preview.build_saved(str(template)).ok
    assert "data-x" in preview.text("2025/01/first")


def test_an_edited_post_is_shown_before_the_build_and_an_error_is_not(preview: Preview) -> None:
    shown: list[str] = []
    file = preview.site / "content/posts/first.md"
    text = file.read_text("utf-8")
    for body in ("Now a word.", "<script>alert(1)</script>"):
        file.write_text(f"{text}\n{body}\n", "utf-8")
        request = BuildRequest(("content/posts/first.md",))
        result = preview.builder.build(request, lambda: shown.append(preview.text("2025/01/first")))
        assert result.ok
    assert len(shown) == 1
    assert "Now a word." in shown[0]
    assert locations(result)


def test_a_failure_of_the_engine_is_reported(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LookupError("nothing here")

    monkeypatch.setattr("newsroom.preview.builder.ResidentBuild.build", fail)
    result = preview.build_saved()
    assert (result.ok, len(result.problems)) == (False, 1)
    assert "LookupError: nothing here" in result.problems[0].text
    assert "Traceback" in result.printed


def test_what_a_build_prints_is_in_the_result(
    preview: Preview, capfd: pytest.CaptureFixture[str]
) -> None:
    result = preview.build(first=POST.format("A title. " * 20), broken=BROKEN)
    assert result.printed.count("[front-matter/long-title]") == 1
    assert capfd.readouterr() == ("", "")
    assert preview.build_saved().printed == result.printed  # warnings come again in each build
