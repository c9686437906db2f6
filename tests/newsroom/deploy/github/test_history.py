"""Which commits of a branch are deployments."""

import pytest

from newsroom.deploy.github.history import Commit, deployment_message, last_deployment
from newsroom.deploy.plan import Changes

TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"


def test_a_new_deployment_has_a_marker_that_names_no_module() -> None:
    message = deployment_message(Changes(added=("a",)), "https://example.org", TREE)
    assert message == (
        "Deploy the site\n\n1 added, 0 changed, 0 removed\n\n"
        f"Site: https://example.org\nTree: {TREE}\nDeployed-by: AI Hub Blog\n"
    )
    assert Commit("1", TREE, message).is_deployment


@pytest.mark.parametrize(
    ("message", "is_deployment"),
    [
        ("Deploy the site\n\nDeployed-by: tools.deploy", True),
        (f"Deploy the site\n\nTree: {TREE}\nDeployed-by: tools.deploy\n", True),
        (f"Deploy the site\n\nTree: {TREE}\nDeployed-by: AI Hub Blog\n", True),
        (f"Deploy the site\n\nTree: {TREE[::-1]}\nDeployed-by: tools.deploy\n", False),
        (f"Deploy the site\n\nTree: {TREE[::-1]}\nDeployed-by: AI Hub Blog\n", False),
        ("Deploy the site\n\nDeployed-by: Ada\n", False),
        ("Deployed-by: AI Hub Blog, by hand", False),
        ("Change diary.txt", False),
    ],
)
def test_old_and_new_markers(message: str, *, is_deployment: bool) -> None:
    commit = Commit("1", TREE, message)
    assert commit.is_deployment is is_deployment
    assert last_deployment([Commit("2", TREE, "diary"), commit]) == (
        commit if is_deployment else None
    )
