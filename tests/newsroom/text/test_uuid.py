"""Ids of posts as UUIDs and as IRIs."""

import pytest

from newsroom.text.uuid import identifier_iri, identifier_uuid

OWN = "0b6c1a52-2f5e-4f55-9f0e-3d9d0c4a7b21"
TAG = "tag:blogger.com,1999:blog-1.post-2"


@pytest.mark.parametrize(
    ("identifier", "iri", "uuid"),
    [
        (OWN, f"urn:uuid:{OWN}", OWN),
        (f"urn:uuid:{OWN.upper()}", f"urn:uuid:{OWN.upper()}", OWN),
        (TAG, TAG, "1fe4f4e3-9dc0-55ae-aa3a-3709d8ae1e71"),
        ("https://old.example/?p=1", "https://old.example/?p=1",
         "8ace9007-17fa-5b10-9f9b-8cbe3329752f"),
    ],
)  # fmt: skip
def test_an_id_has_an_iri_and_a_uuid(identifier: str, iri: str, uuid: str) -> None:
    assert identifier_iri(identifier) == iri
    assert str(identifier_uuid(identifier)) == uuid
