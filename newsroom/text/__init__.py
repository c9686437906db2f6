"""Words of texts in every script, and names compared by spelling."""
