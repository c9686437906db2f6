"""The text of a post, as a file of the fixture site."""

POST = """---
title: {title}
date: 2025-04-01 09:00
authors: [Ada Writer]
category: News
{more}
---

Text of {title}.
"""


def post_text(title: str, more: str) -> str:
    """A post in April 2025 with more lines in its front matter."""
    return POST.format(title=title, more=more)
