"""The kinds of entities, each with the key of the front matter that lists entities of that kind."""

KINDS = {"company": "companies", "model": "models", "person": "people", "topic": "topics"}
