"""Edits of all sources but posts: profiles, pages, data, images, files, theme and settings."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from tests.chains.post_edits import Edit, pick, set_key
from tests.chains.project import WORDS, Project, save_image

# What templates may read beyond what those of the theme do.
READS = (
    "{{ site.articles | length }}",
    "{{ site.articles[0].front_matter.title }}",
    "{{ settings.now.isoformat() }}",
    "{{ site.files | length }}",
    "{{ file.url }}",
    '{{ site.files | map(attribute="url") | join(" ") }}',
    "{{ site.articles | map(attribute='share_card.url') | join if site.card_design else '' }}",
    '{{ site.tags | map(attribute="name") | join(", ") }}',
    "{% for a in site.all_articles %}{{ a.tags | length }}{% endfor %}",
    "{{ site.report.withheld | length }}",
    '{% include "parts/extra.html" ignore missing %}',
    '{{ "css/site.css" | theme_file }}',
    "{{ site.articles | map(attribute='related_posts') | map('length') | join }}",
    "",
)
TAG = re.compile(r"<(?!script|meta|link|html|head|base|img)[a-z]+\b(?: data-edit=\"\d+\")?")
SETTINGS = (
    "SITENAME = 'Another Gazette'",
    "SITESUBTITLE = 'Reports on “chains” & edits'",
    "RELATED_POSTS = {'count': 2}",
    "FEEDS = FEEDS | {'items': 3}",
    "FEEDS = FEEDS | {'hub': 'https://hub.example/'}",
    "ENTITIES = {'minimum': 1, 'together': 2}",
    "FRONT_PAGE = {'rail': 1}",
    "AUTHOR_BIOS = {'more': 1}",
    "DEFAULT_PAGINATION = 2",
    "CATEGORIES = CATEGORIES[::-1]",
    "CATEGORIES = [{**row, 'description': 'Other words.'} for row in CATEGORIES]",
    "NAVIGATION = NAVIGATION[:2]",
    "ARTICLE_URL = '{slug}/'",
    "TAG_URL = 'tags/{slug}/'",
    "PLUGINS = [name for name in PLUGINS if name != 'plugins.publish.llms']",
    "PLUGINS = [name for name in PLUGINS if name != 'plugins.enrich.series']",
    "ROBOTS = {'search': 'allow', 'answers': 'disallow', 'training': 'allow'}",
    "DIAGNOSTICS = {'source/missing': 'error'}",
    "IGNORE_FILES = [*IGNORE_FILES, 'brief-*']",
    "FEEDBACK_LINKS = FEEDBACK_LINKS | {'repository': 'https://git.example/gazette'}",
    "FOLLOW = [{'name': 'Mastodon', 'url': 'https://social.example/@gazette'}]",
    "JINJA_ENVIRONMENT = {**JINJA_ENVIRONMENT, 'trim_blocks': False}",
    "MARKDOWN = {**MARKDOWN, 'output_format': 'xhtml'}",
    "SHARE_CARDS = {'draw': 'never'}",
    "SHARE_CARDS = {'draw': 'build', 'fonts': ['theme/static/fonts/newsreader.woff2']}",
    "SHARE_CARDS = {'draw': 'build', 'fonts': ['content/images/photo.png']}",
    "SEARCH = {'index': 'build'}",
    "SEARCH = {'index': 'publish'}",
    "SUMARY = 1",
    "",
)
LOCALES = (
    "TIMEZONE = 'America/St_Johns'",
    "TIMEZONE = 'UTC'",
    "DEFAULT_LANG = 'hi'",
    "DEFAULT_LANG = 'en'",
)
PROFILES = ("ada-writer", "ben-helper", "cleo-painter", "idle-writer")
ENTITIES = (
    ("aliases: [Acme Works]", "aliases: [Acme Works, Cobalt]"),
    ("aliases: [North Light]", "aliases: [Cobalt]"),
    ("name: Borealis", "name: Boreal Light"),
    ("description: A maker", "description: The maker"),
    ("  - name: Cooling\n", "  - name: Cooling\n    aliases: [Cold]\n"),
    ("companies:\n", "companies:\n  - Delta\n"),
    ("  - name: Heron\n", "  - name: Heron\n    unknown: key\n"),
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
IDS = ("6f8c1f0e-3f0b-5c0a-9a36-0d2f4a3c1c01", "6f8c1f0e-3f0b-5c0a-9a36-0d2f4a3c1c02")


def edit_bio(project: Project, which: int, how: int) -> str:
    """Add to the bio of an author."""
    profile = project.content / "authors" / f"{pick(PROFILES, which)}.md"
    with profile.open("a", encoding="utf-8") as file:
        file.write(f"\n{pick(WORDS, how)}.\n")
    return f"{project.name(profile)}: one more paragraph"


def edit_profile(project: Project, which: int, how: int) -> str:
    """Change a key of a profile."""
    profile = project.content / "authors" / f"{pick(PROFILES, which)}.md"
    keys = (
        ("role", "Editor at large"), ("role", None), ("avatar", "plan.svg"), ("avatar", None),
        ("email", "desk@gazette.example"), ("slug", "somebody"), ("slug", None),
    )  # fmt: skip
    key, value = pick(keys, how)
    set_key(profile, key, value)
    return f"{project.name(profile)}: {key} is now {value}"


def new_author(project: Project, which: int, how: int) -> str:
    """Write a profile, and give the author a post."""
    name = pick(("Dora Novák", "Dora Novak", "Emil"), how)
    profile = project.content / "authors" / f"new-{how % 3}.md"
    profile.write_text(f"---\nname: {name}\n---\n\nNew here.\n", encoding="utf-8")
    set_key(pick(project.posts(), which), "authors", f"[{name}]")
    return f"{project.name(profile)}: {name}, with {project.name(pick(project.posts(), which))}"


def edit_entities(project: Project, which: int, how: int) -> str:
    """Change the registry of entities, at one line or back."""
    file = project.content / "entities.yaml"
    old, new = pick(ENTITIES, which)
    text = file.read_text(encoding="utf-8")
    text = text.replace(new, old) if new in text else text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return f"{project.name(file)}: {old!r} and {new!r} exchanged"


def edit_edition(project: Project, which: int, how: int) -> str:
    """Write the ids of an edition: one post, both, in any order, or none."""
    file = project.content / "editions" / pick(("2025-W47.yaml", "2025-W48.yaml"), which)
    ids = pick((IDS, IDS[::-1], IDS[:1], IDS[1:], ()), how)
    file.write_text("".join(f"- {post}\n" for post in ids), encoding="utf-8")
    return f"{project.name(file)}: {len(ids)} posts"


def edit_page(project: Project, which: int, how: int) -> str:
    """Add to a page, or write a new one."""
    names = ("about", "contact", "corrections", "colophon", "about.hi", "hidden-page", "new-page")
    page = project.content / "pages" / f"{pick(names, which)}.md"
    if not page.exists():
        page.write_text("---\ntitle: A new page\n---\n", encoding="utf-8")
    with page.open("a", encoding="utf-8") as file:
        file.write(f"\n{pick(WORDS, how)}.\n")
    return f"{project.name(page)}: one more paragraph"


def edit_static(project: Project, which: int, how: int) -> str:
    """Write, change or delete a file that is copied."""
    names = ("static/files/table.csv", "static/new.txt", "posts/2025/pumps.csv", "static/a/b.csv")
    file = project.content / pick(names, which)
    if file.exists() and how % 3 == 0:
        file.unlink()
        return f"{project.name(file)}: deleted"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"a,b\n{how},2\n", encoding="utf-8")
    return f"{project.name(file)}: written"


def edit_host_rules(project: Project, which: int, how: int) -> str:
    """Change the owner's redirects or headers."""
    name, lines = pick(
        (
            ("_redirects", ("/fig /about/ 302\n", "/fig /contact/ 301\n", "/old/* /about/ 302\n")),
            ("_headers", ("/files/*\n  X-Table: no\n", "/*\n  X-All: yes\n", "")),
        ),
        which,
    )
    file = project.content / "static" / name
    file.write_text(pick(lines, how), encoding="utf-8")
    return f"{project.name(file)}: {pick(lines, how)!r}"


def replace_image(project: Project, which: int, how: int) -> str:
    """Replace the image that posts show, by one of the same size or another."""
    size = pick(((64, 48), (64, 48), (48, 64), (1200, 675)), which)
    save_image(project.content / "images" / "photo.png", size, how % 256)
    return f"content/images/photo.png: {size[0]} × {size[1]}, gray {how % 256}"


def replace_drawing(project: Project, which: int, how: int) -> str:
    """Replace the drawing that posts show."""
    file = project.content / "images" / "plan.svg"
    width = pick((16, 160, 1600), which)
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="9">'
        f"<title>{how}</title></svg>\n",
        encoding="utf-8",
    )
    return f"{project.name(file)}: {width} pixels wide, title {how}"


def edit_css(project: Project, which: int, how: int) -> str:
    """Change the style sheet, or add a file to the theme."""
    static = project.folder / "theme" / "static"
    if which % 3 == 0:
        (static / "extra.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{how}" height="1"/>', encoding="utf-8"
        )
        return f"theme/static/extra.svg: {how} pixels wide"
    with (static / "css" / "site.css").open("a", encoding="utf-8") as file:
        file.write(f".edit-{how} {{ margin: 0; }}\n")
    return f"theme/static/css/site.css: one more rule, .edit-{how}"


def edit_colour(project: Project, which: int, how: int) -> str:
    """Change a colour that cards and icons have, also to what is not one."""
    file = project.folder / "theme" / "static" / "css" / "site.css"
    name = pick(("paper", "ink", "soft", "accent", "rule"), which)
    value = pick(("#123456", "#abc", "red", "#fbf8f2"), how)
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub(rf"--{name}: [^;]+;", f"--{name}: {value};", text, count=1), encoding="utf-8"
    )
    return f"{project.name(file)}: --{name} is now {value}"


def edit_mark(project: Project, which: int, how: int) -> str:
    """Change the mark of the theme, or bring an icon or a logo."""
    static = project.folder / "theme" / "static"
    shape = pick(
        ("<circle cx='4' cy='4' r='3'/>", "<path d='M0 0h8v8H0z'/>", "<text>A</text>"), how
    )
    path, text = pick(
        (
            (static / "favicon.svg", f'{SVG} viewBox="0 0 8 8">{shape}</svg>\n'),
            (static / "favicon.ico", f"icon {how}"),
            (project.content / "static" / "favicon.ico", f"icon {how}"),
            (project.content / "static" / "site.webmanifest", f'{{"name": "{how}"}}\n'),
        ),
        which,
    )
    if path.exists() and path.suffix != ".svg" and how % 2:
        path.unlink()
        return f"{project.name(path)}: deleted"
    path.write_text(text, encoding="utf-8")
    return f"{project.name(path)}: {text.strip()}"


def mark_template(file: Path, number: int) -> None:
    """Give the first element of a template an attribute, or XML a comment."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".xml":
        head, tag, rest = re.split(r"(<[a-z]+[^>?]*>)", text, maxsplit=1)
        rest = re.sub(r"^<!-- \d+ -->", "", rest)
        text = f"{head}{tag}<!-- {number} -->{rest}"
    elif file.suffix == ".html":
        text = TAG.sub(lambda tag: f'{tag[0].split()[0]} data-edit="{number}"', text, count=1)
    else:
        text += f"\nEdit {number}.\n"
    file.write_text(text, encoding="utf-8")


def templates(project: Project, pattern: str) -> Sequence[Path]:
    """The templates whose path matches."""
    folder = project.folder / "theme" / "templates"
    return sorted(path for path in folder.glob(pattern) if path.name != "robots.txt")


def edit_template(project: Project, which: int, how: int) -> str:
    """Change a template."""
    file = pick(templates(project, "*.*"), which)
    mark_template(file, how)
    return f"{project.name(file)}: edit {how}"


def edit_words(project: Project, which: int, how: int) -> str:
    """Change a word of the theme, or bring one of the site, also one that does not exist."""
    key = pick(("also_read", "contents", "corrected_title", "unknown"), which)
    text = f"{pick(WORDS, how)} {{title}}" if key == "corrected_title" else pick(WORDS, how)
    file = project.content / "locale" / pick(("en.yaml", "hi.yaml"), which // 4)
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{key}: '{text}'\n", encoding="utf-8")
    return f"{project.name(file)}: {key} is now {text!r}"


def edit_part(project: Project, which: int, how: int) -> str:
    """Change a part of templates."""
    file = pick(templates(project, "parts/*.*"), which)
    mark_template(file, how)
    return f"{project.name(file)}: edit {how}"


def read_more(project: Project, which: int, how: int) -> str:
    """Print something else about the site in the footer of each page, or on an article's."""
    name, tag = pick((("footer.html", "<footer"), ("byline.html", "<p")), which)
    file = project.folder / "theme" / "templates" / "parts" / name
    text = re.sub(r"<span>.*</span>\n", "", file.read_text(encoding="utf-8"))
    words = f"<span>{pick(READS, how)}</span>\n"
    end = text.index(">", text.index(tag)) + 1
    file.write_text(f"{text[:end]}{words}{text[end:]}", encoding="utf-8")
    return f"{project.name(file)}: prints {pick(READS, how)}"


def add_part(project: Project, which: int, how: int) -> str:
    """Write a part that a template may include, or remove it."""
    file = project.folder / "theme" / "templates" / "parts" / "extra.html"
    if which % 3 == 0:
        file.unlink(missing_ok=True)
        return f"{project.name(file)}: removed"
    file.write_text(f"<b>{how}</b>\n", encoding="utf-8")
    return f"{project.name(file)}: {how}"


def set_lines(project: Project, line: str) -> str:
    """Make a line the last one of the settings, in place of that of an earlier edit."""
    file = project.folder / "pelicanconf.py"
    text = file.read_text(encoding="utf-8").partition("\n# edit\n")[0].rstrip("\n")
    file.write_text(f"{text}\n\n# edit\n{line}\n", encoding="utf-8")
    return f"{project.name(file)}: {line}"


def edit_setting(project: Project, which: int, how: int) -> str:
    """Change a setting."""
    return set_lines(project, pick(SETTINGS, which))


def edit_locale(project: Project, which: int, how: int) -> str:
    """Change the time zone or the language."""
    return set_lines(project, pick(LOCALES, which))


def sources(project: Project) -> Sequence[Path]:
    """Every file of the project that a person may save."""
    folders = (project.content, project.folder / "theme")
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return sorted([*files, project.folder / "pelicanconf.py"])


def change_mode(project: Project, which: int, how: int) -> str:
    """Change the mode of a source."""
    file, mode = pick(sources(project), which), pick((0o600, 0o755, 0o444, 0o644), how)
    file.chmod(mode)
    return f"{project.name(file)}: mode {mode:o}"


def touch_all(project: Project, which: int, how: int) -> str:
    """Give every source another time, as a checkout does."""
    seconds = 1_000_000_000 + which * 1000 + how
    for file in sources(project):
        os.utime(file, (seconds, seconds))
    return "all sources: other times"


def keep_time(project: Project, which: int, how: int) -> str:
    """Change a letter of a source, whose size and time stay."""
    files = [f for f in sources(project) if f.suffix in {".md", ".html", ".css", ".csv", ".yaml"}]
    file = pick([*files, project.folder / "pelicanconf.py"], which * 31 + how)
    status = file.stat()
    text = file.read_text(encoding="utf-8")
    letters = (("the", "teh"), ("teh", "the"), ("Test", "Tset"), ("Tset", "Test"), ("4", "5"))
    old, new = next(((old, new) for old, new in letters if old in text), ("a", "a"))
    file.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    return f"{project.name(file)}: {old!r} is now {new!r}, same size and time"


def keep_image_time(project: Project, which: int, how: int) -> str:
    """Turn the image by 90 degrees, or give it another gray: its size in bytes and time stay."""
    file = project.content / "images" / "photo.png"
    status = file.stat()
    save_image(file, pick(((32, 24), (24, 32)), which), how % 256)
    data = file.read_bytes()
    file.write_bytes(data[: status.st_size].ljust(status.st_size, b"\0"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    return f"{project.name(file)}: {pick(('32 × 24', '24 × 32'), which)}, same size and time"


SITE_EDITS: dict[str, Edit] = {
    "bio": edit_bio,
    "profile": edit_profile,
    "new_author": new_author,
    "entities": edit_entities,
    "edition": edit_edition,
    "page": edit_page,
    "static": edit_static,
    "host_rules": edit_host_rules,
    "image_file": replace_image,
    "drawing": replace_drawing,
    "css": edit_css,
    "colour": edit_colour,
    "mark": edit_mark,
    "template": edit_template,
    "part": edit_part,
    "words": edit_words,
    "read_more": read_more,
    "add_part": add_part,
    "setting": edit_setting,
    "locale": edit_locale,
    "mode": change_mode,
    "touch_all": touch_all,
    "keep_time": keep_time,
    "keep_image_time": keep_image_time,
}
