"""Plugins that bring posts together: translations, corrections, entities, editions."""
