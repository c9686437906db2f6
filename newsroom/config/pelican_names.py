"""The settings of Pelican by name: what each of them means here, and which have no effect.

Pelican reads the settings, loads the plugins and makes the environment of the templates; the
pipeline reads the rest. What Pelican alone would use to find, sort and write articles is not used.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from newsroom.config.schema import assigned_settings
from newsroom.diagnostics.diagnostic import Diagnostic

EFFECTIVE: Mapping[str, str] = {
    "PELICAN_CLASS": "the class that runs the pipeline in place of the generators of Pelican",
    "PATH": "folder of the posts; commands expect `content`",
    "OUTPUT_PATH": "folder of the built site; must be `output`",
    "THEME": "folder of the theme",
    "THEME_STATIC_DIR": "folder of theme files in the site",
    "THEME_TEMPLATES_OVERRIDES": "folders whose templates replace those of the theme",
    "ARTICLE_PATHS": "folders of posts below `content/`",
    "ARTICLE_EXCLUDES": "folders and files in these that are left out",
    "PAGE_PATHS": "folders of pages below `content/`",
    "PAGE_EXCLUDES": "folders and files in these that are left out",
    "STATIC_PATHS": "folders that are copied to the top of the site",
    "STATIC_EXCLUDES": "folders and files in these that are not copied",
    "EXTRA_PATH_METADATA": "another `path` in the site for a copied file",
    "IGNORE_FILES": "names of files that are ignored, such as backups of editors",
    "LOCALE": '`["C"]`: the machine has no influence on dates',
    "LOG_FILTER": "warnings of Pelican to ignore; all others stop a build",
    "PLUGINS": "the pipeline: see [extending](extending.md)",
    "MARKDOWN": "extensions of Python-Markdown and their options",
    "JINJA_ENVIRONMENT": "options of Jinja; undefined names stop the build",
    "JINJA_FILTERS": "further filters of templates",
    "JINJA_GLOBALS": "further variables of templates",
    "JINJA_TESTS": "further tests of templates",
    "SLUG_REGEX_SUBSTITUTIONS": "how a name becomes the last part of a URL",
    "CATEGORY_REGEX_SUBSTITUTIONS": "the same for categories alone",
    "TAG_REGEX_SUBSTITUTIONS": "the same for tags alone",
    "AUTHOR_REGEX_SUBSTITUTIONS": "the same for authors alone",
    "SLUGIFY_USE_UNICODE": "whether URLs of terms keep letters that are not ASCII",
    "SLUGIFY_PRESERVE_CASE": "whether URLs of terms keep capital letters",
    "ARTICLE_URL": "URL of a post",
    "ARTICLE_LANG_URL": "URL of a post in another language",
    "PAGE_URL": "URL of a page",
    "PAGE_LANG_URL": "URL of a page in another language",
    "CATEGORY_URL": "URL of a category",
    "TAG_URL": "URL of a tag",
    "AUTHOR_URL": "URL of an author",
    "INDEX_URL": "URL of the front page",
    "ARCHIVE_URL": "URL of the archive",
    "TAGS_URL": "URL of the list of tags",
    "AUTHORS_URL": "URL of the list of authors",
    "TEMPLATE_EXTENSIONS": "extensions of templates",
    "DIRECT_TEMPLATES": "templates that are one page each, at the URL `<NAME>_URL`",
    "DEFAULT_PAGINATION": "number of posts on a page of a list",
    "DEFAULT_ORPHANS": "most posts of a last page that are on the page before it instead",
    "PAGINATED_TEMPLATES": "templates with pages, and how many posts a page of each has",
}
# Names that Pelican knows and has no default for.
WITHOUT_DEFAULT = frozenset(
    (
        "AUTHOR DEBUG DEFAULT_DATE FEED_ATOM FEED_DOMAIN FEED_RSS SUMMARY_MAX_PARAGRAPHS "
        "AUTHOR_REGEX_SUBSTITUTIONS CATEGORY_REGEX_SUBSTITUTIONS TAG_REGEX_SUBSTITUTIONS "
        "TAG_FEED_ATOM TAG_FEED_RSS CATEGORY_FEED_RSS TRANSLATION_FEED_RSS FEED_ALL_RSS"
    ).split()
)


def names_without_effect(
    names: Iterable[str], effective: Collection[str], templates: Iterable[str] = ()
) -> set[str]:
    """Return those of the names of all settings that have no effect here.

    `effective` are the names of this project; each of the `templates` has a URL of its own.
    """
    pages = {f"{name.upper()}_URL" for name in templates}
    return {name for name in names if name.isupper()} - {*effective, *EFFECTIVE, *pages}


def settings_without_effect(names: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each of these names to which a settings file assigns a value."""
    assigned = assigned_settings()
    for name in sorted(assigned.keys() & set(names)):  # all others are defaults of Pelican
        message = f"the setting {name} of Pelican has no effect here"
        yield Diagnostic(*assigned[name], "setting/no-effect", message, "remove it")
