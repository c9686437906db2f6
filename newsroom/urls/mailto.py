"""URLs that start mail (RFC 6068).

Every character outside its `unreserved` set is percent-encoded as UTF-8, so that quotes, `&`, `%`,
emoji and Devanagari arrive as they were.
"""

from urllib.parse import quote


def mailto(email: str, subject: str, body: str) -> str:
    """Return a mailto URL with subject and body, whose lines end in CRLF (RFC 6068, section 5)."""
    query = {"subject": subject, "body": "\r\n".join(body.split("\n"))}
    fields = "&".join(f"{name}={quote(text, safe='')}" for name, text in query.items())
    return f"mailto:{quote(email, safe='@')}?{fields}"
