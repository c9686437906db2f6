"""The exceptions whose text is for people.

A command prints the text of an error and exits with its status; it shows no traceback. Errors of
one value (`FieldError` and the like) are caught where its path and line are known, and become
diagnostics there.

UserError
├── DiagnosticsError    diagnostics stop a command
├── PipelineError       plugins cannot be put in an order
├── FieldError          a value of the front matter cannot be used
├── YamlError           a text is not YAML that can be used
├── LinkError           a link of the site has no target
├── AliasError          an old URL of a post cannot be one here
├── ImageError          a file is not an image that can be used
├── InvalidUrlError     a text is not a URL that can be used
│   └── InvalidHostError
├── RasterizerError     an SVG cannot be drawn as a bitmap
├── SearchIndexError    Pagefind cannot make the index of the search
└── XmlError            a file is not well-formed XML
"""


class UserError(Exception):
    """An error that a person can fix; its text says what is wrong and what to do."""
