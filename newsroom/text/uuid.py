"""UUIDs as text, and ids that are other IRIs."""

import re
from uuid import NAMESPACE_URL, uuid5
from uuid import UUID as AnyUuid  # ours is the pattern

# Versions 1 to 8 and the variant of RFC 9562; neither nil nor max, which name nothing.
UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")


def identifier_uuid(identifier: str) -> AnyUuid:
    """Return the UUID of an id: its own, or one derived from another IRI (RFC 9562, 5.5)."""
    try:
        return AnyUuid(identifier)
    except ValueError:
        return uuid5(NAMESPACE_URL, identifier)


def identifier_iri(identifier: str) -> str:
    """Return an id as an IRI: a UUID as a URN (RFC 9562, section 4), any other as it is.

    A URN stays when the domain of the site changes.
    """
    return f"urn:uuid:{identifier}" if UUID.match(identifier) else identifier
