"""The keys of an author profile."""

import pytest

from newsroom.content.authors import validate_profile
from newsroom.content.front_matter.parser import parse_front_matter

FILE = "content/authors/cy.md"


def validate(keys: str, bio: str = "Bio.") -> tuple[dict[str, object], list[tuple[int, str, str]]]:
    values, diagnostics = validate_profile(parse_front_matter(f"---\n{keys}\n---\n\n{bio}\n", FILE))
    return values, [(d.line, d.code, d.text) for d in diagnostics]


def test_a_profile_has_typed_values() -> None:
    keys = "name: Cy\nrole: Editor\navatar: cy.png\nlinks:\n  - {title: X, url: https://x.example/}"
    values, problems = validate(keys)
    links = values.pop("links")
    assert isinstance(links, tuple)
    assert [(link.title, link.url) for link in links] == [("X", "https://x.example/")]
    assert values == {"name": "Cy", "role": "Editor", "avatar": "cy.png"}
    assert problems == []


@pytest.mark.parametrize(
    ("keys", "bio", "line", "code", "message"),
    [
        ("role: x", "Bio.", 1, "front-matter/missing-key",
         'missing required key "name"; add a line such as `name: Full Name`'),
        ("name: Cy", "", 4, "file/empty-body", "missing bio; write it below the front matter"),
        ("name: Cy\nnmae: Cy", "Bio.", 3, "front-matter/unknown-key",
         'unknown key "nmae"; did you mean "name"?'),
        ("name: Cy\nzzz: Cy", "Bio.", 3, "front-matter/unknown-key",
         'unknown key "zzz"; keys of an author profile: name, role, avatar, email, links, '
         'fediverse, organization, slug'),
        ("name: Cy\norganization: perhaps", "Bio.", 3, "front-matter/invalid-value",
         "organization must be true or false"),
        ("name: Cy\nfediverse: cy", "Bio.", 3, "front-matter/invalid-value",
         'fediverse "cy" is not an account of the fediverse; write it as @name@host'),
        ("name: Cy\nlinks: https://x.example/", "Bio.", 3, "front-matter/invalid-value",
         "links must be a list of {title, url}"),
    ],
)  # fmt: skip
def test_an_error_in_a_profile(keys: str, bio: str, *, line: int, code: str, message: str) -> None:
    assert validate(keys, bio)[1] == [(line, code, message)]
