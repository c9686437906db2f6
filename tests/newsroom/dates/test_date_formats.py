"""Dates in other forms than ISO 8601."""

import pytest

from newsroom.dates.date_formats import iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014-6-1", "2014-06-01"),
        ("2014-6-1 8:30", "2014-06-01T08:30"),
        ("2014/06/10", "2014-06-10"),
        ("2014.6.1", "2014-06-01"),
        ("2014-06-10 8:30:15.5 +0200", "2014-06-10T08:30:15.5+0200"),
        ("2016-10-01 02:05PM", "2016-10-01T14:05"),
        ("2016-10-01 12:05 am", "2016-10-01T00:05"),
        ("2014-06-10 08:30:00 UTC", "2014-06-10T08:30:00+00:00"),
        ("February 21, 2017", "2017-02-21"),
        ("Feb. 1st, 2017, 9:05", "2017-02-01T09:05"),
        ("Sunday, June 1 2014 at 8:30 pm", "2014-06-01T20:30"),
        ("21 September 2017", "2017-09-21"),
        ("21-Sep-2017", "2017-09-21"),
        ("Tue, 10 Jun 2014 08:30:00 GMT", "2014-06-10T08:30:00+00:00"),
        ("Tue, 10 Jun 2014 08:30:00 -0500", "2014-06-10T08:30:00-0500"),
    ],
)
def test_a_date_with_one_meaning_is_read(text: str, date: str) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    "text",
    ["", "x", "3/4/2025", "10.06.2014", "June 2014", "2014-6", "2014/6-1", "10 Jun 14",
     "2014-06-10 13:00 pm", "2014-06-10 08:30 EST", "10 juin 2014", "２０１４-06-10", "2014-6-1-2"],
)  # fmt: skip
def test_another_text_stays_as_it_is(text: str) -> None:
    assert iso_date(text) == text
