"""HTML that covers or imitates the page, or sends what readers write to another site."""

import pytest

from tests.conftest import MakeSite, build_here

POST = """---
title: Deceptive
date: 2025-04-01 09:00
authors: [Ada Writer]
category: Practice
---

Text.

<p class="byline">Written by: the editor</p>
"""


def test_a_build_warns_with_the_line(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site({"content/posts/new.md": POST})
    build_here()
    warning = 'content/posts/new.md:10: warning: class "byline" on <p> is one of the page around it'
    assert warning in capsys.readouterr().err
