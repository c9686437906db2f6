"""Cards that messengers and search engines show of a post which has no photograph."""
