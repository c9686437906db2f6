"""Tags that readers would not see: which are refused."""

import pytest

from plugins.unknown_tags import refusals


@pytest.mark.parametrize(
    ("tags", "active", "refused"),
    [
        ([], False, []),
        (["<T>", "<my-chart>"], False, ["<T>", "<my-chart>"]),
        (["<T>", "<my-chart>"], True, ["<T>"]),
        (["<my-chart data-x=1>"], True, []),
        (["<?php a-b ?>"], True, ["<?php a-b ?>"]),
    ],
)
def test_only_what_a_script_defines_may_stand_where_scripts_may(
    tags: list[str], active: bool, refused: list[str]
) -> None:
    assert [tag for tag, _ in refusals(tags, active=active)] == refused
