"""Videos and sounds that a body names as if they were images: `![Talk](https://youtu.be/…)`.

One of another site becomes a link, so that no reader's browser asks that site for anything before
a click: alone in its paragraph a box that looks like a video, with an image only where the writer
names one of this site, `[![Talk](talk.jpg)](https://youtu.be/…)`; within text a link with words.
One of this site becomes a player, which loads nothing before a click either.
"""

from newsroom.content.video_platforms import Media, is_thumbnail, parse_media
from newsroom.html.tree import Element, Text
from newsroom.locale.words import Words
from newsroom.urls.urls import is_internal

HOST = "video-host"  # the class of the words that say where a link leads
KEPT = ("id", "class", "title")


def make_video(image: Element, words: Words) -> None:
    """Put a link or a player in the place of an image that is none; the others stay as they are."""
    source = (image.attr("src") or "").strip()
    link = image.closest("a")
    target = parse_media(link.attr("href") or "") if link else None
    media = parse_media(source) or (target if target and is_thumbnail(source) else None)
    if link and not is_alone(image, link):
        if media:
            image.replace_with(Text(image.attr("alt") or media.label(words)))
        return
    outer = link or image
    figure = outer.parent if isinstance(outer.parent, Element) else None
    figure = figure if figure is not None and figure.tag == "figure" else None
    if media is None:
        if link and target and figure and is_internal(source):
            add_poster(image, link, target, words)
        return
    if link and not target:
        keep_link(link, media, figure, words)
        if figure is None:
            image.replace_with(Text(image.attr("alt") or media.label(words)))
            return
    outer.replace_with(shown_media(target or media, image, words, is_block=figure is not None))


def is_alone(image: Element, link: Element) -> bool:
    """Return whether an image is all that a link contains."""
    return image.parent == link and not link.text.strip() and len(link.find_all("img")) == 1


def shown_media(media: Media, image: Element, words: Words, *, is_block: bool) -> Element:
    """Return what is shown of a video in the place of an image, whose texts and names it has."""
    title = (image.attr("alt") or "").strip()
    attributes = {name: image.attr(name) or "" for name in KEPT if image.attr(name)}
    if media.is_playable:
        return player(media, title, attributes, words)
    link = Element("a", attributes | {"href": media.url})
    if is_block:
        link.attrs["class"] = " ".join(filter(None, ["video", attributes.get("class")]))
        if title:
            link.extend([labelled("video-title", title), Text(" ")])
        link.append(labelled(HOST, media.label(words)))
    elif title:
        link.extend([Text(f"{title} "), labelled(HOST, media.in_brackets(words))])
    else:
        link.append(labelled(HOST, media.label(words)))
    return link


def player(
    media: Media, title: str, attributes: dict[str, str], words: Words, poster: str = ""
) -> Element:
    """Return a player of a file of this site, in which a link to it is for who has no player."""
    attributes |= {"src": media.url, "controls": "", "preload": "none"}
    attributes |= {"aria-label": title} if title else {}
    attributes |= {"poster": poster} if poster else {}
    element = Element(media.kind, attributes)
    link = Element("a", {"href": media.url})
    link.append(Text(title) if title else labelled(HOST, media.label(words)))
    element.append(link)
    return element


def add_poster(image: Element, link: Element, media: Media, words: Words) -> None:
    """Make an image of this site, which is a link to a video, look like one."""
    if media.is_playable:
        title, poster = (image.attr("alt") or "").strip(), (image.attr("src") or "").strip()
        link.replace_with(player(media, title, {}, words, poster))
    else:
        link.add_class("video")
        link.extend([Text(" "), labelled(HOST, media.label(words))])


def keep_link(link: Element, media: Media, figure: Element | None, words: Words) -> None:
    """Keep a link around a video that leads elsewhere: in the caption, or before one to the video.

    A link can contain no other one.
    """
    if figure is None:
        more = Element("a", {"href": media.url})
        more.append(labelled(HOST, media.in_brackets(words)))
        link.insert_after(Text(" "), more)
        return
    href = link.attr("href") or ""
    caption = figure.find("figcaption")
    if caption is None:
        caption = Element("figcaption")
        caption.append(Text(href))
        figure.append(caption)
    if caption.find("a") is None:
        caption.wrap_children(Element("a", {"href": href}))


def labelled(name: str, text: str) -> Element:
    """Return a text with a class."""
    element = Element("span", {"class": name})
    element.append(Text(text))
    return element


def make_plain(root: Element) -> None:
    """Change the boxes of videos in a tree to links that can be read without styles."""
    for host in root.select(f"a.video > .{HOST}:not(:first-child)"):
        host.replace_with(Text(f"({host.text[0].lower()}{host.text[1:]})"))
