"""What `make check` looks at, one module a kind: each gives findings for what it reads.

The modules that `site.CHECKS` names read a built site and nothing else; `body_words` compares it
with the sources of its pages. `page`, with `tags`, `element`, `shown`, `body_text` and `needed` for
its parts, `feed`, `moments` and `json_ld` read its files for them; `facts` compares two of those,
and `answer` judges what other sites say.
"""
