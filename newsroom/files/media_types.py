"""The media type of a file by its name: one table, so that every machine gives the same answer.

Python's `mimetypes` is not used: it reads the tables of the machine, and its own table differs
between versions of Python. Types are those registered at IANA where there is one.
"""

from pathlib import PurePath, PurePosixPath

UNKNOWN = "application/octet-stream"
MEDIA_TYPES = {
    # text
    "css": "text/css",
    "csv": "text/csv",
    "diff": "text/plain",
    "htm": "text/html",
    "html": "text/html",
    "ics": "text/calendar",
    "js": "text/javascript",
    "log": "text/plain",
    "markdown": "text/markdown",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "patch": "text/plain",
    "py": "text/x-python",
    "srt": "text/plain",
    "text": "text/plain",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "vcf": "text/vcard",
    "vtt": "text/vtt",
    # data
    "atom": "application/atom+xml",
    "bib": "application/x-bibtex",
    "geojson": "application/geo+json",
    "gltf": "model/gltf+json",
    "ipynb": "application/x-ipynb+json",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "map": "application/json",
    "ndjson": "application/x-ndjson",
    "opml": "text/x-opml",
    "rdf": "application/rdf+xml",
    "rss": "application/rss+xml",
    "toml": "application/toml",
    "webmanifest": "application/manifest+json",
    "xhtml": "application/xhtml+xml",
    "xml": "application/xml",
    "xsl": "application/xslt+xml",
    "xslt": "application/xslt+xml",
    "yaml": "application/yaml",
    "yml": "application/yaml",
    # images
    "apng": "image/apng",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "heic": "image/heic",
    "heif": "image/heif",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "jxl": "image/jxl",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
    # sound and film
    "aac": "audio/aac",
    "avi": "video/x-msvideo",
    "flac": "audio/flac",
    "m3u8": "application/vnd.apple.mpegurl",
    "m4a": "audio/mp4",
    "m4v": "video/mp4",
    "mid": "audio/midi",
    "mkv": "video/matroska",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "mpeg": "video/mpeg",
    "mpg": "video/mpeg",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "weba": "audio/webm",
    "webm": "video/webm",
    # fonts
    "eot": "application/vnd.ms-fontobject",
    "otf": "font/otf",
    "ttf": "font/ttf",
    "woff": "font/woff",
    "woff2": "font/woff2",
    # documents and archives
    "7z": "application/x-7z-compressed",
    "bz2": "application/x-bzip2",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "glb": "model/gltf-binary",
    "gz": "application/gzip",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ps": "application/postscript",
    "rtf": "application/rtf",
    "tar": "application/x-tar",
    "tex": "application/x-tex",
    "tgz": "application/gzip",
    "wasm": "application/wasm",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xz": "application/x-xz",
    "zip": "application/zip",
    "zst": "application/zstd",
}


def media_type(path: str | PurePath) -> str:
    """Return the media type of the file at a path, `UNKNOWN` where the table has no such suffix."""
    return MEDIA_TYPES.get(PurePosixPath(path).suffix.lower().removeprefix("."), UNKNOWN)


def content_type(path: str | PurePath) -> str:
    """Return the value of `Content-Type` for the file at a path: text is UTF-8.

    JSON is UTF-8 too, but its media type has no parameter for it (RFC 8259, section 11).
    """
    kind = media_type(path)
    return f"{kind}; charset=utf-8" if is_text(kind) else kind


def is_text(kind: str) -> bool:
    """Return whether files of a media type are text, which a server sends as UTF-8."""
    return kind.startswith("text/") or kind.endswith(("/xml", "+xml"))


def is_compressible(kind: str) -> bool:
    """Return whether files of a media type get much smaller when a server compresses them."""
    more = ("/json", "+json", "/jsonl", "/yaml", "/toml", "x-ndjson", "/wasm")
    return is_text(kind) or kind.endswith(more)
