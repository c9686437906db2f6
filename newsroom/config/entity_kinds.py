"""The kinds of entities that posts name, with the key of the front matter that lists them."""

KINDS = {"company": "companies", "model": "models", "person": "people", "topic": "topics"}
