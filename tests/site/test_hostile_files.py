"""A build neither hangs nor stops at one file: each is reported, with the errors of the others."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.content import document
from newsroom.content.front_matter.parser import parse_front_matter
from newsroom.diagnostics.errors import UserError
from tests.conftest import AT_NOW, ROOT, MakeSite, build_here, run

HEAD = "---\ntitle: Wrong\ndate: 2025-04-01\nauthors: [Ada Writer]\ncategory: {category}\n---\n"
POST = HEAD.format(category="Practice")
OTHER = HEAD.format(category="Nonsense") + "Text.\n"
ERROR = 'content/posts/zzz.md:5: error: unknown category "Nonsense"'
QUADRATIC = "[^a]: b\n[^a]" * 3_000  # in Python-Markdown, a minute
DEEP = "\n".join(f"{'    ' * depth}- x" for depth in range(300))


def report_of(site: Path, *, seconds: int = 1) -> str:
    """The errors of a build with another error and a limit of so many seconds."""
    (site / "content" / "posts" / "zzz.md").write_text(OTHER, encoding="utf-8")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write(f'TIME_LIMIT = {{"seconds": {seconds}}}\n')
    with pytest.raises(UserError) as raised:
        build_here()
    assert ERROR in str(raised.value)
    return str(raised.value)


# The signal of the limit may arrive in a callback of a weak reference, which discards the error.
discarded = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@discarded
@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        (QUADRATIC, 7, "parsing this file takes more than 1 second of processor time; simplify "
         r'it, or raise TIME_LIMIT\["seconds"\] in pelicanconf\.py \[file/too-slow\]'),
        (f"One.\n\n{DEEP}\n\nTwo.\n", r"\d+", r"lists, quotations or tags are nested too deeply "
         r"\(RecursionError\); nest fewer \[file/invalid\]"),
    ],
    ids=["quadratic", "deep"],
)  # fmt: skip
def test_a_body_that_cannot_be_parsed_is_an_error(
    make_site: MakeSite, body: str, line: int | str, message: str
) -> None:
    seconds = 1 if body == QUADRATIC else 20  # the others end by themselves, on a slow machine too
    report = report_of(make_site({"content/posts/hostile.md": POST + body}), seconds=seconds)
    line_of_report = rf"^content/posts/hostile\.md:{line}: error: {message}$"
    assert re.search(line_of_report, report, re.MULTILINE)
    assert report.endswith("2 errors in 2 files; nothing was built")


@discarded
@pytest.mark.parametrize("body", [QUADRATIC, DEEP], ids=["quadratic", "deep"])
def test_a_profile_that_cannot_be_parsed_is_an_error(make_site: MakeSite, body: str) -> None:
    profile = f"---\nname: Zoe Hostile\n---\n{body}\n"
    report = report_of(make_site({"content/authors/zoe-hostile.md": profile}))
    assert re.search(r"^content/authors/zoe-hostile\.md:4: error: ", report, re.MULTILINE)
    assert report.endswith("2 errors in 2 files; nothing was built")


@pytest.mark.parametrize("body", [QUADRATIC, DEEP], ids=["quadratic", "deep"])
def test_a_post_that_cannot_be_parsed_can_still_be_linked(make_site: MakeSite, body: str) -> None:
    link = f"{POST}[Deep](hostile.md)\n"
    report = report_of(
        make_site({"content/posts/hostile.md": POST + body, "content/posts/a.md": link})
    )
    assert "content/posts/a.md" not in report


def test_a_draft_that_cannot_be_parsed_keeps_no_other_post_from_readers(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    draft = POST.replace("---\n", "---\nstatus: draft\n", 1) + DEEP
    make_site({"content/posts/hostile.md": draft})
    build_here()
    assert (
        "content/posts/hostile.md:8: warning: lists, quotations or tags" in capfd.readouterr().err
    )


@pytest.mark.parametrize(
    "error", [ValueError("x"), OSError(5, "Input/output error"), KeyError("x"), RecursionError()]
)
def test_whatever_is_raised_for_one_file_is_reported_for_it(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(source: str, file: str) -> object:
        if file == "content/posts/first.md":
            raise error
        return parse_front_matter(source, file)

    monkeypatch.setattr(document, "parse_front_matter", fail)
    assert "content/posts/first.md:1: error: " in report_of(make_site())


@pytest.mark.parametrize("error", [KeyboardInterrupt, UserError])
def test_what_is_not_the_fault_of_a_file_ends_the_build(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fail(*_: object) -> None:
        raise error

    make_site()
    monkeypatch.setattr(document, "parse_front_matter", fail)
    with pytest.raises(error):
        build_here()


def to_nothing(path: Path) -> None:
    path.symlink_to("missing")


def to_the_root(path: Path) -> None:
    path.symlink_to("/")


def to_its_folder(path: Path) -> None:
    path.symlink_to(".")


NAMES = (
    "posts/x.md", "pages/x.md", "authors/x.md", "static/x.txt", "static/_headers",
    "static/_redirects", "editions/2025-W01.yaml", "entities.yaml", "images/x.png", "x.md",
)  # fmt: skip


@pytest.mark.parametrize("make", [os.mkfifo, to_nothing, to_the_root, to_its_folder])
def test_a_file_that_cannot_be_read_is_an_error(
    make_site: MakeSite, make: Callable[[Path], None]
) -> None:
    site = make_site({"content/static/a.txt": ""})
    for name in NAMES:
        path = site / "content" / name
        path.unlink(missing_ok=True)
        path.parent.mkdir(exist_ok=True)
        make(path)
    report = report_of(site)
    lines = [re.compile(rf"^content/{n}(:1)?: error: (this|the|symbolic)", re.M) for n in NAMES]
    assert [line.pattern for line in lines if len(line.findall(report)) != 1] == []


IMPOSSIBLE = ("a%00b", "b" * 300, "/".join(["c"] * 3000), "é" * 200)


def test_links_to_impossible_files_are_errors(make_site: MakeSite) -> None:
    forms = ("[x]({}.pdf)", "![x]({}.png)", "[x]({{static}}/{}.pdf)", '<img src="{}.gif" alt="x">')
    links = [form.format(name) for form in forms for name in IMPOSSIBLE]
    site = make_site({"content/posts/hostile.md": POST + "\n\n".join(links)})
    report = report_of(site)
    lines = re.findall(r"^content/posts/hostile\.md:(\d+): .*link", report, re.M)
    # What is missing in one folder is one line.
    assert [int(line) for line in lines] == [*range(7, 24, 2), *range(31, 38, 2)]
    assert report.count("(and 3 more in 1 file)") == 1


def test_images_with_impossible_names_are_errors(make_site: MakeSite) -> None:
    files, expected = {}, []
    for number, name in enumerate([*IMPOSSIBLE, '"a\\0b"', "images"]):
        head = f"---\nimage: {name}\nimage_alt: Words.\n"
        files[f"content/posts/p{number}.md"] = POST.replace("---\n", head, 1) + "Text.\n"
        profile = f"---\nname: Zoe {chr(65 + number)}\navatar: {name}\n---\nBio.\n"
        files[f"content/authors/zoe-{number}.md"] = profile
        expected += [f"posts/p{number}.md:2", f"authors/zoe-{number}.md:3"]
    report = report_of(make_site(files))
    assert [e for e in expected if f"content/{e}: " not in report] == []


def test_ctrl_c_ends_a_body_that_takes_long(make_site: MakeSite) -> None:
    site = make_site({"content/posts/hostile.md": POST + QUADRATIC})
    environment = os.environ | AT_NOW | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD], cwd=site, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline() == "parsing\n"
    process.send_signal(signal.SIGINT)
    stderr = process.communicate(timeout=20)[1]
    assert (process.returncode, stderr) == (130, "stopped; nothing was built\n")


BUILD = """
from newsroom.commands.application import main
from newsroom.content.document import DocumentParser

parse_body = DocumentParser.parse_body

def print_and_parse(parser, raw, *arguments, **options):
    if raw.file.endswith("/hostile.md"):
        print("parsing", flush=True)
    return parse_body(parser, raw, *arguments, **options)

DocumentParser.parse_body = print_and_parse
raise SystemExit(main(["build"]))
"""


def test_an_epoch_out_of_range_is_an_error(make_site: MakeSite) -> None:
    environment = {"SOURCE_DATE_EPOCH": "253402300799"}  # the last second of the year 9999
    done = run("build", folder=make_site(), environment=environment)
    assert (done.returncode, done.stderr) == (
        1,
        'environment: error: SOURCE_DATE_EPOCH must be seconds since 1970, not "253402300799" '
        "[setting/invalid]\n",
    )
