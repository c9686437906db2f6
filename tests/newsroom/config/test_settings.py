"""Settings: typed where they are right, refused with their place where they are not."""

import re
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pelican.settings import DEFAULT_CONFIG

from newsroom.config.parsing import read_table
from newsroom.config.schema import (
    Category,
    Feeds,
    FolderDeployment,
    FrontMatterSettings,
    Link,
    RelatedPosts,
    S3Deployment,
)
from newsroom.config.settings import TABLES, clock, place, read_site, unknown_names
from newsroom.config.validators import read_address
from newsroom.diagnostics.errors import UserError
from tests.conftest import fixture_settings

GOOD: Mapping[str, Any] = {
    "SITENAME": "S",
    "SITEURL": "https://x.example/blog",
    "DEFAULT_LANG": "en",
    "TIMEZONE": "Asia/Kolkata",
}


def said(settings: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> list[str]:
    """The sentences against settings, without their places."""
    with pytest.raises(UserError) as error:
        read_site({**GOOD, **settings}, environment or {}, DEFAULT_CONFIG)
    return [line.split(": ", 1)[1] for line in str(error.value).split("\n")]


def test_a_whole_settings_file_is_good() -> None:
    site = read_site(fixture_settings(), {}, DEFAULT_CONFIG)
    assert site.name == "Test Gazette"
    assert site.categories[0].name == "News"


def test_what_is_left_out_has_the_defaults_of_the_dataclasses() -> None:
    site = read_site(GOOD, {}, DEFAULT_CONFIG)
    assert (site.related_posts, site.feeds, site.categories) == (RelatedPosts(), Feeds(), ())
    assert (site.tagline, site.production, site.preview) == ("", False, False)


def test_lists_and_tables_are_typed() -> None:
    settings = {
        "CATEGORIES": [{"name": "News"}],
        "FOLLOW": [{"name": "M", "url": "https://m.example"}],
        "FRONT_MATTER": {"extra_keys": ["a", "b"]},
    }
    site = read_site({**GOOD, **settings}, {}, DEFAULT_CONFIG)
    assert site.categories == (Category("News"),)
    assert site.follow == (Link("M", "https://m.example"),)
    assert site.front_matter == FrontMatterSettings(extra_keys=("a", "b"))


@pytest.mark.parametrize(
    ("url", "base"),
    [("", ""), ("https://x.example", ""), ("https://x.example/blog", "/blog"),
     ("https://x.example/a/b/", "/a/b"), ("http://127.0.0.1:8000", "")],
)  # fmt: skip
def test_the_base_is_the_path_of_the_address(url: str, base: str) -> None:
    assert read_site({**GOOD, "SITEURL": url}, {}, DEFAULT_CONFIG).base == base


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("id", "", 'FEEDS["id"] is "", which is no UUID in lower case'),
        ("id", "x", 'FEEDS["id"] is "x", which is no UUID in lower case'),
        ("hub", "hub", 'FEEDS["hub"] is "hub"; it has to be an address, or "" for none'),
        ("hub", "https://", 'FEEDS["hub"] is "https://"; it has to be an address, or "" for none'),
    ],
)
def test_a_wrong_id_or_hub_of_feeds_is_refused(key: str, value: str, sentence: str) -> None:
    assert said({"FEEDS": {key: value}}) == [sentence]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("js", 'and such files can run on the site; name the single file in ACTIVE_HTML["allow"]'),
        ("md", "which is the type of posts; remove it"),
        ("png", "which is published anyway; remove it"),
        (".kml", "write the extension in lower case, without a dot"),
        ("KML", "write the extension in lower case, without a dot"),
        ("", "write the extension in lower case, without a dot"),
    ],
)
def test_a_type_that_cannot_be_added_is_refused(kind: str, sentence: str) -> None:
    (error,) = said({"ATTACHMENTS": {"extra_types": ["kml", kind]}})
    assert error.startswith(f'ATTACHMENTS["extra_types"] contains "{kind}"')
    assert error.endswith(sentence)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"DEPLOY": {"fodler": {}}}, 'DEPLOY has no key "fodler"; did you mean "folder"?'),
        (
            {"DEPLOY": {"folder": {"pth": "/srv"}}},
            'DEPLOY["folder"] has no key "pth"; did you mean "path"?',
        ),
        (
            {"DEPLOY": {"folder": {"keep": -1}}},
            'DEPLOY["folder"]["keep"] is -1; it has to be a whole number, 0 or more',
        ),
        (
            {"DEPLOY": {"s3": "bucket"}},
            "DEPLOY[\"s3\"] has to be a dict of settings, not 'bucket'",
        ),
        (
            {"INDEXNOW": {"key": "short"}},
            'INDEXNOW["key"] is "short"; it has to be 8 to 128 letters, digits and dashes',
        ),
        (
            {"INDEXNOW": {"server": "server"}},
            'INDEXNOW["server"] is "server"; it has to be an address',
        ),
    ],
)
def test_a_wrong_place_to_deploy_or_tell_is_refused(
    settings: Mapping[str, Any], sentence: str
) -> None:
    assert said(settings) == [sentence]


def test_tables_hold_tables() -> None:
    site = read_site({**GOOD, "DEPLOY": {"folder": {"path": "/srv"}}}, {}, DEFAULT_CONFIG)
    assert (site.deploy.folder, site.deploy.s3) == (FolderDeployment(path="/srv"), S3Deployment())


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("RELATED_POST", 'RELATED_POST is no setting; did you mean "RELATED_POSTS"?'),
        ("SITE_NAME", 'SITE_NAME is no setting; did you mean "SITENAME"?'),
        ("SITE_URL", 'SITE_URL is no setting; did you mean "SITEURL"?'),
        ("ARTCLE_SAVE_AS", 'ARTCLE_SAVE_AS is no setting; did you mean "ARTICLE_SAVE_AS"?'),
        ("TIMEZON", 'TIMEZON is no setting; did you mean "TIMEZONE"?'),
        ("PLUGIN_PATH", 'PLUGIN_PATH is no setting; did you mean "PLUGIN_PATHS"?'),
        ("ZZZ", "ZZZ is no setting; remove it"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, sentence: str) -> None:
    assert unknown_names([name], DEFAULT_CONFIG) == [(name, sentence)]
    assert said({name: 1}) == [sentence]


@pytest.mark.parametrize(
    "name", ["SITENAME", "TIMEZONE", "RELATED_POSTS", "PREVIEW", "TAG_URL", "TAGS_URL",
             "MARKDOWN", "TAG_REGEX_SUBSTITUTIONS", "AUTHOR_FEED_RSS"]
)  # fmt: skip
def test_names_of_pelican_and_ours_are_known(name: str) -> None:
    assert unknown_names([name], DEFAULT_CONFIG) == []


@pytest.mark.parametrize(
    ("kind", "value", "sentences"),
    [
        (Feeds, [], ["T has to be a dict of settings, not []"]),
        (Feeds, {"item": 3}, ['T has no key "item"; did you mean "items"?']),
        (Feeds, {"zzz": 3}, ['T has no key "zzz"; keys: items, kilobytes, id, hub']),
        (Feeds, {"items": "3"}, ["T[\"items\"] is '3'; it has to be a whole number, 0 or more"]),
        (Feeds, {"items": True}, ['T["items"] is True; it has to be a whole number, 0 or more']),
        (Feeds, {"items": None}, ['T["items"] is None; it has to be a whole number, 0 or more']),
        (Link, {"name": "a"}, ['T["url"] is missing']),
        (Link, {}, ['T["name"] is missing', 'T["url"] is missing']),
        (
            FrontMatterSettings,
            {"extra_keys": "a"},
            ["T[\"extra_keys\"] is 'a'; it has to be a list of texts"],
        ),
    ],
)
def test_a_wrong_table_is_refused(kind: type, value: object, sentences: list[str]) -> None:
    assert read_table(kind, "T", value) == (None, sentences)


@pytest.mark.parametrize(
    ("kind", "value", "start"),
    [
        (Feeds, {"items": -1}, 'T["items"] is -1'),
        (FrontMatterSettings, {"extra_keys": [1]}, 'T["extra_keys"]'),
    ],
)
def test_a_value_of_no_use_is_refused(kind: type, value: object, start: str) -> None:
    typed, sentences = read_table(kind, "T", value)
    assert typed is None
    assert [sentence.startswith(start) for sentence in sentences] == [True]


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"TIMEZONE": "Asia/Calcuta"},
         'TIMEZONE is "Asia/Calcuta", which is no time zone; did you mean "Asia/Calcutta"?'),
        ({"TIMEZONE": "Kolkata"},
         'TIMEZONE is "Kolkata", which is no time zone; did you mean "Asia/Kolkata"?'),
        ({"TIMEZONE": "Asia/Nowhere"},
         'TIMEZONE is "Asia/Nowhere", which is no time zone; write one as in "Asia/Kolkata"'),
        ({"CATEGORIES": [{"name": "News"}], "SOURCES": {"categories": ["News", "Newz"]}},
         'SOURCES["categories"] names "Newz", which is no category; did you mean "News"?'),
        ({"CATEGORIES": [{"name": "News"}, {"name": "Views"}], "SOURCES": {"categories": ["Zzz"]}},
         'SOURCES["categories"] names "Zzz", which is no category; categories: News, Views'),
        ({"SOURCES": {"categories": "News"}},
         "SOURCES[\"categories\"] is 'News'; it has to be a list of texts"),
        ({"SOURCES": {"required": "yes"}},
         "SOURCES[\"required\"] is 'yes'; it has to be True or False"),
        ({"ROBOTS": {"training": "dissallow"}},
         'ROBOTS["training"] is "dissallow"; did you mean "disallow"?'),
        ({"ROBOTS": {"answers": 3}}, 'ROBOTS["answers"] is "3"; it has to be allow or disallow'),
        ({"ROBOTS": {"previews": "disallow"}},
         'ROBOTS has no key "previews"; keys: search, answers, training'),
        ({"FEEDS": {"hub": "https://me:pw@hub.example"}},
         'FEEDS["hub"] holds a login; no password stands in settings, leave it out'),
        ({"INDEXNOW": {"server": "https://me:pw@x.example"}},
         'INDEXNOW["server"] holds a login; no password stands in settings, leave it out'),
        ({"CATEGORIES": ["News"]}, "CATEGORIES[0] has to be a dict of settings, not 'News'"),
        ({"FOLLOW": [{"name": "a", "url": "b"}, {"name": "a"}]}, 'FOLLOW[1]["url"] is missing'),
    ],
)  # fmt: skip
def test_other_mistakes_are_refused(settings: Mapping[str, Any], sentence: str) -> None:
    assert said(settings) == [sentence]


@pytest.mark.parametrize(
    "settings",
    [{"CATEGORIES": None}, {"FOLLOW": 3}, {"NAVIGATION": {"name": "a", "url": "b"}},
     {"TIMEZONE": 5}, {"TIMEZONE": None}, {"SITENAME": 5}, {"SITEURL": None}, {"DEFAULT_LANG": 5}],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_refused_by_name(settings: Mapping[str, Any]) -> None:
    (sentence,) = said(settings)
    assert sentence.startswith(next(iter(settings)))


@pytest.mark.parametrize(
    ("epoch", "shown"),
    [
        ("x", "x"),
        ("-1", "-1"),
        ("1.5", "1.5"),
        ("1e9", "1e9"),
        ("0x10", "0x10"),
        (" ", " "),
        (" 5", " 5"),
        ("٣", "٣"),
        ("221845392001", "221845392001"),  # after the first moment of the year 9000
        ("253402300799", "253402300799"),  # the last second of the year 9999
        ("99999999999999", "99999999999999"),
        ("9" * 5000, "9" * 20 + "…"),
    ],
)
def test_a_clock_that_cannot_be_read_is_refused(epoch: str, shown: str) -> None:
    sentence = f'the environment: SOURCE_DATE_EPOCH is "{shown}"; it has to be seconds since 1970'
    with pytest.raises(UserError, match=f"^{re.escape(sentence)}$"):
        read_site(GOOD, {"SOURCE_DATE_EPOCH": epoch}, DEFAULT_CONFIG)


@pytest.mark.parametrize(("epoch", "year"), [("0", 1970), ("221845391999", 8999)])
def test_a_clock_far_away_is_one(epoch: str, year: int) -> None:
    assert clock({"SOURCE_DATE_EPOCH": epoch}, ZoneInfo("UTC")).year == year


def test_an_empty_clock_is_none() -> None:
    assert read_site(GOOD, {"SOURCE_DATE_EPOCH": ""}, DEFAULT_CONFIG).now


def test_now_comes_from_the_environment_in_the_zone_of_the_site() -> None:
    now = clock({"SOURCE_DATE_EPOCH": "1767225600"}, ZoneInfo("Asia/Kolkata"))
    assert now == datetime.fromisoformat("2026-01-01T05:30+05:30")
    assert now.isoformat() == "2026-01-01T05:30:00+05:30"


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": "1762063200"}])
def test_now_has_a_fixed_offset(environment: dict[str, str]) -> None:
    assert type(clock(environment, ZoneInfo("America/New_York")).tzinfo) is timezone


def test_all_mistakes_are_told_at_once() -> None:
    wrong = {"ZZZ": 1, "FEEDS": {"zzz": 1}, "TIMEZONE": "Zzz"}
    assert len(said(wrong, {"SOURCE_DATE_EPOCH": "x"})) == 4


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://x.example", ""),
        ("http://x.example/blog", ""),
        ("https://münchen.example/ब्लॉग/", ""),
        ("", "SITEURL is not set, and links, feeds and mail need the real address"),
        ("x.example", 'SITEURL is "x.example", which is no address of a site'),
        ("//x.example", 'SITEURL is "//x.example", which is no address of a site'),
        ("ftp://x.example", 'SITEURL is "ftp://x.example", which is no address of a site'),
        ("https://", 'SITEURL is "https://", which is no address of a site'),
        ("https://x.example?a", 'SITEURL is "https://x.example?a", which is no address of a site'),
        ("https://x.example#a", 'SITEURL is "https://x.example#a", which is no address of a site'),
        ("http://[", 'SITEURL is "http://[", which is no address of a site'),
        ("http://localhost", 'SITEURL is "http://localhost", which is no real address of a site'),
        (
            "http://127.0.0.1:8000",
            'SITEURL is "http://127.0.0.1:8000", which is no real address of a site',
        ),
        (
            "https://x.example/<b>",
            'SITEURL is "https://x.example/<b>", which is no address of a site '
            '("<" is invalid in its path',
        ),
        ("https://me:pw@x.example", "SITEURL holds a login, which every page would show"),
        ("me:pw@x.example", "SITEURL holds a login, which every page would show"),
    ],
)
def test_production_needs_a_real_address(url: str, reason: str) -> None:
    sentence = read_address(url, production=True)[1]
    assert sentence.split("; ")[0] == reason
    assert read_address(url, production=False)[1] == ""
    if reason:
        assert said({"SITEURL": url, "PRODUCTION": True}) == [sentence]


def test_the_address_is_kept_as_programs_write_it() -> None:
    site = read_site({**GOOD, "SITEURL": "https://münchen.example/ä/"}, {}, DEFAULT_CONFIG)
    assert (site.url, site.base) == ("https://xn--mnchen-3ya.example/%C3%A4", "/%C3%A4")


def test_a_place_is_the_line_of_the_assignment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pelicanconf.py").write_text("# FEEDS\nFEEDS_X = 1\n\nFEEDS = {}\n")
    Path("publishconf.py").write_text("\nSITEURL = 1\n")
    found = [place(name) for name in ("FEEDS", "SITEURL", "OTHER", "")]
    assert found == ["pelicanconf.py:4", "publishconf.py:2", "pelicanconf.py", "the environment"]


def test_each_table_has_a_line_in_the_settings_of_the_fixture_site() -> None:
    assert set(TABLES) <= set(fixture_settings())
