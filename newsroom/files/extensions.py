"""File name extensions by what the files may do on a site."""

BITMAPS = frozenset("apng avif bmp gif ico jpeg jpg png webp".split())
# Those of which smaller files are made, and HEIC, of which only these are published.
PHOTOGRAPHS = frozenset("avif heic heif jpeg jpg png webp".split())
IMAGES = BITMAPS | PHOTOGRAPHS | frozenset(["svg"])
MARKUP = frozenset("htm html svg xml".split())
TYPES = BITMAPS | MARKUP | frozenset(
    (
        "aac flac m4a mp3 oga ogg opus wav weba "  # audio
        "m4v mov mp4 ogv webm "  # video
        "srt vtt "  # captions
        "docx epub odp ods odt pdf pptx txt xlsx "  # documents
        "bib csv geojson ics ipynb json jsonl ndjson parquet tsv vcf webmanifest "  # data
        "otf ttf woff woff2 "
        "7z bz2 gz tar tgz xz zip zst "
        "asc"  # a public key
    ).split()
)  # fmt: skip
# Run by browsers on the site's origin, or by servers: only single files of these are allowed.
ACTIVE_TYPES = frozenset(
    (
        "cjs hta htc js mht mhtml mjs shtml stm svgz swf wasm xbl xht xhtml xsl xslt xul "
        "asp aspx cfm cgi fcgi jsp jspx phar php php3 php4 php5 php7 php8 phps pht phtml"
    ).split()
)
# Apache takes these from the middle of a name as well: `chart.php.png`.
MIDDLE_TYPES = ACTIVE_TYPES - frozenset("cjs js mjs swf wasm".split())
SOURCES = frozenset(["markdown", "md"])
