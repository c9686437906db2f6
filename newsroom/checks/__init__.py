"""Checks of a built site: `parse` reads its files, `rules` judges them."""
