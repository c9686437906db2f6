"""When the process that builds is started again."""

import pytest

from newsroom.preview.session import needs_new_worker


@pytest.mark.parametrize(
    ("path", "needs"),
    [
        ("pelicanconf.py", True),
        ("glossary.py", True),
        ("plugins/read/documents.py", True),
        ("/srv/shared/theme/filters.py", True),
        ("content/posts/example.py", False),
        ("content/posts/a.md", False),
        ("theme/templates/base.html", False),
        ("plugins", True),
        ("theme", False),
        ("content/posts", False),
    ],
)
def test_a_module_needs_a_new_process(path: str, needs: bool) -> None:
    assert needs_new_worker([path]) is needs
    assert needs_new_worker(["content/posts/a.md", path]) is needs
