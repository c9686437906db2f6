"""Tests of newsroom/locale."""
