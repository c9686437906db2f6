"""Deploying to a store on loopback: what travels, what it is sent with, and how it can fail."""

import itertools
import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from newsroom.deploy.plan import PLACEHOLDER
from newsroom.deploy.s3 import bucket
from newsroom.deploy.s3.bucket import Bucket, ObjectHeaders
from newsroom.deploy.s3.target import default_type
from tests.built import HEADERS, Files, missing, page, version
from tests.conftest import ROOT
from tests.faults import CUT, CUT_LATE, SLOW, Fault, Store
from tests.newsroom.conftest import Project

TO = ("s3", "--dest", "news")


def published(project: Project, store: Store, files: Files) -> None:
    """Deploy and see that the store has exactly these files."""
    project.build(files)
    done = project.run(*TO)
    assert (done.status, done.err) == (0, "")
    assert store.objects("news") == files


def test_only_what_differs_travels(project: Project, store: Store) -> None:
    files = version(0)
    published(project, store, files)
    store.line.reset()
    done = project.run(*TO)
    assert done.out == "s3: nothing changed; no files sent\n"
    assert [method for method, _ in store.line.log] == ["GET"]
    store.line.reset()
    published(project, store, files | {"index.html": b"<title>n</title><h1>new</h1>"})
    assert store.line.sent == ["index.html"]


def test_a_dry_run_lists_urls_and_writes_nothing(project: Project, store: Store) -> None:
    published(project, store, {"index.html": b"1", "gone/index.html": b"2"})
    project.build({"index.html": b"3", "a b/é.html": b"4"})
    store.line.reset()
    done = project.run(*TO, "--dry-run")
    assert done.status == 0
    assert done.out.splitlines() == [
        "s3: 2 files to send, 1 to remove",
        "  added    https://example.org/blog/a%20b/%C3%A9.html",
        "  changed  https://example.org/blog/",
        "  removed  https://example.org/blog/gone/",
        "dry run: no files sent",
    ]
    assert {method for method, _ in store.line.log} == {"GET", "HEAD"}


def test_types_and_times_come_from_the_rules(project: Project, store: Store) -> None:
    files = version(0)
    published(project, store, files)
    style = next(path for path in files if path.endswith(".css"))

    def sent_with(key: str) -> tuple[str, str]:
        head = store.client.head_object(Bucket="news", Key=key)
        return head["ContentType"], head["CacheControl"]

    anew = "public, max-age=0, must-revalidate"
    assert sent_with(style) == (
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )
    assert sent_with("feeds/all.xml") == ("application/atom+xml; charset=utf-8", anew)
    assert sent_with("index.html") == ("text/html; charset=utf-8", anew)
    image = next(path for path in files if path.startswith("images/"))
    assert sent_with(image) == ("image/svg+xml; charset=utf-8", "public, max-age=86400")

    files["_headers"] = HEADERS.format(kept="photos").encode()
    project.build(files)
    store.line.reset()
    done = project.run(*TO)
    assert done.status == 0
    assert sent_with(image) == ("image/svg+xml; charset=utf-8", anew)
    images = sorted(path for path in files if path.startswith("images/"))
    assert store.line.sent[-1] == "_headers"
    assert sorted(store.line.sent[:-1]) == images


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.JPG", "image/jpeg"),
        ("a.avif", "image/avif"),
        ("a.webp", "image/webp"),
        ("a.woff2", "font/woff2"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("index.md", "text/markdown; charset=utf-8"),
        ("a.json", "application/json"),
        ("a.pf_index", "application/octet-stream"),
        ("_redirects", "text/plain; charset=utf-8"),
    ],
)
def test_a_type_follows_from_the_end_of_a_name(path: str, kind: str) -> None:
    assert default_type(path) == kind


def test_a_prefix_is_a_site_of_its_own(project: Project, store: Store) -> None:
    project.set('DEPLOY["s3"] = {"bucket": "news", "prefix": "/blog/"}')
    store.client.put_object(Bucket="news", Key="other.html", Body=b"theirs")
    project.build({"index.html": b"1"})
    assert project.run("s3").status == 0
    assert store.objects("news") == {"other.html": b"theirs", "blog/index.html": b"1"}


def test_what_others_put_there_stays(project: Project, store: Store) -> None:
    published(project, store, {"index.html": b"1", "a.html": b"2"})
    store.client.put_object(Bucket="news", Key="theirs.html", Body=b"theirs")
    project.build({"index.html": b"1"})
    done = project.run(*TO)
    assert (done.status, "  foreign  https://example.org/blog/theirs.html" in done.out) == (0, True)
    assert sorted(store.objects("news")) == ["index.html", "theirs.html"]
    project.build({"index.html": b"1", "theirs.html": b"ours"})
    done = project.run(*TO)
    assert done.status == 1
    assert done.err == (
        "bucket news contains 1 file (theirs.html) that no deployment put there; "
        "use another destination\n"
    )
    assert store.objects("news")["theirs.html"] == b"theirs"


def test_a_bucket_of_others_is_left_alone(project: Project, store: Store) -> None:
    store.client.put_object(Bucket="news", Key="theirs.html", Body=b"theirs")
    project.build(version(0))
    done = project.run(*TO)
    assert (done.status, "no deployment put there" in done.err) == (1, True)
    assert store.objects("news") == {"theirs.html": b"theirs"}


def test_the_mark_of_a_folder_is_nobodys_file(project: Project, store: Store) -> None:
    project.set('DEPLOY["s3"] = {"bucket": "news", "prefix": "blog"}')
    for key in ("blog/", "blog/images/"):
        store.client.put_object(Bucket="news", Key=key, Body=b"")
    project.build({"index.html": b"1"})
    for expected in ("added", "nothing changed"):
        done = project.run("s3")
        assert (done.status, expected in done.out, "foreign" in done.out) == (0, True, False)
    assert sorted(store.objects("news")) == ["blog/", "blog/images/", "blog/index.html"]
    store.client.put_object(Bucket="news", Key="blog/not-empty/", Body=b"theirs")
    assert "foreign" in project.run("s3").out


def test_stores_with_other_etags_are_asked_for_hashes(project: Project, store: Store) -> None:
    files = {"index.html": b"1", "film.mp4": b"2" * 6_000_000}
    published(project, store, files)
    key = {"Bucket": "news", "Key": "film.mp4"}
    metadata = store.client.head_object(**key)["Metadata"]
    upload = store.client.create_multipart_upload(**key, Metadata=metadata)["UploadId"]
    part = {"PartNumber": 1, "UploadId": upload}
    etag = store.client.upload_part(**key, **part, Body=files["film.mp4"])["ETag"]
    parts = {"Parts": [{"PartNumber": 1, "ETag": etag}]}
    store.client.complete_multipart_upload(**key, UploadId=upload, MultipartUpload=parts)
    assert project.run(*TO).out == "s3: nothing changed; no files sent\n"


def test_after_each_request_no_file_names_a_missing_one(
    project: Project, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What readers have after a request is what a run that is cut there leaves."""
    monkeypatch.setattr(bucket, "MAX_REQUESTS", 1)
    monkeypatch.setattr(bucket, "MAX_DELETED", 2)
    live: Files = {}
    faults: list[list[str]] = []

    class Watched(Bucket):
        def put(self, path: str, data: bytes, headers: ObjectHeaders) -> None:
            super().put(path, data, headers)
            live[path] = data
            faults.append(missing(live))

        def request(self, name: str, **values: Any) -> Any:
            answer = super().request(name, **values)
            for row in values.get("Delete", {}).get("Objects", ()):
                live.pop(row["Key"])
                faults.append(missing(live))
            return answer

    monkeypatch.setattr("newsroom.deploy.s3.target.Bucket", Watched)
    for number in (1, 2):
        published(project, store, version(number, 3))
        assert store.objects("news") == live
    assert len(faults) > 60
    assert [sentences for sentences in faults if sentences] == []


def test_new_rules_are_noted_once_all_files_have_them(project: Project, store: Store) -> None:
    """A cut run leaves no rules that files of the run before do not have."""
    published(project, store, {"images/a.svg": b"1"})
    files = {
        "images/a.svg": b"1",
        "_headers": HEADERS.format(kept="images").encode(),
        "b.txt": b"2",
    }
    project.build(files)
    store.line.reset(lambda n: CUT if store.line.sent[-1:] == ["b.txt"] else None)
    assert project.run(*TO).status == 1
    store.line.reset()
    published(project, store, files)
    head = store.client.head_object(Bucket="news", Key="images/a.svg")
    assert head["CacheControl"] == "public, max-age=86400"


def test_a_file_that_changes_during_the_deployment_is_not_sent(
    project: Project, store: Store
) -> None:
    output = project.build({"index.html": b"1", "a.png": b"2"})

    def change(number: int) -> Fault:
        if number > 1:  # files are hashed during the first request, the listing
            (output / "index.html").write_bytes(b"changed")
        return None

    store.line.reset(change)
    done = project.run(*TO)
    assert (done.status, "changed while it was deployed; run this again" in done.err) == (1, True)
    assert store.objects("news") == {"a.png": b"2"}


def test_a_cut_run_leaves_no_page_that_names_a_missing_file(project: Project, store: Store) -> None:
    """Cut at requests all over the run: first deployments and later ones."""
    for number, at in enumerate((15, 20, 26, 33, 41), start=1):
        fault = (CUT, CUT_LATE)[number % 2]
        project.build(version(number))
        store.line.reset(lambda n, at=at, fault=fault: fault if n >= at else None)  # type: ignore[misc]
        done = project.run(*TO)
        assert missing(store.objects("news")) == []
        assert done.err.count("\n") == done.status  # a sentence, if it failed
        store.line.reset()
        assert project.run(*TO).status == 0
        assert store.objects("news") == version(number)


@pytest.mark.parametrize("at", range(1, 12))
def test_pages_that_name_each_other_are_removed_at_no_cost_to_readers(
    project: Project, store: Store, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """Cut at each request that changes something; few files go in one request."""
    monkeypatch.setattr(bucket, "MAX_DELETED", 2)
    names = [f"{number}.html" for number in range(5)]
    pages = {path: page(path, "old", [*names, "a.css"]) for path in [*names, "index.html"]}
    published(project, store, pages | {"a.css": b"1"})
    files = {"index.html": page("index.html", "new", [])}
    project.build(files)
    changes = itertools.count(1)
    reads = 1 + len(pages) + 1  # the listing, and what differs

    def fault(number: int) -> Fault:
        return CUT if number > reads and next(changes) >= at else None

    store.line.reset(fault)
    done = project.run(*TO)
    assert (done.status, missing(store.objects("news"))) == (int(at < 11), [])
    store.line.reset()
    published(project, store, files)


@pytest.mark.parametrize("at", [17, 27, 36])
def test_a_run_that_is_killed_leaves_no_page_that_names_a_missing_file(
    project: Project, store: Store, at: int
) -> None:
    project.build(version(1))
    started: list[subprocess.Popen[bytes]] = []
    store.line.reset(lambda n: started[0].kill() if n == at else None)
    words = [sys.executable, "-m", "newsroom", "deploy", *TO]
    started.append(subprocess.Popen(words, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=-3))
    assert started[0].wait() == -signal.SIGKILL
    store.line.settle()
    assert missing(store.objects("news")) == []
    published(project, store, version(1))


def test_after_a_cut_the_rest_travels_and_placeholders_become_pages(
    project: Project, store: Store
) -> None:
    project.build(version(1))
    placeholders = len([path for path in version(1) if path.endswith(".html")])
    others = len(version(1)) - placeholders
    store.line.reset(lambda n: CUT if n > 1 + others + placeholders + 2 else None)
    assert project.run(*TO).status == 1
    live = store.objects("news")
    assert PLACEHOLDER in live.values()
    still = [path for path, data in live.items() if data == PLACEHOLDER]
    store.line.reset()
    done = project.run(*TO)
    assert f"s3: {len(still)} files sent" in done.out
    assert store.objects("news") == version(1)


@pytest.mark.parametrize("fault", [500, 503, CUT, CUT_LATE, SLOW])
def test_a_store_with_a_bad_day_is_asked_again(
    project: Project, store: Store, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "6")
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", short)
    store.line.reset(lambda n: fault if n % 5 == 0 else None)
    published(project, store, version(2))


def short(*_: object) -> float:
    """No test needs to wait for a store to recover."""
    return 0.01
