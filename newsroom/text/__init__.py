"""Words of texts in every script, names compared by spelling, and UUIDs."""
