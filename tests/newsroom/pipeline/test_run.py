"""Toy plugins on a toy site."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import DiagnosticsError, Report
from newsroom.pipeline.plugin import PHASES, Phase, Plugin
from newsroom.pipeline.run import run_pipeline
from newsroom.site.output_files import OutputFile
from tests.model import make_site


class ToySite:
    """What a pipeline asks of a site, and a log of what happened to it."""

    def __init__(self) -> None:
        self.report = Report()
        self.log: list[str] = []
        self.files = self

    def add(self, *files: OutputFile) -> None:
        """Log files."""
        self.log += [f"file {file.url}" for file in files]

    def conflicts(self) -> Iterable[Diagnostic]:
        """Nothing is in conflict."""
        return ()


def toy(name: str, phase: Phase, *files: str, needs: Sequence[str] = ()) -> Plugin:
    """A plugin that logs its name when it runs, and has files."""

    def run(site: Any) -> None:
        site.log.append(name)

    def declare(site: Any) -> Iterable[Any]:
        site.log.append(f"files of {name}")
        yield from (OutputFile(url, "file", "") for url in files)

    return Plugin(name, phase, needs, run=run, files=declare if files else None)


PLUGINS = [toy(f"{phase}er", phase, f"/{phase}/") for phase in PHASES]
LOG = """
reader, collecter,
files of reader, file /read/, files of collecter, file /collect/, files of checker, file /check/,
files of enricher, file /enrich/, files of publisher, file /publish/,
checker, enricher, publisher
""".replace("\n", " ").strip().split(", ")  # fmt: skip


@pytest.mark.parametrize(
    ("until", "steps"),
    [("read", 1), ("collect", 2), ("check", 13), ("enrich", 14), ("publish", 15)],
)
def test_phases_run_in_order_and_files_are_declared_before_checks(until: Phase, steps: int) -> None:
    site: Any = ToySite()
    run_pipeline(site, PLUGINS, until)
    assert site.log == LOG[:steps]


def test_a_plugin_that_needs_the_files_of_the_site_declares_its_own_last() -> None:
    site: Any = ToySite()
    lister = toy("lister", "check", "/list/", needs=["site.files"])
    run_pipeline(site, [lister, toy("publisher", "publish", "/page/")], "check")
    files = ["files of publisher", "file /page/", "files of lister", "file /list/"]
    assert site.log == [*files, "lister"]


def reporter(phase: Phase) -> Callable[[Any], None]:
    """A step that reports an error."""

    def run(site: Any) -> None:
        site.report.add(Diagnostic(f"{phase}.md", 1, "image/not-found", "no image"))

    return run


def test_errors_of_all_checks_stop_the_pipeline_after_the_checks() -> None:
    phases: tuple[Phase, ...] = ("read", "collect", "check")
    reporters = [Plugin(f"{phase}s", phase, run=reporter(phase)) for phase in phases]
    plugins = [*reporters, toy("checker", "check"), toy("enricher", "enrich")]
    site: Any = ToySite()
    with pytest.raises(DiagnosticsError) as error:
        run_pipeline(site, plugins)
    assert site.log == ["checker"]
    assert [d.path for d in error.value.diagnostics] == ["check.md", "collect.md", "read.md"]
    assert str(error.value).endswith("3 errors in 3 files; nothing was built")


def test_a_pipeline_until_the_checks_leaves_errors_to_the_caller() -> None:
    site: Any = ToySite()
    run_pipeline(site, [Plugin("c", "check", run=reporter("check"))], "check")
    assert len(site.report.errors) == 1


def test_files_in_conflict_are_errors_whatever_plugins_there_are() -> None:
    site = make_site()
    pages = [
        OutputFile(url, "page", "a page", (file, 1)) for url, file in (("x/", "a"), ("X", "b"))
    ]
    with pytest.raises(DiagnosticsError) as error:
        run_pipeline(site, [Plugin("p", "publish", files=lambda _: pages)])
    assert [(d.path, d.code) for d in error.value.diagnostics] == [("b", "url/conflict")]


def test_warnings_stop_nothing() -> None:
    def warn(site: Any) -> None:
        site.report.add(Diagnostic("a.md", 1, "image/missing-alt", "no text", severity="warning"))

    site: Any = ToySite()
    run_pipeline(site, [Plugin("c", "check", run=warn), toy("enricher", "enrich")])
    assert site.log == ["enricher"]


def test_a_plugin_may_have_neither_a_step_nor_files() -> None:
    site: Any = ToySite()
    run_pipeline(site, [Plugin("p", "publish", provides=["article.x"])], "publish")
    assert site.log == []


def test_an_exception_of_a_step_names_the_plugin_and_the_line() -> None:
    def fail(_: Any) -> None:
        raise KeyError("x")

    site: Any = ToySite()
    with pytest.raises(DiagnosticsError) as error:
        run_pipeline(site, [Plugin("p", "read", run=fail)])
    (diagnostic,) = error.value.diagnostics
    assert (diagnostic.code, diagnostic.message) == (
        "plugin/failed",
        "the plugin p fails: KeyError: 'x'",
    )
    assert (Path(diagnostic.path).name, diagnostic.line > 0) == ("test_run.py", True)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (None, "its function must yield OutputFile, and returns None"),
        (["x"], "its function must yield OutputFile with a URL, not 'x'"),
    ],
)
def test_what_is_not_an_output_file_is_an_error(files: Any, message: str) -> None:
    site: Any = ToySite()
    with pytest.raises(DiagnosticsError, match="the plugin p cannot declare its files") as error:
        run_pipeline(site, [Plugin("p", "publish", files=lambda _: files)], "check")
    assert f"TypeError: {message}" in str(error.value)


def test_a_late_plugin_cannot_list_a_file_that_sitemaps_may_miss() -> None:
    def declare(site: Any) -> Iterable[OutputFile]:
        yield OutputFile("late/", "list", "a list", listed=True)

    plugin = Plugin("late", "publish", ["site.files"], files=declare)
    with pytest.raises(DiagnosticsError, match=r"needs site\.files cannot list a file"):
        run_pipeline(make_site(), [plugin], until="check")
