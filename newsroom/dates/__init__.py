"""Datetimes, time zones and ISO weeks."""
