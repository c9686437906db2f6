"""Texts that break markup, and a site that has each of them wherever a writer can write one."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from PIL import Image

from tests.conftest import build_in, lay_out
from tests.site.test_injected_scripts import RUNS, lines

TEXTS = (
    'He said "no"', "It’s 'quoted' `code`", "\\ back\\slash \\\" \\u003c/script\\u003e",
    "</script>", "</SCRIPT ><script>alert(1)</script>", "<!--", "<!-- <script>", "-->", "]]>",
    "<![CDATA[ x ]]>", "&", "&amp;", "&lt;/script&gt;", "&#60;script&#62;", "&quot;", "a < b > c",
    "{{ 7 * 7 }} {% raw %}", "${x} #{x} %s {0} \\n", "a, b; c: d | e", "[x](javascript:alert(1))",
    '"onmouseover="alert(1)', "' onfocus='alert(1)' autofocus='", "javascript:alert(1)",
    "</title><script>alert(1)</script>", '"><meta http-equiv=refresh content="0;url=data:,x">',
    "人工智能：“大模型”与芯片", "日本語のニュース、そして「引用」", "한국어 뉴스 & 인공지능",
    "कृत्रिम बुद्धिमत्ता की “ख़बरें” & चिप्स", "कृत्रिम बुद्धिमत्तेच्या बातम्या", "செயற்கை நுண்ணறிவு",
    "الذكاء الاصطناعي «أخبار» 2025", "בינה מלאכותית: “חדשות”",
    "\u202eright to left\u202c override", "\u200fmark\u200e marks \u2066x\u2069",
    "👩🏽\u200d💻 and 🏳\ufe0f\u200d🌈 with 🇮🇳", "𝕸𝖆𝖙𝖍 𐍈 letters",
    "zero\u200bwidth\u200c and\u200d joiner\u2060 here", "soft\u00adhyphen", "e\u0301 and é",
    "ﬁ ligature ½ ™", "Z\u0351\u036b\u0343\u036aA\u0334\u0335\u031cL", "İstanbul ıI ß ẞ",
    "a\u00a0no-break\u3000blank", "tab\tand   blanks", "\ufeffmark of order", "\ufffd replaced",
    "…—–·•※", "0", "null", "true", "~", "x" * 105,
)  # fmt: skip
PIECES = (
    "\" ' ` < > & / \\ = # ; : - ! [ ] { } ( ) % $ script </script> <!-- --> ]]> &lt; \\u003c on= "
    "é 人 ह क् ب א 👩 \u200d \u200b \u202e \u0301 a B 7"
).split()
POST = """---
title: {text}
date: 2025-{month:02}-01 09:00
slug: hard-{number}
authors: [{name}]
category: News
tags: [{name}]
summary: {text}
image: hard.png
image_alt: {text}
image_caption: {text}
image_credit: {text}
series: {text}
sources: [{{title: {text}, url: {url}}}]
corrections: [{{date: 2025-12-01, text: {text}}}]
made_with: {text}
companies: [{name}]
models: [{name}]
people: [{name}]
topics: [{name}, {neighbor}, "Shared"]
---

The text of post {number}.
"""
ENTITY = "  - {{name: {name}, description: {text}, aliases: [Alias {number}], same_as: {url}}}"
PROFILE = "---\nname: {name}\nrole: {text}\nlinks: [{{title: {text}, url: {url}}}]\n---\n\nA bio.\n"


def made_up(count: int) -> Iterator[str]:
    """Texts of hard pieces, the same ones each time."""
    random = Random("hard texts")
    for _ in range(count):
        pieces = random.choices(PIECES, k=random.randint(2, 9))
        yield random.choice(["", " "]).join(pieces)


def every_text() -> list[str]:
    """The texts above, some made up of pieces, and every third shape of an injected script."""
    shapes = [line for line in lines(RUNS) if "\n" not in line]
    return list(dict.fromkeys([*TEXTS, *made_up(30), *shapes[::3]]))


def quoted(text: str) -> str:
    """A text as a YAML scalar; what YAML cannot hold raw is escaped."""
    raw = json.dumps(text, ensure_ascii=False)
    for character in ("\ufeff", "\x7f", "\u2028"):
        raw = raw.replace(character, f"\\u{ord(character):04x}")
    return raw


def build_hard_texts(folder: Path) -> Path:
    """The fixture site with a post, a profile and a topic for each text; gives its output."""
    texts = every_text()
    lay_out(folder, {})
    entities = ["topics:"]
    for number, text in enumerate(texts):
        name = quoted(f"{text} n{number}")
        neighbor = quoted(f"{texts[number - 1]} n{(number - 1) % len(texts)}")
        url = quoted(f"https://x.example/?q={''.join(text.split())}")
        values = {"text": quoted(text), "name": name, "number": number, "url": url}
        values["neighbor"] = neighbor
        post = POST.format(**values, month=number % 9 + 1)
        (folder / f"content/posts/hard-{number}.md").write_text(post, encoding="utf-8")
        profile = PROFILE.format(**values)
        (folder / f"content/authors/hard-{number}.md").write_text(profile, encoding="utf-8")
        entities.append(ENTITY.format(**values))
    (folder / "content/entities.yaml").write_text("\n".join([*entities, ""]), encoding="utf-8")
    Image.new("RGB", (1200, 630)).save(folder / "content/images/hard.png")
    return build_in(folder)
