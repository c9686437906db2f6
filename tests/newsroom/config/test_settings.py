"""Settings: typed where they are valid, an error with its line where they are not."""

from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pelican.settings import DEFAULT_CONFIG

from newsroom.config.parsing import invalid, parse_table
from newsroom.config.schema import (
    Category,
    Feeds,
    FolderDeployment,
    FrontMatterSettings,
    Link,
    RelatedPosts,
    S3Deployment,
)
from newsroom.config.settings import TABLES, clock, locate, parse_settings, unknown_names
from newsroom.config.validators import parse_site_url
from newsroom.diagnostics.report import DiagnosticsError
from tests.conftest import fixture_settings

GOOD: Mapping[str, Any] = {
    "SITENAME": "S",
    "SITEURL": "https://x.example/blog",
    "DEFAULT_LANG": "en",
    "TIMEZONE": "Asia/Kolkata",
}


def errors(settings: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> list[str]:
    """The text of each error in settings, with its advice."""
    with pytest.raises(DiagnosticsError) as error:
        parse_settings({**GOOD, **settings}, environment or {}, DEFAULT_CONFIG)
    assert {d.code.split("/")[0] for d in error.value.diagnostics} == {"setting"}
    return [d.text for d in error.value.diagnostics]


def test_a_whole_settings_file_is_valid() -> None:
    site = parse_settings(fixture_settings(), {}, DEFAULT_CONFIG)
    assert site.name == "Test Gazette"
    assert site.categories[0].name == "News"


def test_missing_settings_have_the_defaults_of_the_dataclasses() -> None:
    site = parse_settings(GOOD, {}, DEFAULT_CONFIG)
    assert (site.related_posts, site.feeds, site.categories) == (RelatedPosts(), Feeds(), ())
    assert (site.tagline, site.production, site.preview) == ("", False, False)


def test_lists_and_tables_are_typed() -> None:
    settings = {
        "CATEGORIES": [{"name": "News"}],
        "FOLLOW": [{"name": "M", "url": "https://m.example"}],
        "FRONT_MATTER": {"extra_keys": ["a", "b"], "aliases": {"teaser": "summary"}},
    }
    site = parse_settings({**GOOD, **settings}, {}, DEFAULT_CONFIG)
    assert site.categories == (Category("News"),)
    assert site.follow == (Link("M", "https://m.example"),)
    assert site.front_matter == FrontMatterSettings(
        aliases=(("teaser", "summary"),), extra_keys=("a", "b")
    )


@pytest.mark.parametrize(
    ("url", "base"),
    [("", ""), ("https://x.example", ""), ("https://x.example/blog", "/blog"),
     ("https://x.example/a/b/", "/a/b"), ("http://127.0.0.1:8000", "")],
)  # fmt: skip
def test_the_base_is_the_path_of_the_site_url(url: str, base: str) -> None:
    assert parse_settings({**GOOD, "SITEURL": url}, {}, DEFAULT_CONFIG).base == base


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("id", "", 'FEEDS["id"] "" is not a valid UUID; write it in lower case'),
        ("id", "x", 'FEEDS["id"] "x" is not a valid UUID; write it in lower case'),
        ("hub", "hub", 'invalid URL "hub" in FEEDS["hub"]; write an http or https URL'),
        (
            "hub",
            "https://☃.example/",
            'invalid URL "https://☃.example/" in FEEDS["hub"]; "☃" is '
            "invalid in a host; write it in ASCII (xn--…) if browsers open it",
        ),
        ("hub", "https://", 'invalid URL "https://" in FEEDS["hub"]; write an http or https URL'),
    ],
)
def test_an_invalid_id_or_hub_of_feeds_is_an_error(key: str, value: str, message: str) -> None:
    assert errors({"FEEDS": {key: value}}) == [message]


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("js", 'files of the type "js" in {} can run on the site; '
         'add the single file to ACTIVE_HTML["allow"]'),
        ("md", '"md" in {} is the type of posts; remove it'),
        ("png", '"png" in {} is already published; remove it'),
        (".kml", 'invalid extension ".kml" in {}; write it in lower case, without a dot'),
        ("KML", 'invalid extension "KML" in {}; write it in lower case, without a dot'),
        ("", 'invalid extension "" in {}; write it in lower case, without a dot'),
    ],
)  # fmt: skip
def test_an_extension_that_cannot_be_added_is_an_error(kind: str, message: str) -> None:
    settings = {"ATTACHMENTS": {"extra_types": ["kml", kind]}}
    assert errors(settings) == [message.format('ATTACHMENTS["extra_types"]')]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"DEPLOY": {"fodler": {}}}, 'unknown key "fodler" in DEPLOY; did you mean "folder"?'),
        (
            {"DEPLOY": {"folder": {"pth": "/srv"}}},
            'unknown key "pth" in DEPLOY["folder"]; did you mean "path"?',
        ),
        (
            {"DEPLOY": {"folder": {"keep": -1}}},
            'DEPLOY["folder"]["keep"] must be a whole number, 0 or more, not -1',
        ),
        (
            {"DEPLOY": {"s3": "bucket"}},
            "DEPLOY[\"s3\"] must be a dict, not 'bucket'",
        ),
        (
            {"INDEXNOW": {"key": "short"}},
            'INDEXNOW["key"] must be 8 to 128 letters, digits and dashes, not "short"',
        ),
        (
            {"INDEXNOW": {"server": "server"}},
            'invalid URL "server" in INDEXNOW["server"]; write an http or https URL',
        ),
    ],
)
def test_invalid_targets_and_servers_are_errors(settings: Mapping[str, Any], message: str) -> None:
    assert errors(settings) == [message]


def test_tables_hold_tables() -> None:
    site = parse_settings({**GOOD, "DEPLOY": {"folder": {"path": "/srv"}}}, {}, DEFAULT_CONFIG)
    assert (site.deploy.folder, site.deploy.s3) == (FolderDeployment(path="/srv"), S3Deployment())


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("RELATED_POST", 'unknown setting RELATED_POST; did you mean "RELATED_POSTS"?'),
        ("SITE_NAME", 'unknown setting SITE_NAME; did you mean "SITENAME"?'),
        ("SITE_URL", 'unknown setting SITE_URL; did you mean "SITEURL"?'),
        ("ARTCLE_URL", 'unknown setting ARTCLE_URL; did you mean "ARTICLE_URL"?'),
        ("TIMEZON", 'unknown setting TIMEZON; did you mean "TIMEZONE"?'),
        ("PLUGIN", 'unknown setting PLUGIN; did you mean "PLUGINS"?'),
        ("SUMMARY_MAX_LENGHT", "unknown setting SUMMARY_MAX_LENGHT; remove it"),
        ("ZZZ", "unknown setting ZZZ; remove it"),
    ],
)
def test_an_unknown_name_is_an_error_with_the_nearest(name: str, message: str) -> None:
    rows = [(key, d.code, d.text) for key, d in unknown_names([name], DEFAULT_CONFIG)]
    assert rows == [(name, "setting/unknown", message)]
    assert errors({name: 1}) == [message]


@pytest.mark.parametrize(
    "name", ["SITENAME", "TIMEZONE", "RELATED_POSTS", "PREVIEW", "TAG_URL", "TAGS_URL",
             "MARKDOWN", "TAG_REGEX_SUBSTITUTIONS", "AUTHOR_FEED_RSS"]
)  # fmt: skip
def test_names_of_pelican_and_ours_are_known(name: str) -> None:
    assert [*unknown_names([name], DEFAULT_CONFIG)] == []


@pytest.mark.parametrize(
    ("kind", "value", "messages"),
    [
        (Feeds, [], ["T must be a dict, not []"]),
        (Feeds, {"item": 3}, ['unknown key "item" in T; did you mean "items"?']),
        (Feeds, {"zzz": 3}, ['unknown key "zzz" in T; keys: items, kilobytes, id, hub']),
        (Feeds, {"items": "3"}, ["T[\"items\"] must be a whole number, 0 or more, not '3'"]),
        (Feeds, {"items": True}, ['T["items"] must be a whole number, 0 or more, not True']),
        (Feeds, {"items": None}, ['T["items"] must be a whole number, 0 or more, not None']),
        (Link, {"name": "a"}, ['missing required key "url" in T']),
        (Link, {}, ['missing required key "name" in T', 'missing required key "url" in T']),
        (
            FrontMatterSettings,
            {"aliases": ["a"]},
            ["T[\"aliases\"] must be a dict of texts, not ['a']"],
        ),
        (
            FrontMatterSettings,
            {"aliases": {"a": 1}},
            ["T[\"aliases\"] must be a dict of texts, not {'a': 1}"],
        ),
        (
            FrontMatterSettings,
            {"extra_keys": "a"},
            ["T[\"extra_keys\"] must be a list of texts, not 'a'"],
        ),
    ],
)
def test_an_invalid_table_is_an_error(kind: type, value: object, messages: list[str]) -> None:
    typed, diagnostics = parse_table(kind, "T", value)
    assert (typed, [d.text for d in diagnostics]) == (None, messages)


@pytest.mark.parametrize(
    ("kind", "value", "start"),
    [
        (Feeds, {"items": -1}, 'T["items"] must be'),
        (FrontMatterSettings, {"extra_keys": [1]}, 'T["extra_keys"] must be'),
    ],
)
def test_an_invalid_value_is_an_error(kind: type, value: object, start: str) -> None:
    typed, (diagnostic,) = parse_table(kind, "T", value)
    assert typed is None
    assert diagnostic.message.startswith(start)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"TIMEZONE": "Asia/Calcuta"},
         'unknown time zone "Asia/Calcuta" in TIMEZONE; did you mean "Asia/Calcutta"?'),
        ({"TIMEZONE": "Kolkata"},
         'unknown time zone "Kolkata" in TIMEZONE; did you mean "Asia/Kolkata"?'),
        ({"TIMEZONE": "Asia/Nowhere"},
         'unknown time zone "Asia/Nowhere" in TIMEZONE; write one such as "Asia/Kolkata"'),
        ({"CATEGORIES": [{"name": "News"}], "SOURCES": {"categories": ["News", "Newz"]}},
         'unknown category "Newz" in SOURCES["categories"]; did you mean "News"?'),
        ({"CATEGORIES": [{"name": "News"}, {"name": "Views"}], "SOURCES": {"categories": ["Zzz"]}},
         'unknown category "Zzz" in SOURCES["categories"]; categories: News, Views'),
        ({"SOURCES": {"categories": "News"}},
         "SOURCES[\"categories\"] must be a list of texts, not 'News'"),
        ({"SOURCES": {"required": "yes"}},
         "SOURCES[\"required\"] must be True or False, not 'yes'"),
        ({"ROBOTS": {"training": "dissallow"}},
         'ROBOTS["training"] must be "allow" or "disallow", not \'dissallow\'; '
         'did you mean "disallow"?'),
        ({"ROBOTS": {"answers": 3}}, 'ROBOTS["answers"] must be "allow" or "disallow", not 3'),
        ({"ROBOTS": {"previews": "disallow"}},
         'unknown key "previews" in ROBOTS; keys: search, answers, training'),
        ({"FEEDS": {"hub": "https://me:pw@hub.example"}},
         'FEEDS["hub"] contains a login; remove it: settings must not contain passwords'),
        ({"INDEXNOW": {"server": "https://me:pw@x.example"}},
         'INDEXNOW["server"] contains a login; remove it: settings must not contain passwords'),
        ({"CATEGORIES": ["News"]}, "CATEGORIES[0] must be a dict, not 'News'"),
        ({"FOLLOW": [{"name": "a", "url": "b"}, {"name": "a"}]},
         'missing required key "url" in FOLLOW[1]'),
    ],
)  # fmt: skip
def test_other_invalid_settings_are_errors(settings: Mapping[str, Any], message: str) -> None:
    assert errors(settings) == [message]


@pytest.mark.parametrize(
    "settings",
    [{"CATEGORIES": None}, {"FOLLOW": 3}, {"NAVIGATION": {"name": "a", "url": "b"}},
     {"TIMEZONE": 5}, {"TIMEZONE": None}, {"SITENAME": 5}, {"SITEURL": None}, {"DEFAULT_LANG": 5}],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_an_error_with_its_name(settings: Mapping[str, Any]) -> None:
    (message,) = errors(settings)
    assert next(iter(settings)) in message


@pytest.mark.parametrize(
    ("epoch", "printed"),
    [
        ("x", "x"),
        ("-1", "-1"),
        ("1.5", "1.5"),
        ("1e9", "1e9"),
        ("0x10", "0x10"),
        (" ", " "),
        (" 5", " 5"),
        ("٣", "٣"),
        ("221845392001", "221845392001"),  # after the first second of the year 9000
        ("253402300799", "253402300799"),  # the last second of the year 9999
        ("99999999999999", "99999999999999"),
        ("9" * 5000, "9" * 20 + "…"),
    ],
)
def test_an_invalid_epoch_is_an_error(epoch: str, printed: str) -> None:
    message = f'SOURCE_DATE_EPOCH must be seconds since 1970, not "{printed}"'
    assert errors({}, {"SOURCE_DATE_EPOCH": epoch}) == [message]


@pytest.mark.parametrize(("epoch", "year"), [("0", 1970), ("221845391999", 8999)])
def test_a_clock_far_away_is_one(epoch: str, year: int) -> None:
    assert clock({"SOURCE_DATE_EPOCH": epoch}, ZoneInfo("UTC")).year == year


def test_an_empty_clock_is_none() -> None:
    assert parse_settings(GOOD, {"SOURCE_DATE_EPOCH": ""}, DEFAULT_CONFIG).now


def test_now_comes_from_the_environment_in_the_zone_of_the_site() -> None:
    now = clock({"SOURCE_DATE_EPOCH": "1767225600"}, ZoneInfo("Asia/Kolkata"))
    assert now == datetime.fromisoformat("2026-01-01T05:30+05:30")
    assert now.isoformat() == "2026-01-01T05:30:00+05:30"


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": "1762063200"}])
def test_now_has_a_fixed_offset(environment: dict[str, str]) -> None:
    assert type(clock(environment, ZoneInfo("America/New_York")).tzinfo) is timezone


def test_all_errors_are_reported_at_once() -> None:
    settings = {"ZZZ": 1, "FEEDS": {"zzz": 1}, "TIMEZONE": "Zzz"}
    assert len(errors(settings, {"SOURCE_DATE_EPOCH": "x"})) == 4


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://x.example", ""),
        ("http://x.example/blog", ""),
        ("https://münchen.example/ब्लॉग/", ""),
        ("", "SITEURL is required: links, feeds and mail contain it"),
        ("x.example", 'invalid URL "x.example" in SITEURL'),
        ("//x.example", 'invalid URL "//x.example" in SITEURL'),
        ("ftp://x.example", 'invalid URL "ftp://x.example" in SITEURL'),
        ("https://", 'invalid URL "https://" in SITEURL'),
        ("https://x.example?a", 'invalid URL "https://x.example?a" in SITEURL'),
        ("https://x.example#a", 'invalid URL "https://x.example#a" in SITEURL'),
        ("http://[", 'invalid URL "http://[" in SITEURL'),
        ("http://localhost", 'SITEURL "http://localhost" is not public'),
        ("http://127.0.0.1:8000", 'SITEURL "http://127.0.0.1:8000" is not public'),
        ("https://x.example/<b>", 'invalid URL "https://x.example/<b>" in SITEURL: "<" is invalid '
         "in its path"),
        ("https://me:pw@x.example", "SITEURL contains a login, which every page would show"),
        ("me:pw@x.example", "SITEURL contains a login, which every page would show"),
    ],
)  # fmt: skip
def test_production_needs_a_public_url(url: str, reason: str) -> None:
    assert parse_site_url(url, production=False)[1] == []
    diagnostics = parse_site_url(url, production=True)[1]
    assert [d.text.split("; ")[0] for d in diagnostics] == ([reason] if reason else [])
    if reason:
        assert errors({"SITEURL": url, "PRODUCTION": True}) == [diagnostics[0].text]


def test_the_site_url_is_normalized() -> None:
    site = parse_settings({**GOOD, "SITEURL": "https://münchen.example/ä/"}, {}, DEFAULT_CONFIG)
    assert (site.url, site.base) == ("https://xn--mnchen-3ya.example/%C3%A4", "/%C3%A4")


def test_an_error_is_located_at_the_assignment_of_its_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pelicanconf.py").write_text("# FEEDS\nFEEDS_X = 1\n\nFEEDS = {}\n")
    Path("publishconf.py").write_text("\nSITEURL = 1\n")
    located = [locate(name, invalid("x")) for name in ("FEEDS", "SITEURL", "OTHER", "")]
    assert [(d.path, d.line) for d in located] == [
        ("pelicanconf.py", 4), ("publishconf.py", 2), ("pelicanconf.py", 0), ("environment", 0),
    ]  # fmt: skip
    assert str(located[2]) == "pelicanconf.py: error: x [setting/invalid]"


def test_each_table_has_a_line_in_the_settings_of_the_fixture_site() -> None:
    assert set(TABLES) <= set(fixture_settings())
