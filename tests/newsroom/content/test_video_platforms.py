"""URLs of videos and sounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.content.video_platforms import is_thumbnail, parse_media
from tests.interface import WORDS

ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("url", "label"),
    [
        (f"https://www.youtube.com/watch?v={ID}", "Video on YouTube"),
        (f"https://www.youtube.com/watch?app=desktop&v={ID}&t=1m30s", "Video on YouTube"),
        (f"http://m.youtube.com/watch?v={ID}", "Video on YouTube"),
        (f"https://YouTu.be/{ID}?t=90", "Video on YouTube"),
        (f"//youtu.be/{ID}", "Video on YouTube"),
        (f"https://www.youtube.com/shorts/{ID}", "Video on YouTube"),
        (f"https://www.youtube.com/live/{ID}?si=x", "Video on YouTube"),
        ("https://www.youtube.com/playlist?list=PL123456", "Video on YouTube"),
        ("https://vimeo.com/76979871", "Video on Vimeo"),
        ("https://vimeo.com/76979871/0123abcd#t=10s", "Video on Vimeo"),
        ("https://vimeo.com/channels/staffpicks/76979871", "Video on Vimeo"),
        ("https://www.dailymotion.com/video/x84sh87", "Video on Dailymotion"),
        ("https://www.ted.com/talks/a_talk", "Video on TED"),
        ("https://www.bilibili.com/video/BV1xx411c7mD", "Video on Bilibili"),
        ("https://www.twitch.tv/videos/1234567890", "Video on Twitch"),
        ("https://www.loom.com/share/0123456789abcdef", "Video on Loom"),
        ("https://www.example.org/a%20b.MP4?x=1", "Video on example.org"),
        ("https://example.org/a.mp3", "Audio on example.org"),
        ("robot.mp4", "Video"),
        ("{static}/files/robot.webm", "Video"),
        ("/files/talk.mp3#t=10", "Audio"),
    ],
)
def test_a_page_or_a_file_is_named_as_it_is_written(url: str, label: str) -> None:
    media = parse_media(f" {url}\n")
    assert media is not None
    assert (media.url, media.label(WORDS)) == (url, label)


@pytest.mark.parametrize(
    ("url", "page"),
    [
        (f"https://www.youtube.com/embed/{ID}?start=90&rel=0", f"{ID}&t=90"),
        (f"https://www.youtube-nocookie.com/embed/{ID}", ID),
        (f"https://www.youtube-nocookie.com/watch?v={ID}", ID),
        (f"https://www.youtube.com/v/{ID}?t=x%22", ID),
    ],
)
def test_a_player_of_youtube_becomes_the_page_of_its_video(url: str, page: str) -> None:
    media = parse_media(url)
    assert media is not None
    assert media.url == f"https://www.youtube.com/watch?v={page}"


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://player.vimeo.com/video/769798?h=0a1b#t=9s", "https://vimeo.com/769798/0a1b#t=9s"),
        ("https://player.vimeo.com/video/769798", "https://vimeo.com/769798"),
        (
            "https://www.youtube.com/embed/videoseries?list=PL123456",
            "https://www.youtube.com/playlist?list=PL123456",
        ),
        (
            "https://geo.dailymotion.com/player.html?video=x84sh87",
            "https://www.dailymotion.com/video/x84sh87",
        ),
        ("https://embed.ted.com/talks/a_talk", "https://www.ted.com/talks/a_talk"),
        ("https://www.loom.com/embed/0123456789", "https://www.loom.com/share/0123456789"),
    ],
)
def test_other_players_become_pages(url: str, page: str) -> None:
    media = parse_media(url)
    assert media is not None
    assert media.url == page


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.png",
        "mp4",
        "http://[",
        "https://",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/@channel",
        "https://vimeo.com/features",
        f"https://example.org/watch?v={ID}",
        f"https://notyoutube.com/watch?v={ID}",
        f"https://youtube.com.example.org/watch?v={ID}",
        f"javascript://youtu.be/{ID}",
        "data:video/mp4;base64,AAAA.mp4",
        "www.youtube.com/watch?v=no-scheme",
    ],
)
def test_other_urls_are_no_videos(url: str) -> None:
    assert parse_media(url) is None


@given(st.text(alphabet="htps:/.?&=#ytubecomvaid[]%@ -\n\u0660", max_size=60))
def test_any_text_can_be_parsed(text: str) -> None:
    parse_media(text)
    is_thumbnail(text)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"https://img.youtube.com/vi/{ID}/0.jpg", True),
        (f"//i.ytimg.com/vi/{ID}/hqdefault.jpg", True),
        ("https://example.org/0.jpg", False),
        ("talk.jpg", False),
        ("http://[", False),
    ],
)
def test_images_of_videos_are_known_by_their_host(url: str, *, expected: bool) -> None:
    assert is_thumbnail(url) is expected
