"""Each error that a writer can make, and the whole report of a build.

An error is a folder of tests/fixtures/refused, laid over the good fixture site.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from newsroom.diagnostics.codes import CODES
from newsroom.diagnostics.errors import UserError
from tests.conftest import FIXTURES, MakeSite, build_here, run

REFUSED = FIXTURES / "refused"
POST = "content/posts/wrong.md"
ENTITIES = "content/entities.yaml"
CLEO = "content/authors/cleo.md"
ALIAS = f"{POST}:6: error: invalid alias"
SCRIPT = 'remove it, or allow this file in ACTIVE_HTML["allow"] of pelicanconf.py'
ACTIVE = f"{SCRIPT} [html/active-element]"
SCRIPT_URL = f"error: javascript: URL on <a>; {SCRIPT} [html/script-url]"

# Error: the lines of the report.
REPORTS = {
    # Required keys.
    "no-title": f'{POST}:1: error: missing required key "title"; add a line such as `title: "What '
    'happened"` [front-matter/missing-key]',
    "no-date": f'{POST}:1: error: missing required key "date"; '
    "add a line such as `date: 2025-11-20 09:00` [front-matter/missing-key]",
    "no-authors": f'{POST}:1: error: missing required key "authors"; '
    "add a line such as `authors: [Full Name]` [front-matter/missing-key]",
    "no-author-in-the-list": f'{POST}:4: error: missing required key "authors"; '
    "add a line such as `authors: [Full Name]` [front-matter/missing-key]",
    "no-category": f'{POST}:1: error: missing required key "category"; '
    "add a line such as `category: News` [front-matter/missing-key]",
    "empty-body": f"{POST}:7: error: missing text below the front matter; write some "
    "[file/empty-body]",
    # Values.
    "unreadable-date": f'{POST}:3: error: date "20th of April" is not a valid date; write it as '
    "2025-11-20 09:00 or 2025-11-20 09:00 +05:30 [front-matter/invalid-value]",
    "unknown-author": f'{POST}:4: error: unknown author "Ada Writter"; did you mean "Ada '
    'Writer" (content/authors/ada-writer.md)? [author/unknown]',
    "unlike-any-author": f'{POST}:4: error: unknown author "Zoe Quill"; add a profile with '
    '`python3 blog.py author "Zoe Quill"` [author/unknown]',
    "ai-as-author": f'{POST}:4: error: "AI" cannot be an author; name a person, and say how AI was '
    "used in made_with [author/not-a-person]",
    "author-and-authors": f'{POST}:4: error: "author" and "authors" are the same key; keep one of '
    "them [front-matter/duplicate-key]",
    "unknown-category": f'{POST}:5: error: unknown category "Newz"; did you mean "News"? '
    "[front-matter/unknown-category]",
    "unknown-status": f'{POST}:6: error: status "ready" must be one of published, draft, hidden '
    "[front-matter/invalid-value]",
    "tag-without-letters": f'{POST}:6: error: cannot build a URL from "!!!": it has no letters or '
    "digits "
    "[front-matter/no-slug]",
    "slug-too-long": f'{POST}:6: error: slug "{"x" * 40}…" has 256 bytes, and file names can have '
    "255; shorten it [front-matter/invalid-value]",
    "slug-twice": f'{POST}:6: error: slug "first" is already used by content/posts/first.md; give '
    "one of them another `slug` [slug/duplicate]",
    # Corrections.
    "correction-before-its-post": f"{POST}:7: error: correction is dated 2025-03-31 00:00 "
    "+05:30, before its post (2025-04-01 09:00 +05:30); change one "
    "[correction/invalid-date]",
    "correction-in-the-future": f"{POST}:7: error: correction is dated 2026-04-02 00:00 "
    "+05:30, which is in the future; write when it was made [correction/invalid-date]",
    "modified-in-the-future": f"{POST}:6: error: modified is in the future; write when the "
    "post was changed [modified/in-future]",
    # Permanent ids.
    "id-invalid": f'{POST}:6: error: id "post-1" is not a valid UUID or IRI; remove the line, or '
    "write an IRI such as https://old.example/?p=12 [front-matter/invalid-value]",
    "id-twice": f"{POST}:6: error: id is already used by content/posts/original.md; remove the "
    "line from the copy [id/duplicate]",
    "id-of-a-moved-post": f"{POST}:1: error: id derived from this path is already used by "
    "content/posts/moved.md; add a line `id: 91f9938c-24a5-5e68-921b-b509e97a514a` "
    "[id/duplicate]",
    # The form of the front matter.
    "unknown-key": f'{POST}:6: error: unknown key "sumary"; did you mean "summary"? '
    "[front-matter/unknown-key]",
    "key-twice": f'{POST}:6: error: key "title" is already used in line 2; keep one of them '
    "[front-matter/duplicate-key]",
    "broken-yaml": f"{POST}:2: error: invalid YAML: mapping values are not allowed in this "
    "context; "
    "put quotes around a value that contains a colon, a quotation mark or starts with @ * & % ` "
    "[front-matter/invalid]",
    "front-matter-unclosed": f"{POST}:1: error: the front matter is not closed; end it with a "
    "line of "
    "three dashes [front-matter/invalid]",
    "front-matter-in-toml": f"{POST}:2: error: invalid TOML: unterminated string; write each line "
    'as `key = "value"` [front-matter/invalid]',
    "front-matter-missing": f"{POST}:1: error: missing front matter; start the file with keys "
    "between two "
    "--- lines [front-matter/missing]",
    "not-utf-8": f"{POST}:10: error: the file is not UTF-8; save it in that encoding "
    "[file/not-utf-8]",
    # Images.
    "lead-image-missing": f'{POST}:6: error: image "plam.svg" not found; did you mean '
    '"plan.svg"? [image/not-found]',
    "lead-image-without-alt": f'{POST}:6: error: missing key "image_alt" beside "image"; '
    "describe in one "
    "sentence what the image shows [image/missing-alt]",
    "lead-image-invalid": f'{POST}:6: error: "images/words.png": not an image, or damaged at its '
    "start; copy or export it again [image/invalid]",
    "image-missing": f'{POST}:10: error: link "/images/plam.svg" not found; did you mean '
    '"/images/plan.svg"? [link/not-found]',
    "image-without-alt": f'{POST}:10: error: image "/images/plan.svg" has no alt text; describe '
    "the image in the brackets of ![…](…) [image/missing-alt]",
    # Links: what is proposed works when it is copied.
    "link-by-filename": f'{POST}:10: error: link "{{filename}}/posts/secnod.md" not found; did you '
    'mean "/posts/second.md"? [link/not-found]',
    "link-to-a-file": f'{POST}:10: error: link "secnod.md" not found; did you mean '
    '"/posts/second.md"? [link/not-found]',
    "link-in-raw-html": f'{POST}:10: error: link "secnod.md" not found; did you mean '
    '"/posts/second.md"? [link/not-found]',
    "link-to-a-path": f'{POST}:10: error: link "/abuot/" not found; did you mean "/about/"? '
    "[link/not-found]",
    "link-to-a-fragment": f'{POST}:10: error: link "second.md#detials": anchor "detials" not '
    'found; did you mean "details"? [link/missing-anchor]',
    "link-to-a-fragment-here": f'{POST}:10: error: link "#nowhere": anchor "nowhere" not found; '
    "correct it [link/missing-anchor]",
    "link-to-a-tag": f'{POST}:10: error: tag "Chipz" not found in any post; did you mean "chips"? '
    "[link/unknown-name]",
    "link-with-a-placeholder": f"{POST}:10: error: unknown placeholder {{file}}; write "
    "{filename} or {static} [link/unknown-placeholder]",
    "static-link-to-no-file": f'{POST}:10: error: link "{{static}}/images/gone.pdf" not found; put '
    "the file into content/images/ [link/not-found]",
    "link-to-a-draft": f'{POST}:10: error: link "unfinished.md" names a post that is not public; '
    "remove it or publish that post [link/withheld]",
    "link-on-a-page": 'content/pages/about.md:5: error: link "/nowhere-at-all.pdf" not found; put '
    "the file into content/ [link/not-found]",
    # Editions.
    "edition-of-an-invalid-week": 'content/editions/2025-W53.yaml:1: error: "2025-W53.yaml" is '
    "not named "
    "by a valid "
    "ISO week; name the file as in 2025-W47.yaml [edition/invalid-name]",
    "edition-not-a-list": "content/editions/2025-W03.yaml:1: error: the file must be a list "
    "of ids "
    "of posts, one a line after a dash [edition/invalid-file]",
    "edition-of-unknown-posts": "content/editions/2025-W03.yaml:2: error: public post with the id "
    '"20a9fa13-d04a-578f-9868-4b47b3e260a5" not found; publish it again, or remove the line '
    "[edition/unknown-post]",
    "edition-with-a-post-of-another": "content/editions/2025-W04.yaml:3: error: the post is "
    "already listed in "
    "content/editions/2025-W03.yaml:1; keep one of them [edition/duplicate-post]",
    # Pinned posts.
    "pin-unknown": f'{POST}:6: error: related post "secnd" not found among public posts; did you '
    'mean "second"? [related/not-found]',
    "pin-to-itself": f'{POST}:6: error: related names the post itself, "wrong"; remove it '
    "[related/not-found]",
    "pin-to-a-draft": f'{POST}:6: error: related post "unfinished" not found among public posts; '
    "remove it [related/not-found]",
    # Aliases.
    "alias-of-itself": f'{POST}:6: error: alias "wrong" is the URL of the page itself; remove it '
    "[redirect/loop]",
    "alias-of-another-post": f'{POST}:6: error: alias "/2025/01/first/" is already used by '
    "content/posts/first.md; remove it [redirect/conflict]",
    "alias-in-another-case": f'{POST}:6: error: alias "/2025/01/First/" is already used by '
    "content/posts/first.md, because case does not count; remove it [redirect/conflict]",
    "alias-of-a-page": f'{POST}:6: error: alias "/about" is already used by '
    "content/pages/about.md; remove it [redirect/conflict]",
    "alias-of-a-list": f'{POST}:6: error: alias "/2025/index.html" is already used by an archive; '
    "remove it [redirect/conflict]",
    "alias-of-a-page-of-a-list": f'{ALIAS} "/page/2/": path of a page of a list; remove it '
    "[redirect/invalid-alias]",
    "alias-of-a-tag": f'{POST}:6: error: alias "/tag/chips/" is already used by the tag "Chips"; '
    "remove it [redirect/conflict]",
    "alias-of-a-feed": f'{POST}:6: error: alias "/feeds/all.atom.xml" is already used by a feed; '
    "remove it [redirect/conflict]",
    "alias-of-a-file": f'{POST}:6: error: alias "/images/plan.svg" is already used by '
    "content/images/plan.svg; remove it [redirect/conflict]",
    "alias-of-a-file-of-the-site": f'{POST}:6: error: alias "/_redirects" is already used by a '
    "file of the site; remove it [redirect/conflict]",
    "alias-below-a-file": f'{POST}:6: error: alias "/feeds/all.atom.xml/old/" is below '
    "/feeds/all.atom.xml, the URL of a feed; remove it [redirect/conflict]",
    "alias-twice": f'{POST}:6: error: alias "/Old" is already used by content/posts/also.md; keep '
    "it in one of them [redirect/conflict]",
    "alias-with-a-query": f'{ALIAS} "/?p=12": redirects cannot depend on a query or fragment; '
    "remove ? or # [redirect/invalid-alias]",
    "alias-with-a-fragment": f'{ALIAS} "/old/#part": redirects cannot depend on a query or '
    "fragment; remove ? or # [redirect/invalid-alias]",
    "alias-out-of-the-site": f'{ALIAS} "/../old/": empty folder or . in the path; write the path '
    "without them [redirect/invalid-alias]",
    "alias-with-an-empty-folder": f'{ALIAS} "/2024//old/": empty folder or . in the path; write '
    "the path without them [redirect/invalid-alias]",
    "alias-with-an-encoded-line-break": f'{ALIAS} "/old%0A/": not a path; start it with a slash, '
    "or write the old slug alone [redirect/invalid-alias]",
    "alias-with-an-invalid-escape": f'{ALIAS} "/100%/old/": % without two hexadecimal digits; '
    "write "
    "%25 for the character % [redirect/invalid-alias]",
    "alias-without-a-slash": f'{ALIAS} "2024/old.html": not a path; start it with a slash, or '
    "write the old slug alone [redirect/invalid-alias]",
    "alias-not-a-page": f'{ALIAS} "mailto:a@example.org": not the URL of a page; write its '
    "path, such as /old/ [redirect/invalid-alias]",
    "alias-too-long": f'{ALIAS} "/{"x" * 256}/": longer than file names can be (255 bytes); '
    "shorten it [redirect/invalid-alias]",
    # Author profiles.
    "profile-without-name": f'{CLEO}:1: error: missing required key "name"; add a line such as '
    "`name: Full Name` [front-matter/missing-key]",
    "profile-without-bio": f"{CLEO}:4: error: missing bio; write it below the front matter "
    "[file/empty-body]",
    "profile-twice": f'{CLEO}:3: error: "Ada Writer" already has a profile: '
    "content/authors/ada-writer.md; remove one of them [author/duplicate-name]",
    "profile-named-as-a-file": f'{CLEO}:1: error: missing required key "name"; add a line such as '
    "`name: Full Name` [front-matter/missing-key]",
    "profile-with-unknown-key": f'{CLEO}:3: error: unknown key "rol"; did you mean "role"? '
    "[front-matter/unknown-key]",
    "profile-with-missing-portrait": f'{CLEO}:3: error: image "cleo.jpg" not found; put it into '
    "content/images/ "
    "[image/not-found]",
    "profile-with-a-portrait-outside": f'{CLEO}:3: error: image "../../plan.svg" not found; put '
    "it into "
    "content/images/ [image/not-found]",
    "profile-with-a-script": f"{CLEO}:5: error: active element <script>; {ACTIVE}",
    "profile-with-a-broken-link": f'{CLEO}:5: error: link "/gone/" not found; correct the path of '
    "the page [link/not-found]",
    # Entities.
    "entities-in-broken-yaml": f"{ENTITIES}:2: error: invalid YAML: mapping values are not "
    "allowed in this context; put quotes around a value that contains a colon, a quotation mark "
    "or starts with @ * & % ` [entity/invalid-file]",
    "entities-of-an-unknown-kind": f'{ENTITIES}:1: error: unknown kind of entity "company"; did '
    "you "
    'mean "companies"? [entity/unknown-kind]',
    "entities-not-a-list": f"{ENTITIES}:1: error: models must be a list of names; write each "
    "after a dash [entity/invalid-value]",
    "entities-with-an-alias-of-another": f'{ENTITIES}:4: error: name "facebook" is already '
    'used by "Meta" (line 2); remove it from one of the two [entity/duplicate-name]',
    "entities-with-the-same-url": f'{ENTITIES}:3: error: URL /person/zoe/ of "Zoe" is already '
    'used by "Zoë" (line 2); make one an alias of the other, or give it a slug '
    "[entity/duplicate-url]",
    "entities-not-utf-8": f"{ENTITIES}:2: error: the file is not UTF-8; save it in that encoding "
    "[file/not-utf-8]",
    "entities-in-a-file-of-another-name": "content/entities.yml:1: error: file ignored; name "
    "it entities.yaml [entity/ignored-file]",
    "entity-with-unknown-key": f'{ENTITIES}:3: error: unknown key "alias"; did you mean '
    '"aliases"? [entity/unknown-key]',
    "entity-without-name": f"{ENTITIES}:2: error: missing name of a topic; add `name: …` "
    "[entity/missing-name]",
    "entity-with-an-invalid-url": f"{ENTITIES}:3: error: same_as: invalid URL "
    '"about.meta.com": it must start with https:// [entity/invalid-value]',
    "entity-of-dropped-words": f"{ENTITIES}:2: error: YAML reads what follows # or starts with "
    "! or & as something else; put quotes around the value [entity/invalid-file]",
    "entity-without-letters": f'{POST}:6: error: cannot build a URL from "!!!": it has no letters '
    "or digits "
    "[front-matter/no-slug]",
    "page-at-the-url-of-an-index": "content/pages/models.md:3: error: URL /models/ is already "
    "used by “Models”; give the page another slug [url/conflict]",
    "link-to-a-company": f'{POST}:9: error: company "Meta" has no page; correct it '
    "[link/unknown-name]",
    # Scripts.
    "script": f"{POST}:10: error: active element <script>; {ACTIVE}",
    "script-after-its-name-in-the-title": f"{POST}:10: error: active element <script>; {ACTIVE}",
    "script-in-an-attribute": f"{POST}:10: error: event handler onclick= on <p>; {SCRIPT} "
    "[html/event-handler]",
    "script-in-a-link": f"{POST}:10: {SCRIPT_URL}",
    "script-in-a-link-as-entities": f"{POST}:10: {SCRIPT_URL}",
    "script-in-a-link-with-spaces": f"{POST}:10: {SCRIPT_URL}",
    "frame": f"{POST}:10: error: active element <iframe>; {ACTIVE}",
}


def report() -> str:
    """The text of the error with which the build of the site in this folder fails."""
    with pytest.raises(UserError) as error:
        build_here()
    return str(error.value)


@pytest.mark.parametrize("error", REPORTS)
def test_an_error_is_reported_with_its_line_and_alone(make_site: MakeSite, error: str) -> None:
    make_site(REFUSED / error)
    assert report() == f"{REPORTS[error]}\n1 error in 1 file; nothing was built"


def test_every_folder_of_an_error_is_in_the_table() -> None:
    assert {folder.name for folder in REFUSED.iterdir()} == set(REPORTS)


def combine(folder: Path, errors: Iterable[str]) -> dict[str, str]:
    """Return an overlay with the posts of several errors, each under a name of its own."""
    return {
        f"content/posts/wrong-{name}.md": (folder / name / POST).read_text(encoding="utf-8")
        for name in errors
    }


def test_all_errors_are_in_one_report_in_the_order_of_files(
    make_site: MakeSite,
) -> None:
    one_each = ["unknown-category", "no-title", "link-to-a-path", "script", "broken-yaml"]
    make_site(combine(REFUSED, one_each))
    *lines, count = report().split("\n")
    assert lines == [
        REPORTS[name].replace("wrong.md", f"wrong-{name}.md") for name in sorted(one_each)
    ]
    assert count == "5 errors in 5 files; nothing was built"


def test_errors_of_a_file_are_in_the_order_of_lines(make_site: MakeSite) -> None:
    front_matter = (
        "---\ntitle: Wrong\ndate: x\nauthors: [Ada Writer]\ncategory: Newz\nsumary: 1\n---\n"
    )
    make_site({POST: front_matter + "".join(f"\n[{n}](/{n}/)\n" for n in range(8))})
    lines = [int(line.split(":")[1]) for line in report().split("\n")[:-1]]
    assert lines == [3, 5, 6, *range(9, 25, 2)]


@pytest.mark.parametrize("error", [name for name in REPORTS if name.startswith(("scr", "frame"))])
def test_scripts_build_where_they_are_allowed(make_site: MakeSite, error: str) -> None:
    site = make_site(REFUSED / error)
    append(site, 'ACTIVE_HTML = {"allow": ["posts/wrong.md"]}')
    assert (build_here() / "2025" / "04" / "wrong" / "index.html").is_file()


def test_a_site_builds_with_warnings_for_all_errors_that_are_not_locked(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    codes = {name: text.rpartition("[")[2].rstrip("]") for name, text in REPORTS.items()}
    files = {name: [f for f in (REFUSED / name).rglob("*") if f.is_file()] for name in codes}
    names = [
        name
        for name, code in codes.items()
        if not CODES[code].lock and files[name] == [REFUSED / name / POST]
    ]
    site = make_site(combine(REFUSED, names))
    append(site, f"DIAGNOSTICS = {dict.fromkeys((codes[name] for name in names), 'warning')}")
    build_here()
    reported = set(re.findall(r"warning: .*\[(.*)\]", capfd.readouterr().err))
    assert {codes[name] for name in names} <= reported


def append(site: Path, line: str) -> int:
    """Add a line to pelicanconf.py of a site and return its number."""
    file = site / "pelicanconf.py"
    file.write_text(f"{file.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    return file.read_text(encoding="utf-8").count("\n")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("RELATED_POST = {}", 'unknown setting RELATED_POST; did you mean "RELATED_POSTS"?'),
        ("DEFAULT_PAGINATON = 3", "unknown setting DEFAULT_PAGINATON; did you mean "
         '"DEFAULT_PAGINATION"?'),
        ("ZZZ = 1", "unknown setting ZZZ; remove it"),
        ('SITE_URL = "https://x.example"', 'unknown setting SITE_URL; did you mean "SITEURL"?'),
        ('ARTCLE_URL = "{slug}/"', 'unknown setting ARTCLE_URL; did you mean "ARTICLE_URL"?'),
    ],
)  # fmt: skip
def test_an_unknown_setting_is_an_error_with_its_line(
    make_site: MakeSite, line: str, message: str
) -> None:
    number = append(make_site(), line)
    assert report() == f"pelicanconf.py:{number}: error: {message} [setting/unknown]"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('{"count": 4}', '{"count": "four"}',
         "RELATED_POSTS[\"count\"] must be a whole number, 0 or more, not 'four' "
         "[setting/invalid]"),
        ('{"count": 4}', '{"cuont": 4}', 'unknown key "cuont" in RELATED_POSTS; '
         'did you mean "count"? [setting/unknown-key]'),
        ('{"count": 4}', '{"zzz": 4}', 'unknown key "zzz" in RELATED_POSTS; keys: count '
         "[setting/unknown-key]"),
        ('{"count": 4}', "4", "RELATED_POSTS must be a dict, not 4 [setting/invalid]"),
    ],
)  # fmt: skip
def test_an_invalid_table_is_an_error_with_its_line(
    make_site: MakeSite, old: str, new: str, message: str
) -> None:
    file = make_site() / "pelicanconf.py"
    before, after = file.read_text(encoding="utf-8").split(f"RELATED_POSTS = {old}")
    file.write_text(f"{before}RELATED_POSTS = {new}{after}", encoding="utf-8")
    number = before.count("\n") + 1
    assert report() == f"pelicanconf.py:{number}: error: {message}"


def test_the_command_reports_on_standard_error_and_exits_with_1(make_site: MakeSite) -> None:
    done = run("build", folder=make_site(REFUSED / "no-title"))
    assert done.returncode == 1
    assert done.stderr == f"{REPORTS['no-title']}\n1 error in 1 file; nothing was built\n"
    assert "built" not in done.stdout


def contents(folder: Path) -> dict[str, bytes]:
    files = [p for p in folder.rglob("*") if p.is_file() and ".cache" not in p.parts]
    return {str(path): path.read_bytes() for path in files}


def test_a_failed_build_leaves_the_output_as_it_was(make_site: MakeSite) -> None:
    site = make_site(REFUSED / "no-title")
    (site / "output").mkdir()
    (site / "output" / "old.html").write_text("old")
    before = contents(site)
    report()
    assert contents(site) == before
    assert not list(site.glob(".output-*"))


def test_a_good_build_leaves_no_folder_beside_the_output(make_site: MakeSite) -> None:
    site = make_site({"output/.gitkeep": "", "output/old.html": "old"})
    build_here()
    assert not list(site.glob(".output-*"))
    assert (site / "output" / ".gitkeep").is_file()
    assert not (site / "output" / "old.html").exists()


FIRST = (FIXTURES / "site" / "content" / "posts" / "first.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no-mark", "byte-order-mark"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
def test_the_way_a_file_was_saved_changes_no_byte(
    make_site: MakeSite, mark: bytes, ending: bytes
) -> None:
    site = make_site()
    before = contents(build_here())
    for name in ("posts/first.md", "posts/third.md", "authors/ada-writer.md", "pages/about.md"):
        file = site / "content" / name
        file.write_bytes(mark + file.read_bytes().replace(b"\n", ending))
    assert contents(build_here()) == before


def test_a_long_title_is_a_warning_only(
    make_site: MakeSite, capfd: pytest.CaptureFixture[str]
) -> None:
    make_site({"content/posts/first.md": FIRST.replace("The first post", "T" * 111)})
    build_here()
    assert capfd.readouterr().err == (
        "content/posts/first.md:2: warning: the title has 111 characters; "
        "search results cut it after 110 [front-matter/long-title]\n"
    )
