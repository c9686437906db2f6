"""When posts, pages and lists last changed."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from newsroom.content.front_matter.nested_fields import Correction
from newsroom.content.front_matter.schema import EPOCH
from newsroom.site.changes import last_change, newest_change
from tests.model import DAY, make_article

LATER = DAY + timedelta(days=9)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ({}, DAY),
        ({"modified": LATER}, LATER),
        ({"modified": DAY - timedelta(1)}, DAY),
        ({"corrections": (Correction(LATER, "T"),)}, LATER),
        ({"date": EPOCH}, None),
        ({"date": EPOCH, "modified": LATER}, LATER),
    ],
)
def test_a_url_changed_when_its_content_did(
    front: dict[str, Any], expected: datetime | None
) -> None:
    assert last_change(make_article(**front)) == expected


def test_a_list_changed_when_its_newest_post_did() -> None:
    old, young = make_article(modified=LATER), make_article(date=DAY + timedelta(days=1))
    assert newest_change([old, young]) == LATER
    assert newest_change([young]) == young.date
    assert newest_change([]) is None
