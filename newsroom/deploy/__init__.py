"""Deployments: targets, plans, records, rollback, notifications."""
