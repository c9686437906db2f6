"""Dates as people and programs write them, in ISO 8601.

Only forms with one meaning are read: with the year first, or with the month in English letters.
`3/4/2025` is March in the United States and April elsewhere.
"""

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>\d{4})"
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?[ ]+)?"
TIME = (
    r"(?:(?:,?[ ]+(?:at[ ]+)?|T)(?P<hour>\d{1,2})(?P<rest>:\d\d(?::\d\d(?:[.,]\d+)?)?)"
    r"[ ]?(?P<half>[ap]\.?m\.?)?(?:[ ]?(?P<offset>Z|UTC|GMT|[+-]\d\d(?::?\d\d){0,2}))?)?"
)
DATES = tuple(
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"{YEAR}(?P<mark>[-/.])(?P<number>\d{{1,2}})(?P=mark){DAY}{TIME}",
        rf"{WEEKDAY}{DAY}(?:[ ]+|-){MONTH}(?:[ ]+|,[ ]*|-){YEAR}{TIME}",
        rf"{WEEKDAY}{MONTH}[ ]+{DAY}(?:,[ ]*|[ ]+){YEAR}{TIME}",
    )
)


def iso_date(text: str) -> str:
    """Return a date, perhaps with a time, in ISO 8601; a text that is not one stays as it is.

    >>> iso_date("June 1st, 2014 8:30 pm")
    '2014-06-01T20:30'
    >>> iso_date("Tue, 1 Jun 2014 08:30:00 GMT")
    '2014-06-01T08:30:00+00:00'
    >>> iso_date("2014/6/1")
    '2014-06-01'
    """
    match = next(filter(None, (date.fullmatch(text) for date in DATES)), None)
    if not match:
        return text
    parts = match.groupdict()
    month = parts.get("number") or MONTHS.index(parts["month"][:3].lower()) + 1
    date = f"{parts['year']}-{int(month):02}-{int(parts['day']):02}"
    if not parts["hour"]:
        return date
    hour, offset = int(parts["hour"]), parts["offset"] or ""
    if half := parts["half"]:
        if not 1 <= hour <= 12:
            return text
        hour = hour % 12 + 12 * (half[0] in "pP")
    is_utc = offset.upper() in ("Z", "UTC", "GMT")
    return f"{date}T{hour:02}{parts['rest']}{'+00:00' if is_utc else offset}"
