"""Clips: films of a person's own exercises, read once and kept as moving pictures."""
