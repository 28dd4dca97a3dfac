"""Adapters between the core and Qt; no widgets."""
