"""Reminders: when, by which way, and what is in the way."""
