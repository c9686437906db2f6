"""A login of a git remote: it works, and appears in no argument of any process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsroom.deploy.github.repository import Login, login_environment, split_login
from tests.built import version
from tests.git_server import GitServer, running_git_server
from tests.newsroom.conftest import Project
from tests.newsroom.deploy.hub import branch, git
from tests.newsroom.deploy.programs import watch

NAME, PASSWORD = "ada@example.org", "p@ss/w:rd %$(touch made)'\""
ENCODED = "ada%40example.org:p%40ss%2Fw%3Ard%20%25$%28touch%20made%29'%22"


@pytest.fixture
def server(hub: Path) -> Iterator[GitServer]:
    """A server with the bare repository."""
    with running_git_server(hub.parent, NAME, PASSWORD) as running:
        yield running


def in_dest(project: Project, server: GitServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the variable DEST, which `make` passes on."""
    monkeypatch.setenv("DEST", f"http://{ENCODED}@{server.host}/hub.git")


def in_origin(project: Project, server: GitServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the configuration of the project's repository."""
    git(project.folder, "init", "--quiet")
    git(project.folder, "remote", "add", "origin", f"http://{ENCODED}@{server.host}/hub.git")


def in_instead_of(project: Project, server: GitServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """In what git puts in place of another URL, as the workflow has it."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    key = f"url.http://{ENCODED}@{server.host}/.insteadOf"
    monkeypatch.setenv("GIT_CONFIG_KEY_0", key)
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"http://{server.host}/")
    monkeypatch.setenv("DEST", f"http://{server.host}/hub.git")


def in_a_helper(project: Project, server: GitServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name in DEST, the password in a credential helper of the user."""
    store = project.folder.parent / "credentials"
    store.write_text(f"http://{ENCODED}@{server.host}\n")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "credential.helper")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"store --file='{store}'")
    monkeypatch.setenv("DEST", f"http://{ENCODED.partition(':')[0]}@{server.host}/hub.git")


@pytest.mark.parametrize("login", [in_dest, in_origin, in_instead_of, in_a_helper])
def test_a_login_signs_in_and_is_in_no_argument(
    project: Project,
    hub: Path,
    server: GitServer,
    monkeypatch: pytest.MonkeyPatch,
    login: Callable[[Project, GitServer, pytest.MonkeyPatch], None],
) -> None:
    login(project, server, monkeypatch)
    arguments = watch("git", project.folder.parent / "bin", monkeypatch)
    for number in range(2):
        project.build(version(number))
        done = project.run("github", "--yes")
        assert (done.status, done.err) == (0, "")
        assert f"github: pushing to http://{server.host}/hub.git, branch gh-pages\n" in done.out
        assert branch(hub) == version(number) | {".nojekyll": b""}
    process_list = "".join(server.command_lines) + arguments.read_text(encoding="utf-8")
    assert "--force-with-lease" in process_list
    assert f"http://{server.host}/hub.git" in process_list  # git's helper, while it waited
    for secret in (PASSWORD, ENCODED, ENCODED.partition(":")[2], "p%40ss", "p@ss"):
        assert secret not in process_list
    assert not Path("made").exists()


def test_no_other_helper_is_asked(
    project: Project, server: GitServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of the user's would keep the login, and may know another one for that server."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "credential.helper")
    helper = f"!f() {{ echo $1 >> '{tmp_path}/asked'; echo username=x; echo password=y; }}; f"
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", helper)
    in_login = f"http://{ENCODED}@{server.host}/hub.git"
    project.build(version(0))
    done = project.run("github", "--yes", "--dest", in_login)
    assert (done.status, done.err) == (0, "")
    assert not (tmp_path / "asked").exists()


def test_a_wrong_password_is_not_shown(
    project: Project, server: GitServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEST", f"http://ada:wrong-word@{server.host}/hub.git")
    project.build(version(0))
    done = project.run("github", "--yes")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "Authentication failed" in done.err
    assert server.refused
    assert "wrong-word" not in done.err + done.out + "".join(server.command_lines)


@pytest.mark.parametrize(
    ("url", "clean", "login"),
    [
        ("https://example.org/x.git", "https://example.org/x.git", None),
        ("https://me:p@example.org/x", "https://example.org/x", Login("me", "p")),
        ("https://me:p@ss@example.org:8/x", "https://example.org:8/x", Login("me", "p@ss")),
        ("https://me:%40%2F@example.org/x", "https://example.org/x", Login("me", "@/")),
        ("https://token:@example.org/x", "https://example.org/x", Login("token", "")),
        ("https://:p@example.org/x", "https://example.org/x", Login("", "p")),
        ("https://me@example.org/x", "https://example.org/x", Login("me", None)),
        ("http://me:p@[::1]:8/x", "http://[::1]:8/x", Login("me", "p")),
        ("ssh://git@example.org/x", "ssh://git@example.org/x", None),
        ("git@example.org:x/y.git", "git@example.org:x/y.git", None),
        ("/srv/a@b/x.git", "/srv/a@b/x.git", None),
        ("https://example.org/@me:x/y", "https://example.org/@me:x/y", None),
    ],
)
def test_a_login_is_taken_out_of_a_url(url: str, clean: str, login: Login | None) -> None:
    assert split_login(url) == (clean, login)


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("ssh://me:hidden@example.org/x", "git takes no password by ssh; remove it from the URL"),
        ("git+ssh://me:hidden@example.org/x", "git takes no password by ssh; remove it from the"),
        ("me:hidden@example.org:x.git", "git takes no password by ssh; remove it from the URL"),
        ("https://me:hidden%0Ahost=x@a.example/x", "the login of the git remote contains a charac"),
        ("https://me:hidden%00@a.example/x", "the login of the git remote contains a character"),
    ],
)
def test_a_login_of_no_use_is_refused(project: Project, to: str, message: str) -> None:
    project.build(version(0))
    done = project.run("github", "--yes", "--dest", to)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(message)
    assert "hidden" not in done.err


def test_settings_of_the_environment_stay() -> None:
    """Those of a workflow come first, and ours after them."""
    variables = login_environment(
        "https://a.example/x", Login("me", None), {"GIT_CONFIG_COUNT": "2"}
    )
    assert variables == {
        "GIT_CONFIG_COUNT": "5",
        "GIT_CONFIG_KEY_2": "url.https://a.example/x.insteadOf",
        "GIT_CONFIG_VALUE_2": "https://a.example/x",
        "GIT_CONFIG_KEY_3": "url.https://a.example/x.pushInsteadOf",
        "GIT_CONFIG_VALUE_3": "https://a.example/x",
        "GIT_CONFIG_KEY_4": "credential.https://a.example.username",
        "GIT_CONFIG_VALUE_4": "me",
    }
