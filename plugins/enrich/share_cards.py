"""Sets `article.share_card`, an image for messengers, search engines and feeds, and adds its file.

A post has one unless its lead image is a photograph: a bitmap of at least 600 pixels in width that
is not upright. A card has the headline, the section, the authors and the date in the type, the
colours and with the mark of the theme: its style sheet `css/site.css`, the files in `fonts/`, and
`favicon.svg`. Its URL has a hash of all that is drawn. `SHARE_CARDS` says which builds have them:
others see those of `publish` alone, and a card takes as long as 15 pages.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from unicodedata import normalize

from newsroom.cards.card_content import HEIGHT, WIDTH
from newsroom.cards.card_store import CardStore
from newsroom.cards.design import CardDesign, CardTexts, card_digest
from newsroom.cards.font_files import FontError, FontFace, read_faces
from newsroom.cards.palette import Palette, parse_palette
from newsroom.config.schema import Settings, locate_setting
from newsroom.diagnostics.diagnostic import Diagnostic
from newsroom.diagnostics.report import Report
from newsroom.locale.dates import format_day
from newsroom.locale.words import Words
from newsroom.output.shared_image import is_photograph
from newsroom.output.theme_fonts import (
    FONTS,
    SHEET,
    keep_font_records,
    load_font_records,
    theme_font_paths,
)
from newsroom.output.theme_mark import read_mark, reported_mark
from newsroom.pipeline.plugin import Plugin
from newsroom.site.articles import Article, Entry
from newsroom.site.image_model import ShareCard
from newsroom.site.model import Site
from newsroom.site.output_files import OutputFile

FOLDER = "cards"
LONGEST_SLUG = 60  # characters of the name of a file


def read_design(site: Site) -> CardDesign:
    """Return the design of the theme; what is wrong with it goes into the report."""
    files = site.theme_files
    theme_fonts = theme_faces(theme_font_paths(site), site.report)
    sheet = files[SHEET].data.decode() if SHEET in files else ""
    return CardDesign(
        fonts=(*theme_fonts, *setting_faces(site.settings.share_cards.fonts, site.report)),
        folders=(),
        palette=read_palette(sheet, site.report) if sheet else Palette(),
        mark=read_mark(site),
    )


def theme_faces(paths: Iterable[Path], report: Report) -> Iterator[FontFace]:
    """Yield the faces of the fonts of a theme; one that cannot be read is a warning."""
    for path in paths:
        try:
            yield from read_faces(path)
        except FontError as error:
            reason = str(error).removeprefix(f"{path}: ")
            message = f"cards cannot be drawn with this font: {reason}"
            report.add(
                Diagnostic(f"theme/static/{FONTS}{path.name}", 0, "theme/invalid-font", message)
            )


def setting_faces(paths: Iterable[str], report: Report) -> Iterator[FontFace]:
    """Yield the faces of the fonts that a setting names; one that is not a font is an error."""
    for path in paths:
        try:
            yield from read_faces(Path(path))
        except FontError as error:
            message = f'invalid font in SHARE_CARDS["fonts"]: {error}'
            advice = "name a TrueType, OpenType or WOFF2 file"
            location = locate_setting("SHARE_CARDS")
            report.add(Diagnostic(*location, "setting/invalid", message, advice))


def read_palette(sheet: str, report: Report) -> Palette:
    """Return the colours of the style sheet; one that cannot be read is a warning."""
    palette, invalid = parse_palette(sheet)
    for token in invalid:
        name = f"--{token.name} in :root"
        message = f'{name} must be a colour as in #1a2b3c, not "{token.value}"'
        if not token.value:
            message = f"missing {name}, a colour of cards"
        path, advice = f"theme/static/{SHEET}", f"cards have {token.fallback}"
        report.add(Diagnostic(path, token.line, "theme/invalid-colour", message, advice))
    return palette


def card_texts(article: Article, site_name: str, words: Words) -> CardTexts:
    """Return the texts of the card of a post; `words` are those of its language."""
    return CardTexts(
        headline=article.title,
        section=article.category.name,
        authors=tuple(author.name for author in article.authors),
        date=format_day(words, article.date),
        site_name=site_name,
        language=article.lang,
    )


def share_card(
    article: Article, design: CardDesign, site_name: str, words: Words
) -> ShareCard | None:
    """Return the card of a post, None for one with a photograph."""
    if article.lead_image and is_photograph(article.lead_image):
        return None
    digest = card_digest(design.card(card_texts(article, site_name, words)))
    slug = normalize("NFC", article.slug)  # one file system takes both forms for one name
    name = f"{slug[:LONGEST_SLUG].strip('-')}-{digest}.png"
    return ShareCard(f"{FOLDER}/{name}", WIDTH, HEIGHT, article.title)


def site_card(site: Site, article: Article, design: CardDesign) -> ShareCard | None:
    """Return the card of a post of a site in its design."""
    return share_card(article, design, site.settings.name, site.vocabulary.words(article.lang))


def draw_share_card(site: Site, article: Article, store: CardStore, version: str) -> bytes:
    """Return the file of the card of a post; `version` is that of the code in the store."""
    # What draws is loaded for new cards alone: it takes as long as a small build.
    from newsroom.cards.card import draw_card  # noqa: PLC0415

    if site.card_design is None:
        raise ValueError("the site has no cards")
    words = site.vocabulary.words(article.lang)
    card = site.card_design.card(card_texts(article, site.settings.name, words))
    with reported_mark():
        name = store_name(version, card_digest(card))
        return store.get(name, partial(draw_card, card))


def card_store(site: Site) -> tuple[CardStore, str]:
    """Return what earlier builds have drawn, and the version of the code in it.

    A card must not look for them itself: it would be made of the cache, which is never the same.
    """
    folder = site.cache.folder_of(FOLDER) if site.cache else None
    return CardStore(folder), site.code_version.hex()[:8]


def store_name(version: str, digest: str) -> str:
    """Return the name of a card in the store, which differs where other code would draw it."""
    return f"{version}-{digest}.png"


def card_files(site: Site) -> dict[str, OutputFile]:
    """Return the files of the cards of all posts by URL; posts with one card share its file."""
    files: dict[str, OutputFile] = {}
    store = card_store(site)
    for article in site.all_articles:
        card = article.share_card
        if card and card.url not in files:
            label = f"the card of {article.front_matter.file}"
            data = partial(draw_share_card, site, article, *store)
            files[card.url] = OutputFile(card.url, "hashed", label, data=data)
    return files


def update_share_card(site: Site, article: Entry) -> None:
    """Set the card of an edited post, and replace its file by that of the new card."""
    if not isinstance(article, Article) or not site.card_design:
        return
    load_font_records(site)
    before = article.share_card
    article.share_card = site_card(site, article, site.card_design)
    if before and article.share_card != before:
        files = card_files(site)
        site.files.replace({*files, before.url}, files.values())


def has_cards(settings: Settings) -> bool:
    """Return whether cards are drawn in a build with some settings."""
    draw = settings.share_cards.draw
    return not settings.preview and (draw == "build" or (draw == "publish" and settings.production))


def declare_share_cards(site: Site) -> Iterator[OutputFile]:
    """Set the design of the site and the card of each post, and yield the files of the cards."""
    if not has_cards(site.settings):
        return
    load_font_records(site)
    site.card_design = read_design(site)
    for article in site.all_articles:
        article.share_card = site_card(site, article, site.card_design)
    keep_font_records(site)
    files = card_files(site)
    store, version = card_store(site)
    digests = (Path(url).stem.rpartition("-")[2] for url in files)
    store.prune({store_name(version, digest) for digest in digests})
    yield from files.values()


PLUGIN = Plugin(
    __name__,
    phase="enrich",
    needs=[
        "site.articles",
        "site.translations",
        "site.hidden_articles",
        "site.theme_files",
        "article.authors",
        "article.category",
        "article.lead_image",
    ],
    provides=["site.card_design", "article.share_card"],
    files=declare_share_cards,
    update=update_share_card,
)
register = PLUGIN.register
