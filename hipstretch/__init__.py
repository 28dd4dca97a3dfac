"""Hipstretch guides hip stretches on a desktop."""

__version__ = "0.1.0"
