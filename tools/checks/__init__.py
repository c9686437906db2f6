"""What `make check` looks at, one module a kind: each gives findings for what it reads.

The modules that `site.CHECKS` names read a built site and nothing else. `page`, which has `tags`,
`shown` and `needed` for its parts, `feed` and `json_ld` read its files for them, `facts` compares
two of those.
"""
