"""The front matter of a source file: parsed, typed and validated."""
